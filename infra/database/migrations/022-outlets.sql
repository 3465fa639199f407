-- Who may sell: how an outlet came, its dossier by the fund's own criteria, each step explained to it, where and when it
-- sells, and the account it is paid to.

alter table outlets.outlet
  add column came_by text not null default 'team' check (came_by in ('outlet-form', 'resident-form', 'member', 'team')),
  add column proposed_by uuid, -- the member who proposed it, where one did
  add column description text check (length(description) between 1 and 2000),
  add column contact text check (length(contact) between 1 and 200),
  add column email text check (length(email) <= 254),
  add column phone text check (length(phone) <= 32),
  add column address text check (length(address) between 1 and 500),
  add column review_on date, -- when the approval is looked at again
  add column receipt text check (receipt ~ '^[0-9A-HJKMNP-TV-Z]{12}$'), -- what whoever used the public form keeps
  add column form_key text check (length(form_key) between 8 and 255), -- the same form sent twice is one outlet
  add column form_print text, -- a hash
  add constraint outlet_receipt unique (tenant_id, receipt),
  add constraint outlet_form_key unique (tenant_id, form_key),
  add constraint outlet_of_form check ((form_key is null) = (receipt is null) and (form_key is null) = (form_print is null));

-- What is sold and never, or seldom, covered has categories of its own.
alter table outlets.approval_line drop constraint approval_line_category_check;
alter table outlets.approval_line add constraint approval_line_category_check check (category in (
  'vegetables-fruit', 'meat-fish', 'dairy-eggs', 'bread-cereals', 'dry-goods', 'processed', 'drinks', 'mixed', 'other',
  'alcohol', 'non-food'));

-- The fund's own criteria, a version each time they change; the newest holds for dossiers that are opened from then on.
create table outlets.grid (
  tenant_id uuid not null,
  grid_id uuid not null,
  version_no integer not null check (version_no > 0),
  criteria jsonb not null,
  decision_note text not null check (length(decision_note) between 1 and 2000),
  published_at timestamptz not null,
  primary key (tenant_id, grid_id),
  unique (tenant_id, version_no)
);
call tenancy.protect('outlets.grid', 'select, insert');

-- One examination of an outlet, from the day it is opened to the decision.
create table outlets.dossier (
  tenant_id uuid not null,
  dossier_id uuid not null,
  outlet_id uuid not null,
  grid_id uuid, -- null: the fund has no criteria
  opened_on date not null,
  decided_on date,
  outcome text check (outcome in ('approved', 'approved-in-part', 'refused')),
  score_percent smallint check (score_percent between 0 and 100), -- as it was on the day of the decision
  primary key (tenant_id, dossier_id),
  foreign key (tenant_id, outlet_id) references outlets.outlet (tenant_id, outlet_id),
  foreign key (tenant_id, grid_id) references outlets.grid (tenant_id, grid_id),
  check ((decided_on is null) = (outcome is null))
);
create unique index dossier_open_once on outlets.dossier (tenant_id, outlet_id) where decided_on is null;
create index dossier_of_outlet on outlets.dossier (tenant_id, outlet_id, dossier_id);
call tenancy.protect('outlets.dossier', 'select, insert, update');

-- What was found about one criterion, with its evidence: added, never changed; the latest holds.
create table outlets.finding (
  tenant_id uuid not null,
  finding_id uuid not null,
  dossier_id uuid not null,
  criterion_key text not null check (length(criterion_key) between 1 and 40),
  measure numeric(10, 2), -- kilometres, hectares, a mark; 0 or 1 where the answer is no or yes
  label text check (length(label) between 1 and 100), -- where the criterion is a list of labels
  evidence text not null check (length(evidence) between 1 and 2000),
  link text check (link ~ '^https://' and length(link) <= 500),
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (tenant_id, finding_id),
  foreign key (tenant_id, dossier_id) references outlets.dossier (tenant_id, dossier_id)
);
create index finding_of_dossier on outlets.finding (tenant_id, dossier_id, criterion_key, finding_id);
call tenancy.protect('outlets.finding', 'select, insert');

-- Somebody went there. The note is read by the outlet too, the inner note by the fund's team only.
create table outlets.visit (
  tenant_id uuid not null,
  visit_id uuid not null,
  dossier_id uuid not null,
  visited_on date not null,
  visitors text not null check (length(visitors) between 1 and 200),
  note text not null check (length(note) between 1 and 4000),
  inner_note text check (length(inner_note) between 1 and 4000),
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (tenant_id, visit_id),
  foreign key (tenant_id, dossier_id) references outlets.dossier (tenant_id, dossier_id)
);
create index visit_of_dossier on outlets.visit (tenant_id, dossier_id, visit_id);
call tenancy.protect('outlets.visit', 'select, insert');

-- What happened to an outlet, in words that it reads: append-only. Where the state changed, `holds_from` is the first
-- whole day of the new one: what was bought earlier and comes on paper is judged by what held before.
create table outlets.step (
  tenant_id uuid not null,
  step_id uuid not null,
  outlet_id uuid not null,
  what text not null check (length(what) between 1 and 40),
  explanation text not null check (length(explanation) between 1 and 2000),
  happened_on date not null,
  state_after text check (state_after in ('proposed', 'in-review', 'approved', 'refused', 'suspended', 'ended')),
  holds_from date,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (tenant_id, step_id),
  foreign key (tenant_id, outlet_id) references outlets.outlet (tenant_id, outlet_id),
  check ((state_after is null) = (holds_from is null))
);
create index step_of_outlet on outlets.step (tenant_id, outlet_id, step_id);
call tenancy.protect('outlets.step', 'select, insert');

-- Where it sells, and when: `hours` is a list of { weekday 1 to 7 from Monday, from, until }.
create table outlets.site (
  tenant_id uuid not null,
  site_id uuid not null,
  outlet_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  address text check (length(address) between 1 and 500),
  commune text check (length(commune) between 1 and 100),
  hours jsonb not null,
  closed_on date,
  primary key (tenant_id, site_id),
  foreign key (tenant_id, outlet_id) references outlets.outlet (tenant_id, outlet_id)
);
create index site_of_outlet on outlets.site (tenant_id, outlet_id);
call tenancy.protect('outlets.site', 'select, insert, update');

-- The account an outlet is paid to: each change with its approval, in force the one that was confirmed last. The IBAN is
-- sealed; its last four signs are what screens show, its index tells that another outlet has the same.
create table outlets.bank_account (
  tenant_id uuid not null,
  bank_account_id uuid not null,
  outlet_id uuid not null,
  holder text not null check (length(holder) between 1 and 140),
  iban_sealed text not null check (iban_sealed like 'v1:%'),
  iban_index text not null check (length(iban_index) = 43),
  iban_last_4 text not null check (iban_last_4 ~ '^[A-Z0-9]{4}$'),
  bic text check (bic ~ '^[A-Z0-9]{8}([A-Z0-9]{3})?$'),
  reason text not null check (length(reason) between 1 and 2000),
  proposed_at timestamptz not null,
  approval_id uuid not null,
  primary key (tenant_id, bank_account_id),
  unique (tenant_id, approval_id),
  foreign key (tenant_id, outlet_id) references outlets.outlet (tenant_id, outlet_id),
  foreign key (tenant_id, approval_id) references tenancy.approval (tenant_id, approval_id)
);
create index bank_account_of_outlet on outlets.bank_account (tenant_id, outlet_id, bank_account_id);
create index bank_account_by_iban on outlets.bank_account (tenant_id, iban_index);
call tenancy.protect('outlets.bank_account', 'select, insert');
