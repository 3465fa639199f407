-- A request to separate holds the part of who asks, in the ledger, so that no row of its own says who is frozen; it is
-- carried out once the household has been separated more often than when it was asked.
drop table separations.freeze;
alter table members.separation drop column request_id;
alter table separations.request
  add column held_cents bigint not null default 0 check (held_cents >= 0),
  add column separations_before integer not null default 0 check (separations_before >= 0);
