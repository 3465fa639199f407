-- Draws by lot: who stands for a draw, what is committed before it, what was solved, and what came out. A draw that was
-- committed stays on record for ever, whatever becomes of it.

create schema draws;
grant usage on schema draws to app_user;

create table draws.draw (
  tenant_id uuid not null,
  draw_id uuid not null,
  draw_no integer not null check (draw_no > 0), -- in the order in which they were prepared, never used twice
  kind text not null check (kind in ('council', 'admission')),
  test boolean not null, -- a test never takes effect and is never published
  title text not null check (length(title) between 1 and 200),
  seats integer check (seats > 0), -- of a council; of an admission the places, none where a budget decides
  method text not null check (method in ('leximin', 'maximin', 'equal')),
  panel_count integer not null check (panel_count between 100 and 10000),
  terms jsonb not null, -- criteria and quotas, or places, strata and tickets, as they were decided
  blank_after_days integer not null check (blank_after_days between 0 and 3660), -- after the end of what the draw gave
  state text not null check (state in ('prepared', 'committed', 'solved', 'drawn', 'published', 'cancelled')),
  checked json, -- what the last check found; the solver's words, nothing of a person but codes
  secret_sealed text, -- the fund's half of the seed, until it is revealed
  approval_id uuid, -- the proposal to draw that waits for its second signature
  prepared_at timestamptz not null,
  solved_at timestamptz,
  drawn_at timestamptz,
  published_at timestamptz,
  cancelled_at timestamptz,
  cancel_reason text check (length(cancel_reason) between 1 and 2000),
  blank_on date, -- the day from which criteria are no longer needed; none: not known yet
  blanked_at timestamptz,
  primary key (tenant_id, draw_id),
  unique (tenant_id, draw_no),
  check (not (test and state = 'published')),
  check ((state = 'cancelled') = (cancel_reason is not null))
);
call tenancy.protect('draws.draw', 'select, insert,
  update (state, checked, secret_sealed, approval_id, solved_at, drawn_at, published_at, cancelled_at, cancel_reason, blank_on, blanked_at)');

-- Who stands for a draw, in the order of the frozen list. The line (criteria, household, costs) is sealed and emptied when
-- nobody needs it any more; its commitment in the record stays, so that the record stays verifiable.
create table draws.draw_entry (
  tenant_id uuid not null,
  draw_id uuid not null,
  entry_no integer not null check (entry_no > 0),
  entry_id uuid not null,
  code text not null check (length(code) between 4 and 32),
  subject_kind text not null check (subject_kind in ('volunteer', 'application')),
  subject_id uuid not null,
  line_sealed text, -- with its salt; emptied with the criteria
  chance double precision check (chance between 0 and 1),
  primary key (tenant_id, draw_id, entry_no),
  unique (tenant_id, entry_id),
  unique (tenant_id, draw_id, code),
  unique (tenant_id, draw_id, subject_id),
  foreign key (tenant_id, draw_id) references draws.draw (tenant_id, draw_id)
);
create index entry_of_subject on draws.draw_entry (tenant_id, subject_id);
call tenancy.protect('draws.draw_entry', 'select, insert, update (line_sealed, chance)');

-- What the fund bound itself to before a draw. Each names the one before it: none can be left out unseen.
create table draws.commitment (
  tenant_id uuid not null,
  commitment_no integer not null check (commitment_no > 0),
  draw_id uuid not null,
  body json not null, -- as it was published, to the letter
  body_hash text not null check (body_hash ~ '^[0-9a-f]{64}$'),
  previous_hash text check (previous_hash ~ '^[0-9a-f]{64}$'),
  committed_at timestamptz not null,
  primary key (tenant_id, commitment_no),
  unique (tenant_id, draw_id),
  foreign key (tenant_id, draw_id) references draws.draw (tenant_id, draw_id)
);
call tenancy.protect('draws.commitment', 'select, insert');

-- What a draw gave at each step, once and for all: the proof (places of entries only), the lottery, seed and pick.
create table draws.draw_document (
  tenant_id uuid not null,
  draw_id uuid not null,
  kind text not null check (kind in ('proof', 'lottery', 'draw')),
  body json not null,
  body_hash text not null check (body_hash ~ '^[0-9a-f]{64}$'),
  written_at timestamptz not null,
  primary key (tenant_id, draw_id, kind),
  foreign key (tenant_id, draw_id) references draws.draw (tenant_id, draw_id)
);
call tenancy.protect('draws.draw_document', 'select, insert');

-- Everything that happened to a draw, in its order.
create table draws.draw_event (
  tenant_id uuid not null,
  draw_id uuid not null,
  event_id uuid not null,
  event text not null check (length(event) between 1 and 60),
  facts jsonb not null,
  actor_id uuid,
  happened_at timestamptz not null,
  primary key (tenant_id, event_id),
  foreign key (tenant_id, draw_id) references draws.draw (tenant_id, draw_id)
);
create index event_of_draw on draws.draw_event (tenant_id, draw_id, event_id);
call tenancy.protect('draws.draw_event', 'select, insert');
