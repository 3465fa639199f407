import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PaperWanted } from '../../../../test/support/paper-story';
import { amount } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { advance, EVERYTHING, type Life, paysMembers, SlipLives } from './slip-lives.spec-support';
import { SlipsQuery } from './slips.query';

let rooms: Rooms;
const lives = new SlipLives(() => rooms);

beforeAll(async () => {
  rooms = await Rooms.open();
  await lives.bystander();
});
afterAll(() => rooms.close());

describe('a slip', () => {
  it('holds its ceiling, pays the outlet what was bought and gives the rest back', async () => {
    const one = await lives.life();
    const { fund, story, unit, outlet } = one;
    const { slipNumber } = await story.issue(unit);
    expect(await lives.spendable(one)).toBe(6_000);
    await fund.morning('2026-11-20');
    const batch = await story.ready({
      who: { slipNumber: ` ${slipNumber.toLowerCase()}` },
      outletNo: 1,
      amount: 2_550,
    });
    expect(await story.validate(batch)).toMatchObject({
      accepted: 1,
      refused: 0,
      accountCents: 2_550,
      shortfallCents: 0,
    });
    expect(await lives.spendable(one)).toBe(7_450);
    expect(await lives.owed(one, 'outlet-payable', outlet.outletId)).toBe(2_550);
    const [purchase] = await rooms.database.asOwner(
      `select p.medium, p.total_cents::int as total, p.account_cents::int as account, p.outlet_cents::int as outlet,
         p.bought_on::text as bought, p.booked_on::text as booked, l.coverage_percent as percent
       from purchases.purchase p join purchases.purchase_line l using (tenant_id, purchase_id) where p.tenant_id = $1`,
      [fund.id],
    );
    expect(purchase).toEqual({
      medium: 'reimbursement-slip',
      total: 2_550,
      account: 2_550,
      outlet: 2_550,
      bought: '2026-11-10',
      booked: '2026-11-20',
      percent: 100,
    });
    expect(await fund.faults()).toEqual([]);
  });

  it('spends nothing that is kept for other slips where nothing is kept for it', async () => {
    const one = await lives.life();
    const { fund, story, unit, outlet } = one;
    const bare = await story.issue(unit, 4_000);
    // As where it was handed out while the fund paid back, and the rules changed before it came.
    await rooms.database.asOwner('delete from ledger.hold where tenant_id = $1 and source_id = $2', [
      fund.id,
      bare.slipId,
    ]);
    await story.issue(unit, 4_000);
    await story.issue(unit, 4_000);
    await fund.morning('2026-11-20');
    const batch = await story.ready({ who: { slipNumber: bare.slipNumber }, outletNo: 1, amount: 4_000 });
    expect(await story.validate(batch)).toMatchObject({ accepted: 1, accountCents: 2_000, shortfallCents: 2_000 });
    expect(await lives.owed(one, 'outlet-payable', outlet.outletId)).toBe(4_000);
    expect(await fund.faults()).toEqual([]);
  });

  it('pays the member back where the rules say so', async () => {
    const one = await lives.life(paysMembers);
    const { fund, story, unit, outlet } = one;
    const { slipNumber } = await story.issue(unit, 3_000);
    await fund.morning('2026-11-20');
    await story.validate(await story.ready({ who: { slipNumber }, outletNo: 1, amount: 1_999 }));
    expect(await lives.owed(one, 'claims-payable', unit)).toBe(1_999);
    expect(await lives.owed(one, 'outlet-payable', outlet.outletId)).toBe(0);
    expect(await fund.read(() => rooms.get(SlipsQuery).claims(EVERYTHING))).toEqual([
      { accountUnitId: unit, label: 'Foyer Été', owedCents: 1_999 },
    ]);
    expect(await fund.faults()).toEqual([]);
  });

  it('is covered at the rate of its day, each rate rounded once for the member, whatever the lines are today', async () => {
    const one = await lives.life();
    const { fund, story, unit } = one;
    const stall = await story.outlet({ percent: 33, until: '2026-11-12' });
    await story.line(stall.outletId, { percent: 70, from: '2026-11-13' });
    const bread = await story.line(stall.outletId, { percent: 50, category: 'bread-cereals' });
    const { slipNumber } = await story.issue(unit);
    await fund.morning('2026-11-20');
    const lines = [
      { approvalLineId: null, category: 'vegetables-fruit', amount: amount(1_001) },
      { approvalLineId: bread, category: null, amount: amount(301) },
      { approvalLineId: null, category: 'vegetables-fruit', amount: amount(1_000) },
    ];
    const paper = { who: { slipNumber }, outletNo: stall.outletNo, amount: 2_302, boughtOn: '2026-11-12', lines };
    // 33 % of 20,01 is 6,6033 and 50 % of 3,01 is 1,505
    expect(await story.validate(await story.ready(paper))).toMatchObject({ accountCents: 661 + 151 });
    expect(await fund.faults()).toEqual([]);
  });

  it('keeps its credit beyond the end of the lot, and what it does not use ends then', async () => {
    const one = await lives.life();
    const { fund, story, unit } = one;
    const { slipNumber } = await story.issue(unit, 3_000);
    await fund.live('2026-12-09'); // beyond what December credits
    await fund.live('2027-01-02');
    await fund.morning('2027-01-03');
    const paper = { who: { slipNumber }, outletNo: 1, amount: 2_000, boughtOn: '2026-12-20' };
    expect(await story.validate(await story.ready(paper))).toMatchObject({ accountCents: 2_000, shortfallCents: 0 });
    expect(await fund.faults()).toEqual([]);
  });

  it('that was lost is paid all the same where it was taken before, and the pot bears what the account cannot', async () => {
    const one = await lives.life();
    const { fund, story, unit, outlet } = one;
    const lost = await story.issue(unit, 4_000);
    await fund.morning('2026-11-12');
    await lives.closeSlip(one, lost.slipId, 'lost');
    expect(await lives.spendable(one)).toBe(10_000);
    const others = [await story.issue(unit, 4_000), await story.issue(unit, 4_000)];
    await fund.morning('2026-11-20');
    const pot = await lives.owed(one, 'pot', fund.id);
    const papers = [lost, ...others].map(({ slipNumber }, index) => ({
      who: { slipNumber },
      outletNo: outlet.outletNo,
      amount: 4_000,
      boughtOn: index === 0 ? '2026-11-11' : '2026-11-15',
    }));
    const batch = await story.ready(...papers);
    expect(await story.validate(batch)).toMatchObject({ accepted: 3, accountCents: 10_000, shortfallCents: 2_000 });
    expect(await lives.owed(one, 'outlet-payable', outlet.outletId)).toBe(12_000);
    expect(await lives.owed(one, 'pot', fund.id)).toBe(pot - 2_000);
    expect((await lives.entries(one, batch)).map(({ shortfallCents }) => shortfallCents)).toEqual([2_000, 0, 0]);
    expect(await fund.faults()).toEqual([]);
  });

  it('given back unused frees its credit, once', async () => {
    const one = await lives.life();
    const { slipId } = await one.story.issue(one.unit);
    expect(await lives.closeSlip(one, slipId, 'unused')).toEqual({ state: 'unused', closedOn: '2026-11-01' });
    expect(await lives.spendable(one)).toBe(10_000);
    expect(await refused(one.fund, () => lives.closeSlip(one, slipId, 'lost'))).toBe('slip-not-out');
    expect(await one.fund.faults()).toEqual([]);
  });
});

