// Money that somebody handles by hand in a demonstration: receipts at the counter and transfers of payers, and the
// decision of a month that the pot cannot bear.
import { DecideCreditUseCase } from '#domain/allocations';
import { RecordCallPaymentUseCase, RecordReceiptUseCase } from '#domain/contributions';
import { cents, firstDay, monthOfDay, RuleBroken } from '#domain/kernel';
import { CallsQuery } from '#domain/payers';
import { TenantTransaction } from '#tenancy';
import type { PracticeDay } from './practice-day';

/** Of a hundred dues that wait at the counter, how many are paid on a day; of old debts far fewer. */
const PAYS = 0.7;
const PAYS_LATE = 0.12;

/** Whoever owes and is due brings the money, most at once, some late. */
export async function payByHand({ app, day, chance }: PracticeDay): Promise<void> {
  const transaction = app.get(TenantTransaction);
  const dues = await transaction.read(() =>
    transaction.query(
      `select d.due_id, d.amount_cents - d.received_cents as missing,
         exists (select 1 from contributions.attempt a where a.tenant_id = $1 and a.due_id = d.due_id
           and a.collector <> 'by-hand') as debited, d.due_on < $2::date - 20 as old
       from contributions.due d
       where d.tenant_id = $1 and d.payer_id is null and d.state in ('open', 'partly-paid') and d.due_on <= $2
         and d.amount_cents > d.received_cents
       order by d.account_unit_id, d.contribution_month`,
      [transaction.tenantId, day.toString()],
    ),
  );
  for (const due of dues) {
    const draw = chance(); // one for each, whatever becomes of it: the next one's is its own
    const late = due['debited'] === true || due['old'] === true;
    if (draw >= (late ? PAYS_LATE : PAYS)) continue;
    const receipt = { dueId: String(due['due_id']), amount: cents(Number(due['missing'])), method: 'cash' as const };
    await app.get(RecordReceiptUseCase).run(receipt).catch(unlessDebitUnderWay);
  }
}

/** Nobody takes cash for what the bank is just collecting. */
function unlessDebitUnderWay(error: unknown): void {
  if (!(error instanceof RuleBroken) || error.code !== 'attempt-in-flight') throw error;
}

/** Payers send what they were called for, most within days, sometimes half of it first. */
export async function payCalls({ app, chance }: PracticeDay): Promise<void> {
  const all = { after: null, limit: 1_000 };
  const calls = await app.get(TenantTransaction).read(() => app.get(CallsQuery).calls(null, all));
  const open = calls.filter(({ owedCents }) => owedCents > 0).sort((a, b) => a.callNo - b.callNo);
  for (const { callId, owedCents } of open) {
    const draw = chance();
    if (draw >= PAYS) continue;
    const amount = cents(draw < PAYS / 7 ? Math.ceil(owedCents / 2) : owedCents);
    await app.get(RecordCallPaymentUseCase).run({ callId, amount, method: 'transfer' });
  }
}

/** A month that the pot cannot bear is reduced for all alike: what the coordination of the demonstration decides. */
export async function decideStoppedCredit({ app, day }: PracticeDay): Promise<void> {
  const month = monthOfDay(day);
  const transaction = app.get(TenantTransaction);
  const stopped = await transaction.read(() =>
    transaction.query(
      `select 1 from cycle.month_run r
       join tenancy.progress p on p.tenant_id = r.tenant_id and p.run_id = r.month_run_id
       where r.tenant_id = $1 and r.month = $2 and p.step = 'credit' and p.state = 'stopped'`,
      [transaction.tenantId, firstDay(month).toString()],
    ),
  );
  if (stopped.length === 0) return;
  const decide = (decision: 'reduce-equally' | 'postpone'): Promise<unknown> =>
    app.get(DecideCreditUseCase).run({ month, decision, reason: 'Décision de démonstration : le pot ne suffit pas' });
  await decide('reduce-equally').catch(async (error: unknown) => {
    if (!(error instanceof RuleBroken) || error.code !== 'credit-terms-frozen') throw error;
    await decide('postpone');
  });
}
