import { newId } from '#tenancy';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { checkBooks, checkEveryFund } from '../../../../infra/database/books-check';
import { allocation, TwoFunds, type Unit } from '../../../../test/support/two-funds';
import { dayOf } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';
import { TAMPERINGS } from './tamperings.spec-support';
import { type AccountRef, fundAccount, reversalOf, type Transfer } from './transfer';

let books: TwoFunds;
let fund: string;
let unit: Unit;

/** A small true month: a grant, two dues, one paid and one returned, a credit, a hold, a closing. */
beforeAll(async () => {
  books = await TwoFunds.open();
  fund = books.lavoir;
  [unit] = (await books.units(books.lavoir, 1)) as [Unit];
  await books.as(books.lavoir, () => books.ledger.open([receivable()]));
  const [rules, run] = [newId(), newId()];
  await books.database.asOwner(
    `insert into directory.fund (tenant_id, slug, name, place, departement, region)
    values ($1, 'lavoir', 'Le Lavoir', 'Lavoir', '26', 'Drôme')`,
    [fund],
  );
  await books.database.asOwner(
    `insert into funds.rules_version values ($1, $2, '2026-11-01', '{}', 'seed', now(), null)`,
    [fund, rules],
  );
  await books.database.asOwner(
    `insert into cycle.month_run (tenant_id, month_run_id, month, rules_version_id, started_at)
    values ($1, $2, '2026-11-01', $3, now())`,
    [fund, run, rules],
  );
  await books.database.asOwner(
    `insert into members.account_unit (tenant_id, account_unit_id, kind, label, joined_on)
    values ($1, $2, 'household', 'Foyer 1', '2026-01-01')`,
    [fund, unit.owner],
  );
  await givenGrant();
  const due = await openDue({ run, rules, amount: cents(6_000), received: cents(0), month: '2026-10-01' });
  await paidAndReturned(due);
  await paid(await openDue({ run, rules, amount: cents(6_000), received: cents(6_000), month: '2026-11-01' }));
  await credited(run, rules);
  await spentAndGivenBack(rules);
  await books.as(books.lavoir, async () => {
    await books.ledger.hold({
      account: allocation(unit),
      amount: cents(5_000),
      sourceKind: 'basket',
      sourceId: newId(),
    });
    await books.ledger.closeThrough(dayOf('2026-11-20'));
  });
});
afterAll(() => books.database.drop());

const receivable = (): AccountRef => ({ kind: 'receivable', owner: unit.owner });

interface Line {
  readonly debit: AccountRef;
  readonly credit: AccountRef;
  readonly amount: number;
  readonly line: number;
}

async function moved(
  cause: { reason: string; kind: string; id: string; transition: string },
  lines: readonly Line[],
): Promise<Transfer[]> {
  const transfers = lines.map(({ amount, ...line }): Transfer => ({
    ...line,
    amount: cents(amount),
    sourceId: cause.id,
    entryId: cause.id,
    moneySource: 'member',
  }));
  await books.post(books.lavoir, {
    reason: cause.reason,
    sourceKind: cause.kind,
    transition: cause.transition,
    bookedOn: dayOf('2026-11-05'),
    transfers,
  });
  return transfers;
}

async function givenGrant(): Promise<void> {
  const id = newId();
  await books.database.asOwner(
    `insert into budget.grant_received values ($1, $2, 'grant', 'pot', 'public', 'Région', 100000, '2026-11-05', now())`,
    [fund, id],
  );
  await moved({ reason: 'grant-received', kind: 'grant', id, transition: 'received' }, [
    { debit: fundAccount('bank'), credit: fundAccount('pot'), amount: 100_000, line: 1 },
  ]);
}

async function openDue(due: {
  run: string;
  rules: string;
  amount: Cents;
  received: Cents;
  month: string;
}): Promise<string> {
  const id = newId();
  await books.database.asOwner(
    `insert into contributions.due (tenant_id, due_id, month_run_id, account_unit_id, contribution_month, amount_cents,
       received_cents, state, due_on, rules_version_id, facts, opened_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, '2026-11-05', $9, '{}', now())`,
    [
      fund,
      id,
      due.run,
      unit.owner,
      due.month,
      due.amount,
      due.received,
      due.received === due.amount ? 'paid' : 'open',
      due.rules,
    ],
  );
  await moved({ reason: 'due-opened', kind: 'due', id, transition: 'opened' }, [
    { debit: receivable(), credit: fundAccount('contributions-called'), amount: due.amount, line: 1 },
  ]);
  return id;
}

async function paid(due: string, state = 'paid'): Promise<{ id: string; lines: Transfer[] }> {
  const id = newId();
  await books.database.asOwner(
    `insert into contributions.attempt (tenant_id, attempt_id, due_id, attempt_no, collector, method, amount_cents, state, target_on)
     values ($1, $2, $3, 1, 'by-hand', 'cash', 6000, $4, '2026-11-05')`,
    [fund, id, due, state],
  );
  const called = fundAccount('contributions-called');
  const lines = await moved({ reason: 'due-paid', kind: 'attempt', id, transition: 'paid' }, [
    { debit: fundAccount('bank'), credit: receivable(), amount: 6_000, line: 1 },
    { debit: called, credit: fundAccount('pot'), amount: 5_700, line: 2 },
    { debit: called, credit: fundAccount('running-costs'), amount: 300, line: 3 },
  ]);
  return { id, lines };
}

