import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareDays, compareMonths, monthOf } from '../kernel/calendar';
import { type Chance, chanceFrom, pick, wholeBetween } from '../kernel/chance';
import { RuleBroken } from '../kernel/rule-broken';
import { cents } from '../kernel/money';
import { ForgiveDueUseCase } from '../contributions/forgive-due.use-case';
import { RecordCallPaymentUseCase } from '../contributions/record-call-payment.use-case';
import { RecordReceiptUseCase } from '../contributions/record-receipt.use-case';
import { ReturnCallPaymentUseCase } from '../contributions/return-call-payment.use-case';
import type { DatedLot } from '../lots/ended-credit';
import { ExtendLotUseCase } from '../lots/extend-lot.use-case';
import { LotsQuery } from '../lots/lots.query';
import { Spending } from '../lots/spending.spec-support';
import { LeaveFundUseCase } from '../members/leave-fund.use-case';
import { PauseUnitUseCase } from '../members/pause-unit.use-case';
import { CallsQuery } from '../payers/calls.query';
import type { Rules } from '../rules/rules';
import { arbitraryRules } from '../rules/rules-arbitrary.spec-support';
import { amount, day, type LivingFund } from '../../../../test/support/living-fund';
import { PayersStory } from '../../../../test/support/payers-story';
import { Rooms } from '../../../../test/support/rooms';
import { unitForRules } from './unit-for-rules.spec-support';

const POT = 1_500_000;
const CAP = 7_000;
const DAYS = ['2026-11', '2026-12', '2027-01', '2027-02'].flatMap((of) => ['01', '15'].map((on) => `${of}-${on}`));
let rooms: Rooms;
let other: LivingFund;
let untouched: Record<string, string>;
const story = new PayersStory(() => rooms);

beforeAll(async () => {
  rooms = await Rooms.open();
  other = await rooms.fund({ preset: 'grenoble' });
  await other.admit();
  untouched = await other.everyRow();
});
afterAll(() => rooms.close());

/** The same rules, with credit that comes to its end within the months that are lived. */
const shortLived = (rules: Rules): Rules => {
  const { unspent, leaving } = rules;
  const months = 'months' in unspent ? 1 + (unspent.months % 2) : 1;
  const kept = leaving.unspent.mode === 'kept-months' ? { mode: 'kept-months' as const, months: 1 } : leaving.unspent;
  const ends = { ...rules, leaving: { ...leaving, unspent: kept } };
  switch (unspent.mode) {
    case 'expire':
      return { ...ends, unspent: { ...unspent, months, warnDaysBefore: Math.min(unspent.warnDaysBefore, 28) } };
    case 'cap':
      return { ...ends, unspent: { ...unspent, months } };
    case 'end-of-project':
      return { ...ends, unspent: { ...unspent, endsOn: unspent.endsOn && '2027-01-15' } };
    case 'accumulate':
      return ends;
  }
};

/** One life: a fund under any rules, and the chance by which its people come, go, pause, spend and pay. */
class Lived {
  readonly units: string[] = [];
  readonly done: string[] = [];
  private readonly spending: Spending;
  private today = '2026-11-01';

  constructor(
    private readonly fund: LivingFund,
    private readonly rules: Rules,
    private readonly chance: Chance,
    private readonly payer: string,
  ) {
    this.spending = new Spending(rooms, fund);
  }

  /** A morning, what it brings to its end, and a few things that people do. */
  async day(today: string): Promise<void> {
    this.today = today;
    const before = await this.lots();
    await this.fund.live(today);
    const after = await this.lots();
    for (const unit of this.units) this.expiredInOrder(before.get(unit) ?? [], after.get(unit) ?? []);
    for (let acts = wholeBetween(this.chance, 3, 6); acts > 0; acts -= 1) {
      const [name, act] = pick(this.chance, this.acts());
      await this.fund.as(act).then(
        (happened) => happened !== false && this.done.push(name),
        (error: unknown) => {
          if (!(error instanceof RuleBroken)) throw error; // what the fund refuses changes nothing
        },
      );
    }
    await this.holds();
  }

