import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RelaxSignaturesUseCase } from '../funds/relax-signatures.use-case';
import type { PaperWanted } from '../../../../test/support/paper-story';
import { amount } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { CloseBatchUseCase } from './close-batch.use-case';
import { CorrectBatchUseCase } from './correct-batch.use-case';
import { advance, paysBack, SlipLives } from './slip-lives.spec-support';

let rooms: Rooms;
const lives = new SlipLives(() => rooms);

beforeAll(async () => {
  rooms = await Rooms.open();
  await lives.bystander();
});
afterAll(() => rooms.close());

describe('an envelope', () => {
  it('stays open, and tells the difference, until what is typed is what stands on it', async () => {
    const one = await lives.life();
    const { fund, story, unit } = one;
    const { slipNumber } = await story.issue(unit);
    await fund.morning('2026-11-20');
    const batch = await story.batch(2, 3_000);
    const { missing, papers } = await story.enter(batch, { who: { slipNumber }, outletNo: 1, amount: 1_000 });
    expect(missing).toEqual({ count: 1, total: 2_000 });
    await expect(story.close(batch)).rejects.toMatchObject({
      code: 'batch-differs',
      facts: { missingCount: 1, missingCents: 2_000 },
    });
    expect(await refused(fund, () => story.validate(batch))).toBe('batch-not-closed');
    // The other paper is of nobody here: it is counted with its refusal, and never paid.
    const stray = { who: { slipNumber: '7-AAA' }, outletNo: 1, amount: 2_000, setAside: true };
    const entered = await story.enter(batch, stray);
    expect(entered.papers[0]?.refusal?.code).toBe('slip-of-another-fund');
    await story.close(batch);
    expect(await refused(fund, () => story.enter(batch, stray))).toBe('batch-not-open');
    await fund.as(() => rooms.get(CloseBatchUseCase).run({ batchId: batch, to: 'open' }));
    const correct = (change: Parameters<CorrectBatchUseCase['run']>[0]['change']) =>
      fund.as(() => rooms.get(CorrectBatchUseCase).run({ batchId: batch, change }));
    await correct({ remove: String(papers[0]?.entryId) });
    expect(await refused(fund, () => correct({ remove: fund.id }))).toBe('slip-entry-unknown');
    await story.enter(batch, { who: { slipNumber }, outletNo: 1, amount: 1_100 });
    expect(await correct({ control: { count: 2, total: amount(3_100) } })).toMatchObject({
      missing: { count: 0, total: 0 },
    });
    await story.close(batch);
    expect(await story.validate(batch)).toMatchObject({ accepted: 1, accountCents: 1_100 });
    expect((await lives.entries(one, batch)).map(({ state }) => state)).toEqual(['removed', 'refused', 'accepted']);
    expect(await refused(fund, () => story.validate(batch))).toBe('batch-validated');
  });

  it('is validated by somebody who typed none of it, unless a fund of few people relaxed that', async () => {
    const { fund, story, unit } = await lives.life();
    const { slipNumber } = await story.issue(unit);
    await fund.morning('2026-11-20');
    const ada = story.inHandsOf(await fund.somebody('coordinator'));
    const treasurer = await fund.somebody('treasurer');
    const batch = await ada.ready({ who: { slipNumber }, outletNo: 1, amount: 1_000 });
    const paid = () => rooms.database.asOwner(`select 1 from purchases.purchase where tenant_id = $1`, [fund.id]);
    await expect(ada.validate(batch)).rejects.toMatchObject({ code: 'batch-needs-another-person' });
    expect(await paid()).toEqual([]);
    await fund.as(() => rooms.get(RelaxSignaturesUseCase).run({ relaxed: true, reason: 'nous sommes deux' }));
    await ada.validate(batch);
    const signed = async (batchId: string) =>
      (await rooms.database.asOwner('select relaxed, validated_by from slips.batch where batch_id = $1', [batchId]))[0];
    expect(await signed(batch)).toMatchObject({ relaxed: true });
    const another = await ada.issue(unit);
    const paper = { who: { slipNumber: another.slipNumber }, outletNo: 1, amount: 5, boughtOn: '2026-11-20' };
    const second = await ada.ready(paper);
    await story.inHandsOf(treasurer).validate(second);
    expect(await signed(second)).toEqual({ relaxed: false, validated_by: treasurer.id });
  });

  it('signed by two at once is paid once, and two envelopes of one member pay both', async () => {
    const one = await lives.life();
    const { fund, story, unit, outlet } = one;
    const slips = [await story.issue(unit), await story.issue(unit)];
    await fund.morning('2026-11-20');
    const batches: string[] = [];
    for (const { slipNumber } of slips) {
      batches.push(await story.ready({ who: { slipNumber }, outletNo: 1, amount: 4_000 }));
    }
    const outcomes = await Promise.allSettled([...batches, ...batches].map((batch) => story.validate(batch)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected']);
    expect(await lives.owed(one, 'outlet-payable', outlet.outletId)).toBe(8_000);
    expect(await lives.spendable(one)).toBe(2_000);
    expect(await fund.faults()).toEqual([]);
  });

  it('does not take the same slip from two hands at once', async () => {
    const { fund, story, unit } = await lives.life();
    const { slipNumber } = await story.issue(unit);
    await fund.morning('2026-11-20');
    const batches = [await story.batch(1, 1_000), await story.batch(1, 1_000), await story.batch(1, 1_000)];
    const paper = { who: { slipNumber }, outletNo: 1, amount: 1_000 };
    const outcomes = await Promise.allSettled(batches.map((batch) => story.enter(batch, paper)));
    const codes = outcomes.map((one) => (one.status === 'fulfilled' ? 'in' : (one.reason as { code: string }).code));
    expect(codes.sort()).toEqual(['in', 'slip-already-entered', 'slip-already-entered']);
  });

  it('with papers from outside the communes of the rules is paid, or leaves them out, as whoever signs it says', async () => {
    const one = await lives.life((rules) => {
      const same = advance(rules);
      return { ...same, spending: { ...same.spending, areas: ['Cadenet'] } };
    });
    const { fund, story, unit, outlet } = one;
    const inside = await story.outlet();
    await rooms.database.asOwner(
      `insert into outlets.site (tenant_id, site_id, outlet_id, name, commune, hours)
       values ($1, gen_random_uuid(), $2, 'Le marché', 'cadenet', '[]')`,
      [fund.id, inside.outletId],
    );
    const slips = [await story.issue(unit, 3_000), await story.issue(unit, 3_000), await story.issue(unit, 3_000)];
    await fund.morning('2026-11-20');
    const paper = (place: number, { outletNo }: { outletNo: number }) => ({
      who: { slipNumber: slips[place]?.slipNumber ?? '' },
      outletNo,
      amount: 1_000,
    });
    const batch = await story.batch(2, 2_000);
    const { papers } = await story.enter(batch, paper(0, outlet), paper(1, inside));
    expect(papers.map(({ remark, refusal }) => [remark, refusal])).toEqual([
      ['outlet-outside-areas', null],
      [null, null],
    ]);
    await story.close(batch);
    await expect(story.validate(batch)).rejects.toMatchObject({
      code: 'batch-areas-undecided',
      facts: { entryIds: [papers[0]?.entryId] },
    });
    expect(await story.validate(batch, 'refuse')).toMatchObject({ accepted: 1, refused: 1, accountCents: 1_000 });
    expect(await lives.entries(one, batch)).toMatchObject([
      { state: 'refused', refusal: 'outlet-outside-areas' },
      { state: 'accepted', remark: null },
    ]);
    const second = await story.ready(paper(2, outlet));
    expect(await story.validate(second, 'pay')).toMatchObject({ accepted: 1, accountCents: 1_000 });
    expect(await lives.owed(one, 'outlet-payable', outlet.outletId)).toBe(1_000);
    expect(await fund.faults()).toEqual([]);
  });

  it('leaves out, with its reason, what an approval taken back since no longer covers', async () => {
    const one = await lives.life();
    const { fund, story, unit, outlet } = one;
    const { slipNumber } = await story.issue(unit);
    await fund.morning('2026-11-20');
    const batch = await story.ready({ who: { slipNumber }, outletNo: 1, amount: 1_000 });
    await rooms.database.asOwner(
      `update outlets.approval_line set valid_until = '2026-11-09' where tenant_id = $1 and approval_line_id = $2`,
      [fund.id, outlet.approvalLineId],
    );
    expect(await story.validate(batch)).toMatchObject({ accepted: 0, refused: 1 });
    expect(await lives.entries(one, batch)).toMatchObject([{ state: 'refused', refusal: 'slip-outlet-not-approved' }]);
    expect(await lives.spendable(one)).toBe(6_000); // the slip is still out
    expect(await fund.faults()).toEqual([]);
  });
});

describe('where nothing is credited in advance', () => {
  it('bare receipts are paid back up to the ceiling of their month, and no further', async () => {
    const one = await lives.life(paysBack);
    const { fund, story, unit } = one;
    await fund.morning('2026-11-20');
    const receipt = (cents: number, boughtOn: string): PaperWanted => ({
      who: { memberLabel: 'foyer ete' },
      outletNo: 1,
      amount: cents,
      boughtOn,
    });
    const pot = await lives.owed(one, 'pot', fund.id);
    const batch = await story.ready(
      receipt(3_000, '2026-11-10'),
      receipt(1_000, '2026-10-31'),
      receipt(3_000, '2026-11-11'),
      receipt(500, '2026-11-12'),
    );
    expect(await story.validate(batch)).toMatchObject({
      accepted: 3,
      refused: 1,
      reimbursedCents: 6_000,
      shortfallCents: 0,
    });
    expect((await lives.entries(one, batch)).map(({ reimbursedCents, refusal }) => [reimbursedCents, refusal])).toEqual(
      [
        [3_000, null],
        [1_000, null],
        [2_000, null],
        [0, 'month-ceiling-reached'],
      ],
    );
    expect(await lives.owed(one, 'claims-payable', unit)).toBe(6_000);
    expect(await lives.owed(one, 'pot', fund.id)).toBe(pot - 6_000);
    expect(await fund.faults()).toEqual([]);
  });

  it('refuses a receipt typed twice, a name of nobody or of two, and a day before the member was there', async () => {
    const { fund, story } = await lives.life(paysBack);
    await fund.admit({ label: 'Foyer Bis', joinedOn: '2026-11-15' });
    await fund.admit({ label: 'FOYER ETE', joinedOn: '2026-10-01' });
    await fund.morning('2026-11-20');
    const batch = await story.batch(9, 9_000);
    const paper = { who: { memberLabel: 'Foyer Bis' }, outletNo: 1, amount: 1_000, boughtOn: '2026-11-16' };
    await story.enter(batch, { ...paper, receipt: 'T-1' }, { ...paper, receipt: 'T-2' });
    expect(await refused(fund, () => story.enter(batch, { ...paper, receipt: 'T-2' }))).toBe('receipt-already-entered');
    expect(await refused(fund, () => story.enter(batch, paper))).toBe('receipt-already-entered');
    const early = { ...paper, boughtOn: '2026-11-14' };
    expect(await refused(fund, () => story.enter(batch, early))).toBe('not-a-member-then');
    const nobody = { ...paper, who: { memberLabel: 'Foyer Ter' } };
    expect(await refused(fund, () => story.enter(batch, nobody))).toBe('member-label-unknown');
    const two = { ...paper, who: { memberLabel: 'Foyer Été' } };
    expect(await refused(fund, () => story.enter(batch, two))).toBe('member-label-shared');
  });
});

describe('the check of the books', () => {
  it('sees a slip that says other than what was moved, or whose credit is held no longer', async () => {
    const one = await lives.life();
    const { fund, story, unit } = one;
    const out = await story.issue(unit, 1_000);
    const { slipNumber } = await story.issue(unit, 1_000);
    await fund.morning('2026-11-20');
    await story.validate(await story.ready({ who: { slipNumber }, outletNo: 1, amount: 1_000 }));
    const after = async (sql: string): Promise<string[]> => {
      await rooms.database.asOwner(sql, [fund.id]);
      return (await fund.faults()).map(({ checkName }) => checkName);
    };
    const lost = (state: string) =>
      after(
        `update slips.slip set state = '${state}', closed_on = issued_on where tenant_id = $1 and slip_id = '${out.slipId}'`,
      );
    expect(await lost('lost')).toEqual(['holds are of slips that are out']);
    expect(await lost('issued')).toEqual([]);
    const shifted = `account_cents = account_cents - 1, shortfall_cents = shortfall_cents + 1`;
    expect(await after(`update slips.entry set ${shifted} where tenant_id = $1`)).toEqual([
      'every cause has its movements',
      'slips are purchases',
    ]);
    const restored = `account_cents = account_cents + 1, shortfall_cents = shortfall_cents - 1`;
    expect(await after(`update slips.entry set ${restored} where tenant_id = $1`)).toEqual([]);
    expect(await after(`update slips.entry set paid_to = 'member' where tenant_id = $1`)).toEqual([
      'slips are purchases',
      'paper moves between its own accounts',
    ]);
  });
});
