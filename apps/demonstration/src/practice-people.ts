// People of a demonstration who come, go and pause, month by month, as a seed has it.
import { FundsQuery } from '#domain/funds';
import { monthOfDay, pick } from '#domain/kernel';
import { AdmitUnitUseCase, LeaveFundUseCase, PauseUnitUseCase } from '#domain/members';
import { presetByKey } from '#domain/rules';
import { TenantTransaction } from '#tenancy';
import { inventUnit } from './people';
import type { PracticeDay } from './practice-day';

/** How likely it is in a month that somebody joins, that somebody leaves, that somebody pauses. */
const JOINS = 0.45;
const LEAVES = 0.3;
const PAUSES = 0.15;
/** A fund smaller than this loses nobody. */
const SMALL = 8;

/** Somebody may join today, leave at the end of the month, pause for two months from the next. */
export async function comeAndGo({ app, fund, day, chance }: PracticeDay): Promise<void> {
  const [joins, leaves, pauses] = [chance() < JOINS, chance() < LEAVES, chance() < PAUSES];
  const present = await unitsThere(app.get(TenantTransaction));
  if (present.length === 0 || fund.presetKey === null) return; // a fund without members stays so
  const month = monthOfDay(day);
  if (joins) {
    const rules = await app.get(TenantTransaction).read(() => app.get(FundsQuery).rulesInForce(month));
    const unit = inventUnit(rules?.document ?? presetByKey(fund.presetKey).rules, month, chance);
    await app.get(AdmitUnitUseCase).run({ ...unit, joinedOn: day });
  }
  if (present.length < SMALL) return;
  const [leaver, pausing] = [pick(chance, present), pick(chance, present)];
  if (leaves) await app.get(LeaveFundUseCase).run({ accountUnitId: leaver, lastMonth: month });
  if (pauses && !(leaves && leaver === pausing)) {
    const [from, until] = [month.add({ months: 1 }), month.add({ months: 2 })];
    await app.get(PauseUnitUseCase).run({ accountUnitId: pausing, from, until });
  }
}

/** Who stays, and is not and will not be paused. */
async function unitsThere(transaction: TenantTransaction): Promise<string[]> {
  const rows = await transaction.read(() =>
    transaction.query(
      `select u.account_unit_id from members.account_unit u
       where u.tenant_id = $1 and u.last_month is null and not exists (
         select 1 from members.pause p where p.tenant_id = $1 and p.account_unit_id = u.account_unit_id)
       order by u.account_unit_id`,
      [transaction.tenantId],
    ),
  );
  return rows.map((row) => String(row['account_unit_id']));
}
