// Creates the demonstration funds, each in one transaction: a kill leaves a fund whole or not there at all.
import { CreateFundUseCase, FundDirectory, type FundView } from '#domain/funds';
import { type Preset, presets } from '#domain/rules';
import { ReceiveGrantUseCase } from '#domain/budget';
import { allocationFor } from '#domain/allocations';
import { AdmitUnitUseCase, type AdmitUnit } from '#domain/members';
import { cents, type Cents, chanceFrom, dayOf, type Month, monthsBetween, seedOf, sum } from '#domain/kernel';
import {
  asTenant,
  FundClock,
  IdentityStore,
  newId,
  RoleStore,
  SETUP,
  TenantTransaction,
  tenantId,
  withSeededIds,
} from '#tenancy';
import type { INestApplicationContext } from '@nestjs/common';
import { beginningOf, inventUnits } from './people';

const ZONE = 'Europe/Paris';
const DECISION =
  'Règles reprises des pages publiques de la caisse ; les champs sans source sont des valeurs de démonstration.';

/** What a demonstration fund is called in addresses. */
export function slugOf(preset: Pick<Preset, 'key'>): string {
  return `demo-${preset.key}`;
}

/** Creates the funds that are not there yet, in the order of the presets. @returns all of them */
export async function createFunds(app: INestApplicationContext, month: Month, password: string): Promise<FundView[]> {
  const directory = app.get(FundDirectory);
  const funds: FundView[] = [];
  for (const preset of presets()) {
    if (!(await directory.bySlug(slugOf(preset)))) await createFund(app, { preset, month, password });
    const fund = await directory.bySlug(slugOf(preset));
    if (fund) funds.push(fund);
  }
  return funds;
}

interface Wanted {
  readonly preset: Preset;
  readonly month: Month;
  readonly password: string;
}

async function createFund(app: INestApplicationContext, wanted: Wanted): Promise<void> {
  const { preset, month, password } = wanted;
  const identities = app.get(IdentityStore);
  const coordinator = await identities.create({ login: `coordination@${preset.key}.demo`, password });
  const member = await identities.create({ login: `membre@${preset.key}.demo`, password });
  const from = { chance: chanceFrom(seedOf(`ids/${preset.key}`)), msecs: Date.parse(beginningOf(month, ZONE)) };
  await withSeededIds(from, () =>
    asTenant({ tenantId: tenantId(newId()), actor: SETUP, reason: 'demonstration' }, () =>
      app.get(TenantTransaction).run(() => fillFund(app, wanted, { coordinator, member })),
    ),
  );
}

async function fillFund(
  app: INestApplicationContext,
  { preset, month }: Wanted,
  { coordinator, member }: { coordinator: string; member: string },
): Promise<void> {
  const units = inventUnits(preset, month, chanceFrom(seedOf(`tablée/${preset.key}`)));
  await app.get(CreateFundUseCase).run(fundOf(preset, month));
  await app.get(FundClock).moveTo(beginningOf(month, ZONE));
  await receiveGrants(app, preset, units);
  const persons: string[] = [];
  for (const unit of units) persons.push(...(await app.get(AdmitUnitUseCase).run(unit)).personIds);
  const roles = app.get(RoleStore);
  await roles.grant(coordinator, { role: 'coordinator', subjectId: null });
  if (persons[0]) await roles.grant(member, { role: 'member', subjectId: persons[0] });
}

function fundOf(preset: Preset, month: Month): Parameters<CreateFundUseCase['run']>[0] {
  return {
    slug: slugOf(preset),
    name: `d'après ${preset.name} (données inventées)`,
    place: preset.place,
    departement: preset.departement,
    region: preset.region,
    timeZone: ZONE,
    demonstration: true,
    presetKey: preset.key,
    rules: preset.rules,
    from: month,
    decisionNote: DECISION,
  };
}

// What the fund began with: a month of allocations for funds that live on contributions alone, and some months more
// where grants feed the pot. Invented like the people.
async function receiveGrants(
  app: INestApplicationContext,
  { key, rules }: Preset,
  units: readonly AdmitUnit[],
): Promise<void> {
  const months = 4 + (seedOf(key) % 6);
  const whole = { numerator: 1, denominator: 1 };
  const monthly = sum(
    units.map((unit) =>
      allocationFor(rules, { composition: compositionOf(unit), presence: whole, mean: cents(6_000) }),
    ),
  );
  const ceiling =
    rules.allocation.mode === 'reimbursement' ? cents(rules.allocation.upToCents * units.length) : monthly;
  const base = cents(Math.max(ceiling, 100_000));
  const receive = app.get(ReceiveGrantUseCase);
  const receivedOn = dayOf((await app.get(FundClock).now()).slice(0, 10));
  const grant = (
    kind: 'grant' | 'opening-balance',
    amount: Cents,
    rest: { funder: string; destination: 'pot' | 'running-costs'; moneySource: 'public' | 'private' | 'own' },
  ) => receive.run({ kind, amount, receivedOn, ...rest });
  await grant('opening-balance', base, { funder: 'Solde repris', destination: 'pot', moneySource: 'own' });
  await grant('grant', cents(Math.round(base / 20) * 10), {
    funder: 'Collectivité (inventée)',
    destination: 'running-costs',
    moneySource: 'public',
  });
  if (rules.potResources.mode === 'contributions-only') return;
  await grant('grant', cents(Math.round((base * months) / 20) * 10), {
    funder: 'Collectivité (inventée)',
    destination: 'pot',
    moneySource: 'public',
  });
  await grant('grant', cents(Math.round((base * months) / 40) * 10), {
    funder: 'Fondation (inventée)',
    destination: 'pot',
    moneySource: 'private',
  });
}

function compositionOf({ persons, joinedOn }: AdmitUnit): { age: number | null; sharePercent: number }[] {
  const month = joinedOn.toPlainYearMonth();
  return persons.map(({ bornIn, sharePercent = 100 }) => ({
    age: bornIn ? Math.floor(monthsBetween(bornIn, month) / 12) : null,
    sharePercent,
  }));
}