  async admit(joinedOn: string): Promise<void> {
    const unit = await this.fund.admit(unitForRules(this.rules, joinedOn));
    this.units.push(unit);
    if (this.chance() < 0.5) await this.fund.as(() => story.agree(this.payer, unit));
  }

  private acts(): readonly (readonly [string, () => Promise<unknown>])[] {
    const unit = pick(this.chance, this.units);
    const month = monthOf(this.today.slice(0, 7));
    const next = month.add({ months: 1 });
    const use = { leave: rooms.get(LeaveFundUseCase), pause: rooms.get(PauseUnitUseCase) };
    return [
      ['join', () => this.admit(this.today)],
      ['leave', () => use.leave.run({ accountUnitId: unit, lastMonth: month })],
      ['pause', () => use.pause.run({ accountUnitId: unit, from: next, until: next })],
      ['extend', () => this.extend(unit)],
      ['spend', () => this.spend(unit)],
      ['spend', () => this.spend(unit)],
      ['receive', () => this.withDue(false, (dueId, sum) => this.receive(dueId, sum))],
      ['forgive', () => this.withDue(true, (dueId, sum) => this.forgive(dueId, sum))],
      ['payer pays', () => this.payCall()],
      ['payer pays', () => this.payCall()],
    ];
  }

  private async spend(unit: string): Promise<boolean> {
    return (await this.spending.spend(unit, wholeBetween(this.chance, 1, 9_000), this.today)) === 'posted';
  }

  private async extend(unit: string): Promise<unknown> {
    const lot = (await this.lots()).get(unit)?.[0];
    if (!lot?.end) return false;
    const until = lot.end.day.add({ days: 20 });
    return rooms.get(ExtendLotUseCase).run({ accountUnitId: unit, lotMonth: lot.lotMonth, until, reason: 'essai' });
  }

  private receive(dueId: string, sum: number): Promise<unknown> {
    return rooms.get(RecordReceiptUseCase).run({ dueId, amount: cents(sum), method: 'cash' });
  }

  private forgive(dueId: string, sum: number): Promise<unknown> {
    return rooms.get(ForgiveDueUseCase).run({ dueId, amount: cents(sum), reason: 'essai' });
  }

  /** Some due that is not all paid, a payer's as well when asked, and a part of what is left of it. */
  private async withDue(payersToo: boolean, act: (dueId: string, sum: number) => Promise<unknown>): Promise<unknown> {
    const rows = await rooms.database.asOwner(
      `select due_id, amount_cents - received_cents - forgiven_cents as owed from contributions.due
       where tenant_id = $1 and amount_cents > received_cents + forgiven_cents and (payer_id is null or $2) order by due_id`,
      [this.fund.id, payersToo],
    );
    if (rows.length === 0) return false;
    const due = pick(this.chance, rows);
    return act(String(due['due_id']), wholeBetween(this.chance, 1, Number(due['owed'])));
  }

  /** The payer pays a part of a call; sometimes its cheque comes back. */
  private async payCall(): Promise<boolean> {
    const calls = await this.fund.read(() => rooms.get(CallsQuery).calls(null, { after: null, limit: 100 }));
    if (calls.length === 0) return false;
    const { callId } = pick(this.chance, calls);
    const sum = cents(wholeBetween(this.chance, 1, CAP));
    const { paymentId } = await rooms.get(RecordCallPaymentUseCase).run({ callId, amount: sum, method: 'cheque' });
    if (this.chance() < 0.4) {
      await rooms.get(ReturnCallPaymentUseCase).run({ paymentId, reason: 'sans provision' });
      this.done.push('return');
    }
    return true;
  }

  private lots(): Promise<ReadonlyMap<string, readonly DatedLot[]>> {
    return this.fund.read(() => rooms.get(LotsQuery).of(this.units));
  }

