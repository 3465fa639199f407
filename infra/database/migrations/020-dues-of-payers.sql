-- Payers owe few of a fund's dues, and each tick asks which of theirs stand on no call yet: they are found without reading
-- the others.
create index due_of_payer on contributions.due (tenant_id, payer_id, contribution_month) where payer_id is not null;