describe('a slip is not handed out', () => {
  it('above the ceiling of the rules, beyond the credit there is, to nobody known, or where there are no slips', async () => {
    const { fund, story, unit } = await lives.life();
    expect(await refused(fund, () => story.issue(unit, 4_001))).toBe('slip-ceiling-above-rules');
    await story.issue(unit);
    await story.issue(unit);
    expect(await refused(fund, () => story.issue(unit))).toBe('slip-credit-too-low');
    expect(await refused(fund, () => story.issue(fund.id))).toBe('account-unit-unknown');
    const without = await lives.life((rules) => ({ ...advance(rules), payment: ['card'] }));
    expect(await refused(without.fund, () => without.story.issue(without.unit))).toBe('slips-not-in-rules');
  });
});

describe('a paper is refused, each for its own reason', () => {
  let one: Life;
  let good: PaperWanted;
  let batch: string;
  beforeAll(async () => {
    one = await lives.life();
    await one.fund.morning('2026-11-05');
    const { slipNumber } = await one.story.issue(one.unit, 3_000);
    await one.fund.morning('2026-11-20');
    good = { who: { slipNumber }, outletNo: one.outlet.outletNo, amount: 1_000 };
    batch = await one.story.batch(3, 3_000);
  });
  const code = (change: Partial<PaperWanted>) =>
    refused(one.fund, () => one.story.enter(batch, { ...good, ...change }));

  it('to come, too old, before the slip, of an outlet not approved then, above the ceiling, with no line that fits', async () => {
    const ended = await one.story.outlet({ until: '2026-11-09' });
    const none = await one.story.outlet({ percent: 0 });
    const away = await one.story.outlet();
    await one.story.stands(away.outletId, 'suspended', '2026-11-10');
    await one.story.stands(away.outletId, 'approved', '2026-11-15');
    expect(await code({ outletNo: away.outletNo })).toBe('slip-outlet-suspended');
    expect(await code({ boughtOn: '2026-11-21' })).toBe('slip-in-future');
    expect(await code({ boughtOn: '2026-10-20' })).toBe('slip-too-late');
    expect(await code({ boughtOn: '2026-11-04' })).toBe('slip-bought-before-issue');
    expect(await code({ outletNo: ended.outletNo })).toBe('slip-outlet-not-approved');
    expect(await code({ outletNo: 99 })).toBe('outlet-number-unknown');
    expect(await code({ amount: 3_001 })).toBe('slip-above-ceiling');
    expect(await code({ outletNo: none.outletNo })).toBe('slip-not-covered');
    const line = { approvalLineId: null, category: 'drinks', amount: amount(1_000) };
    expect(await code({ lines: [line] })).toBe('slip-line-unclear');
  });

  it('of another fund, misread, never handed out, or with a name where the fund wants a number', async () => {
    const next = await lives.life();
    const foreign = await next.story.issue(next.unit, 1_000);
    expect(await code({ who: { slipNumber: foreign.slipNumber } })).toBe('slip-of-another-fund');
    expect(await code({ who: { slipNumber: 'douze' } })).toBe('slip-number-unreadable');
    expect(await code({ who: { memberLabel: 'Foyer Été' } })).toBe('bare-receipt-not-in-rules');
  });

  it('said to be lost before it was used', async () => {
    const lost = await one.story.issue(one.unit, 1_000);
    await lives.closeSlip(one, lost.slipId, 'lost');
    await one.fund.morning('2026-11-22');
    const paper = { who: { slipNumber: lost.slipNumber }, boughtOn: '2026-11-21' };
    expect(await code(paper)).toBe('slip-closed');
    await one.fund.morning('2026-11-20');
  });

  it('typed twice, here or in another envelope; and its slip cannot be closed meanwhile', async () => {
    await one.story.enter(batch, good);
    expect(await code({})).toBe('slip-already-entered');
    const another = await one.story.batch(1, 1_000);
    expect(await refused(one.fund, () => one.story.enter(another, good))).toBe('slip-already-entered');
    const [slip] = await one.fund.read(() => rooms.get(SlipsQuery).slips({ state: 'issued' }, EVERYTHING));
    expect(await refused(one.fund, () => lives.closeSlip(one, String(slip?.slipId), 'lost'))).toBe(
      'slip-already-entered',
    );
  });
});
