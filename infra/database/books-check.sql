-- An independent check of one fund's books: it reads the tables, and none of the functions that wrote them. One row a
-- check, for the fund in `app.tenant_id`. A room that gives movements a new cause adds it to `cause` below.
with fund as materialized (
  select current_setting('app.tenant_id')::uuid as id
), account as materialized (
  select a.account_id, a.kind, a.owner_id from ledger.account a join fund on a.tenant_id = fund.id
), movement as materialized (
  select m.* from ledger.movement m join fund on m.tenant_id = fund.id
), leg as materialized (
  select m.movement_id, m.booked_on, x.account_id, x.kind, x.debit, x.credit
  from movement m, lateral (values
    (m.primary_account_id, m.primary_kind,
      case m.direction when 'debit' then m.amount_cents else 0 end, case m.direction when 'credit' then m.amount_cents else 0 end),
    (m.counter_account_id, m.counter_kind,
      case m.direction when 'credit' then m.amount_cents else 0 end, case m.direction when 'debit' then m.amount_cents else 0 end)
  ) as x(account_id, kind, debit, credit)
), balance as materialized ( -- credit less debit
  select a.account_id, a.kind, a.owner_id, coalesce(sum(l.credit - l.debit), 0) as cents
  from account a left join leg l on l.account_id = a.account_id
  group by a.account_id, a.kind, a.owner_id
), total as (
  select
    coalesce(-sum(cents) filter (where kind in ('bank', 'cash', 'in-transit')), 0) as held,
    coalesce(sum(cents) filter (where kind in ('pot', 'allocation', 'tickets', 'claims-payable', 'outlet-payable',
      'running-costs', 'held-for-others')), 0) as owed_and_free,
    coalesce(sum(cents), 0) as everything
  from balance
), chain as materialized (
  select m.primary_account_id as account_id, m.seq, m.balance_after,
    row_number() over place as position,
    sum(case m.direction when 'credit' then m.amount_cents else -m.amount_cents end) over place as running
  from movement m where m.primary_kind = 'allocation'
  window place as (partition by m.primary_account_id order by m.seq rows unbounded preceding)
), cause as materialized ( -- what must be in the books: (kind, id, transition, lines) moved so many cents
  select 'due' as source_kind, d.due_id as source_id, 'opened' as transition, array[1] as lines, d.amount_cents
  from contributions.due d join fund on d.tenant_id = fund.id where d.amount_cents > 0
  union all
  select 'attempt', t.attempt_id, p.transition, p.lines, t.amount_cents - t.overpaid_cents
  from contributions.attempt t join fund on t.tenant_id = fund.id
  join (values ('paid', array[1]), ('paid', array[2, 3]), ('returned', array[1]), ('returned', array[2, 3]))
    as p(transition, lines) on t.state = 'returned' or t.state in ('paid', 'refunded') and p.transition = 'paid'
  where t.amount_cents > t.overpaid_cents
  union all -- what was paid too much is held for whoever paid it, until it goes back
  select 'attempt', t.attempt_id, p.transition, p.lines, t.overpaid_cents
  from contributions.attempt t join fund on t.tenant_id = fund.id
  join (values ('paid', array[4]), ('returned', array[4]), ('paid-back', array[1])) as p(transition, lines)
    on case p.transition when 'paid' then t.state in ('paid', 'returned') when 'returned' then t.state = 'returned'
      else t.paid_back_on is not null end
  where t.overpaid_cents > 0
  union all
  select 'forgiveness', f.forgiveness_id, 'forgiven', array[1], f.amount_cents
  from contributions.forgiveness f join fund on f.tenant_id = fund.id
  union all
  select 'credit', c.credit_id, 'credited', array[1], c.amount_cents
  from allocations.credit c join fund on c.tenant_id = fund.id where c.amount_cents > 0
  union all
  select 'purchase', p.purchase_id, 'spent', array[1], p.account_cents
  from purchases.purchase p join fund on p.tenant_id = fund.id
  where p.account_cents > 0 and p.medium in ('member-phone', 'outlet-screen', 'card') -- paper has causes of its own
  union all
  select 'refund', f.refund_id, 'refunded', array[1], f.amount_cents
  from purchases.refund f join fund on f.tenant_id = fund.id
  join purchases.purchase p on p.tenant_id = f.tenant_id and p.purchase_id = f.purchase_id
    and p.medium in ('member-phone', 'outlet-screen', 'card') -- paper that is undone reverses its own movements
  union all
  select 'grant', g.grant_id, 'received', array[1], g.amount_cents
  from budget.grant_received g join fund on g.tenant_id = fund.id
  union all
  select 'manual-movement', b.manual_movement_id, 'recorded', array[1], b.amount_cents
  from budget.manual_movement b join fund on b.tenant_id = fund.id
  union all
  select 'manual-movement', b.manual_movement_id, 'reversed', array[1], b.amount_cents
  from budget.manual_movement b join fund on b.tenant_id = fund.id
  join tenancy.approval a on a.tenant_id = b.tenant_id and a.approval_id = b.approval_id
    and a.state in ('refused', 'withdrawn')
  union all
  select 'expiry', e.expiry_id, 'expired', array[1], e.amount_cents
  from lots.expiry e join fund on e.tenant_id = fund.id
  union all
  select 'credit-move', v.credit_move_id, p.transition, array[1], v.amount_cents
  from members.credit_move v join fund on v.tenant_id = fund.id cross join (values ('given'), ('taken')) as p(transition)
  union all -- what was sealed is on its way, without the fee; then it is paid, or comes back whole
  select 'payout', p.payout_id, t.transition, t.lines, case t.lines when array[1] then p.gross_cents - p.fee_cents else p.fee_cents end
  from payouts.payout p join fund on p.tenant_id = fund.id
  join (values ('sealed', array[1]), ('fee', array[2]), ('paid', array[1]), ('returned', array[1]), ('rejected', array[1]),
      ('rejected', array[2])) as t(transition, lines)
    on case t.transition when 'paid' then p.paid_on is not null when 'rejected' then p.state = 'rejected'
      when 'returned' then p.state = 'rejected' and p.paid_on is not null else true end
  where p.sealed_on is not null and (t.lines = array[1] or p.fee_cents > 0)
  union all -- a slip that was accepted, purse by purse
  select 'slip', e.entry_id, p.transition, array[1], p.cents
  from slips.entry e join fund on e.tenant_id = fund.id
  cross join lateral (values ('spent', e.account_cents), ('reimbursed', e.reimbursed_cents), ('shortfall', e.shortfall_cents),
    ('spent-undone', e.account_cents), ('reimbursed-undone', e.reimbursed_cents), ('shortfall-undone', e.shortfall_cents))
    as p(transition, cents)
  where p.cents > 0 and (e.state = 'undone' or e.state = 'accepted' and p.transition not like '%-undone')
  union all -- a market tally, both ways, and back again where it was corrected
  select 'tally', t.tally_id, p.transition, p.lines, p.cents
  from tallies.tally t join fund on t.tenant_id = fund.id
  cross join lateral (values ('entered', array[1], t.pot_pays_cents), ('entered', array[2], t.pot_gets_cents),
    ('reversed', array[1], t.pot_pays_cents), ('reversed', array[2], t.pot_gets_cents)) as p(transition, lines, cents)
  where p.cents > 0 and (p.transition = 'entered' or t.corrected_on is not null)
  union all -- a paper ticket: out of the account, then to an outlet or back
  select 'ticket', t.ticket_id, p.transition, array[1], t.value_cents
  from tickets.ticket t join fund on t.tenant_id = fund.id
  cross join lateral (values ('issued'), (nullif(nullif(t.state, 'issued'), 'undone'))) as p(transition)
  where p.transition is not null
  union all -- redeemed, and then undone: out of the outlet's account again, and back where it was issued from
  select 'ticket', t.ticket_id, p.transition, array[1], t.value_cents
  from tickets.ticket t join fund on t.tenant_id = fund.id
  cross join (values ('redeemed'), ('redeeming-undone'), ('given-back')) as p(transition) where t.state = 'undone'
), known_source as materialized (
  select 'due' as source_kind, d.due_id as source_id from contributions.due d join fund on d.tenant_id = fund.id
  union all select 'attempt', t.attempt_id from contributions.attempt t join fund on t.tenant_id = fund.id
  union all select 'forgiveness', f.forgiveness_id from contributions.forgiveness f join fund on f.tenant_id = fund.id
  union all select 'credit', c.credit_id from allocations.credit c join fund on c.tenant_id = fund.id
  union all select 'grant', g.grant_id from budget.grant_received g join fund on g.tenant_id = fund.id
  union all select 'manual-movement', b.manual_movement_id from budget.manual_movement b join fund on b.tenant_id = fund.id
  union all select 'expiry', e.expiry_id from lots.expiry e join fund on e.tenant_id = fund.id
  union all select 'credit-move', v.credit_move_id from members.credit_move v join fund on v.tenant_id = fund.id
  union all select 'purchase', p.purchase_id from purchases.purchase p join fund on p.tenant_id = fund.id
  union all select 'slip', e.entry_id from slips.entry e join fund on e.tenant_id = fund.id
  union all select 'tally', t.tally_id from tallies.tally t join fund on t.tenant_id = fund.id
  union all select 'refund', f.refund_id from purchases.refund f join fund on f.tenant_id = fund.id
  union all select 'payout', p.payout_id from payouts.payout p join fund on p.tenant_id = fund.id
  union all select 'ticket', t.ticket_id from tickets.ticket t join fund on t.tenant_id = fund.id
  union all -- what a demonstration invents to be spent is its own cause; in any other fund it is a fault
  select m.source_kind, m.source_id from movement m
  where m.source_kind = 'practice-purchase' and exists (
    select 1 from directory.fund f join fund on f.tenant_id = fund.id where f.demonstration)
), moved as (
  select m.source_kind, m.source_id, m.transition, m.line, m.amount_cents from movement m
), owed as (
  select coalesce(d.payer_id, d.account_unit_id) as owner_id, sum(d.amount_cents - d.received_cents - d.forgiven_cents) as cents
  from contributions.due d join fund on d.tenant_id = fund.id
  where d.state not in ('cancelled', 'written-off') group by 1
), closed as (
  select c.through, c.account_id, c.debit_cents, c.credit_cents from ledger.closing c join fund on c.tenant_id = fund.id
), first_closing as materialized ( -- each leg is summed once, into the first closing that covers its day
  select b.booked_on, min(c.through) as through
  from (select distinct booked_on from leg) b join (select distinct through from closed) c on c.through >= b.booked_on
  group by b.booked_on
), moved_until as materialized (
  select f.through, l.account_id, sum(l.debit) as debit, sum(l.credit) as credit
  from leg l join first_closing f on f.booked_on = l.booked_on group by f.through, l.account_id
), turned as ( -- and each closing holds all that came before it
  select d.through, m.account_id, sum(m.debit) as debit, sum(m.credit) as credit
  from (select distinct through from closed) d join moved_until m on m.through <= d.through
  group by d.through, m.account_id
), reserved as (
  select h.account_id, sum(h.amount_cents) as cents
  from ledger.hold h join fund on h.tenant_id = fund.id
  where not exists (select 1 from ledger.hold_release r where r.tenant_id = h.tenant_id and r.hold_id = h.hold_id)
  group by h.account_id
), fault (check_name, what) as (
  select 'chains are dense and continuous', account_id::text || ' seq ' || seq
  from chain where seq <> position or balance_after <> running
  union all
  select 'no guarded account was ever below zero', account_id::text || ' seq ' || seq
  from chain where balance_after < 0 or running < 0
  union all
  select 'debits equal credits', everything::text from total where everything <> 0
  union all
  select 'held equals owed and free', held || ' <> ' || owed_and_free from total where held <> owed_and_free
  union all
  select 'receivables equal open dues', coalesce(b.owner_id, o.owner_id)::text || ': '
    || coalesce(b.cents, 0) || ' <> ' || coalesce(o.cents, 0)
  from (select owner_id, -cents as cents from balance where kind = 'receivable') b
  full join owed o on o.owner_id = b.owner_id where coalesce(b.cents, 0) <> coalesce(o.cents, 0)
  union all
  select 'every movement has its cause', m.movement_id || ' ' || m.source_kind
  from movement m left join known_source s on s.source_kind = m.source_kind and s.source_id = m.source_id
  where s.source_id is null
  union all
  select 'every cause has its movements', c.source_kind || ' ' || c.source_id || ' ' || c.transition || ': '
    || coalesce(sum(m.amount_cents), 0) || ' <> ' || c.amount_cents
  from cause c left join moved m on m.source_kind = c.source_kind and m.source_id = c.source_id
    and m.transition = c.transition and m.line = any (c.lines)
  group by c.source_kind, c.source_id, c.transition, c.lines, c.amount_cents
  having coalesce(sum(m.amount_cents), 0) <> c.amount_cents
  union all
  select 'every movement is of its cause', m.movement_id || ' ' || m.source_kind || ' ' || m.transition || ' ' || m.line
  from movement m
  where (m.source_kind, m.transition) in (('due', 'opened'), ('attempt', 'paid'), ('attempt', 'returned'),
      ('attempt', 'paid-back'), ('forgiveness', 'forgiven'),
      ('credit', 'credited'), ('grant', 'received'), ('expiry', 'expired'),
      ('manual-movement', 'recorded'), ('manual-movement', 'reversed'),
      ('credit-move', 'given'), ('credit-move', 'taken'), ('purchase', 'spent'), ('refund', 'refunded'),
      ('payout', 'sealed'), ('payout', 'fee'), ('payout', 'paid'), ('payout', 'returned'), ('payout', 'rejected'),
      ('slip', 'spent'), ('slip', 'reimbursed'), ('slip', 'shortfall'),
      ('slip', 'spent-undone'), ('slip', 'reimbursed-undone'), ('slip', 'shortfall-undone'), ('tally', 'entered'), ('tally', 'reversed'),
      ('ticket', 'issued'), ('ticket', 'redeemed'), ('ticket', 'taken-back'), ('ticket', 'expired'),
      ('ticket', 'redeeming-undone'), ('ticket', 'given-back'))
    and not exists (select 1 from cause c where c.source_kind = m.source_kind and c.source_id = m.source_id
      and c.transition = m.transition and m.line = any (c.lines))
  union all
  select 'accounts are of the kind written', l.movement_id || ' ' || l.kind
  from leg l left join account a on a.account_id = l.account_id where a.kind is distinct from l.kind
  union all
  select 'movements are whole', m.movement_id::text
  from movement m
  where m.primary_account_id = m.counter_account_id or m.lot_expires_on is not null and m.lot_month is null
    or m.money_source is null and m.reason in ('due-paid', 'due-shared', 'grant-received', 'opening-balance')
  union all
  select 'reversals mirror what they name', m.movement_id::text
  from movement m left join movement o on o.movement_id = m.reverses_movement_id
  where m.reverses_movement_id is not null and (o.movement_id is null or m.amount_cents <> o.amount_cents or not (
    m.primary_account_id = o.primary_account_id and m.counter_account_id = o.counter_account_id and m.direction <> o.direction
    or m.primary_account_id = o.counter_account_id and m.counter_account_id = o.primary_account_id and m.direction = o.direction))
  union all
  select 'closings equal the movements', coalesce(c.account_id, t.account_id) || ' ' || coalesce(c.through, t.through)
  from closed c full join turned t on t.through = c.through and t.account_id = c.account_id
  where (coalesce(c.debit_cents, 0), coalesce(c.credit_cents, 0)) <> (coalesce(t.debit, 0), coalesce(t.credit, 0))
  union all
  select 'calls equal their dues', c.call_id::text from payers.call c join fund on c.tenant_id = fund.id
  left join payers.call_line l on l.tenant_id = c.tenant_id and l.call_id = c.call_id
  left join contributions.due d on d.tenant_id = l.tenant_id and d.due_id = l.due_id
    and d.payer_id = c.payer_id and d.contribution_month = c.contribution_month
    and (d.amount_cents = l.amount_cents or exists ( -- less what had been forgiven by then
      select 1 from (select sum(f.amount_cents) over (order by f.recorded_at, f.forgiveness_id) as cents
        from contributions.forgiveness f where f.tenant_id = d.tenant_id and f.due_id = d.due_id) as forgiven
      where d.amount_cents - forgiven.cents = l.amount_cents))
  group by c.call_id, c.total_cents having sum(l.amount_cents) is distinct from c.total_cents or count(*) <> count(d.due_id)
  union all
  select 'payouts equal their lines', p.payout_no::text from payouts.payout p join fund on p.tenant_id = fund.id
  join account a on a.account_id = p.account_id
  left join payouts.payout_line l on l.tenant_id = p.tenant_id and l.payout_id = p.payout_id
  left join movement m on m.movement_id = l.movement_id and m.source_kind <> 'payout'
  left join leg g on g.movement_id = m.movement_id and g.account_id = p.account_id and g.credit - g.debit = l.amount_cents
  group by p.payout_id, p.payout_no, p.gross_cents, a.kind, a.owner_id, p.payee_kind, p.payee_id, p.state
  having sum(l.amount_cents) is distinct from p.gross_cents or count(*) <> count(g.movement_id)
    or (a.kind, a.owner_id) <> (case p.payee_kind when 'outlet' then 'outlet-payable' else 'claims-payable' end, p.payee_id)
    or bool_or(l.given_free) <> (p.state in ('withdrawn', 'rejected'))
  union all
  select 'payouts go from whom they pay', m.movement_id::text
  from movement m join payouts.payout p on p.payout_id = m.source_id join fund on p.tenant_id = fund.id
  where m.source_kind = 'payout' and not exists (select 1 from leg g where g.movement_id = m.movement_id
    and case when m.transition in ('paid', 'returned')
      then g.kind = case p.method when 'cash' then 'cash' else 'bank' end else g.account_id = p.account_id end)
  union all
  select 'payments equal their receipts', p.payment_id::text
  from contributions.payer_payment p join fund on p.tenant_id = fund.id
  left join contributions.attempt t on t.tenant_id = p.tenant_id and t.payment_id = p.payment_id
    and t.state = case when p.returned_on is null then 'paid' else 'returned' end
  group by p.payment_id, p.amount_cents having sum(t.amount_cents) is distinct from p.amount_cents
  union all
  select 'forgiven is what was decided', d.due_id::text
  from contributions.due d join fund on d.tenant_id = fund.id
  left join contributions.forgiveness f on f.tenant_id = d.tenant_id and f.due_id = d.due_id
  group by d.due_id, d.forgiven_cents having coalesce(sum(f.amount_cents), 0) <> d.forgiven_cents
  union all
  select 'parts of a due add up', d.account_unit_id || ' ' || d.contribution_month
  from contributions.due d join fund on d.tenant_id = fund.id where d.facts ? 'dueOfUnitCents'
  group by d.account_unit_id, d.contribution_month
  having sum(d.amount_cents) <> min((d.facts ->> 'dueOfUnitCents')::bigint)
  union all -- in place of foreign keys: unit and outlet are the fund's, and the movement is on their accounts
  select 'purchases are of their unit and outlet', p.purchase_id::text
  from purchases.purchase p join fund on p.tenant_id = fund.id
  left join members.account_unit u on u.tenant_id = p.tenant_id and u.account_unit_id = p.account_unit_id
  left join outlets.outlet o on o.tenant_id = p.tenant_id and o.outlet_id = p.outlet_id
  left join movement m on m.source_kind = 'purchase' and m.source_id = p.purchase_id
  left join account a on a.account_id = m.primary_account_id
  left join account c on c.account_id = m.counter_account_id
  where u.account_unit_id is null or o.outlet_id is null or m.movement_id is not null and (
    a.kind, a.owner_id, c.kind, c.owner_id) is distinct from ('allocation', p.account_unit_id, 'outlet-payable', p.outlet_id)
  union all
  select 'purchases equal their lines', p.purchase_id::text
  from purchases.purchase p join fund on p.tenant_id = fund.id
  left join purchases.purchase_line l on l.tenant_id = p.tenant_id and l.purchase_id = p.purchase_id
  where p.medium in ('member-phone', 'outlet-screen', 'card') or l.purchase_id is not null -- of tickets lines may be untold
  group by p.purchase_id, p.total_cents having sum(l.amount_cents) is distinct from p.total_cents
  union all
  select 'refunds are within their purchase', p.purchase_id::text
  from purchases.refund f join fund on f.tenant_id = fund.id
  join purchases.purchase p on p.tenant_id = f.tenant_id and p.purchase_id = f.purchase_id
  left join movement m on m.source_kind = 'refund' and m.source_id = f.refund_id
  left join account a on a.account_id = m.primary_account_id
  left join account c on c.account_id = m.counter_account_id
  group by p.purchase_id, p.account_cents having sum(f.amount_cents) > p.account_cents
    or bool_or(m.movement_id is not null and (a.owner_id, c.owner_id) is distinct from (p.account_unit_id, p.outlet_id))
  union all -- the purchase in everybody's lists says what the slip moved, for the same unit, at the same outlet
  select 'slips are purchases', coalesce(e.entry_id, p.purchase_id)::text
  from (select e.* from slips.entry e join fund on e.tenant_id = fund.id where e.state in ('accepted', 'undone')) e
  full join (select p.* from purchases.purchase p join fund on p.tenant_id = fund.id where p.medium = 'reimbursement-slip') p
    on p.purchase_id = e.entry_id
  where (e.account_unit_id, e.outlet_id, e.bought_on, e.total_cents, e.account_cents + e.reimbursed_cents,
      case e.paid_to when 'outlet' then e.account_cents + e.reimbursed_cents + e.shortfall_cents else 0 end)
    is distinct from (p.account_unit_id, p.outlet_id, p.bought_on, p.total_cents, p.account_cents, p.outlet_cents)
  union all
  select 'paper moves between its own accounts', m.movement_id::text
  from movement m
  join slips.entry e on m.source_kind = 'slip' and e.tenant_id = m.tenant_id and e.entry_id = m.source_id
  cross join lateral (select m.transition in ('spent', 'spent-undone') as of_unit,
    (m.direction = 'debit') <> (m.transition like '%-undone') as out_of_primary) w -- what is undone flows the other way
  left join account a on a.account_id = case when w.out_of_primary then m.primary_account_id else m.counter_account_id end
  left join account c on c.account_id = case when w.out_of_primary then m.counter_account_id else m.primary_account_id end
  where (a.kind, a.owner_id) is distinct from
      (case when w.of_unit then 'allocation' else 'pot' end,
        case when w.of_unit then e.account_unit_id else e.tenant_id end)
    or (c.kind, c.owner_id) is distinct from
      (case e.paid_to when 'outlet' then 'outlet-payable' else 'claims-payable' end,
        case e.paid_to when 'outlet' then e.outlet_id else e.account_unit_id end)
  union all
  select 'holds are of slips that are out', h.hold_id::text
  from ledger.hold h join fund on h.tenant_id = fund.id
  left join slips.slip s on s.tenant_id = h.tenant_id and s.slip_id = h.source_id
  where h.source_kind = 'slip' and (s.state = 'issued') is distinct from not exists (
    select 1 from ledger.hold_release r where r.tenant_id = h.tenant_id and r.hold_id = h.hold_id)
  union all
  select 'tickets are worth what is out', coalesce(b.cents, 0) || ' <> ' || coalesce(o.cents, 0)
  from (select sum(cents) as cents from balance where kind = 'tickets') b
  cross join (select sum(t.value_cents) as cents from tickets.ticket t join fund on t.tenant_id = fund.id
    where t.state = 'issued') o
  where coalesce(b.cents, 0) <> coalesce(o.cents, 0)
  union all -- a ticket moves the account of its unit and of its outlet, and the purchase in everybody's lists says the same
  select 'tickets move where they say', m.movement_id::text
  from movement m
  join tickets.ticket t on t.tenant_id = m.tenant_id and t.ticket_id = m.source_id
  left join account a on a.account_id = m.primary_account_id
  where m.source_kind = 'ticket' and (a.owner_id, a.kind, m.counter_kind::text, m.direction::text) is distinct from
    (case when m.transition in ('redeemed', 'redeeming-undone') then t.outlet_id else t.account_unit_id end,
     case when m.transition in ('redeemed', 'redeeming-undone') then 'outlet-payable' else 'allocation' end, 'tickets',
     case when m.transition in ('issued', 'redeeming-undone') then 'debit' else 'credit' end)
  union all
  select 'tickets redeemed are purchases', coalesce(t.ticket_id, p.purchase_id)::text
  from (select t.* from tickets.ticket t join fund on t.tenant_id = fund.id where t.state in ('redeemed', 'undone')) t
  full join (select p.* from purchases.purchase p join fund on p.tenant_id = fund.id where p.medium = 'paper-ticket') p
    on p.purchase_id = t.ticket_id
  where (t.account_unit_id, t.outlet_id, t.bought_on, t.closed_on, t.value_cents, t.value_cents, t.value_cents)
    is distinct from (p.account_unit_id, p.outlet_id, p.bought_on, p.booked_on, p.total_cents, p.account_cents, p.outlet_cents)
  union all -- what everybody's lists say came back is what was undone, once and whole
  select 'paper undone is refunded', coalesce(u.id, f.purchase_id)::text
  from (select e.entry_id as id, e.account_cents + e.reimbursed_cents as cents, e.undone_on
      from slips.entry e join fund on e.tenant_id = fund.id where e.state = 'undone'
      union all
      select t.ticket_id, t.value_cents, t.undone_on from tickets.ticket t join fund on t.tenant_id = fund.id
      where t.state = 'undone') u
  full join (select f.purchase_id, sum(f.amount_cents) as cents, min(f.refunded_on) as refunded_on, count(*) as times
      from purchases.refund f join fund on f.tenant_id = fund.id
      join purchases.purchase p on p.tenant_id = f.tenant_id and p.purchase_id = f.purchase_id
        and p.medium in ('paper-ticket', 'reimbursement-slip')
      group by f.purchase_id) f on f.purchase_id = u.id
  where (u.cents, u.undone_on, 1) is distinct from (f.cents, f.refunded_on, f.times)
  union all
  select 'holds are covered', r.account_id || ': ' || r.cents || ' > ' || coalesce(b.cents, 0)
  from reserved r left join balance b on b.account_id = r.account_id and b.kind = 'allocation'
  where r.cents > coalesce(b.cents, 0)
)
select c.check_name, count(f.what) = 0 as ok,
  coalesce(nullif(count(f.what), 0) || ' faults, e.g. ' || min(f.what), '') as detail
from unnest(array[
  'chains are dense and continuous', 'no guarded account was ever below zero', 'debits equal credits',
  'held equals owed and free', 'receivables equal open dues', 'every movement has its cause',
  'every cause has its movements', 'every movement is of its cause', 'accounts are of the kind written',
  'movements are whole', 'reversals mirror what they name', 'closings equal the movements', 'calls equal their dues',
  'payments equal their receipts', 'parts of a due add up', 'forgiven is what was decided', 'holds are covered',
  'purchases are of their unit and outlet', 'purchases equal their lines', 'refunds are within their purchase',
  'payouts equal their lines', 'payouts go from whom they pay',
  'slips are purchases', 'paper moves between its own accounts', 'holds are of slips that are out',
  'tickets are worth what is out', 'tickets move where they say', 'tickets redeemed are purchases',
  'paper undone is refunded'])
  with ordinality as c(check_name, place)
left join fault f on f.check_name = c.check_name
group by c.check_name, c.place order by c.place
