// Paper in a demonstration: slips are handed out, come back in an envelope, are typed in by a volunteer and validated by
// another person; one is typed twice, one is misread.
import { FundsQuery } from '#domain/funds';
import { cents, monthOfDay, RuleBroken, wholeBetween } from '#domain/kernel';
import type { Rules } from '#domain/rules';
import {
  CloseBatchUseCase,
  CorrectBatchUseCase,
  EnterSlipsUseCase,
  IssueSlipUseCase,
  OpenBatchUseCase,
  type TypedPaper,
  ValidateBatchUseCase,
} from '#domain/slips';
import { TenantTransaction } from '#tenancy';
import { actingAs, type PracticeDay } from './practice-day';
import { basketOf, type Market, stallOf } from './practice-market';

/** The part of people who have no phone at hand, where others have one. */
const ON_PAPER = 0.3;
const LARGEST_SLIP = 4_000;

/** Slips are handed out: to everybody where the fund only pays back, else to who asks. */
export async function handOutSlips(market: Market, practice: PracticeDay): Promise<void> {
  const { app, chance } = practice;
  const rules = await rulesOf(practice);
  if (!rules?.payment.includes('reimbursement-slip')) return;
  const paysBack = rules.allocation.mode === 'reimbursement';
  const ceiling = cents(Math.min(LARGEST_SLIP, rules.spending.slip.ceilingCents));
  for (const { accountUnitId } of market.holders) {
    if (!paysBack && chance() >= ON_PAPER) continue;
    const slip = await market.tries(() => app.get(IssueSlipUseCase).run({ accountUnitId, ceiling }));
    if (!(slip instanceof RuleBroken)) market.slips.push(slip);
  }
}

/** The slips come back: typed in, closed, and validated by somebody else. */
export async function handInSlips(market: Market, practice: PracticeDay): Promise<void> {
  const { app, fund } = practice;
  const papers = papersOf(market, practice);
  const [first] = papers;
  if (!first) return;
  const total = cents(papers.reduce((sum, { lines }) => sum + lines.reduce((part, { amount }) => part + amount, 0), 0));
  const batchId = await actingAs(fund, market.signatories.first, async () => {
    const batch = await app.get(OpenBatchUseCase).run({ count: papers.length, total });
    const misread: TypedPaper = { ...first, who: { slipNumber: 'ZZZ-0' } };
    const entered = await app
      .get(EnterSlipsUseCase)
      .run({ batchId: batch.batchId, papers: [...papers, first, misread], together: false });
    for (const { refusal } of entered.papers) if (refusal) market.refused(refusal);
    await app.get(CorrectBatchUseCase).run({ batchId: batch.batchId, change: { control: entered.typed } });
    await app.get(CloseBatchUseCase).run({ batchId: batch.batchId, to: 'to-validate' });
    return batch.batchId;
  });
  await actingAs(fund, market.signatories.second, () => app.get(ValidateBatchUseCase).run({ batchId }));
}

function papersOf(market: Market, { day, chance }: PracticeDay): TypedPaper[] {
  return market.slips.splice(0).flatMap(({ slipNumber, ceilingCents }) => {
    const stall = stallOf(market, chance);
    if (!stall) return [];
    const amount = wholeBetween(chance, 500, ceilingCents - 700);
    const lines = basketOf(stall, amount, chance).map((line) => ({
      approvalLineId: line.approvalLineId,
      category: null,
      amount: cents(line.amount),
    }));
    const boughtOn = day.subtract({ days: wholeBetween(chance, 1, 12) });
    return [{ who: { slipNumber }, outletNo: stall.outletNo, boughtOn, lines, receipt: null, setAside: false }];
  });
}

async function rulesOf({ app, day }: PracticeDay): Promise<Rules | null> {
  const version = await app.get(TenantTransaction).read(() => app.get(FundsQuery).rulesInForce(monthOfDay(day)));
  return version?.document ?? null;
}
