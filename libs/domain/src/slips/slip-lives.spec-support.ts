// Funds with slips in which a unit lives, as the specs of slips start from them.
import type { Rules } from '../rules/rules';
import { LedgerQuery } from '../ledger/ledger.query';
import { type Outlet, PaperStory } from '../../../../test/support/paper-story';
import { amount, day, type LivingFund } from '../../../../test/support/living-fund';
import type { Rooms } from '../../../../test/support/rooms';
import { CloseSlipUseCase } from './close-slip.use-case';
import { type EntryView, SlipsQuery } from './slips.query';

export const EVERYTHING = { after: null, limit: 1_000 };

/** 100 € on the 1st, slips of 40 € at most, taken for 30 days. */
export const advance = (rules: Rules): Rules => ({
  ...rules,
  collection: { mode: 'by-hand', dayOfMonth: 1 },
  credited: { mode: 'day-of-month', day: 1 },
  unspent: { mode: 'expire', months: 1, warnDaysBefore: 10 },
  payment: ['card', 'reimbursement-slip'],
  coverage: { mode: 'rate-per-label', ratesPercent: [33, 50, 70, 100] },
  spending: { ...rules.spending, slip: { ceilingCents: amount(4_000), paysTo: 'outlet', lateDays: 30 } },
});
/** The same, but the member is paid back. */
export const paysMembers = (rules: Rules): Rules => {
  const same = advance(rules);
  return { ...same, spending: { ...same.spending, slip: { ...same.spending.slip, paysTo: 'member' } } };
};
/** Nothing in advance: 50 € a month are paid back. */
export const paysBack = (rules: Rules): Rules => ({
  ...paysMembers(rules),
  allocation: { mode: 'reimbursement', upToCents: amount(5_000) },
});

/** A fund on 1 November, with a member, an outlet, and paper. */
export interface Life {
  readonly fund: LivingFund;
  readonly story: PaperStory;
  readonly outlet: Outlet;
  readonly unit: string;
}

/** What specs of slips ask of the rooms. */
export class SlipLives {
  constructor(private readonly rooms: () => Rooms) {}

  /** A fund of its own. */
  async life(rules = advance): Promise<Life> {
    return this.in(await this.rooms().fund({ rules }));
  }

  /** Life in a fund that is there. */
  async in(fund: LivingFund): Promise<Life> {
    await fund.open(1_000_000);
    const unit = await fund.admit({ joinedOn: '2025-12-10', label: 'Foyer Été' });
    await fund.live('2026-11-01');
    const story = new PaperStory(this.rooms(), fund);
    return { fund, story, unit, outlet: await story.outlet() };
  }

  /** Another fund that lives with slips, and that nothing may touch. */
  async bystander(): Promise<void> {
    await this.rooms().bystander({ rules: advance }, async (fund) => {
      const { story, outlet, unit } = await this.in(fund);
      const { slipNumber } = await story.issue(unit, 3_000);
      await story.ready({ who: { slipNumber }, outletNo: outlet.outletNo, amount: 1_000, boughtOn: '2026-11-01' });
    });
  }

  /** What an account is owed, in cents. */
  async owed({ fund }: Life, kind: 'outlet-payable' | 'claims-payable' | 'pot', owner: string): Promise<number> {
    const account = await fund.read(() => this.rooms().get(LedgerQuery).accountOf(kind, owner, day('2099-12-31')));
    return account?.balanceCents ?? 0;
  }

  /** What the unit can spend, in cents. */
  async spendable({ fund, unit }: Life): Promise<number> {
    const [row] = await this.rooms().database.asOwner(
      `select ledger.held_on($1, account_id) as held from ledger.account
       where tenant_id = $1 and owner_id = $2 and kind = 'allocation'`,
      [fund.id, unit],
    );
    return (await fund.balance(unit)) - Number(row?.['held']);
  }

  /** The papers of a batch. */
  entries({ fund }: Life, batchId: string): Promise<EntryView[]> {
    return fund.read(() => this.rooms().get(SlipsQuery).entries(batchId, EVERYTHING));
  }

  /** Says that a slip is lost, or came back. */
  closeSlip({ fund }: Life, slipId: string, why: 'lost' | 'unused'): ReturnType<CloseSlipUseCase['run']> {
    return fund.as(() => this.rooms().get(CloseSlipUseCase).run({ slipId, why }));
  }
}
