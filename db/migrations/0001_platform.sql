-- Platform: who acts, when, what was logged, what was handed in. Knows no civil affairs.
-- The runner creates the city's schema, the extension btree_gist (in schema public) and the database roles
-- haihe_staff, haihe_resident, haihe_public, haihe_administrator and haihe_auditor before the first file.

-- Area, account, person and household are set per transaction. A custom setting that was set locally once comes
-- back as the empty string: both null and '' mean "nobody", and a comparison with null lets no row through.
create function current_area() returns text language sql stable parallel safe
  return nullif(current_setting('haihe.area', true), '');
create function current_account_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('haihe.account', true), '')::uuid;
create function current_person_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('haihe.person', true), '')::uuid;
create function current_household_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('haihe.household', true), '')::uuid;

create table unit (
  unit_id uuid primary key default uuidv7(),
  name text collate "C" not null,
  kind text not null check (kind in ('city_bureau', 'district_bureau', 'street_office', 'community', 'bank', 'institution')),
  division_code text collate "C" not null,
  valid daterange not null default daterange(null, null)
);

create table account (
  account_id uuid primary key default uuidv7(),
  user_name text collate "C" not null,
  display_name text collate "C" not null,
  kind text not null check (kind in ('staff', 'resident')),
  person_id uuid,
  password_hash text,
  state text not null default 'active' check (state in ('active', 'disabled')),
  -- Failed sign-ins before it no longer count.
  unlocked_at timestamptz,
  created_at timestamptz not null default now(),
  constraint account_user_name_key unique (user_name),
  constraint account_resident_has_person check (kind = 'staff' or person_id is not null)
);
create unique index account_resident_person_key on account (person_id) where kind = 'resident';

create table post (
  post_id uuid primary key default uuidv7(),
  account_id uuid not null references account,
  unit_id uuid not null references unit,
  role text not null check (role in (
    'community_worker', 'street_clerk', 'district_approver', 'finance', 'policy_officer', 'leader',
    'system_administrator', 'security_administrator', 'audit_administrator')),
  -- Everything whose division code begins with it is within reach.
  division_code text collate "C" not null check (division_code ~ '^[0-9]{2,12}$'),
  valid daterange not null default daterange(null, null)
);
create index post_account_id_index on post (account_id);
create index post_unit_id_index on post (unit_id);

create table session (
  session_id uuid primary key default uuidv7(),
  token_hash bytea not null unique,
  csrf_token text not null,
  account_id uuid not null references account,
  post_id uuid references post,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  address text
);
create index session_account_id_index on session (account_id);