  /** Nobody spends while a morning is lived: what is less then has expired, and nothing older that was over is left. */
  private expiredInOrder(before: readonly DatedLot[], after: readonly DatedLot[]): void {
    const leftOf = (lot: DatedLot): number =>
      after.find(
        ({ lotMonth, expiresOn }) =>
          compareMonths(lotMonth, lot.lotMonth) === 0 && String(expiresOn) === String(lot.expiresOn),
      )?.leftCents ?? 0;
    const lessened = before.filter((lot) => leftOf(lot) < lot.leftCents);
    for (const lot of lessened) {
      expect([String(lot.lotMonth), lot.end && compareDays(lot.end.day, day(this.today)) < 0]).toEqual([
        String(lot.lotMonth),
        true,
      ]);
      if (leftOf(lot) === 0) this.done.push('expire');
      const older = after.filter(({ lotMonth }) => compareMonths(lotMonth, lot.lotMonth) < 0);
      expect(older.filter(({ end }) => end && lot.end && compareDays(end.day, lot.end.day) <= 0)).toEqual([]);
    }
  }

  /** What must be so after every such day. */
  private async holds(): Promise<void> {
    expect([this.today, await this.spending.faults()]).toEqual([this.today, []]);
    const lots = await this.lots();
    let left = 0;
    for (const unit of this.units) {
      const balance = await this.fund.balance(unit);
      expect(balance).toBeGreaterThanOrEqual(0);
      const own = lots.get(unit) ?? [];
      expect([this.today, own.reduce((sum, { leftCents }) => sum + leftCents, 0)]).toEqual([this.today, balance]);
      left += balance;
    }
    // What came in is what is there: nobody was paid yet, so each cent is free, set aside, or owed to somebody.
    const { held, free, owedToMembers, owedToOutlets, setAside } = await this.fund.figures('2099-12-31');
    const [row] = await rooms.database.asOwner(
      `select coalesce(sum(received_cents), 0) as received, coalesce(max(called), 0) as called from contributions.due d
       left join lateral (select sum(p.amount_cents) as called from contributions.due p where p.tenant_id = $1
         and p.payer_id = $2 and p.contribution_month = d.contribution_month and p.state <> 'cancelled') c on true
       where d.tenant_id = $1`,
      [this.fund.id, this.payer],
    );
    expect([this.today, held]).toEqual([this.today, POT + Number(row?.['received'])]);
    expect([this.today, free + owedToMembers + owedToOutlets + setAside]).toEqual([this.today, held]);
    expect(owedToMembers).toBe(left);
    expect(Number(row?.['called'])).toBeLessThanOrEqual(CAP);
  }
}

const lives = fc.sample(fc.tuple(arbitraryRules.map(shortLived), fc.nat()), { numRuns: 9, seed: 20_261_122 });
const done = new Set<string>();

describe('any life under any sound rules', () => {
  it.each(lives.map(([rules, seed], index) => [index + 1, rules, seed] as const))(
    'no. %i loses no cent, leaves nobody below nothing, keeps a payer’s cap, and ends the oldest credit first',
    async (_no, rules, seed) => {
      const fund = await rooms.fund({ rules: () => rules });
      await fund.open(POT);
      const payer = await story.payer(fund, { monthlyCap: amount(CAP), callDay: 2 });
      const lived = new Lived(fund, rules, chanceFrom(seed), payer);
      await lived.admit('2026-10-10');
      await lived.admit('2026-10-20');
      for (const today of DAYS) await lived.day(today);
      for (const name of lived.done) done.add(name);
      expect(await other.everyRow()).toEqual(untouched);
    },
    120_000,
  );

  it('has all come about by then', () => {
    const all = ['expire', 'extend', 'forgive', 'join', 'leave', 'pause', 'payer pays', 'receive', 'return', 'spend'];
    expect([...done].sort()).toEqual(all);
  });
});
