-- Cards, member numbers and PINs: how somebody without a telephone shows who they are.

create schema cards;
grant usage on schema cards to app_user;

-- Cards printed together, for nobody yet.
create table cards.batch (
  tenant_id uuid not null,
  batch_id uuid not null,
  cards smallint not null check (cards between 1 and 500),
  made_at timestamptz not null,
  primary key (tenant_id, batch_id)
);
call tenancy.protect('cards.batch', 'select, insert');

-- A card belongs to one person of a unit (settled question 4). It is never deleted: a replaced one is dead for ever.
create table cards.card (
  tenant_id uuid not null,
  card_id uuid not null,
  card_no text not null check (card_no ~ '^C[23456789ACDEFHJKMPRTWXY]{7}$'),
  state text not null check (state in ('unassigned', 'active', 'blocked', 'replaced')),
  batch_id uuid,
  person_id uuid,
  account_unit_id uuid, -- the unit it was made for; who left it takes the card along
  made_at timestamptz not null,
  assigned_at timestamptz,
  block_reason text check (block_reason in ('lost', 'stolen', 'other')),
  blocked_at timestamptz,
  replaced_by uuid,
  primary key (tenant_id, card_id),
  unique (tenant_id, card_no),
  foreign key (tenant_id, batch_id) references cards.batch (tenant_id, batch_id),
  foreign key (tenant_id, person_id) references members.person (tenant_id, person_id),
  foreign key (tenant_id, account_unit_id) references members.account_unit (tenant_id, account_unit_id),
  foreign key (tenant_id, replaced_by) references cards.card (tenant_id, card_id),
  check ((person_id is null) = (account_unit_id is null) and (person_id is null) = (assigned_at is null)),
  check (state in ('unassigned', 'blocked') or person_id is not null),
  check (state <> 'unassigned' or person_id is null),
  check ((state = 'blocked') <= (block_reason is not null) and (block_reason is null) = (blocked_at is null)),
  check ((state = 'replaced') = (replaced_by is not null))
);
create index card_of_person on cards.card (tenant_id, person_id);
create index card_of_batch on cards.card (tenant_id, batch_id);
call tenancy.protect('cards.card', 'select, insert, update');

-- A person who can say who they are at a till: by a number of their own, and a PIN. Of the PIN only a digest is kept, made
-- with a key that the database never sees: there are so few PINs that whoever had both could try them all in a moment.
create table cards.holder (
  tenant_id uuid not null,
  person_id uuid not null,
  member_no text not null check (member_no ~ '^M[23456789ACDEFHJKMPRTWXY]{7}$'),
  given_at timestamptz not null,
  pin_digest text check (length(pin_digest) between 20 and 100),
  pin_set_at timestamptz,
  wrong_pins smallint not null default 0 check (wrong_pins between 0 and 5), -- in a row; 5: locked
  primary key (tenant_id, person_id),
  unique (tenant_id, member_no),
  foreign key (tenant_id, person_id) references members.person (tenant_id, person_id),
  check ((pin_digest is null) = (pin_set_at is null))
);
call tenancy.protect('cards.holder', 'select, insert, update');