-- Shown once to whoever makes the account; sets its password once, within its time.
create table account_invitation (
  token_hash bytea primary key,
  account_id uuid not null references account,
  made_by uuid references account,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index account_invitation_account_id_index on account_invitation (account_id);

-- Failed sign-ins per name and address; delays grow with them.
create table sign_in_attempt (
  attempt_id uuid primary key default uuidv7(),
  user_name_hash bytea not null,
  address text not null,
  at timestamptz not null default now(),
  succeeded boolean not null
);
create index sign_in_attempt_recent_index on sign_in_attempt (user_name_hash, at);
create index sign_in_attempt_address_index on sign_in_attempt (address, at);

create table audit_entry (
  entry_id uuid primary key default uuidv7(),
  at timestamptz not null,
  business_date date not null,
  account_id uuid,
  post_id uuid,
  actor_name text,
  role text,
  act text not null,
  subject_kind text not null,
  subject_id text,
  division_code text collate "C",
  detail jsonb not null default '{}',
  request_id text
);
create index audit_entry_subject_index on audit_entry (subject_kind, subject_id);
create index audit_entry_at_index on audit_entry (at);

-- A sealed batch: the Merkle root over its entries' hashes, chained to the batch before it.
create table audit_batch (
  batch_number bigint primary key,
  sealed_at timestamptz not null,
  entry_count integer not null check (entry_count > 0),
  merkle_root bytea not null,
  previous_seal bytea not null,
  seal bytea not null
);
create table audit_leaf (
  entry_id uuid primary key references audit_entry,
  batch_number bigint not null references audit_batch,
  position integer not null,
  leaf_hash bytea not null,
  unique (batch_number, position)
);

create table idempotency (
  account_key text not null,
  key text not null,
  body_hash bytea not null,
  status integer not null,
  answer jsonb,
  created_at timestamptz not null default now(),
  primary key (account_key, key)
);
create index idempotency_created_at_index on idempotency (created_at);

create table file_content (
  sha256 bytea primary key,
  content bytea not null
);
create table file (
  file_id uuid primary key default uuidv7(),
  sha256 bytea not null references file_content,
  byte_length bigint not null check (byte_length between 1 and 10485760),
  media_type text not null,
  name text not null check (length(name) between 1 and 200),
  division_code text collate "C",
  household_id uuid,
  uploaded_by uuid references account,
  uploaded_at timestamptz not null default now()
);
create index file_division_code_index on file (division_code);
create index file_household_id_index on file (household_id);

-- The business day: null means the machine's day; a demonstration has a day of its own that only moves forward.
create table business_clock (
  only_row boolean primary key default true check (only_row),
  business_date date,
  moved_at timestamptz
);
create table calendar_year (
  year integer primary key check (year between 1990 and 2200),
  source text not null,
  imported_at timestamptz not null default now()
);
create table calendar_day (
  day date primary key,
  year integer not null references calendar_year,
  working boolean not null,
  name text not null
);

create table dictionary_entry (
  dictionary text not null,
  code text collate "C" not null,
  label text not null,
  position integer not null default 0,
  source text,
  source_mark text check (source_mark in ('O', 'T', 'S', 'D', 'M')),
  valid daterange not null default daterange(null, null),
  primary key (dictionary, code, valid without overlaps)
);

create table event (
  event_id uuid primary key default uuidv7(),
  kind text not null,
  subject_id uuid,
  payload jsonb not null default '{}',
  business_date date not null,
  at timestamptz not null default now()
);

-- Puts a job into the queue within the act's transaction. The queue lies in a schema of its own beside the city's,
-- which only its owner and the application's login may touch.
create function enqueue_job(task text, payload json, job_key text, run_at timestamptz, queue_name text)
returns void language plpgsql security definer as $$
begin
  execute pg_catalog.format(
    'select %I.add_job(identifier => $1, payload => $2, job_key => $3, run_at => $4, queue_name => $5, max_attempts => 8)',
    pg_catalog.current_schema() || '_jobs')
  using task, payload, job_key, run_at, queue_name;
end $$;
revoke execute on function enqueue_job(text, json, text, timestamptz, text) from public;

create table message (
  message_id uuid primary key default uuidv7(),
  person_id uuid,
  account_id uuid references account,
  title text not null,
  body text not null,
  case_id uuid,
  -- The office in whose area it was sent sees whether it was read.
  division_code text collate "C",
  sent_at timestamptz not null default now(),
  business_date date not null,
  read_at timestamptz,
  constraint message_has_receiver check (num_nonnulls(person_id, account_id) = 1)
);
create index message_person_id_index on message (person_id, sent_at desc);
create index message_account_id_index on message (account_id, sent_at desc);
create index message_case_id_index on message (case_id);
create index message_division_code_index on message (division_code);

-- Rights. The application's login holds sign-in and clocks; requests run under the narrower roles.
grant select, insert, update on account, account_invitation, session, post, unit, business_clock to haihe_app;
grant delete on account_invitation, session, sign_in_attempt to haihe_app;
grant select, insert, delete on idempotency to haihe_app;
grant insert on account_invitation to haihe_administrator;
grant select, insert on sign_in_attempt, audit_entry, audit_batch, audit_leaf, event, calendar_year, calendar_day to haihe_app;
grant select, insert on audit_entry to haihe_staff;
grant insert on event to haihe_staff;
grant insert on audit_entry, event to haihe_administrator;
grant insert on audit_entry, event to haihe_resident, haihe_public, haihe_auditor;
grant select on audit_entry, audit_batch, audit_leaf to haihe_auditor;
grant select, insert on idempotency to haihe_staff, haihe_resident, haihe_public, haihe_administrator, haihe_auditor;
grant select on business_clock, calendar_year, calendar_day, dictionary_entry to haihe_app, haihe_staff, haihe_resident, haihe_public, haihe_administrator, haihe_auditor;
grant select (account_id, user_name, display_name, kind, person_id, state) on account to haihe_staff;
grant select (account_id, user_name, display_name, kind, person_id, state, unlocked_at, created_at) on account to haihe_auditor;
grant select on post, unit to haihe_staff, haihe_administrator, haihe_auditor;
grant select (session_id, account_id, post_id, created_at, last_seen_at, expires_at, ended_at, address) on session to haihe_administrator, haihe_auditor;
grant update (ended_at) on session to haihe_administrator;
grant select, insert, update on post, unit, dictionary_entry, business_clock to haihe_administrator;
grant select (account_id, user_name, display_name, kind, person_id, state, unlocked_at, created_at) on account to haihe_administrator;
grant insert (user_name, display_name, kind, person_id) on account to haihe_administrator;
grant update (display_name, state, unlocked_at) on account to haihe_administrator;
grant select on sign_in_attempt to haihe_administrator, haihe_auditor;
grant insert on calendar_year, calendar_day to haihe_administrator;
grant delete on calendar_year, calendar_day to haihe_administrator;
grant select, insert on file, file_content to haihe_staff, haihe_resident;
grant select, insert on message to haihe_staff;
grant select on message to haihe_resident, haihe_administrator, haihe_auditor;
grant update (read_at) on message to haihe_staff, haihe_resident, haihe_administrator, haihe_auditor;
grant insert on message to haihe_resident, haihe_public, haihe_administrator;

grant execute on function enqueue_job(text, json, text, timestamptz, text)
  to haihe_app, haihe_staff, haihe_resident, haihe_public, haihe_administrator, haihe_auditor;

alter table file enable row level security;
create policy file_staff on file to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy file_resident on file to haihe_resident
  using (uploaded_by = current_account_id() or household_id = current_household_id())
  with check (uploaded_by = current_account_id());

alter table file_content enable row level security;
create policy file_content_write on file_content for insert to haihe_staff, haihe_resident with check (true);
create policy file_content_read on file_content for select to haihe_staff, haihe_resident
  using (exists (select from file f where f.sha256 = file_content.sha256));

-- An answer is given again only to whom it was given; visitors are told apart by the hash in their key.
alter table idempotency enable row level security;
create policy idempotency_own on idempotency to haihe_staff, haihe_resident, haihe_administrator, haihe_auditor
  using (account_key = current_account_id()::text) with check (account_key = current_account_id()::text);
create policy idempotency_visitor on idempotency to haihe_public
  using (starts_with(account_key, 'visitor ')) with check (starts_with(account_key, 'visitor '));
create policy idempotency_application on idempotency to haihe_app using (true) with check (true);

-- Anyone's act may announce; only the worker reads what was announced.
alter table event enable row level security;
create policy event_write on event for insert
  to haihe_app, haihe_staff, haihe_resident, haihe_public, haihe_administrator, haihe_auditor with check (true);
create policy event_read on event for select to haihe_app using (true);

-- The log: everyone's acts go in, an office reads its own area's, the auditor and the sealer read all.
alter table audit_entry enable row level security;
create policy audit_entry_write on audit_entry for insert
  to haihe_app, haihe_staff, haihe_resident, haihe_public, haihe_administrator, haihe_auditor with check (true);
create policy audit_entry_read on audit_entry for select to haihe_app, haihe_auditor using (true);
create policy audit_entry_staff on audit_entry for select to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':');

alter table message enable row level security;
create policy message_send on message for insert to haihe_staff, haihe_resident, haihe_public, haihe_administrator with check (true);
create policy message_staff_read on message for select to haihe_staff, haihe_administrator, haihe_auditor
  using (account_id = current_account_id());
create policy message_staff_mark on message for update to haihe_staff, haihe_administrator, haihe_auditor
  using (account_id = current_account_id());
create policy message_staff_receipt on message for select to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':');
create policy message_resident_read on message for select to haihe_resident
  using (person_id = current_person_id() or account_id = current_account_id());
create policy message_resident_mark on message for update to haihe_resident
  using (person_id = current_person_id() or account_id = current_account_id());
