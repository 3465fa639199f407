-- Paper that was paid by mistake and is undone by the coordination: a slip of a validated batch, a ticket that was redeemed.
-- Its purchase stays, with a refund that says why; its movements are reversed, each under a transition of its own.

alter table slips.entry
  add column undone_on date,
  drop constraint entry_state_check,
  drop constraint entry_check2,
  drop constraint entry_check3,
  add constraint entry_state_check check (state in ('entered', 'refused', 'removed', 'accepted', 'undone')),
  add constraint entry_paid check ((state in ('accepted', 'undone')) = (paid_to is not null)),
  add constraint entry_unpaid_moves_nothing
    check (state in ('accepted', 'undone') or account_cents + reimbursed_cents + shortfall_cents = 0),
  add constraint entry_undone check ((state = 'undone') = (undone_on is not null));

alter table tickets.ticket
  add column undone_on date,
  drop constraint ticket_state_check,
  drop constraint ticket_check2,
  drop constraint ticket_check3,
  add constraint ticket_state_check check (state in ('issued', 'redeemed', 'taken-back', 'expired', 'undone')),
  add constraint ticket_redeemed check ((state in ('redeemed', 'undone')) = (outlet_id is not null)
    and (outlet_id is null) = (bought_on is null)),
  add constraint ticket_in_box check (box_id is null or state in ('redeemed', 'undone')),
  add constraint ticket_undone check ((state = 'undone') = (undone_on is not null));

-- A slip that the pot bore whole gives the account nothing back, and is undone all the same.
alter table purchases.refund
  drop constraint refund_amount_cents_check,
  add constraint refund_amount_cents_check check (amount_cents >= 0);
