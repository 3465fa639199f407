-- Whose card or number it was when a till refused a PIN: for the person, and for who keeps the books; never for the outlet.
alter table purchases.refusal add column person_id uuid;
create index refusal_of_unit on purchases.refusal (tenant_id, account_unit_id, refusal_id) where account_unit_id is not null;
