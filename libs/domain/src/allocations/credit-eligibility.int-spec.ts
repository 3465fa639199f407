import { TenantTransaction } from '#tenancy';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { presetByKey } from '../rules/presets';
import type { Rules } from '../rules/rules';
import { type LivingFund, month } from '../../../../test/support/living-fund';
import { Rooms } from '../../../../test/support/rooms';
import { CreditEligibilityQuery } from './credit-eligibility.query';

const MANY = 1_500;
const PAGE = 500;
const RULES: Rules = {
  ...presetByKey('flers').rules,
  credited: { mode: 'when-sent' },
  unspent: { mode: 'cap', months: 3 },
};

let rooms: Rooms;
let fund: LivingFund;
let monthRunId: string;

beforeAll(async () => {
  rooms = await Rooms.open();
  fund = await rooms.fund();
  await fund.live('2026-11-02');
  monthRunId = (await fund.month('2026-11')).monthRunId;
  await rooms.database.asOwner('analyze');
  for (const sql of GROWN) await rooms.database.asOwner(sql.replaceAll('FUND', `'${fund.id}'::uuid`));
});
afterAll(() => rooms.close());

// A whole month since the last statistics: units, their dues, a debit under way for each, a credit for some.
const GROWN = [
  `alter table contributions.due set (autovacuum_enabled = off)`,
  `insert into members.account_unit (tenant_id, account_unit_id, kind, label, joined_on)
   select FUND, gen_random_uuid(), 'person', 'Unité', '2026-01-01' from generate_series(1, ${MANY})`,
  `insert into ledger.account (tenant_id, account_id, kind, owner_id)
   select FUND, gen_random_uuid(), 'allocation', account_unit_id from members.account_unit where tenant_id = FUND`,
  `insert into contributions.due (tenant_id, due_id, month_run_id, account_unit_id, contribution_month, amount_cents,
     state, due_on, rules_version_id, facts, opened_at)
   select FUND, gen_random_uuid(), r.month_run_id, u.account_unit_id, r.month, 100, 'open', '2026-11-05',
     r.rules_version_id, '{}', now()
   from members.account_unit u, cycle.month_run r where u.tenant_id = FUND and r.tenant_id = FUND`,
  `insert into contributions.attempt (tenant_id, attempt_id, due_id, attempt_no, collector, method, amount_cents, state, target_on)
   select FUND, gen_random_uuid(), due_id, 1, 'practice-bank', 'direct-debit', 100, 'submitted', '2026-11-05'
   from contributions.due where tenant_id = FUND`,
  `insert into allocations.credit (tenant_id, credit_id, month_run_id, account_unit_id, allocation_month, amount_cents,
     rules_version_id, facts, credited_at)
   select FUND, gen_random_uuid(), month_run_id, account_unit_id, contribution_month, 100, rules_version_id, '{}', now()
   from contributions.due where tenant_id = FUND`,
  `insert into ledger.movement (tenant_id, movement_id, entry_id, primary_account_id, primary_kind, counter_account_id,
     counter_kind, direction, amount_cents, seq, balance_after, reason, source_kind, source_id, transition, line, booked_on)
   select FUND, gen_random_uuid(), gen_random_uuid(), a.account_id, 'allocation', gen_random_uuid(), 'pot', 'credit', 100,
     n, n * 100, 'allocation-credited', 'credit', gen_random_uuid(), 'credited', 1, '2026-11-05'
   from ledger.account a, generate_series(1, 4) n where a.tenant_id = FUND and a.kind = 'allocation'`,
];

describe('the standing of a page of units', () => {
  it('reads each row about once, though the tables have grown by a month since their statistics', async () => {
    const transaction = rooms.get(TenantTransaction);
    const [standing, read] = await fund.read(async () => {
      const ids = (
        await transaction.query('select account_unit_id as id from members.account_unit limit $1', [PAGE])
      ).map((row) => String(row['id']));
      const asked = { monthRunId, month: month('2026-11'), rules: RULES };
      const found = await rooms.get(CreditEligibilityQuery).standing(asked, ids);
      const [row] = await transaction.query(
        `select max(seq_tup_read + coalesce(idx_tup_fetch, 0)) as most from pg_stat_xact_user_tables
         where schemaname in ('contributions', 'allocations', 'ledger')`,
      );
      return [found, Number(row?.['most'])] as const;
    });
    expect([...new Set([...standing.values()].map((one) => JSON.stringify(one)))]).toEqual([
      JSON.stringify({ called: true, answered: true, credited: true, balance: 400 }),
    ]);
    expect(standing.size).toBe(PAGE);
    expect(read).toBeLessThan(8 * MANY);
  });
});
