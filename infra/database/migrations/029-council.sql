-- The council: by which criteria it is drawn, who volunteers, who sits, and until when.

create schema council;
grant usage on schema council to app_user;

-- How a fund composes its council: criteria with their classes and quotas, seats, terms. Never changed, followed by another.
create table council.charter (
  tenant_id uuid not null,
  charter_no integer not null check (charter_no > 0),
  seats smallint not null check (seats between 2 and 500),
  term_months smallint not null check (term_months between 1 and 120),
  renewal text not null check (renewal in ('whole', 'thirds')), -- thirds: the first terms end at a third, two thirds, the whole
  one_per_household boolean not null,
  blank_after_days smallint not null check (blank_after_days between 0 and 3660), -- criteria go so long after the term
  criteria jsonb not null,
  note text not null check (length(note) between 1 and 2000), -- who decided it, and when
  written_at timestamptz not null,
  primary key (tenant_id, charter_no)
);
call tenancy.protect('council.charter', 'select, insert');

-- Somebody who is ready to sit. Criteria are sealed, and emptied once nobody needs them.
create table council.volunteer (
  tenant_id uuid not null,
  volunteer_id uuid not null,
  volunteer_no integer not null check (volunteer_no > 0),
  receipt text not null check (receipt ~ '^[0-9A-HJKMNP-TV-Z]{12}$'), -- what the person keeps, and opens their own line with
  form_key text not null check (length(form_key) between 8 and 255),
  form_print text not null, -- a hash
  came_by text not null check (came_by in ('form', 'by-hand')),
  person_id uuid, -- where it is somebody of the fund
  name text check (length(name) between 1 and 200), -- emptied with the rest
  channel text check (channel in ('letter', 'voice', 'sms', 'email', 'counter')),
  email text check (length(email) <= 254),
  phone text check (length(phone) <= 32),
  charter_no integer not null, -- whose questions were answered
  answers_sealed text, -- the class in each criterion
  household_index text, -- a digest of the address: the same for those who live together
  consented_at timestamptz not null, -- to the use of these data for the draw
  state text not null check (state in ('standing', 'withdrawn', 'excluded')),
  state_reason text check (length(state_reason) between 1 and 2000),
  asked_again_at timestamptz, -- the second-round call reached for them
  recorded_at timestamptz not null,
  blanked_at timestamptz,
  primary key (tenant_id, volunteer_id),
  unique (tenant_id, volunteer_no),
  unique (tenant_id, receipt),
  unique (tenant_id, form_key),
  foreign key (tenant_id, charter_no) references council.charter (tenant_id, charter_no),
  foreign key (tenant_id, person_id) references members.person (tenant_id, person_id)
);
create unique index volunteer_once on council.volunteer (tenant_id, person_id) where state = 'standing' and person_id is not null;
call tenancy.protect('council.volunteer', 'select, insert, update (name, channel, email, phone, answers_sealed,
  household_index, state, state_reason, asked_again_at, blanked_at)');

-- A seat that somebody was drawn for, directly or to follow somebody who left.
create table council.seat (
  tenant_id uuid not null,
  seat_id uuid not null,
  draw_id uuid not null,
  volunteer_id uuid not null,
  code text not null check (length(code) between 4 and 32), -- by which the record of the draw calls them
  replaces_seat_id uuid,
  from_on date not null,
  until_on date not null,
  state text not null check (state in ('held', 'left')), -- a seat whose last day is over has ended, whatever stands here
  left_on date,
  left_reason text check (length(left_reason) between 1 and 2000),
  seated_at timestamptz not null,
  primary key (tenant_id, seat_id),
  unique (tenant_id, draw_id, volunteer_id),
  unique (tenant_id, replaces_seat_id),
  foreign key (tenant_id, draw_id) references draws.draw (tenant_id, draw_id),
  foreign key (tenant_id, volunteer_id) references council.volunteer (tenant_id, volunteer_id),
  foreign key (tenant_id, replaces_seat_id) references council.seat (tenant_id, seat_id),
  check (until_on >= from_on),
  check ((state = 'left') = (left_on is not null) and (left_on is null) = (left_reason is null))
);
create index seat_of_draw on council.seat (tenant_id, draw_id, seat_id);
call tenancy.protect('council.seat', 'select, insert, update (state, left_on, left_reason)');

-- How a free seat was filled, or why it could not be: the quotas that had to give way stand here.
create table council.replacement (
  tenant_id uuid not null,
  replacement_id uuid not null,
  draw_id uuid not null,
  left_seat_ids jsonb not null,
  codes jsonb not null,
  deviation jsonb not null, -- bounds that had to give way
  replaced_at timestamptz not null,
  primary key (tenant_id, replacement_id),
  foreign key (tenant_id, draw_id) references draws.draw (tenant_id, draw_id)
);
create index replacement_of_draw on council.replacement (tenant_id, draw_id, replacement_id);
call tenancy.protect('council.replacement', 'select, insert');
