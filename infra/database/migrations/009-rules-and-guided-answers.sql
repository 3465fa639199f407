-- Rules that are taken back before their month, and the answers of a guided contribution where a fund keeps them.

-- A version that is withdrawn stays, with the reason; its month is free for another. Nothing else of it ever changes.
alter table funds.rules_version
  drop constraint rules_version_tenant_id_effective_month_key,
  add column withdrawn_at timestamptz,
  add column withdrawn_by uuid, -- the sign-in identity; null when the set-up did it
  add column withdrawn_reason text check (length(withdrawn_reason) between 1 and 2000),
  add constraint withdrawn_with_reason check ((withdrawn_at is null) = (withdrawn_reason is null)),
  add constraint withdrawn_by_somebody_when check (withdrawn_by is null or withdrawn_at is not null);
create unique index rules_version_in_force on funds.rules_version (tenant_id, effective_month)
  where withdrawn_at is null;
grant update (withdrawn_at, withdrawn_by, withdrawn_reason) on funds.rules_version to app_user;

-- Only where the fund's rules say that answers are kept; the pledge stands without them.
create table members.guided_answer (
  tenant_id uuid not null,
  pledge_id uuid not null,
  question_key text not null check (length(question_key) between 1 and 40),
  answer_key text not null check (length(answer_key) between 1 and 40),
  primary key (tenant_id, pledge_id, question_key),
  foreign key (tenant_id, pledge_id) references members.pledge (tenant_id, pledge_id)
);
call tenancy.protect('members.guided_answer', 'select, insert');
-- The sentence a person recognised themselves in, kept beside them.
create table members.guided_sentence (
  tenant_id uuid not null,
  pledge_id uuid not null,
  sentence_key text not null check (length(sentence_key) between 1 and 40),
  primary key (tenant_id, pledge_id),
  foreign key (tenant_id, pledge_id) references members.pledge (tenant_id, pledge_id)
);
call tenancy.protect('members.guided_sentence', 'select, insert');
