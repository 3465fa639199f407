import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LivingFund, Somebody } from '../../../../test/support/living-fund';
import { claimOf, owedTo, PayoutsStory } from '../../../../test/support/payouts-story';
import { Rooms } from '../../../../test/support/rooms';
import { type Chance, chanceFrom, pick, wholeBetween } from '../kernel/chance';
import type { AccountRef } from '../ledger/transfer';
import type { PayoutView } from './payouts.query';
import { RefusePayoutsUseCase } from './refuse-payouts.use-case';

let rooms: Rooms;

const story = new PayoutsStory(() => rooms);
const AT = '2026-11-02T09:00:00+01:00';

beforeAll(async () => {
  rooms = await Rooms.open({ connections: 8 });
  await rooms.bystander({ at: AT }, async (other) => {
    await story.owe(other, owedTo(await story.outlet(other)), 700, '2026-10-02');
    await story.draft(other);
  });
});
afterAll(() => rooms.close());

/** A fund whose payouts go all ways. */
class Walk {
  /** What is owed on each account, by the postings alone. */
  private readonly owed = new Map<AccountRef, number>();

  private constructor(
    private readonly fund: LivingFund,
    private readonly people: readonly [Somebody, Somebody],
    private readonly accounts: readonly AccountRef[],
    private readonly chance: Chance,
  ) {}

  static async begin(seed: number, feeBasisPoints: number): Promise<Walk> {
    const fund = await rooms.fund({
      at: AT,
      rules: (rules) => ({ ...rules, runningCosts: { ...rules.runningCosts, outletFeeBasisPoints: feeBasisPoints } }),
    });
    const people = [await fund.somebody('coordinator'), await fund.somebody('treasurer')] as const;
    const outlets = [await story.outlet(fund), await story.outlet(fund, 'Le moulin')];
    const unit = await fund.admit();
    return new Walk(fund, people, [...outlets.map(owedTo), claimOf(unit)], chanceFrom(seed));
  }

  /** One thing that may happen. */
  async step(): Promise<void> {
    const living = (await story.payouts(this.fund)).filter(({ state }) =>
      ['draft', 'checking', 'sealed', 'paid'].includes(state),
    );
    const act = wholeBetween(this.chance, 1, 10);
    if (act <= 3) await this.sell();
    else if (act === 4 || living.length === 0)
      await story.draft(this.fund, pick(this.chance, ['2026-10-31', '2026-11-02']));
    else await this.goOn(pick(this.chance, living));
  }

  private async goOn(payout: PayoutView): Promise<void> {
    const { payoutId, state, approvalId } = payout;
    const [ali, bintou] = this.people;
    const well = wholeBetween(this.chance, 1, 3) > 1;
    if (state === 'draft' && payout.netCents > 0) await story.prepare(ali, [payoutId], 'cash');
    if (state === 'checking' && well) await story.seal(bintou, approvalId ?? '');
    if (state === 'checking' && !well) await this.refuse(payout);
    if (state === 'sealed' && well) await story.pay(ali, payoutId, '2026-11-02');
    if (['sealed', 'paid'].includes(state) && !well) await story.reject(ali, payoutId);
  }

  /** Whatever happened: each cent owed is in one payout that lives, or open, and nothing else is. */
  async check(): Promise<void> {
    const all = await story.payouts(this.fund);
    for (const account of this.accounts) {
      const sum = (...states: string[]): number =>
        all
          .filter(({ payeeId, state }) => payeeId === account.owner && states.includes(state))
          .reduce((total, { grossCents }) => total + grossCents, 0);
      const open = await this.open(account);
      const owed = this.owed.get(account) ?? 0;
      expect(sum('sealed', 'paid') + sum('draft', 'checking') + open).toBe(owed);
      expect(await story.balance(this.fund, account)).toBe(owed - sum('sealed', 'paid'));
    }
    expect(await this.fund.faults()).toEqual([]);
  }

  /** The states that payouts got to. */
  async states(): Promise<string[]> {
    return (await story.payouts(this.fund)).map(({ state }) => state);
  }

  private async sell(): Promise<void> {
    const account = pick(this.chance, this.accounts);
    const cents = wholeBetween(this.chance, -700, 1_500) || 1;
    await story.owe(this.fund, account, cents, pick(this.chance, ['2026-10-07', '2026-10-31', '2026-11-01']));
    this.owed.set(account, (this.owed.get(account) ?? 0) + cents);
  }

  private async refuse({ approvalId }: PayoutView): Promise<void> {
    const [, bintou] = this.people;
    await bintou.as(() =>
      rooms.get(RefusePayoutsUseCase).run({ approvalId: approvalId ?? '', reason: 'Il manque une fiche' }),
    );
  }

  private async open({ owner }: AccountRef): Promise<number> {
    const [row] = await rooms.database.asOwner(
      `select coalesce(sum(o.amount_cents), 0)::int as cents from payouts.open_movements($1, '2099-12-31') o
       where o.owner_id = $2`,
      [this.fund.id, owner],
    );
    return Number(row?.['cents']);
  }
}

describe('whatever happens to payouts', () => {
  it.each([
    [1, 0],
    [2, 333],
  ])('what they pay and what is open is what is owed (walk %s, fee %s)', async (seed, fee) => {
    const walk = await Walk.begin(seed, fee);
    for (let round = 0; round < 5; round += 1) {
      for (let n = 0; n < 12; n += 1) await walk.step();
      await walk.check();
    }
    expect(await walk.states()).toEqual(expect.arrayContaining(['paid', 'rejected', 'withdrawn']));
  });
});

describe('a process killed while it seals', () => {
  it('leaves everything as it was, and sealing again does it once', async () => {
    const fund = await rooms.fund({ at: AT });
    const [ali, bintou] = [await fund.somebody('coordinator'), await fund.somebody('treasurer')];
    const farm = await story.outlet(fund);
    await story.owe(fund, owedTo(farm), 4_000, '2026-10-03');
    await story.draft(fund);
    const [draft] = await story.payouts(fund);
    const approvalId = await story.prepare(ali, [draft?.payoutId ?? '']);
    const before = await fund.everyRow();
    await rooms.database.asOwner('begin');
    await rooms.database.asOwner('lock table ledger.movement in exclusive mode'); // it gets as far as its first posting
    const sealing = story.seal(bintou, approvalId);
    const outcome = expect(sealing).rejects.toThrow();
    for (let killed = 0; killed === 0;) {
      const rows = await rooms.database.asOwner(
        `select pg_terminate_backend(l.pid) from pg_locks l
         where l.relation = 'ledger.movement'::regclass and not l.granted`,
      );
      killed = rows.length;
    }
    await outcome;
    await rooms.database.asOwner('rollback');
    expect(await fund.everyRow()).toEqual(before);
    expect(await story.seal(bintou, approvalId)).toMatchObject({ state: 'sealed', totalCents: draft?.netCents });
    expect(await fund.faults()).toEqual([]);
  });
});
