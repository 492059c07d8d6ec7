-- Exchange with other systems: what is asked of them waits in an outbox, what they say is noted as it comes in. A
-- request is done only when its receiver has given the final answer; until then it has an owner and a time.

-- A system outside that may be asked. Its address and secret are configuration and not kept here.
create table exchange_partner (
  partner_id text collate "C" primary key,
  -- Whether this house has an address for it.
  connected boolean not null,
  answer_within_hours integer not null check (answer_within_hours between 1 and 8760),
  -- Faults in a row; after some of them nothing is sent before open_until, and then one request tries first.
  faults integer not null default 0,
  open_until timestamptz,
  probe_until timestamptz,
  answered_at timestamptz,
  fault_at timestamptz,
  fault text
);

-- Keys only: the body is made when it is sent, so that no copy of anybody's numbers lies here.
create table exchange_request (
  request_id uuid primary key default uuidv7(),
  partner_id text collate "C" not null references exchange_partner,
  -- Which module asks, and what about.
  kind text not null,
  subject_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'answered', 'failed', 'cancelled')),
  attempts integer not null default 0,
  unreadable integer not null default 0,
  -- The highest number of an answer so far.
  sequence integer not null default 0,
  -- SHA-256 of the body as it was first sent: the same request never says something else.
  body_hash bytea,
  asked_on date not null,
  asked_at timestamptz not null,
  next_attempt_at timestamptz not null,
  final_by timestamptz not null,
  finished_on date,
  finished_at timestamptz,
  fault text,
  owner_role text not null,
  owner_division text collate "C" not null,
  owner_account_id uuid references account,
  division_code text collate "C" not null,
  constraint exchange_request_finished_has_time check (
    (state in ('waiting', 'accepted')) = (finished_at is null) and (finished_at is null) = (finished_on is null)),
  constraint exchange_request_failed_says_why check (state <> 'failed' or fault is not null)
);
create index exchange_request_subject_index on exchange_request (subject_id);
create index exchange_request_open_index on exchange_request (final_by) where state in ('waiting', 'accepted');
create index exchange_request_failed_index on exchange_request (division_code, finished_at) where state = 'failed';

-- Every answer as it came in: what became of it, and its hash. What it says goes to whoever asked, and stays there.
create table exchange_answer (
  answer_id uuid primary key default uuidv7(),
  request_id uuid not null references exchange_request,
  digest bytea not null,
  sequence integer not null,
  way text not null check (way in ('reply', 'inbox')),
  taken_as text not null check (taken_as in ('counted', 'interim', 'repeated', 'outdated', 'late', 'conflicting', 'unreadable')),
  received_on date not null,
  received_at timestamptz not null,
  division_code text collate "C" not null
);
create index exchange_answer_request_index on exchange_answer (request_id);
create unique index exchange_answer_counts_once on exchange_answer (request_id) where taken_as = 'counted';

grant select, insert, update on exchange_partner to haihe_app;
grant select on exchange_partner to haihe_staff, haihe_administrator;
grant update (faults, open_until, probe_until, answered_at, fault_at, fault) on exchange_partner to haihe_staff;
grant select, insert on exchange_request, exchange_answer to haihe_staff;
grant update (state, attempts, unreadable, sequence, body_hash, next_attempt_at, finished_on, finished_at, fault)
  on exchange_request to haihe_staff;

alter table exchange_request enable row level security;
create policy exchange_request_staff on exchange_request to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');

alter table exchange_answer enable row level security;
create policy exchange_answer_staff on exchange_answer to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
