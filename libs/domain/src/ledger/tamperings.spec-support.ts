// Ways in which whoever owns the database could falsify books, each with the check that must see it.
const ANOTHER = `insert into ledger.movement select (jsonb_populate_record(m, jsonb_build_object(
      'movement_id', gen_random_uuid(), 'line', 9) || CHANGE)).* from ledger.movement m where m.source_kind = KIND and m.transition = TRANSITION limit 1`;
const another = (kind: string, transition: string, change: string): string =>
  ANOTHER.replace('CHANGE', `'${change}'::jsonb`).replace('KIND', `'${kind}'`).replace('TRANSITION', `'${transition}'`);

/** The check that fails, and the SQL that makes it fail in the month of books-check.int-spec.ts. */
export const TAMPERINGS: readonly (readonly [string, string])[] = [
  ['chains are dense and continuous', `update ledger.movement set seq = 9 where source_kind = 'credit'`],
  ['chains are dense and continuous', `update ledger.movement set balance_after = 14999 where source_kind = 'credit'`],
  [
    'no guarded account was ever below zero',
    `alter domain ledger.guarded_cents drop constraint never_below_zero;
      update ledger.movement set direction = 'debit', balance_after = -15000 where source_kind = 'credit'`,
  ],
  [
    'debits equal credits',
    `update ledger.movement set counter_account_id = gen_random_uuid() where source_kind = 'credit'`,
  ],
  [
    'held equals owed and free',
    `update ledger.movement set counter_account_id = (select account_id from ledger.account
      where kind = 'contributions-called' and tenant_id = current_setting('app.tenant_id')::uuid), counter_kind = 'contributions-called'
      where source_kind = 'grant'`,
  ],
  [
    'receivables equal open dues',
    `update contributions.due set received_cents = 1, state = 'partly-paid' where state = 'open'`,
  ],
  [
    'receivables equal open dues',
    `update contributions.due set state = 'written-off', forgiven_cents = amount_cents where state = 'open'`,
  ],
  ['forgiven is what was decided', `update contributions.due set forgiven_cents = 1 where state = 'open'`],
  ['every movement has its cause', `delete from allocations.credit`],
  ['every movement has its cause', `update ledger.movement set source_kind = 'whim' where source_kind = 'grant'`],
  ['every cause has its movements', `delete from ledger.movement where source_kind = 'credit'`],
  ['every cause has its movements', `update budget.grant_received set amount_cents = 99999`],
  [
    'every cause has its movements',
    `update ledger.movement set amount_cents = 299 where line = 3 and transition = 'paid'`,
  ],
  ['every movement is of its cause', another('credit', 'credited', '{"seq": 4, "balance_after": 29700}')],
  ['every movement is of its cause', `update contributions.attempt set state = 'failed' where state = 'paid'`],
  ['accounts are of the kind written', `update ledger.movement set primary_kind = 'cash' where source_kind = 'grant'`],
  ['movements are whole', `update ledger.movement set money_source = null where source_kind = 'grant'`],
  [
    'movements are whole',
    `update ledger.movement set lot_expires_on = '2027-01-31', lot_month = null where source_kind = 'credit'`,
  ],
  [
    'movements are whole',
    `update ledger.movement set counter_account_id = primary_account_id where source_kind = 'grant'`,
  ],
  [
    'reversals mirror what they name',
    `update ledger.movement set amount_cents = 5999 where transition = 'returned' and line = 1`,
  ],
  [
    'reversals mirror what they name',
    `update ledger.movement set reverses_movement_id = gen_random_uuid() where transition = 'returned' and line = 1`,
  ],
  ['closings equal the movements', `update ledger.closing set debit_cents = debit_cents + 1`],
  ['closings equal the movements', `delete from ledger.closing where debit_cents > 100000`],
  ['closings equal the movements', another('grant', 'received', '{"booked_on": "2026-11-19"}')],
  ['every cause has its movements', `update purchases.purchase set account_cents = 501`],
  ['every cause has its movements', `update purchases.refund set amount_cents = 201`],
  ['every movement has its cause', `delete from purchases.refund`],
  ['every movement is of its cause', another('purchase', 'spent', '{"seq": 4, "balance_after": 14200}')],
  ['every movement is of its cause', `update purchases.purchase set medium = 'paper-ticket'`],
  ['purchases are of their unit and outlet', `update purchases.purchase set account_unit_id = gen_random_uuid()`],
  ['purchases are of their unit and outlet', `update purchases.purchase set outlet_id = gen_random_uuid()`],
  ['purchases equal their lines', `update purchases.purchase_line set amount_cents = 801`],
  ['refunds are within their purchase', `update purchases.refund set amount_cents = 501`],
  ['holds are covered', `update ledger.hold set amount_cents = 15001`],
];
