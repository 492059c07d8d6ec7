-- Day-end reconciliation with hospitals: what each side has of a day, and what differs, as work with an owner and a date.

create table claim_reconciliation (
  claim_reconciliation_id uuid primary key default uuidv7(),
  hospital_id uuid not null references hospital,
  day date not null,
  -- Of what the hospital sent: the same file read twice is the same reconciliation.
  content_hash bytea not null,
  claim_count integer not null,
  matched_count integer not null,
  -- Fen, as each side has it; reversed claims are nothing.
  their_aid bigint not null,
  our_aid bigint not null,
  reconciled_on date not null,
  sequence integer not null,
  division_code text collate "C" not null,
  constraint claim_reconciliation_once unique (hospital_id, day, content_hash),
  constraint claim_reconciliation_in_order unique (hospital_id, day, sequence)
);

create table claim_difference (
  claim_difference_id uuid primary key default uuidv7(),
  claim_reconciliation_id uuid not null references claim_reconciliation,
  hospital_id uuid not null references hospital,
  day date not null,
  claim_number text collate "C" not null,
  kind text not null check (kind in ('missing_here', 'missing_there', 'state', 'amount')),
  -- What each side has: state, aid and own share in fen.
  ours jsonb,
  theirs jsonb,
  state text not null default 'open' check (state in ('open', 'settled')),
  due_on date not null,
  settled_on date,
  settled_by uuid references account,
  note text,
  division_code text collate "C" not null,
  constraint claim_difference_settled_by_somebody check (
    (state = 'settled') = (settled_on is not null and note is not null))
);
-- A claim number differs once at a time.
create unique index claim_difference_open_once on claim_difference (hospital_id, day, claim_number) where state = 'open';
create index claim_difference_due_index on claim_difference (division_code, due_on) where state = 'open';
create index claim_difference_reconciliation_index on claim_difference (claim_reconciliation_id);

grant select, insert on claim_reconciliation, claim_difference to haihe_hospital;
grant update (state, settled_on, note) on claim_difference to haihe_hospital;
grant select on claim_reconciliation, claim_difference to haihe_staff;
grant update (state, settled_on, settled_by, note) on claim_difference to haihe_staff;

alter table claim_reconciliation enable row level security;
create policy claim_reconciliation_staff on claim_reconciliation for select to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':');
create policy claim_reconciliation_own on claim_reconciliation to haihe_hospital
  using (hospital_id = current_hospital_id()) with check (hospital_id = current_hospital_id());

alter table claim_difference enable row level security;
create policy claim_difference_staff on claim_difference to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy claim_difference_own on claim_difference to haihe_hospital
  using (hospital_id = current_hospital_id()) with check (hospital_id = current_hospital_id());

create index claim_log_hospital_day_index on claim_log (hospital_id, business_date);

-- What a hospital does by its own right is audited like everything else, and its dates go by the working days of all.
alter policy audit_entry_write on audit_entry
  to haihe_administrator, haihe_app, haihe_auditor, haihe_public, haihe_resident, haihe_staff, haihe_hospital;
grant insert on audit_entry to haihe_hospital;
grant select on calendar_day, calendar_year to haihe_hospital;
