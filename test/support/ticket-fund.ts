// What the specs of tickets set up: a fund whose units were credited for November, and outlets where everything is covered.
import { DecideOutletUseCase, ProposeOutletUseCase } from '#domain/outlets';
import type { LivingFund } from './living-fund';
import type { Rooms } from './rooms';

/** A fund that lives by months, with so many units that were credited in November. */
export async function paperFund(rooms: Rooms, count: number): Promise<{ fund: LivingFund; units: string[] }> {
  const fund = await rooms.fund({
    preset: 'flers',
    rules: (rules) => ({
      ...rules,
      payment: ['card', 'member-phone', 'paper-ticket'],
      unspent: { mode: 'expire', months: 12, warnDaysBefore: 0 },
    }),
  });
  await fund.open(1_000_000);
  const units: string[] = [];
  for (let one = 0; one < count; one += 1) units.push(await fund.admit());
  await fund.live('2026-11-06');
  return { fund, units };
}

/** An outlet that is approved from today on. @returns its id */
export async function approvedOutlet(rooms: Rooms, fund: LivingFund): Promise<string> {
  const nobody = { description: null, contact: 'Rosa', email: null, phone: null, address: null, proposedBy: null };
  const card = { name: 'La ferme du Pré', kind: 'producer', cameBy: 'team', why: 'Au marché' } as const;
  const proposal = { ...nobody, ...card, sites: [], formKey: null };
  const { outletId } = await fund.as(() => rooms.get(ProposeOutletUseCase).run(proposal));
  const everything = { scope: 'everything', title: 'Tout', category: 'mixed', coveragePercent: 100 } as const;
  const yes = { outcome: 'approved', explanation: 'Bienvenue', reviewOn: null } as const;
  const lines = [{ ...everything, validFrom: null }];
  await fund.as(() => rooms.get(DecideOutletUseCase).run({ outletId, ...yes, lines }));
  return outletId;
}