async function paidAndReturned(due: string): Promise<void> {
  const { id, lines } = await paid(due, 'returned');
  const rows = await books.database.asOwner('select movement_id, line from ledger.movement where source_id = $1', [id]);
  const named = new Map(rows.map((row) => [Number(row['line']), String(row['movement_id'])]));
  await books.post(books.lavoir, {
    reason: 'due-returned',
    sourceKind: 'attempt',
    transition: 'returned',
    bookedOn: dayOf('2026-11-09'),
    transfers: lines.map((line) => reversalOf(line, named.get(line.line) ?? '')),
  });
}

async function credited(run: string, rules: string): Promise<void> {
  const id = newId();
  await books.database.asOwner(
    `insert into allocations.credit values ($1, $2, $3, $4, '2026-11-01', 15000, null, $5, '{}', now())`,
    [fund, id, run, unit.owner, rules],
  );
  await moved({ reason: 'allocation-credited', kind: 'credit', id, transition: 'credited' }, [
    { debit: fundAccount('pot'), credit: allocation(unit), amount: 15_000, line: 1 },
  ]);
}

async function spentAndGivenBack(rules: string): Promise<void> {
  const [outlet, purchase, refund] = [newId(), newId(), newId()];
  const payable: AccountRef = { kind: 'outlet-payable', owner: outlet as never };
  await books.as(books.lavoir, () => books.ledger.open([payable]));
  await books.database.asOwner(
    `insert into outlets.outlet (tenant_id, outlet_id, outlet_no, name, kind, state, recorded_at)
     values ($1, $2, 1, 'Le Pré', 'producer', 'approved', now())`,
    [fund, outlet],
  );
  await books.database.asOwner(
    `insert into purchases.purchase (tenant_id, purchase_id, account_unit_id, outlet_id, medium, total_cents, account_cents,
       outlet_cents, bought_on, booked_on, occurred_at, rules_version_id)
     values ($1, $2, $3, $4, 'member-phone', 800, 500, 500, '2026-11-05', '2026-11-05', now(), $5)`,
    [fund, purchase, unit.owner, outlet, rules],
  );
  await books.database.asOwner(`insert into purchases.purchase_line values ($1, $2, 1, $3, 'mixed', 62, 800)`, [
    fund,
    purchase,
    newId(),
  ]);
  await books.database.asOwner(
    `insert into purchases.refund values ($1, $2, $3, 200, 'abîmé', 'outlet', '2026-11-05', now(), null)`,
    [fund, refund, purchase],
  );
  await moved({ reason: 'purchase', kind: 'purchase', id: purchase, transition: 'spent' }, [
    { debit: allocation(unit), credit: payable, amount: 500, line: 1 },
  ]);
  await moved({ reason: 'refund', kind: 'refund', id: refund, transition: 'refunded' }, [
    { debit: payable, credit: allocation(unit), amount: 200, line: 1 },
  ]);
}

/** The checks that fail after a tampering by the owner of the database, which is then undone. */
async function failingAfter(tampering: string): Promise<string[]> {
  await books.database.asOwner('begin');
  try {
    await books.database.asOwner(`select set_config('app.tenant_id', $1, true)`, [fund]);
    for (const sql of tampering.split(';')) await books.database.asOwner(sql);
    const checks = await checkBooks((sql) => books.database.asOwner(sql));
    return checks.filter(({ ok }) => !ok).map(({ checkName }) => checkName);
  } finally {
    await books.database.asOwner('rollback');
  }
}

describe('the independent check of the books', () => {
  it('finds nothing in a true month, nor in the books of the fund next door', async () => {
    expect(await books.faults(books.lavoir)).toEqual([]);
    expect(await books.faults(books.flers)).toEqual([]);
  });

  it('takes invented purchases for their own cause in a demonstration, and for a fault in any other fund', async () => {
    const basket = `select ledger.spend(a.tenant_id, gen_random_uuid(), gen_random_uuid(), a.account_id, p.account_id, 100,
      'practice-purchase', 'practice-purchase', gen_random_uuid(), '2026-11-22')
      from ledger.account a join ledger.account p on p.tenant_id = a.tenant_id and p.kind = 'pot'
      where a.tenant_id = '${fund}' and a.kind = 'allocation'`;
    const invented = `update directory.fund set demonstration = true where tenant_id = '${fund}'`;
    expect(await failingAfter(basket)).toEqual(['every movement has its cause']);
    expect(await failingAfter(`${invented};${basket}`)).toEqual([]);
  });

  it('runs as the application over every fund of the directory', async () => {
    const client = new Client({ connectionString: books.database.appUrl });
    await client.connect();
    try {
      const [checked, ...others] = await checkEveryFund(client);
      expect(others).toEqual([]);
      expect(checked).toMatchObject({ tenantId: fund, name: 'Le Lavoir' });
      expect(checked?.checks.length).toBeGreaterThan(10);
      expect(checked?.checks.filter(({ ok }) => !ok)).toEqual([]);
      const left = await client.query(`select current_setting('app.tenant_id', true) as fund`);
      expect(left.rows).toEqual([{ fund: '' }]);
    } finally {
      await client.end();
    }
  });

  it.each(TAMPERINGS)('sees that %s no longer holds after: %s', async (checkName, tampering) => {
    expect(await failingAfter(tampering)).toContain(checkName);
  });
});
