-- Written by `npm run haihe -- schema` from the migrations; read it, change those.

create table account (
  account_id uuid default uuidv7() not null,
  user_name text collate "C" not null,
  display_name text collate "C" not null,
  kind text not null,
  person_id uuid,
  password_hash text,
  state text default 'active'::text not null,
  unlocked_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  constraint account_pkey PRIMARY KEY (account_id),
  constraint account_user_name_key UNIQUE (user_name),
  constraint account_kind_check CHECK ((kind = ANY (ARRAY['staff'::text, 'resident'::text]))),
  constraint account_resident_has_person CHECK (((kind = 'staff'::text) OR (person_id IS NOT NULL))),
  constraint account_state_check CHECK ((state = ANY (ARRAY['active'::text, 'disabled'::text])))
);
CREATE UNIQUE INDEX account_resident_person_key ON account USING btree (person_id) WHERE (kind = 'resident'::text);
grant insert (display_name, kind, person_id, user_name), select (account_id, created_at, display_name, kind, person_id, state, unlocked_at, user_name), update (display_name, state, unlocked_at) on account to haihe_administrator;
grant insert, select, update on account to haihe_app;
grant select (account_id, created_at, display_name, kind, person_id, state, unlocked_at, user_name) on account to haihe_auditor;
grant select (account_id, display_name, kind, person_id, state, user_name) on account to haihe_staff;

create table account_invitation (
  token_hash bytea not null,
  account_id uuid not null,
  made_by uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint account_invitation_pkey PRIMARY KEY (token_hash),
  constraint account_invitation_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(account_id),
  constraint account_invitation_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(account_id)
);
CREATE INDEX account_invitation_account_id_index ON account_invitation USING btree (account_id);
grant insert on account_invitation to haihe_administrator;
grant delete, insert, select, update on account_invitation to haihe_app;

create table address (
  household_id uuid not null,
  address text collate "C" not null,
  division_code text collate "C" not null,
  valid daterange not null,
  recorded_at timestamp with time zone default now() not null,
  constraint address_one_at_a_time PRIMARY KEY (household_id, valid WITHOUT OVERLAPS),
  constraint address_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(household_id)
);
alter table address enable row level security;
create policy address_resident on address as permissive for select to haihe_resident using ((household_id = current_household_id()));
create policy address_staff on address as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on address to haihe_resident;
grant insert, select, update on address to haihe_staff;

create table appeal (
  appeal_id uuid default uuidv7() not null,
  case_id uuid not null,
  appeal_case_id uuid not null,
  person_id uuid not null,
  grounds text not null,
  filed_on date not null,
  decision_told_on date not null,
  in_time boolean not null,
  state text default 'filed'::text not null,
  stays boolean default false not null,
  decision text,
  reasons text,
  decided_on date,
  decided_by uuid,
  division_code text collate "C" not null,
  household_id uuid,
  constraint appeal_pkey PRIMARY KEY (appeal_id),
  constraint appeal_appeal_case_id_fkey FOREIGN KEY (appeal_case_id) REFERENCES case_file(case_id),
  constraint appeal_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(case_id),
  constraint appeal_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(account_id),
  constraint appeal_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint appeal_decided_with_reasons CHECK (((state <> 'decided'::text) OR ((decision IS NOT NULL) AND (reasons IS NOT NULL) AND (decided_on IS NOT NULL)))),
  constraint appeal_decision_check CHECK ((decision = ANY (ARRAY['upheld'::text, 'changed'::text, 'revoked'::text, 'remade'::text]))),
  constraint appeal_grounds_check CHECK (((length(grounds) >= 5) AND (length(grounds) <= 4000))),
  constraint appeal_state_check CHECK ((state = ANY (ARRAY['filed'::text, 'admitted'::text, 'not_admitted'::text, 'decided'::text, 'withdrawn'::text])))
);
CREATE INDEX appeal_case_id_index ON appeal USING btree (case_id);
alter table appeal enable row level security;
create policy appeal_resident on appeal as permissive for select to haihe_resident using ((household_id = current_household_id()));
create policy appeal_resident_files on appeal as permissive for insert to haihe_resident with check ((household_id = current_household_id()));
create policy appeal_staff on appeal as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert (appeal_case_id, case_id, decision_told_on, division_code, filed_on, grounds, household_id, in_time, person_id), select on appeal to haihe_resident;
grant insert, select, update on appeal to haihe_staff;

create table application (
  case_id uuid not null,
  programme_id text not null,
  household_id uuid not null,
  applicant_id uuid not null,
  answers jsonb not null,
  channel text not null,
  submitted_on date not null,
  payee_id uuid not null,
  division_code text collate "C" not null,
  beneficiary_ids uuid[] default '{}'::uuid[] not null,
  constraint application_pkey PRIMARY KEY (case_id),
  constraint application_applicant_id_fkey FOREIGN KEY (applicant_id) REFERENCES person(person_id),
  constraint application_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(case_id),
  constraint application_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(household_id),
  constraint application_payee_id_fkey FOREIGN KEY (payee_id) REFERENCES person(person_id),
  constraint application_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'counter'::text, 'import'::text])))
);
CREATE INDEX application_household_id_index ON application USING btree (household_id);
alter table application enable row level security;
create policy application_resident on application as permissive for all to haihe_resident using ((household_id = current_household_id())) with check ((household_id = current_household_id()));
create policy application_staff on application as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select on application to haihe_resident;
grant insert, select on application to haihe_staff;

create table audit_batch (
  batch_number bigint not null,
  sealed_at timestamp with time zone not null,
  entry_count integer not null,
  merkle_root bytea not null,
  previous_seal bytea not null,
  seal bytea not null,
  constraint audit_batch_pkey PRIMARY KEY (batch_number),
  constraint audit_batch_entry_count_check CHECK ((entry_count > 0))
);
grant insert, select on audit_batch to haihe_app;
grant select on audit_batch to haihe_auditor;

create table audit_entry (
  entry_id uuid default uuidv7() not null,
  at timestamp with time zone not null,
  business_date date not null,
  account_id uuid,
  post_id uuid,
  actor_name text,
  role text,
  act text not null,
  subject_kind text not null,
  subject_id text,
  division_code text collate "C",
  detail jsonb default '{}'::jsonb not null,
  request_id text,
  constraint audit_entry_pkey PRIMARY KEY (entry_id)
);
CREATE INDEX audit_entry_at_index ON audit_entry USING btree (at);
CREATE INDEX audit_entry_subject_index ON audit_entry USING btree (subject_kind, subject_id);
alter table audit_entry enable row level security;
create policy audit_entry_read on audit_entry as permissive for select to haihe_app, haihe_auditor using (true);
create policy audit_entry_staff on audit_entry as permissive for select to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
create policy audit_entry_write on audit_entry as permissive for insert to haihe_administrator, haihe_app, haihe_auditor, haihe_hospital, haihe_public, haihe_resident, haihe_staff with check (true);
grant insert on audit_entry to haihe_administrator;
grant insert, select on audit_entry to haihe_app;
grant insert, select on audit_entry to haihe_auditor;
grant insert on audit_entry to haihe_hospital;
grant insert on audit_entry to haihe_public;
grant insert on audit_entry to haihe_resident;
grant insert, select on audit_entry to haihe_staff;

create table audit_leaf (
  entry_id uuid not null,
  batch_number bigint not null,
  "position" integer not null,
  leaf_hash bytea not null,
  constraint audit_leaf_pkey PRIMARY KEY (entry_id),
  constraint audit_leaf_batch_number_position_key UNIQUE (batch_number, "position"),
  constraint audit_leaf_batch_number_fkey FOREIGN KEY (batch_number) REFERENCES audit_batch(batch_number),
  constraint audit_leaf_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES audit_entry(entry_id)
);
grant insert, select on audit_leaf to haihe_app;
grant select on audit_leaf to haihe_auditor;

create table bank_account (
  bank_account_id uuid default uuidv7() not null,
  person_id uuid not null,
  bank_name text not null,
  number text collate "C" not null,
  valid daterange not null,
  division_code text collate "C" not null,
  constraint bank_account_pkey PRIMARY KEY (bank_account_id),
  constraint bank_account_one_at_a_time EXCLUDE USING gist (person_id WITH =, valid WITH &&),
  constraint bank_account_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint bank_account_number_check CHECK ((number ~ '^[0-9]{8,32}$'::text))
);
CREATE INDEX bank_account_person_index ON bank_account USING hash (person_id);
alter table bank_account enable row level security;
create policy bank_account_resident on bank_account as permissive for select to haihe_resident using ((person_id = current_person_id()));
create policy bank_account_resident_adds on bank_account as permissive for insert to haihe_resident with check ((person_id = current_person_id()));
create policy bank_account_staff on bank_account as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select on bank_account to haihe_resident;
grant insert, select, update on bank_account to haihe_staff;

create table bank_file (
  bank_file_id uuid default uuidv7() not null,
  payroll_id uuid not null,
  direction text not null,
  name text not null,
  sha256 bytea not null,
  content bytea not null,
  line_count integer not null,
  total bigint not null,
  recorded_on date not null,
  recorded_by uuid,
  division_code text collate "C" not null,
  constraint bank_file_pkey PRIMARY KEY (bank_file_id),
  constraint bank_file_once UNIQUE (payroll_id, direction, sha256),
  constraint bank_file_payroll_id_fkey FOREIGN KEY (payroll_id) REFERENCES payroll(payroll_id),
  constraint bank_file_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(account_id),
  constraint bank_file_direction_check CHECK ((direction = ANY (ARRAY['out'::text, 'return'::text])))
);
alter table bank_file enable row level security;
create policy bank_file_staff on bank_file as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select on bank_file to haihe_staff;

create table business_clock (
  only_row boolean default true not null,
  business_date date,
  moved_at timestamp with time zone,
  constraint business_clock_pkey PRIMARY KEY (only_row),
  constraint business_clock_only_row_check CHECK (only_row)
);
grant insert, select, update on business_clock to haihe_administrator;
grant insert, select, update on business_clock to haihe_app;
grant select on business_clock to haihe_auditor;
grant select on business_clock to haihe_public;
grant select on business_clock to haihe_resident;
grant select on business_clock to haihe_staff;

create table calendar_day (
  day date not null,
  year integer not null,
  working boolean not null,
  name text not null,
  constraint calendar_day_pkey PRIMARY KEY (day),
  constraint calendar_day_year_fkey FOREIGN KEY (year) REFERENCES calendar_year(year)
);
grant delete, insert, select on calendar_day to haihe_administrator;
grant insert, select on calendar_day to haihe_app;
grant select on calendar_day to haihe_auditor;
grant select on calendar_day to haihe_hospital;
grant select on calendar_day to haihe_public;
grant select on calendar_day to haihe_resident;
grant select on calendar_day to haihe_staff;

create table calendar_year (
  year integer not null,
  source text not null,
  imported_at timestamp with time zone default now() not null,
  constraint calendar_year_pkey PRIMARY KEY (year),
  constraint calendar_year_year_check CHECK (((year >= 1990) AND (year <= 2200)))
);
grant delete, insert, select on calendar_year to haihe_administrator;
grant insert, select on calendar_year to haihe_app;
grant select on calendar_year to haihe_auditor;
grant select on calendar_year to haihe_hospital;
grant select on calendar_year to haihe_public;
grant select on calendar_year to haihe_resident;
grant select on calendar_year to haihe_staff;

create table case_file (
  case_id uuid default uuidv7() not null,
  case_number text collate "C" not null,
  domain text not null,
  programme_id text not null,
  kind text not null,
  household_id uuid,
  person_id uuid,
  division_code text collate "C" not null,
  procedure_from date not null,
  state text default 'open'::text not null,
  step_id text not null,
  outcome text,
  opened_on date not null,
  accepted_on date,
  closed_on date,
  owner_role text,
  owner_division text collate "C",
  owner_account_id uuid,
  due_on date,
  due_provisional boolean default false not null,
  whole_due_on date,
  held_on date,
  hold_kind text,
  hold_reason text,
  parent_case_id uuid,
  assisted_by uuid,
  restricted boolean default false not null,
  proposed_amount bigint,
  proposed_member_count integer,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  conditions text[] default '{}'::text[] not null,
  variant text,
  constraint case_file_pkey PRIMARY KEY (case_id),
  constraint case_file_number_key UNIQUE (case_number),
  constraint case_file_assisted_by_fkey FOREIGN KEY (assisted_by) REFERENCES account(account_id),
  constraint case_file_division_code_fkey FOREIGN KEY (division_code) REFERENCES division(division_code),
  constraint case_file_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(household_id),
  constraint case_file_owner_account_id_fkey FOREIGN KEY (owner_account_id) REFERENCES account(account_id),
  constraint case_file_parent_case_id_fkey FOREIGN KEY (parent_case_id) REFERENCES case_file(case_id),
  constraint case_file_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint case_file_closed_has_outcome CHECK (((state = 'open'::text) OR ((outcome IS NOT NULL) AND (closed_on IS NOT NULL)))),
  constraint case_file_concerns_somebody CHECK ((num_nonnulls(household_id, person_id) >= 1)),
  constraint case_file_held_with_reason CHECK ((num_nonnulls(held_on, hold_kind, hold_reason) = ANY (ARRAY[0, 3]))),
  constraint case_file_hold_kind_check CHECK ((hold_kind = ANY (ARRAY['objection'::text, 'supplement'::text, 'appeal'::text]))),
  constraint case_file_kind_check CHECK ((kind = ANY (ARRAY['application'::text, 'change'::text, 'review'::text, 'appeal'::text, 'recomputation'::text]))),
  constraint case_file_open_has_owner_and_date CHECK (((state = 'closed'::text) OR ((owner_role IS NOT NULL) AND (owner_division IS NOT NULL) AND (due_on IS NOT NULL)))),
  constraint case_file_outcome_check CHECK ((outcome = ANY (ARRAY['approved'::text, 'refused'::text, 'withdrawn'::text, 'ended'::text, 'upheld'::text, 'rejected'::text, 'unchanged'::text]))),
  constraint case_file_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text]))),
  constraint case_file_variant_check CHECK ((variant = 'urgent'::text))
);
CREATE INDEX case_file_closed_on_index ON case_file USING btree (closed_on) WHERE (closed_on IS NOT NULL);
CREATE INDEX case_file_division_due_index ON case_file USING btree (division_code, due_on) INCLUDE (case_id, held_on, due_provisional, owner_role, owner_division) WHERE (state = 'open'::text);
CREATE INDEX case_file_due_index ON case_file USING btree (due_on, case_id) WHERE (state = 'open'::text);
CREATE INDEX case_file_household_index ON case_file USING btree (household_id);
CREATE UNIQUE INDEX case_file_one_open_case ON case_file USING btree (household_id, programme_id, kind) WHERE ((state = 'open'::text) AND (kind = ANY (ARRAY['application'::text, 'change'::text, 'review'::text])));
CREATE INDEX case_file_owner_index ON case_file USING btree (owner_account_id) WHERE (state = 'open'::text);
CREATE INDEX case_file_parent_index ON case_file USING btree (parent_case_id);
CREATE INDEX case_file_person_index ON case_file USING btree (person_id);
CREATE INDEX case_file_role_due_index ON case_file USING btree (owner_role, due_on, case_id) WHERE (state = 'open'::text);
alter table case_file enable row level security;
create policy case_file_resident on case_file as permissive for select to haihe_resident using (((household_id = current_household_id()) OR (person_id = current_person_id())));
create policy case_file_resident_opens on case_file as permissive for insert to haihe_resident with check (((household_id = current_household_id()) AND (kind = ANY (ARRAY['application'::text, 'change'::text, 'appeal'::text])) AND (assisted_by IS NULL) AND ((division_code = ( SELECT h.division_code
   FROM household h
  WHERE (h.household_id = current_household_id()))) OR ((kind = 'appeal'::text) AND (EXISTS ( SELECT
   FROM case_file against
  WHERE ((against.case_id = case_file.parent_case_id) AND (against.division_code = case_file.division_code))))))));
create policy case_file_resident_takes on case_file as permissive for update to haihe_resident using (((household_id = current_household_id()) OR (person_id = current_person_id()))) with check (((household_id = current_household_id()) OR (person_id = current_person_id())));
create policy case_file_staff on case_file as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert (accepted_on, assisted_by, case_number, division_code, domain, due_on, due_provisional, household_id, kind, opened_on, owner_division, owner_role, parent_case_id, person_id, procedure_from, programme_id, proposed_amount, proposed_member_count, restricted, step_id, variant, whole_due_on), select, update (proposed_amount, proposed_member_count, version) on case_file to haihe_resident;
grant insert, select, update on case_file to haihe_staff;

create table case_log (
  entry_id uuid default uuidv7() not null,
  case_id uuid not null,
  at timestamp with time zone not null,
  business_date date not null,
  account_id uuid,
  actor_name text not null,
  unit_name text,
  act text not null,
  step_id text not null,
  text text not null,
  detail jsonb default '{}'::jsonb not null,
  division_code text collate "C" not null,
  household_id uuid,
  constraint case_log_pkey PRIMARY KEY (entry_id),
  constraint case_log_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(case_id)
);
CREATE INDEX case_log_account_index ON case_log USING btree (account_id, business_date);
CREATE INDEX case_log_case_id_index ON case_log USING btree (case_id, at);
alter table case_log enable row level security;
create policy case_log_resident on case_log as permissive for select to haihe_resident using ((household_id = current_household_id()));
create policy case_log_resident_writes on case_log as permissive for insert to haihe_resident with check (((household_id = current_household_id()) AND (account_id = current_account_id())));
create policy case_log_staff on case_log as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select on case_log to haihe_resident;
grant insert, select on case_log to haihe_staff;

create table case_material (
  case_material_id uuid default uuidv7() not null,
  case_id uuid not null,
  file_id uuid not null,
  kind text not null,
  label text not null,
  person_id uuid,
  added_on date not null,
  added_by uuid,
  division_code text collate "C" not null,
  household_id uuid,
  constraint case_material_pkey PRIMARY KEY (case_material_id),
  constraint case_material_added_by_fkey FOREIGN KEY (added_by) REFERENCES account(account_id),
  constraint case_material_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(case_id),
  constraint case_material_file_id_fkey FOREIGN KEY (file_id) REFERENCES file(file_id)
);
CREATE INDEX case_material_case_id_index ON case_material USING btree (case_id);
alter table case_material enable row level security;
create policy case_material_resident on case_material as permissive for select to haihe_resident using ((household_id = current_household_id()));
create policy case_material_resident_adds on case_material as permissive for insert to haihe_resident with check (((household_id = current_household_id()) AND (added_by = current_account_id())));
create policy case_material_staff on case_material as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select on case_material to haihe_resident;
grant insert, select on case_material to haihe_staff;

create table case_number_series (
  series text collate "C" not null,
  year integer not null,
  last_number integer not null,
  constraint case_number_series_pkey PRIMARY KEY (series, year)
);
grant select on case_number_series to haihe_staff;

create table case_step (
  case_step_id uuid default uuidv7() not null,
  case_id uuid not null,
  step_id text not null,
  round integer default 1 not null,
  started_on date not null,
  due_on date,
  finished_on date,
  outcome text,
  finished_by uuid,
  acts text[] default '{}'::text[] not null,
  division_code text collate "C" not null,
  household_id uuid,
  barred uuid[] default '{}'::uuid[] not null,
  constraint case_step_pkey PRIMARY KEY (case_step_id),
  constraint case_step_case_id_step_id_round_key UNIQUE (case_id, step_id, round),
  constraint case_step_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(case_id),
  constraint case_step_finished_by_fkey FOREIGN KEY (finished_by) REFERENCES account(account_id),
  constraint case_step_by_another_person CHECK (((outcome = 'withdrawn'::text) OR (finished_by <> ALL (barred))))
);
alter table case_step enable row level security;
create policy case_step_resident on case_step as permissive for select to haihe_resident using ((household_id = current_household_id()));
create policy case_step_resident_begins on case_step as permissive for insert to haihe_resident with check (((household_id = current_household_id()) AND (acts = '{}'::text[]) AND ((finished_by IS NULL) OR (finished_by = current_account_id())) AND (EXISTS ( SELECT
   FROM case_file c
  WHERE ((c.case_id = case_step.case_id) AND (c.version = 1) AND (c.state = 'open'::text) AND ((case_step.finished_on IS NULL) = (c.step_id = case_step.step_id)))))));
create policy case_step_staff on case_step as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select on case_step to haihe_resident;
grant insert, select, update on case_step to haihe_staff;

create table claim (
  claim_id uuid default uuidv7() not null,
  hospital_id uuid not null,
  claim_number text collate "C" not null,
  content_hash bytea not null,
  idempotency_key text collate "C" not null,
  kind text not null,
  person_id uuid not null,
  household_id uuid,
  admitted_on date not null,
  discharged_on date not null,
  received_on date not null,
  law_day date not null,
  year smallint not null,
  medical_group text not null,
  total bigint not null,
  within_policy bigint not null,
  outside_policy bigint not null,
  basic_paid bigint not null,
  serious_insurance_paid bigint not null,
  aid bigint not null,
  own_paid bigint not null,
  counted jsonb not null,
  state text default 'settled'::text not null,
  answer text not null,
  reversal_key text collate "C",
  reversal_answer text,
  division_code text collate "C" not null,
  settled_at timestamp with time zone default now() not null,
  constraint claim_pkey PRIMARY KEY (claim_id),
  constraint claim_key_once UNIQUE (hospital_id, idempotency_key),
  constraint claim_number_once UNIQUE (hospital_id, claim_number),
  constraint claim_division_code_fkey FOREIGN KEY (division_code) REFERENCES division(division_code),
  constraint claim_hospital_id_fkey FOREIGN KEY (hospital_id) REFERENCES hospital(hospital_id),
  constraint claim_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(household_id),
  constraint claim_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint claim_aid_check CHECK ((aid >= 0)),
  constraint claim_basic_paid_check CHECK ((basic_paid >= 0)),
  constraint claim_bill_balances CHECK ((total = (within_policy + outside_policy))),
  constraint claim_claim_number_check CHECK ((claim_number ~ '^[A-Za-z0-9._-]{4,64}$'::text)),
  constraint claim_days_in_order CHECK (((admitted_on <= discharged_on) AND (discharged_on <= received_on))),
  constraint claim_insurance_within_policy CHECK (((basic_paid + serious_insurance_paid) <= within_policy)),
  constraint claim_kind_check CHECK ((kind = ANY (ARRAY['inpatient'::text, 'chronic_outpatient'::text, 'outpatient'::text]))),
  constraint claim_outside_policy_check CHECK ((outside_policy >= 0)),
  constraint claim_own_paid_check CHECK ((own_paid >= 0)),
  constraint claim_payers_balance CHECK ((total = (((basic_paid + serious_insurance_paid) + aid) + own_paid))),
  constraint claim_reversed_with_answer CHECK (((state = 'reversed'::text) = (reversal_answer IS NOT NULL))),
  constraint claim_serious_insurance_paid_check CHECK ((serious_insurance_paid >= 0)),
  constraint claim_state_check CHECK ((state = ANY (ARRAY['settled'::text, 'reversed'::text]))),
  constraint claim_within_policy_check CHECK ((within_policy >= 0))
);
CREATE INDEX claim_division_index ON claim USING btree (division_code, received_on);
CREATE INDEX claim_hospital_index ON claim USING btree (hospital_id, received_on);
CREATE INDEX claim_household_index ON claim USING btree (household_id);
CREATE INDEX claim_person_index ON claim USING btree (person_id, year);
alter table claim enable row level security;
create policy claim_own on claim as permissive for select to haihe_hospital using ((hospital_id = current_hospital_id()));
create policy claim_staff on claim as permissive for select to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on claim to haihe_hospital;
grant select on claim to haihe_staff;

create table claim_aid (
  claim_id uuid not null,
  programme_id text not null,
  amount bigint not null,
  version text not null,
  law_hash text not null,
  facts jsonb not null,
  hospital_id uuid not null,
  division_code text collate "C" not null,
  constraint claim_aid_pkey PRIMARY KEY (claim_id, programme_id),
  constraint claim_aid_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claim(claim_id),
  constraint claim_aid_amount_check CHECK ((amount >= 0))
);
alter table claim_aid enable row level security;
create policy claim_aid_own on claim_aid as permissive for select to haihe_hospital using ((hospital_id = current_hospital_id()));
create policy claim_aid_staff on claim_aid as permissive for select to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select (amount, claim_id, hospital_id, programme_id) on claim_aid to haihe_hospital;
grant select on claim_aid to haihe_staff;

create table claim_difference (
  claim_difference_id uuid default uuidv7() not null,
  claim_reconciliation_id uuid not null,
  hospital_id uuid not null,
  day date not null,
  claim_number text collate "C" not null,
  kind text not null,
  ours jsonb,
  theirs jsonb,
  state text default 'open'::text not null,
  due_on date not null,
  settled_on date,
  settled_by uuid,
  note text,
  division_code text collate "C" not null,
  constraint claim_difference_pkey PRIMARY KEY (claim_difference_id),
  constraint claim_difference_claim_reconciliation_id_fkey FOREIGN KEY (claim_reconciliation_id) REFERENCES claim_reconciliation(claim_reconciliation_id),
  constraint claim_difference_hospital_id_fkey FOREIGN KEY (hospital_id) REFERENCES hospital(hospital_id),
  constraint claim_difference_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES account(account_id),
  constraint claim_difference_kind_check CHECK ((kind = ANY (ARRAY['missing_here'::text, 'missing_there'::text, 'state'::text, 'amount'::text]))),
  constraint claim_difference_settled_by_somebody CHECK (((state = 'settled'::text) = ((settled_on IS NOT NULL) AND (note IS NOT NULL)))),
  constraint claim_difference_state_check CHECK ((state = ANY (ARRAY['open'::text, 'settled'::text])))
);
CREATE INDEX claim_difference_due_index ON claim_difference USING btree (division_code, due_on) WHERE (state = 'open'::text);
CREATE UNIQUE INDEX claim_difference_open_once ON claim_difference USING btree (hospital_id, day, claim_number) WHERE (state = 'open'::text);
CREATE INDEX claim_difference_reconciliation_index ON claim_difference USING btree (claim_reconciliation_id);
alter table claim_difference enable row level security;
create policy claim_difference_own on claim_difference as permissive for all to haihe_hospital using ((hospital_id = current_hospital_id())) with check ((hospital_id = current_hospital_id()));
create policy claim_difference_staff on claim_difference as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select, update (note, settled_on, state) on claim_difference to haihe_hospital;
grant select, update (note, settled_by, settled_on, state) on claim_difference to haihe_staff;

create table claim_log (
  claim_id uuid not null,
  sequence integer not null,
  event text not null,
  business_date date not null,
  at timestamp with time zone not null,
  request_id text not null,
  hospital_key_id text collate "C",
  account_id uuid,
  hospital_id uuid not null,
  division_code text collate "C" not null,
  constraint claim_log_pkey PRIMARY KEY (claim_id, sequence),
  constraint claim_log_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(account_id),
  constraint claim_log_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claim(claim_id),
  constraint claim_log_event_check CHECK ((event = ANY (ARRAY['settled'::text, 'reversed'::text]))),
  constraint claim_log_sequence_check CHECK ((sequence >= 1))
);
CREATE INDEX claim_log_hospital_day_index ON claim_log USING btree (hospital_id, business_date);
alter table claim_log enable row level security;
create policy claim_log_own on claim_log as permissive for select to haihe_hospital using ((hospital_id = current_hospital_id()));
create policy claim_log_staff on claim_log as permissive for select to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on claim_log to haihe_hospital;
grant select on claim_log to haihe_staff;

create table claim_reconciliation (
  claim_reconciliation_id uuid default uuidv7() not null,
  hospital_id uuid not null,
  day date not null,
  content_hash bytea not null,
  claim_count integer not null,
  matched_count integer not null,
  their_aid bigint not null,
  our_aid bigint not null,
  reconciled_on date not null,
  sequence integer not null,
  division_code text collate "C" not null,
  constraint claim_reconciliation_pkey PRIMARY KEY (claim_reconciliation_id),
  constraint claim_reconciliation_in_order UNIQUE (hospital_id, day, sequence),
  constraint claim_reconciliation_once UNIQUE (hospital_id, day, content_hash),
  constraint claim_reconciliation_hospital_id_fkey FOREIGN KEY (hospital_id) REFERENCES hospital(hospital_id)
);
alter table claim_reconciliation enable row level security;
create policy claim_reconciliation_own on claim_reconciliation as permissive for all to haihe_hospital using ((hospital_id = current_hospital_id())) with check ((hospital_id = current_hospital_id()));
create policy claim_reconciliation_staff on claim_reconciliation as permissive for select to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select on claim_reconciliation to haihe_hospital;
grant select on claim_reconciliation to haihe_staff;

create table claim_total (
  person_id uuid not null,
  year smallint not null,
  name text collate "C" not null,
  amount bigint not null,
  at_most bigint,
  division_code text collate "C" not null,
  constraint claim_total_once PRIMARY KEY (person_id, year, name),
  constraint claim_total_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint claim_total_amount_check CHECK ((amount >= 0)),
  constraint claim_total_within_limit CHECK ((amount <= at_most))
);
alter table claim_total enable row level security;
create policy claim_total_staff on claim_total as permissive for select to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on claim_total to haihe_staff;

create table deliberation (
  deliberation_id uuid default uuidv7() not null,
  case_id uuid not null,
  held_on date not null,
  present_count integer not null,
  representative_count integer not null,
  agree_count integer not null,
  disagree_count integer not null,
  opinion text not null,
  recorded_by uuid not null,
  division_code text collate "C" not null,
  household_id uuid,
  constraint deliberation_pkey PRIMARY KEY (deliberation_id),
  constraint deliberation_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(case_id),
  constraint deliberation_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(account_id),
  constraint deliberation_agree_count_check CHECK ((agree_count >= 0)),
  constraint deliberation_disagree_count_check CHECK ((disagree_count >= 0)),
  constraint deliberation_present_count_check CHECK ((present_count > 0)),
  constraint deliberation_representative_count_check CHECK ((representative_count >= 0)),
  constraint deliberation_two_thirds_representatives CHECK ((((representative_count * 3) >= (present_count * 2)) AND (representative_count <= present_count))),
  constraint deliberation_votes_within_present CHECK (((agree_count + disagree_count) <= present_count))
);
CREATE INDEX deliberation_case_id_index ON deliberation USING btree (case_id);
alter table deliberation enable row level security;
create policy deliberation_resident on deliberation as permissive for select to haihe_resident using ((household_id = current_household_id()));
create policy deliberation_staff on deliberation as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on deliberation to haihe_resident;
grant insert, select on deliberation to haihe_staff;

create table determination (
  determination_id uuid default uuidv7() not null,
  case_id uuid,
  household_id uuid not null,
  programme_id text not null,
  division_code text collate "C" not null,
  decided_on date not null,
  effective_from date not null,
  effective_until date,
  outcome text not null,
  amount bigint not null,
  member_count integer not null,
  review_class text,
  next_review_on date,
  law_version text not null,
  receipt jsonb not null,
  receipt_hash bytea not null,
  reason text not null,
  supersedes uuid,
  prepared_by uuid,
  decided_by uuid,
  recorded_at timestamp with time zone default now() not null,
  barred uuid[] default '{}'::uuid[] not null,
  means_check_id uuid,
  constraint determination_pkey PRIMARY KEY (determination_id),
  constraint determination_superseded_once UNIQUE (supersedes),
  constraint determination_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(case_id),
  constraint determination_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(account_id),
  constraint determination_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(household_id),
  constraint determination_means_check_id_fkey FOREIGN KEY (means_check_id) REFERENCES means_check(means_check_id),
  constraint determination_prepared_by_fkey FOREIGN KEY (prepared_by) REFERENCES account(account_id),
  constraint determination_supersedes_fkey FOREIGN KEY (supersedes) REFERENCES determination(determination_id),
  constraint determination_amount_check CHECK ((amount >= 0)),
  constraint determination_amount_fits_outcome CHECK (((outcome = 'eligible'::text) OR (amount = 0))),
  constraint determination_by_another_person CHECK ((decided_by <> ALL (barred))),
  constraint determination_check CHECK (((EXTRACT(day FROM effective_until) = (1)::numeric) AND (effective_until > effective_from))),
  constraint determination_effective_from_check CHECK ((EXTRACT(day FROM effective_from) = (1)::numeric)),
  constraint determination_member_count_check CHECK ((member_count >= 0)),
  constraint determination_outcome_check CHECK ((outcome = ANY (ARRAY['eligible'::text, 'ineligible'::text]))),
  constraint determination_two_people CHECK ((prepared_by <> decided_by))
);
CREATE INDEX determination_case_id_index ON determination USING btree (case_id);
CREATE INDEX determination_household_index ON determination USING btree (household_id, programme_id, effective_from);
CREATE INDEX determination_receipt_hash_index ON determination USING btree (receipt_hash);
CREATE INDEX determination_recorded_at_index ON determination USING brin (recorded_at) WITH (pages_per_range='16', autosummarize='on');
CREATE INDEX determination_review_index ON determination USING btree (next_review_on);
alter table determination enable row level security;
create policy determination_resident on determination as permissive for select to haihe_resident using ((household_id = current_household_id()));
create policy determination_staff on determination as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on determination to haihe_resident;
grant insert, select on determination to haihe_staff;

create table determination_beneficiary (
  determination_id uuid not null,
  person_id uuid not null,
  amount_name text not null,
  amount bigint not null,
  payee text not null,
  household_id uuid not null,
  division_code text collate "C" not null,
  constraint determination_beneficiary_pkey PRIMARY KEY (determination_id, person_id, amount_name),
  constraint determination_beneficiary_determination_id_fkey FOREIGN KEY (determination_id) REFERENCES determination(determination_id),
  constraint determination_beneficiary_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(household_id),
  constraint determination_beneficiary_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint determination_beneficiary_amount_check CHECK ((amount > 0)),
  constraint determination_beneficiary_payee_check CHECK ((payee = ANY (ARRAY['household'::text, 'beneficiary'::text, 'institution'::text])))
);
CREATE INDEX determination_beneficiary_household_index ON determination_beneficiary USING btree (household_id);
CREATE INDEX determination_beneficiary_person_index ON determination_beneficiary USING btree (person_id);
alter table determination_beneficiary enable row level security;
create policy determination_beneficiary_resident on determination_beneficiary as permissive for select to haihe_resident using ((household_id = current_household_id()));
create policy determination_beneficiary_staff on determination_beneficiary as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on determination_beneficiary to haihe_resident;
grant insert, select on determination_beneficiary to haihe_staff;

create table dictionary_entry (
  dictionary text not null,
  code text collate "C" not null,
  label text not null,
  "position" integer default 0 not null,
  source text,
  source_mark text,
  valid daterange default daterange(NULL::date, NULL::date) not null,
  constraint dictionary_entry_pkey PRIMARY KEY (dictionary, code, valid WITHOUT OVERLAPS),
  constraint dictionary_entry_source_mark_check CHECK ((source_mark = ANY (ARRAY['O'::text, 'T'::text, 'S'::text, 'D'::text, 'M'::text])))
);
grant insert, select, update on dictionary_entry to haihe_administrator;
grant select on dictionary_entry to haihe_app;
grant select on dictionary_entry to haihe_auditor;
grant select on dictionary_entry to haihe_public;
grant select on dictionary_entry to haihe_resident;
grant select on dictionary_entry to haihe_staff;

create table difference_item (
  difference_item_id uuid default uuidv7() not null,
  household_id uuid not null,
  programme_id text not null,
  month date not null,
  amount bigint not null,
  settled_amount bigint default 0 not null,
  determination_id uuid not null,
  previous_determination_id uuid,
  reason text not null,
  state text default 'open'::text not null,
  waiver_reason text,
  waived_by uuid,
  division_code text collate "C" not null,
  recorded_on date not null,
  beneficiary_id uuid,
  constraint difference_item_pkey PRIMARY KEY (difference_item_id),
  constraint difference_item_once UNIQUE NULLS NOT DISTINCT (determination_id, month, beneficiary_id),
  constraint difference_item_beneficiary_id_fkey FOREIGN KEY (beneficiary_id) REFERENCES person(person_id),
  constraint difference_item_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(household_id),
  constraint difference_item_waived_by_fkey FOREIGN KEY (waived_by) REFERENCES account(account_id),
  constraint difference_item_amount_check CHECK ((amount <> 0)),
  constraint difference_item_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint difference_item_never_oversettled CHECK (((abs(settled_amount) <= abs(amount)) AND (((settled_amount)::double precision * sign((amount)::double precision)) >= (0)::double precision))),
  constraint difference_item_state_check CHECK ((state = ANY (ARRAY['open'::text, 'settled'::text, 'waived'::text, 'stayed'::text])))
);
CREATE INDEX difference_item_open_index ON difference_item USING btree (household_id, programme_id) WHERE (state = 'open'::text);
alter table difference_item enable row level security;
create policy difference_item_resident on difference_item as permissive for select to haihe_resident using ((household_id = current_household_id()));
create policy difference_item_staff on difference_item as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on difference_item to haihe_resident;
grant insert, select, update on difference_item to haihe_staff;

create table difference_settlement (
  difference_item_id uuid not null,
  payroll_line_id uuid not null,
  amount bigint not null,
  division_code text collate "C" not null,
  constraint difference_settlement_pkey PRIMARY KEY (difference_item_id, payroll_line_id),
  constraint difference_settlement_difference_item_id_fkey FOREIGN KEY (difference_item_id) REFERENCES difference_item(difference_item_id),
  constraint difference_settlement_payroll_line_id_fkey FOREIGN KEY (payroll_line_id) REFERENCES payroll_line(payroll_line_id),
  constraint difference_settlement_amount_check CHECK ((amount <> 0))
);
alter table difference_settlement enable row level security;
create policy difference_settlement_resident on difference_settlement as permissive for select to haihe_resident using ((EXISTS ( SELECT
   FROM difference_item d
  WHERE (d.difference_item_id = difference_settlement.difference_item_id))));
create policy difference_settlement_staff on difference_settlement as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on difference_settlement to haihe_resident;
grant delete, insert, select on difference_settlement to haihe_staff;

create table disclosure (
  disclosure_id uuid default uuidv7() not null,
  person_id uuid not null,
  account_id uuid not null,
  viewer_name text not null,
  viewer_unit text not null,
  field text not null,
  reason text not null,
  at timestamp with time zone not null,
  business_date date not null,
  division_code text collate "C" not null,
  constraint disclosure_pkey PRIMARY KEY (disclosure_id),
  constraint disclosure_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(account_id),
  constraint disclosure_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id)
);
CREATE INDEX disclosure_person_id_index ON disclosure USING btree (person_id);
alter table disclosure enable row level security;
create policy disclosure_auditor on disclosure as permissive for select to haihe_auditor using (true);
create policy disclosure_resident on disclosure as permissive for select to haihe_resident using ((person_id = current_person_id()));
create policy disclosure_staff on disclosure as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check ((account_id = current_account_id()));
grant select on disclosure to haihe_auditor;
grant select on disclosure to haihe_resident;
grant insert, select on disclosure to haihe_staff;

create table division (
  division_code text collate "C" not null,
  name text collate "C" not null,
  kind text not null,
  parent_code text collate "C",
  rural boolean,
  valid daterange not null,
  successor_code text collate "C",
  constraint division_pkey PRIMARY KEY (division_code),
  constraint division_parent_code_fkey FOREIGN KEY (parent_code) REFERENCES division(division_code),
  constraint division_successor_code_fkey FOREIGN KEY (successor_code) REFERENCES division(division_code),
  constraint division_division_code_check CHECK ((division_code ~ '^[0-9]{2}([0-9]{2}([0-9]{2}([0-9]{3}([0-9]{3})?)?)?)?$'::text)),
  constraint division_kind_check CHECK ((kind = ANY (ARRAY['province'::text, 'city'::text, 'district'::text, 'county'::text, 'street'::text, 'town'::text, 'township'::text, 'zone'::text, 'farm'::text, 'community'::text, 'village'::text]))),
  constraint division_successor_follows_an_end CHECK (((successor_code IS NULL) OR (NOT upper_inf(valid))))
);
CREATE INDEX division_parent_code_index ON division USING btree (parent_code);
grant select on division to haihe_administrator;
grant select on division to haihe_app;
grant select on division to haihe_auditor;
grant select on division to haihe_public;
grant select on division to haihe_resident;
grant select on division to haihe_staff;

create table draft (
  draft_id uuid default uuidv7() not null,
  account_id uuid not null,
  form text not null,
  subject text default ''::text not null,
  answers jsonb not null,
  version integer default 1 not null,
  saved_at timestamp with time zone not null,
  constraint draft_pkey PRIMARY KEY (draft_id),
  constraint draft_account_id_form_subject_key UNIQUE (account_id, form, subject),
  constraint draft_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(account_id)
);
alter table draft enable row level security;
create policy draft_own on draft as permissive for all to haihe_resident, haihe_staff using ((account_id = current_account_id())) with check ((account_id = current_account_id()));
grant delete, insert, select, update on draft to haihe_resident;
grant delete, insert, select, update on draft to haihe_staff;

create table enacted_version (
  programme_id text collate "C" not null,
  version text collate "C" not null,
  version_division text collate "C" not null,
  effective_from date not null,
  rules_hash text not null,
  proposal_id uuid not null,
  division_code text collate "C" not null,
  constraint enacted_version_once PRIMARY KEY (programme_id, version_division, effective_from),
  constraint enacted_version_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES proposal(proposal_id)
);
alter table enacted_version enable row level security;
create policy enacted_version_approve on enacted_version as permissive for insert to haihe_staff with check ((EXISTS ( SELECT
   FROM (proposal_version v
     JOIN proposal p USING (proposal_id))
  WHERE ((v.proposal_id = enacted_version.proposal_id) AND (v.programme_id = enacted_version.programme_id) AND (v.version = enacted_version.version) AND (v.version_division = enacted_version.version_division) AND (v.rules_hash = enacted_version.rules_hash) AND (v.division_code = enacted_version.division_code) AND (p.effective_from = enacted_version.effective_from) AND (p.state = 'approved'::text) AND (p.approved_by = current_account_id())))));
create policy enacted_version_law on enacted_version as permissive for select to haihe_app using (true);
create policy enacted_version_staff on enacted_version as permissive for select to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select (effective_from, programme_id, version, version_division) on enacted_version to haihe_app;
grant insert, select on enacted_version to haihe_staff;

create table entitlement (
  entitlement_id uuid default uuidv7() not null,
  household_id uuid not null,
  programme_id text not null,
  determination_id uuid not null,
  payee_id uuid not null,
  amount bigint not null,
  valid daterange not null,
  division_code text collate "C" not null,
  recorded_at timestamp with time zone default now() not null,
  member_count integer not null,
  constraint entitlement_one_at_a_time PRIMARY KEY (household_id, programme_id, valid WITHOUT OVERLAPS),
  constraint entitlement_entitlement_id_key UNIQUE (entitlement_id),
  constraint entitlement_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(household_id),
  constraint entitlement_payee_id_fkey FOREIGN KEY (payee_id) REFERENCES person(person_id),
  constraint entitlement_amount_check CHECK ((amount > 0)),
  constraint entitlement_member_count_check CHECK ((member_count >= 0)),
  constraint entitlement_valid_check CHECK (((NOT isempty(valid)) AND (EXTRACT(day FROM lower(valid)) = (1)::numeric)))
);
CREATE INDEX entitlement_division_index ON entitlement USING btree (programme_id, division_code, household_id) INCLUDE (valid, member_count);
CREATE INDEX entitlement_payee_index ON entitlement USING btree (payee_id);
alter table entitlement enable row level security;
create policy entitlement_resident on entitlement as permissive for select to haihe_resident using ((household_id = current_household_id()));
create policy entitlement_staff on entitlement as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on entitlement to haihe_resident;
grant delete, insert, select, update on entitlement to haihe_staff;

create table entitlement_hold (
  entitlement_hold_id uuid default uuidv7() not null,
  household_id uuid not null,
  programme_id text not null,
  reason text not null,
  valid daterange not null,
  placed_by uuid,
  division_code text collate "C" not null,
  constraint entitlement_hold_pkey PRIMARY KEY (entitlement_hold_id),
  constraint entitlement_hold_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(household_id),
  constraint entitlement_hold_placed_by_fkey FOREIGN KEY (placed_by) REFERENCES account(account_id)
);
CREATE INDEX entitlement_hold_household_index ON entitlement_hold USING btree (household_id, programme_id);
alter table entitlement_hold enable row level security;
create policy entitlement_hold_resident on entitlement_hold as permissive for select to haihe_resident using ((household_id = current_household_id()));
create policy entitlement_hold_staff on entitlement_hold as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on entitlement_hold to haihe_resident;
grant insert, select, update on entitlement_hold to haihe_staff;

create table entitlement_share (
  entitlement_id uuid not null,
  beneficiary_id uuid not null,
  payee_id uuid not null,
  amount bigint not null,
  household_id uuid not null,
  division_code text collate "C" not null,
  constraint entitlement_share_pkey PRIMARY KEY (entitlement_id, beneficiary_id),
  constraint entitlement_share_beneficiary_id_fkey FOREIGN KEY (beneficiary_id) REFERENCES person(person_id),
  constraint entitlement_share_entitlement_id_fkey FOREIGN KEY (entitlement_id) REFERENCES entitlement(entitlement_id) ON DELETE CASCADE,
  constraint entitlement_share_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(household_id),
  constraint entitlement_share_payee_id_fkey FOREIGN KEY (payee_id) REFERENCES person(person_id),
  constraint entitlement_share_amount_check CHECK ((amount > 0))
);
CREATE INDEX entitlement_share_household_index ON entitlement_share USING btree (household_id);
alter table entitlement_share enable row level security;
create policy entitlement_share_resident on entitlement_share as permissive for select to haihe_resident using ((household_id = current_household_id()));
create policy entitlement_share_staff on entitlement_share as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on entitlement_share to haihe_resident;
grant insert, select, update on entitlement_share to haihe_staff;

create table event (
  event_id uuid default uuidv7() not null,
  kind text not null,
  subject_id uuid,
  payload jsonb default '{}'::jsonb not null,
  business_date date not null,
  at timestamp with time zone default now() not null,
  constraint event_pkey PRIMARY KEY (event_id)
);
alter table event enable row level security;
create policy event_read on event as permissive for select to haihe_app using (true);
create policy event_write on event as permissive for insert to haihe_administrator, haihe_app, haihe_auditor, haihe_public, haihe_resident, haihe_staff with check (true);
grant insert on event to haihe_administrator;
grant insert, select on event to haihe_app;
grant insert on event to haihe_auditor;
grant insert on event to haihe_public;
grant insert on event to haihe_resident;
grant insert on event to haihe_staff;

create table exchange_answer (
  answer_id uuid default uuidv7() not null,
  request_id uuid not null,
  digest bytea not null,
  sequence integer not null,
  way text not null,
  taken_as text not null,
  received_on date not null,
  received_at timestamp with time zone not null,
  division_code text collate "C" not null,
  constraint exchange_answer_pkey PRIMARY KEY (answer_id),
  constraint exchange_answer_request_id_fkey FOREIGN KEY (request_id) REFERENCES exchange_request(request_id),
  constraint exchange_answer_taken_as_check CHECK ((taken_as = ANY (ARRAY['counted'::text, 'interim'::text, 'repeated'::text, 'outdated'::text, 'late'::text, 'conflicting'::text, 'unreadable'::text]))),
  constraint exchange_answer_way_check CHECK ((way = ANY (ARRAY['reply'::text, 'inbox'::text])))
);
CREATE UNIQUE INDEX exchange_answer_counts_once ON exchange_answer USING btree (request_id) WHERE (taken_as = 'counted'::text);
CREATE INDEX exchange_answer_request_index ON exchange_answer USING btree (request_id);
alter table exchange_answer enable row level security;
create policy exchange_answer_staff on exchange_answer as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select on exchange_answer to haihe_staff;

create table exchange_partner (
  partner_id text collate "C" not null,
  connected boolean not null,
  answer_within_hours integer not null,
  faults integer default 0 not null,
  open_until timestamp with time zone,
  probe_until timestamp with time zone,
  answered_at timestamp with time zone,
  fault_at timestamp with time zone,
  fault text,
  constraint exchange_partner_pkey PRIMARY KEY (partner_id),
  constraint exchange_partner_answer_within_hours_check CHECK (((answer_within_hours >= 1) AND (answer_within_hours <= 8760)))
);
grant select on exchange_partner to haihe_administrator;
grant insert, select, update on exchange_partner to haihe_app;
grant select, update (answered_at, fault, fault_at, faults, open_until, probe_until) on exchange_partner to haihe_staff;

create table exchange_request (
  request_id uuid default uuidv7() not null,
  partner_id text collate "C" not null,
  kind text not null,
  subject_id uuid not null,
  state text default 'waiting'::text not null,
  attempts integer default 0 not null,
  unreadable integer default 0 not null,
  sequence integer default 0 not null,
  body_hash bytea,
  asked_on date not null,
  asked_at timestamp with time zone not null,
  next_attempt_at timestamp with time zone not null,
  final_by timestamp with time zone not null,
  finished_on date,
  finished_at timestamp with time zone,
  fault text,
  owner_role text not null,
  owner_division text collate "C" not null,
  owner_account_id uuid,
  division_code text collate "C" not null,
  constraint exchange_request_pkey PRIMARY KEY (request_id),
  constraint exchange_request_owner_account_id_fkey FOREIGN KEY (owner_account_id) REFERENCES account(account_id),
  constraint exchange_request_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES exchange_partner(partner_id),
  constraint exchange_request_failed_says_why CHECK (((state <> 'failed'::text) OR (fault IS NOT NULL))),
  constraint exchange_request_finished_has_time CHECK ((((state = ANY (ARRAY['waiting'::text, 'accepted'::text])) = (finished_at IS NULL)) AND ((finished_at IS NULL) = (finished_on IS NULL)))),
  constraint exchange_request_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'accepted'::text, 'answered'::text, 'failed'::text, 'cancelled'::text])))
);
CREATE INDEX exchange_request_failed_index ON exchange_request USING btree (division_code, finished_at) WHERE (state = 'failed'::text);
CREATE INDEX exchange_request_open_index ON exchange_request USING btree (final_by) WHERE (state = ANY (ARRAY['waiting'::text, 'accepted'::text]));
CREATE INDEX exchange_request_subject_index ON exchange_request USING btree (subject_id);
alter table exchange_request enable row level security;
create policy exchange_request_staff on exchange_request as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select, update (attempts, body_hash, fault, finished_at, finished_on, next_attempt_at, sequence, state, unreadable) on exchange_request to haihe_staff;

create table fact (
  fact_id uuid default uuidv7() not null,
  subject_id uuid not null,
  subject_kind text not null,
  household_id uuid,
  name text collate "C" not null,
  valid daterange not null,
  known_on date not null,
  number_value bigint,
  code_value text collate "C",
  source_kind text not null,
  source_name text not null,
  source_reference text,
  division_code text collate "C" not null,
  recorded_at timestamp with time zone default now() not null,
  constraint fact_pkey PRIMARY KEY (subject_id, name, fact_id),
  constraint fact_has_one_value CHECK ((num_nonnulls(number_value, code_value) <= 1)),
  constraint fact_source_kind_check CHECK ((source_kind = ANY (ARRAY['declared'::text, 'register'::text, 'means_check'::text, 'visit'::text, 'import'::text, 'decision'::text]))),
  constraint fact_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['person'::text, 'household'::text]))),
  constraint fact_valid_check CHECK ((NOT isempty(valid)))
);
CREATE INDEX fact_begins_later_index ON fact USING btree (lower(valid)) WHERE (lower(valid) > known_on);
CREATE INDEX fact_ends_index ON fact USING btree (upper(valid)) WHERE (upper(valid) IS NOT NULL);
CREATE INDEX fact_household_id_index ON fact USING btree (household_id);
CREATE INDEX fact_recorded_at_index ON fact USING brin (recorded_at) WITH (pages_per_range='16', autosummarize='on');
alter table fact enable row level security;
create policy fact_resident_declares on fact as permissive for insert to haihe_resident with check (((household_id = current_household_id()) AND (source_kind = 'declared'::text) AND (division_code = ( SELECT h.division_code
   FROM household h
  WHERE (h.household_id = current_household_id()))) AND ((subject_id = current_household_id()) OR (subject_id IN ( SELECT m.person_id
   FROM household_member m
  WHERE ((m.household_id = current_household_id()) AND upper_inf(m.valid)))))));
create policy fact_resident_read on fact as permissive for select to haihe_resident using ((household_id = current_household_id()));
create policy fact_staff on fact as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select on fact to haihe_resident;
grant insert, select on fact to haihe_staff;

create table field_device (
  device_id uuid default uuidv7() not null,
  token_hash bytea not null,
  account_id uuid not null,
  post_id uuid not null,
  name text not null,
  registered_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_because text,
  purged_at timestamp with time zone,
  constraint field_device_pkey PRIMARY KEY (device_id),
  constraint field_device_token_hash_key UNIQUE (token_hash),
  constraint field_device_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(account_id),
  constraint field_device_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(post_id),
  constraint field_device_ended_because_check CHECK ((ended_because = ANY (ARRAY['signed_out'::text, 'wrong_pin'::text, 'post_ended'::text, 'account_stopped'::text, 'lost'::text]))),
  constraint field_device_ended_for_a_reason CHECK ((num_nonnulls(ended_at, ended_because) = ANY (ARRAY[0, 2]))),
  constraint field_device_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
);
CREATE INDEX field_device_account_id_index ON field_device USING btree (account_id);
CREATE INDEX field_device_post_id_index ON field_device USING btree (post_id);
alter table field_device enable row level security;
create policy field_device_application on field_device as permissive for all to haihe_app using (true) with check (true);
create policy field_device_own on field_device as permissive for all to haihe_staff using ((account_id = current_account_id())) with check ((account_id = current_account_id()));
grant select, update (ended_at, ended_because, last_seen_at, purged_at) on field_device to haihe_app;
grant insert, select, update on field_device to haihe_staff;

create table file (
  file_id uuid default uuidv7() not null,
  sha256 bytea not null,
  byte_length bigint not null,
  media_type text not null,
  name text not null,
  division_code text collate "C",
  household_id uuid,
  uploaded_by uuid,
  uploaded_at timestamp with time zone default now() not null,
  constraint file_pkey PRIMARY KEY (file_id),
  constraint file_sha256_fkey FOREIGN KEY (sha256) REFERENCES file_content(sha256),
  constraint file_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES account(account_id),
  constraint file_byte_length_check CHECK (((byte_length >= 1) AND (byte_length <= 10485760))),
  constraint file_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
CREATE INDEX file_division_code_index ON file USING btree (division_code);
CREATE INDEX file_household_id_index ON file USING btree (household_id);
alter table file enable row level security;
create policy file_resident on file as permissive for all to haihe_resident using (((uploaded_by = current_account_id()) OR (household_id = current_household_id()))) with check ((uploaded_by = current_account_id()));
create policy file_staff on file as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select on file to haihe_resident;
grant insert, select on file to haihe_staff;

create table file_content (
  sha256 bytea not null,
  content bytea not null,
  constraint file_content_pkey PRIMARY KEY (sha256)
);
alter table file_content enable row level security;
create policy file_content_read on file_content as permissive for select to haihe_resident, haihe_staff using ((EXISTS ( SELECT
   FROM file f
  WHERE (f.sha256 = file_content.sha256))));
create policy file_content_write on file_content as permissive for insert to haihe_resident, haihe_staff with check (true);
grant insert, select on file_content to haihe_resident;
grant insert, select on file_content to haihe_staff;

create table hospital (
  hospital_id uuid default uuidv7() not null,
  organisation_id uuid not null,
  code text collate "C" not null,
  name text collate "C" not null,
  facility_level text not null,
  division_code text collate "C" not null,
  constraint hospital_pkey PRIMARY KEY (hospital_id),
  constraint hospital_code_key UNIQUE (code),
  constraint hospital_organisation_id_key UNIQUE (organisation_id),
  constraint hospital_division_code_fkey FOREIGN KEY (division_code) REFERENCES division(division_code),
  constraint hospital_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint hospital_code_check CHECK ((code ~ '^[A-Z0-9]{4,20}$'::text)),
  constraint hospital_facility_level_check CHECK ((facility_level = ANY (ARRAY['first_level'::text, 'community'::text, 'second_level_without_markup'::text, 'other'::text])))
);
CREATE INDEX hospital_division_index ON hospital USING btree (division_code);
alter table hospital enable row level security;
create policy hospital_application on hospital as permissive for select to haihe_app using (true);
create policy hospital_own on hospital as permissive for select to haihe_hospital using ((hospital_id = current_hospital_id()));
create policy hospital_staff on hospital as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select (code, division_code, facility_level, hospital_id, name) on hospital to haihe_app;
grant select on hospital to haihe_hospital;
grant insert, select, update (facility_level, name) on hospital to haihe_staff;

create table hospital_designation (
  hospital_id uuid not null,
  valid daterange not null,
  division_code text collate "C" not null,
  constraint hospital_designation_once PRIMARY KEY (hospital_id, valid WITHOUT OVERLAPS),
  constraint hospital_designation_hospital_id_fkey FOREIGN KEY (hospital_id) REFERENCES hospital(hospital_id),
  constraint hospital_designation_valid_check CHECK ((NOT isempty(valid)))
);
alter table hospital_designation enable row level security;
create policy hospital_designation_own on hospital_designation as permissive for select to haihe_hospital using ((hospital_id = current_hospital_id()));
create policy hospital_designation_staff on hospital_designation as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on hospital_designation to haihe_hospital;
grant insert, select, update (valid) on hospital_designation to haihe_staff;

create table hospital_key (
  hospital_key_id text collate "C" not null,
  hospital_id uuid not null,
  algorithm text not null,
  public_key bytea not null,
  added_on date not null,
  added_by uuid,
  revoked_at timestamp with time zone,
  division_code text collate "C" not null,
  constraint hospital_key_pkey PRIMARY KEY (hospital_key_id),
  constraint hospital_key_added_by_fkey FOREIGN KEY (added_by) REFERENCES account(account_id),
  constraint hospital_key_hospital_id_fkey FOREIGN KEY (hospital_id) REFERENCES hospital(hospital_id),
  constraint hospital_key_algorithm_check CHECK ((algorithm = 'ed25519'::text)),
  constraint hospital_key_hospital_key_id_check CHECK ((hospital_key_id ~ '^[A-Za-z0-9._-]{8,100}$'::text))
);
CREATE INDEX hospital_key_hospital_index ON hospital_key USING btree (hospital_id);
alter table hospital_key enable row level security;
create policy hospital_key_application on hospital_key as permissive for select to haihe_app using (true);
create policy hospital_key_own on hospital_key as permissive for select to haihe_hospital using ((hospital_id = current_hospital_id()));
create policy hospital_key_staff on hospital_key as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on hospital_key to haihe_app;
grant select on hospital_key to haihe_hospital;
grant insert, select, update (revoked_at) on hospital_key to haihe_staff;

create table household (
  household_id uuid default uuidv7() not null,
  division_code text collate "C" not null,
  register_kind text,
  established_on date not null,
  dissolved_on date,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  changed_at timestamp with time zone default now() not null,
  constraint household_pkey PRIMARY KEY (household_id),
  constraint household_division_code_fkey FOREIGN KEY (division_code) REFERENCES division(division_code),
  constraint household_register_kind_check CHECK ((register_kind = ANY (ARRAY['urban'::text, 'rural'::text])))
);
CREATE INDEX household_changed_at_index ON household USING brin (changed_at) WITH (pages_per_range='16', autosummarize='on');
CREATE INDEX household_division_code_index ON household USING btree (division_code);
alter table household enable row level security;
create policy household_resident on household as permissive for select to haihe_resident using ((household_id = current_household_id()));
create policy household_staff on household as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on household to haihe_resident;
grant insert, select, update on household to haihe_staff;

create table household_import (
  import_id uuid default uuidv7() not null,
  file_id uuid not null,
  file_sha256 bytea not null,
  file_name text not null,
  state text default 'waiting'::text not null,
  failure text,
  row_count integer,
  rows_read integer default 0 not null,
  household_count integer default 0 not null,
  person_count integer default 0 not null,
  bad_row_count integer default 0 not null,
  left_out_household_count integer default 0 not null,
  left_out_row_count integer default 0 not null,
  division_code text collate "C" not null,
  uploaded_by uuid,
  uploaded_by_name text,
  uploaded_on date not null,
  recorded_at timestamp with time zone default now() not null,
  constraint household_import_pkey PRIMARY KEY (import_id),
  constraint household_import_file_id_fkey FOREIGN KEY (file_id) REFERENCES file(file_id),
  constraint household_import_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES account(account_id),
  constraint household_import_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text])))
);
CREATE INDEX household_import_division_code_index ON household_import USING btree (division_code);
CREATE UNIQUE INDEX household_import_once ON household_import USING btree (file_sha256, division_code) WHERE (state <> 'failed'::text);
alter table household_import enable row level security;
create policy household_import_staff on household_import as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select, update on household_import to haihe_staff;

create table household_import_problem (
  import_id uuid not null,
  row_number integer not null,
  column_letter text collate "C" not null,
  label text not null,
  message text not null,
  household_key text not null,
  "position" integer not null,
  division_code text collate "C" not null,
  constraint household_import_problem_pkey PRIMARY KEY (import_id, "position"),
  constraint household_import_problem_import_id_fkey FOREIGN KEY (import_id) REFERENCES household_import(import_id)
);
alter table household_import_problem enable row level security;
create policy household_import_problem_staff on household_import_problem as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select on household_import_problem to haihe_staff;

create table household_member (
  person_id uuid not null,
  household_id uuid not null,
  relation text not null,
  valid daterange not null,
  division_code text collate "C" not null,
  recorded_at timestamp with time zone default now() not null,
  changed_at timestamp with time zone default now() not null,
  constraint household_member_one_household_at_a_time PRIMARY KEY (person_id, valid WITHOUT OVERLAPS),
  constraint household_member_one_head EXCLUDE USING gist (household_id WITH =, valid WITH &&) WHERE ((relation = 'head'::text)),
  constraint household_member_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(household_id),
  constraint household_member_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint household_member_relation_check CHECK ((relation = ANY (ARRAY['head'::text, 'spouse'::text, 'child'::text, 'parent'::text, 'grandchild'::text, 'grandparent'::text, 'sibling'::text, 'other'::text]))),
  constraint household_member_valid_check CHECK ((NOT isempty(valid)))
);
CREATE INDEX household_member_changed_at_index ON household_member USING brin (changed_at) WITH (pages_per_range='16', autosummarize='on');
CREATE INDEX household_member_division_code_index ON household_member USING btree (division_code);
CREATE INDEX household_member_household_id_index ON household_member USING btree (household_id);
alter table household_member enable row level security;
create policy household_member_application on household_member as permissive for select to haihe_app using (true);
create policy household_member_resident on household_member as permissive for select to haihe_resident using ((household_id = current_household_id()));
create policy household_member_staff on household_member as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select (household_id, person_id, valid) on household_member to haihe_app;
grant select on household_member to haihe_resident;
grant insert, select, update on household_member to haihe_staff;

create table idempotency (
  account_key text not null,
  key text not null,
  body_hash bytea not null,
  status integer not null,
  answer jsonb,
  created_at timestamp with time zone default now() not null,
  constraint idempotency_pkey PRIMARY KEY (account_key, key)
);
CREATE INDEX idempotency_created_at_index ON idempotency USING btree (created_at);
alter table idempotency enable row level security;
create policy idempotency_application on idempotency as permissive for all to haihe_app using (true) with check (true);
create policy idempotency_own on idempotency as permissive for all to haihe_administrator, haihe_auditor, haihe_resident, haihe_staff using ((account_key = (current_account_id())::text)) with check ((account_key = (current_account_id())::text));
create policy idempotency_visitor on idempotency as permissive for all to haihe_public using (starts_with(account_key, 'visitor '::text)) with check (starts_with(account_key, 'visitor '::text));
grant insert, select on idempotency to haihe_administrator;
grant delete, insert, select on idempotency to haihe_app;
grant insert, select on idempotency to haihe_auditor;
grant insert, select on idempotency to haihe_public;
grant insert, select on idempotency to haihe_resident;
grant insert, select on idempotency to haihe_staff;

create table inspection (
  inspection_id uuid default uuidv7() not null,
  inspection_draw_id uuid not null,
  case_id uuid not null,
  "position" integer not null,
  drawn boolean not null,
  entered_on date not null,
  visit_id uuid,
  division_code text collate "C" not null,
  constraint inspection_pkey PRIMARY KEY (inspection_id),
  constraint inspection_case_once UNIQUE (case_id),
  constraint inspection_position_once UNIQUE (inspection_draw_id, "position"),
  constraint inspection_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(case_id),
  constraint inspection_inspection_draw_id_fkey FOREIGN KEY (inspection_draw_id) REFERENCES inspection_draw(inspection_draw_id),
  constraint inspection_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES visit(visit_id),
  constraint inspection_position_check CHECK (("position" > 0))
);
CREATE INDEX inspection_division_index ON inspection USING btree (division_code);
alter table inspection enable row level security;
create policy inspection_staff on inspection as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select, update (visit_id) on inspection to haihe_staff;

create table inspection_draw (
  inspection_draw_id uuid default uuidv7() not null,
  kind text not null,
  programme_id text not null,
  division_code text collate "C" not null,
  month date not null,
  percent integer not null,
  seed text not null,
  case_count integer default 0 not null,
  drawn_count integer default 0 not null,
  constraint inspection_draw_pkey PRIMARY KEY (inspection_draw_id),
  constraint inspection_draw_once UNIQUE (kind, programme_id, division_code, month, percent),
  constraint inspection_draw_division_code_fkey FOREIGN KEY (division_code) REFERENCES division(division_code),
  constraint inspection_draw_check CHECK ((drawn_count <= case_count)),
  constraint inspection_draw_kind_check CHECK ((kind = 'spot_visit'::text)),
  constraint inspection_draw_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint inspection_draw_percent_check CHECK (((percent >= 0) AND (percent <= 100)))
);
alter table inspection_draw enable row level security;
create policy inspection_draw_staff on inspection_draw as permissive for select to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select (case_count, division_code, drawn_count, inspection_draw_id, kind, month, percent, programme_id) on inspection_draw to haihe_staff;

create table institution_payment (
  institution_payment_id uuid default uuidv7() not null,
  programme_id text not null,
  roster_id uuid not null,
  payee_name text not null,
  line_count integer not null,
  amount bigint not null,
  state text default 'prepared'::text not null,
  prepared_by uuid not null,
  prepared_on date not null,
  approved_by uuid,
  approved_on date,
  paid_on date,
  bank_reference text,
  version integer default 1 not null,
  division_code text collate "C" not null,
  constraint institution_payment_pkey PRIMARY KEY (institution_payment_id),
  constraint institution_payment_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES account(account_id),
  constraint institution_payment_prepared_by_fkey FOREIGN KEY (prepared_by) REFERENCES account(account_id),
  constraint institution_payment_roster_id_fkey FOREIGN KEY (roster_id) REFERENCES roster(roster_id),
  constraint institution_payment_amount_check CHECK ((amount > 0)),
  constraint institution_payment_approved_by_somebody CHECK (((state = ANY (ARRAY['prepared'::text, 'cancelled'::text])) OR (approved_by IS NOT NULL))),
  constraint institution_payment_line_count_check CHECK ((line_count > 0)),
  constraint institution_payment_paid_has_reference CHECK (((state = 'paid'::text) = ((paid_on IS NOT NULL) AND (bank_reference IS NOT NULL)))),
  constraint institution_payment_state_check CHECK ((state = ANY (ARRAY['prepared'::text, 'approved'::text, 'paid'::text, 'cancelled'::text]))),
  constraint institution_payment_two_people CHECK ((approved_by <> prepared_by))
);
CREATE INDEX institution_payment_roster_index ON institution_payment USING btree (roster_id);
alter table institution_payment enable row level security;
create policy institution_payment_staff on institution_payment as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select, update on institution_payment to haihe_staff;

create table institution_payment_line (
  roster_line_id uuid not null,
  institution_payment_id uuid not null,
  amount bigint not null,
  division_code text collate "C" not null,
  constraint institution_payment_line_pkey PRIMARY KEY (roster_line_id),
  constraint institution_payment_line_institution_payment_id_fkey FOREIGN KEY (institution_payment_id) REFERENCES institution_payment(institution_payment_id),
  constraint institution_payment_line_roster_line_id_fkey FOREIGN KEY (roster_line_id) REFERENCES roster_line(roster_line_id),
  constraint institution_payment_line_amount_check CHECK ((amount > 0))
);
CREATE INDEX institution_payment_line_payment_index ON institution_payment_line USING btree (institution_payment_id);
alter table institution_payment_line enable row level security;
create policy institution_payment_line_staff on institution_payment_line as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant delete, insert, select on institution_payment_line to haihe_staff;

create table ledger_account (
  ledger_account_id uuid default uuidv7() not null,
  code text collate "C" not null,
  division_code text collate "C" not null,
  constraint ledger_account_pkey PRIMARY KEY (ledger_account_id),
  constraint ledger_account_code_key UNIQUE (code, division_code),
  constraint ledger_account_code_fkey FOREIGN KEY (code) REFERENCES ledger_chart(code)
);
alter table ledger_account enable row level security;
create policy ledger_account_staff on ledger_account as permissive for select to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on ledger_account to haihe_staff;

create table ledger_chart (
  code text collate "C" not null,
  name text not null,
  kind text not null,
  unit text default 'fen'::text not null,
  constraint ledger_chart_pkey PRIMARY KEY (code),
  constraint ledger_chart_kind_check CHECK ((kind = ANY (ARRAY['fund'::text, 'payable'::text, 'transit'::text, 'expense'::text, 'receivable'::text]))),
  constraint ledger_chart_unit_check CHECK ((unit = ANY (ARRAY['fen'::text, 'hour'::text, 'item'::text])))
);
grant select on ledger_chart to haihe_staff;

create table ledger_entry (
  ledger_transaction_id uuid not null,
  "position" integer not null,
  ledger_account_id uuid not null,
  amount bigint not null,
  division_code text collate "C" not null,
  constraint ledger_entry_pkey PRIMARY KEY (ledger_transaction_id, "position"),
  constraint ledger_entry_ledger_account_id_fkey FOREIGN KEY (ledger_account_id) REFERENCES ledger_account(ledger_account_id),
  constraint ledger_entry_ledger_transaction_id_fkey FOREIGN KEY (ledger_transaction_id) REFERENCES ledger_transaction(ledger_transaction_id),
  constraint ledger_entry_amount_check CHECK ((amount <> 0))
);
CREATE INDEX ledger_entry_account_index ON ledger_entry USING btree (ledger_account_id);
alter table ledger_entry enable row level security;
create policy ledger_entry_staff on ledger_entry as permissive for select to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on ledger_entry to haihe_staff;

create table ledger_transaction (
  ledger_transaction_id uuid default uuidv7() not null,
  business_date date not null,
  kind text not null,
  text text not null,
  reference text collate "C" not null,
  division_code text collate "C" not null,
  booked_by uuid,
  recorded_at timestamp with time zone default now() not null,
  constraint ledger_transaction_pkey PRIMARY KEY (ledger_transaction_id),
  constraint ledger_transaction_once UNIQUE (reference),
  constraint ledger_transaction_booked_by_fkey FOREIGN KEY (booked_by) REFERENCES account(account_id)
);
CREATE INDEX ledger_transaction_division_index ON ledger_transaction USING btree (division_code, business_date);
alter table ledger_transaction enable row level security;
create policy ledger_transaction_staff on ledger_transaction as permissive for select to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on ledger_transaction to haihe_staff;

create table means_check (
  means_check_id uuid default uuidv7() not null,
  case_id uuid not null,
  requested_on date not null,
  completed_on date,
  state text default 'running'::text not null,
  seal bytea,
  sealed_on date,
  division_code text collate "C" not null,
  household_id uuid,
  version integer default 1 not null,
  requested_by uuid,
  stopped_on date,
  constraint means_check_pkey PRIMARY KEY (means_check_id),
  constraint means_check_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(case_id),
  constraint means_check_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES account(account_id),
  constraint means_check_state_check CHECK ((state = ANY (ARRAY['running'::text, 'answered'::text, 'sealed'::text, 'stopped'::text]))),
  constraint means_check_stopped_has_day CHECK (((state = 'stopped'::text) = (stopped_on IS NOT NULL)))
);
CREATE INDEX means_check_case_id_index ON means_check USING btree (case_id);
CREATE INDEX means_check_open_index ON means_check USING btree (means_check_id) WHERE (state = ANY (ARRAY['running'::text, 'answered'::text]));
alter table means_check enable row level security;
create policy means_check_resident on means_check as permissive for select to haihe_resident using ((household_id = current_household_id()));
create policy means_check_staff on means_check as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on means_check to haihe_resident;
grant insert, select, update on means_check to haihe_staff;

create table means_check_answer (
  means_check_id uuid not null,
  source text not null,
  person_id uuid,
  fact_name text not null,
  declared_value bigint,
  found_value bigint,
  found_code text,
  answered boolean not null,
  as_of date,
  discrepancy text default 'none'::text not null,
  explanation text,
  division_code text collate "C" not null,
  household_id uuid,
  answer_id uuid default uuidv7() not null,
  replied_on date,
  replied_by uuid,
  reply_file_ids uuid[] default '{}'::uuid[] not null,
  put_total bigint,
  constraint means_check_answer_pkey PRIMARY KEY (answer_id),
  constraint means_check_answer_means_check_id_fkey FOREIGN KEY (means_check_id) REFERENCES means_check(means_check_id),
  constraint means_check_answer_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint means_check_answer_replied_by_fkey FOREIGN KEY (replied_by) REFERENCES account(account_id),
  constraint means_check_answer_discrepancy_check CHECK ((discrepancy = ANY (ARRAY['none'::text, 'open'::text, 'accepted_by_applicant'::text, 'explained'::text]))),
  constraint means_check_answer_replied CHECK (((replied_on IS NULL) OR (discrepancy = ANY (ARRAY['accepted_by_applicant'::text, 'explained'::text])))),
  constraint means_check_answer_source_check CHECK ((source = ANY (ARRAY['household_register'::text, 'social_insurance'::text, 'housing_fund'::text, 'tax'::text, 'real_estate'::text, 'vehicles'::text, 'company_register'::text, 'deposits'::text, 'securities'::text, 'insurance'::text])))
);
CREATE INDEX means_check_answer_means_check_id_index ON means_check_answer USING btree (means_check_id);
alter table means_check_answer enable row level security;
create policy means_check_answer_resident on means_check_answer as permissive for all to haihe_resident using ((household_id = current_household_id())) with check ((household_id = current_household_id()));
create policy means_check_answer_staff on means_check_answer as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select, update (discrepancy, explanation, replied_by, replied_on, reply_file_ids) on means_check_answer to haihe_resident;
grant delete, insert, select, update on means_check_answer to haihe_staff;

create table means_check_authorisation (
  case_id uuid not null,
  person_id uuid not null,
  signed_by uuid,
  signed_on date not null,
  withdrawn_on date,
  division_code text collate "C" not null,
  household_id uuid,
  authorisation_id uuid default uuidv7() not null,
  capacity text default 'self'::text not null,
  guardian_name text,
  guardian_identity_number text collate "C",
  guardian_relation text,
  file_id uuid,
  recorded_by uuid,
  withdrawn_by uuid,
  withdrawal_file_id uuid,
  constraint means_check_authorisation_pkey PRIMARY KEY (authorisation_id),
  constraint means_check_authorisation_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(case_id),
  constraint means_check_authorisation_file_id_fkey FOREIGN KEY (file_id) REFERENCES file(file_id),
  constraint means_check_authorisation_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint means_check_authorisation_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(account_id),
  constraint means_check_authorisation_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES person(person_id),
  constraint means_check_authorisation_withdrawal_file_id_fkey FOREIGN KEY (withdrawal_file_id) REFERENCES file(file_id),
  constraint means_check_authorisation_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES account(account_id),
  constraint means_check_authorisation_capacity_check CHECK ((capacity = ANY (ARRAY['self'::text, 'guardian_of_child'::text, 'guardian_of_adult'::text]))),
  constraint means_check_authorisation_guardian_name_check CHECK (((length(guardian_name) >= 1) AND (length(guardian_name) <= 60))),
  constraint means_check_authorisation_guardian_named CHECK ((num_nonnulls(guardian_name, guardian_identity_number, guardian_relation) = ANY (ARRAY[0, 3]))),
  constraint means_check_authorisation_guardian_relation_check CHECK (((length(guardian_relation) >= 1) AND (length(guardian_relation) <= 40))),
  constraint means_check_authorisation_own CHECK (((capacity = 'self'::text) = (NOT (signed_by IS DISTINCT FROM person_id)))),
  constraint means_check_authorisation_signed_by_one CHECK ((num_nonnulls(signed_by, guardian_name) = 1))
);
CREATE INDEX means_check_authorisation_case_index ON means_check_authorisation USING btree (case_id);
CREATE UNIQUE INDEX means_check_authorisation_one_valid ON means_check_authorisation USING btree (case_id, person_id) WHERE (withdrawn_on IS NULL);
alter table means_check_authorisation enable row level security;
create policy means_check_authorisation_resident on means_check_authorisation as permissive for all to haihe_resident using ((household_id = current_household_id())) with check ((household_id = current_household_id()));
create policy means_check_authorisation_staff on means_check_authorisation as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert (capacity, case_id, division_code, file_id, household_id, person_id, recorded_by, signed_by, signed_on), select on means_check_authorisation to haihe_resident;
grant insert, select on means_check_authorisation to haihe_staff;

create table means_check_detail (
  means_check_detail_id uuid default uuidv7() not null,
  means_check_id uuid not null,
  source text not null,
  person_id uuid,
  label text not null,
  amount bigint,
  division_code text collate "C" not null,
  constraint means_check_detail_pkey PRIMARY KEY (means_check_detail_id),
  constraint means_check_detail_means_check_id_fkey FOREIGN KEY (means_check_id) REFERENCES means_check(means_check_id),
  constraint means_check_detail_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint means_check_detail_label_check CHECK (((length(label) >= 1) AND (length(label) <= 200)))
);
CREATE INDEX means_check_detail_check_index ON means_check_detail USING btree (means_check_id);
alter table means_check_detail enable row level security;
create policy means_check_detail_staff on means_check_detail as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant delete, insert, select on means_check_detail to haihe_staff;

create table means_check_report (
  means_check_id uuid not null,
  report jsonb not null,
  seal bytea not null,
  sealed_on date not null,
  sealed_by uuid,
  division_code text collate "C" not null,
  constraint means_check_report_pkey PRIMARY KEY (means_check_id),
  constraint means_check_report_means_check_id_fkey FOREIGN KEY (means_check_id) REFERENCES means_check(means_check_id),
  constraint means_check_report_sealed_by_fkey FOREIGN KEY (sealed_by) REFERENCES account(account_id)
);
alter table means_check_report enable row level security;
create policy means_check_report_staff on means_check_report as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select on means_check_report to haihe_staff;

create table means_check_request (
  means_check_request_id uuid default uuidv7() not null,
  means_check_id uuid not null,
  source text not null,
  round integer not null,
  way text not null,
  request_id uuid,
  asked_on date not null,
  outcome text,
  answered_on date,
  as_of date,
  fault text,
  recorded_by uuid,
  division_code text collate "C" not null,
  household_id uuid,
  constraint means_check_request_pkey PRIMARY KEY (means_check_request_id),
  constraint means_check_request_once UNIQUE (means_check_id, source, round),
  constraint means_check_request_request_id_key UNIQUE (request_id),
  constraint means_check_request_means_check_id_fkey FOREIGN KEY (means_check_id) REFERENCES means_check(means_check_id),
  constraint means_check_request_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(account_id),
  constraint means_check_request_request_id_fkey FOREIGN KEY (request_id) REFERENCES exchange_request(request_id),
  constraint means_check_request_answered_has_dates CHECK (((outcome IS NULL) OR (outcome <> ALL (ARRAY['answered'::text, 'stale'::text])) OR ((answered_on IS NOT NULL) AND (as_of IS NOT NULL)))),
  constraint means_check_request_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'stale'::text, 'unanswered'::text, 'failed'::text, 'stopped'::text]))),
  constraint means_check_request_round_check CHECK ((round >= 1)),
  constraint means_check_request_source_check CHECK ((source = ANY (ARRAY['household_register'::text, 'social_insurance'::text, 'housing_fund'::text, 'tax'::text, 'real_estate'::text, 'vehicles'::text, 'company_register'::text, 'deposits'::text, 'securities'::text, 'insurance'::text]))),
  constraint means_check_request_way CHECK (((way = 'exchange'::text) = (request_id IS NOT NULL))),
  constraint means_check_request_way_check CHECK ((way = ANY (ARRAY['exchange'::text, 'paper'::text])))
);
alter table means_check_request enable row level security;
create policy means_check_request_resident on means_check_request as permissive for select to haihe_resident using ((household_id = current_household_id()));
create policy means_check_request_staff on means_check_request as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on means_check_request to haihe_resident;
grant insert, select, update (answered_on, as_of, fault, outcome) on means_check_request to haihe_staff;

create table means_check_request_authorisation (
  means_check_request_id uuid not null,
  authorisation_id uuid not null,
  division_code text collate "C" not null,
  household_id uuid,
  constraint means_check_request_authorisation_pkey PRIMARY KEY (means_check_request_id, authorisation_id),
  constraint means_check_request_authorisation_authorisation_id_fkey FOREIGN KEY (authorisation_id) REFERENCES means_check_authorisation(authorisation_id),
  constraint means_check_request_authorisation_means_check_request_id_fkey FOREIGN KEY (means_check_request_id) REFERENCES means_check_request(means_check_request_id)
);
CREATE INDEX means_check_request_authorisation_authorisation_index ON means_check_request_authorisation USING btree (authorisation_id);
alter table means_check_request_authorisation enable row level security;
create policy means_check_request_authorisation_staff on means_check_request_authorisation as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select on means_check_request_authorisation to haihe_staff;

create table means_check_resolution (
  means_check_resolution_id uuid default uuidv7() not null,
  means_check_id uuid not null,
  fact_name text not null,
  person_id uuid not null,
  said jsonb not null,
  source text not null,
  reason text not null,
  resolved_by uuid not null,
  resolved_on date not null,
  division_code text collate "C" not null,
  household_id uuid,
  constraint means_check_resolution_pkey PRIMARY KEY (means_check_resolution_id),
  constraint means_check_resolution_means_check_id_fkey FOREIGN KEY (means_check_id) REFERENCES means_check(means_check_id),
  constraint means_check_resolution_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint means_check_resolution_resolved_by_fkey FOREIGN KEY (resolved_by) REFERENCES account(account_id),
  constraint means_check_resolution_reason_check CHECK (((length(reason) >= 5) AND (length(reason) <= 1000)))
);
CREATE INDEX means_check_resolution_check_index ON means_check_resolution USING btree (means_check_id);
alter table means_check_resolution enable row level security;
create policy means_check_resolution_resident on means_check_resolution as permissive for select to haihe_resident using ((household_id = current_household_id()));
create policy means_check_resolution_staff on means_check_resolution as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on means_check_resolution to haihe_resident;
grant insert, select on means_check_resolution to haihe_staff;

create table message (
  message_id uuid default uuidv7() not null,
  person_id uuid,
  account_id uuid,
  title text not null,
  body text not null,
  case_id uuid,
  division_code text collate "C",
  sent_at timestamp with time zone default now() not null,
  business_date date not null,
  read_at timestamp with time zone,
  path text,
  constraint message_pkey PRIMARY KEY (message_id),
  constraint message_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(account_id),
  constraint message_has_receiver CHECK ((num_nonnulls(person_id, account_id) = 1)),
  constraint message_path_is_a_page CHECK ((path ~ '^/[a-z][a-z/-]*$'::text))
);
CREATE INDEX message_account_id_index ON message USING btree (account_id, sent_at DESC);
CREATE INDEX message_case_id_index ON message USING btree (case_id);
CREATE INDEX message_division_code_index ON message USING btree (division_code);
CREATE INDEX message_person_id_index ON message USING btree (person_id, sent_at DESC);
alter table message enable row level security;
create policy message_resident_mark on message as permissive for update to haihe_resident using (((person_id = current_person_id()) OR (account_id = current_account_id())));
create policy message_resident_read on message as permissive for select to haihe_resident using (((person_id = current_person_id()) OR (account_id = current_account_id())));
create policy message_send on message as permissive for insert to haihe_administrator, haihe_public, haihe_resident, haihe_staff with check (true);
create policy message_staff_mark on message as permissive for update to haihe_administrator, haihe_auditor, haihe_staff using ((account_id = current_account_id()));
create policy message_staff_read on message as permissive for select to haihe_administrator, haihe_auditor, haihe_staff using ((account_id = current_account_id()));
create policy message_staff_receipt on message as permissive for select to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select, update (read_at) on message to haihe_administrator;
grant select, update (read_at) on message to haihe_auditor;
grant insert on message to haihe_public;
grant insert, select, update (read_at) on message to haihe_resident;
grant insert, select, update (read_at) on message to haihe_staff;

create table migration (
  name text not null,
  hash text not null,
  run_at timestamp with time zone default now() not null,
  constraint migration_pkey PRIMARY KEY (name)
);

create table notice (
  notice_id uuid default uuidv7() not null,
  case_id uuid not null,
  kind text not null,
  division_code text collate "C" not null,
  published_on date not null,
  ends_on date not null,
  masked_name text not null,
  masked_text text not null,
  programme_id text not null,
  amount bigint,
  member_count integer,
  state text default 'running'::text not null,
  household_id uuid,
  published_by uuid,
  constraint notice_pkey PRIMARY KEY (notice_id),
  constraint notice_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(case_id),
  constraint notice_published_by_fkey FOREIGN KEY (published_by) REFERENCES account(account_id),
  constraint notice_check CHECK ((ends_on > published_on)),
  constraint notice_kind_check CHECK ((kind = ANY (ARRAY['street'::text, 'district'::text, 'end'::text]))),
  constraint notice_state_check CHECK ((state = ANY (ARRAY['running'::text, 'held'::text, 'ended'::text, 'withdrawn'::text])))
);
CREATE INDEX notice_case_id_index ON notice USING btree (case_id);
CREATE INDEX notice_published_on_index ON notice USING btree (published_on, notice_id);
CREATE INDEX notice_running_index ON notice USING btree (division_code, ends_on) WHERE (state = ANY (ARRAY['running'::text, 'held'::text]));
alter table notice enable row level security;
create policy notice_public on notice as permissive for select to haihe_public using ((state = ANY (ARRAY['running'::text, 'held'::text])));
create policy notice_resident on notice as permissive for select to haihe_resident using (((state = ANY (ARRAY['running'::text, 'held'::text])) OR (household_id = current_household_id())));
create policy notice_staff on notice as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select (amount, division_code, ends_on, kind, masked_name, masked_text, member_count, notice_id, programme_id, published_on, state) on notice to haihe_public;
grant select on notice to haihe_resident;
grant insert, select, update on notice to haihe_staff;

create table objection (
  objection_id uuid default uuidv7() not null,
  notice_id uuid not null,
  case_id uuid not null,
  text text not null,
  contact text,
  filed_on date not null,
  due_on date not null,
  state text default 'open'::text not null,
  finding text,
  decided_on date,
  decided_by uuid,
  division_code text collate "C" not null,
  household_id uuid,
  constraint objection_pkey PRIMARY KEY (objection_id),
  constraint objection_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(case_id),
  constraint objection_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(account_id),
  constraint objection_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notice(notice_id),
  constraint objection_decided_with_finding CHECK (((state = 'open'::text) OR ((finding IS NOT NULL) AND (decided_on IS NOT NULL)))),
  constraint objection_state_check CHECK ((state = ANY (ARRAY['open'::text, 'upheld'::text, 'rejected'::text, 'lapsed'::text]))),
  constraint objection_text_check CHECK (((length(text) >= 5) AND (length(text) <= 2000)))
);
CREATE INDEX objection_case_id_index ON objection USING btree (case_id);
CREATE INDEX objection_open_index ON objection USING btree (division_code, due_on) WHERE (state = 'open'::text);
alter table objection enable row level security;
create policy objection_staff on objection as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select, update on objection to haihe_staff;

create table one_off_grant (
  one_off_grant_id uuid default uuidv7() not null,
  household_id uuid not null,
  programme_id text not null,
  determination_id uuid not null,
  payee_id uuid not null,
  amount bigint not null,
  member_count integer not null,
  granted_on date not null,
  ended_on date,
  division_code text collate "C" not null,
  recorded_at timestamp with time zone default now() not null,
  constraint one_off_grant_pkey PRIMARY KEY (one_off_grant_id),
  constraint one_off_grant_once UNIQUE (determination_id),
  constraint one_off_grant_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(household_id),
  constraint one_off_grant_payee_id_fkey FOREIGN KEY (payee_id) REFERENCES person(person_id),
  constraint one_off_grant_amount_check CHECK ((amount > 0)),
  constraint one_off_grant_check CHECK ((ended_on >= granted_on)),
  constraint one_off_grant_member_count_check CHECK ((member_count >= 0))
);
CREATE INDEX one_off_grant_division_index ON one_off_grant USING btree (programme_id, division_code) WHERE (ended_on IS NULL);
CREATE INDEX one_off_grant_household_index ON one_off_grant USING btree (household_id, programme_id);
alter table one_off_grant enable row level security;
create policy one_off_grant_resident on one_off_grant as permissive for select to haihe_resident using ((household_id = current_household_id()));
create policy one_off_grant_staff on one_off_grant as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on one_off_grant to haihe_resident;
grant insert, select, update (division_code, ended_on) on one_off_grant to haihe_staff;

create table organisation (
  organisation_id uuid default uuidv7() not null,
  credit_code text collate "C",
  name text collate "C" not null,
  kind text not null,
  division_code text collate "C" not null,
  established_on date,
  dissolved_on date,
  version integer default 1 not null,
  constraint organisation_pkey PRIMARY KEY (organisation_id),
  constraint organisation_credit_code_key UNIQUE (credit_code),
  constraint organisation_division_code_fkey FOREIGN KEY (division_code) REFERENCES division(division_code),
  constraint organisation_credit_code_check CHECK ((credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'::text))
);
CREATE INDEX organisation_division_code_index ON organisation USING btree (division_code);
alter table organisation enable row level security;
create policy organisation_staff on organisation as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select, update on organisation to haihe_staff;

create table outreach (
  outreach_id uuid default uuidv7() not null,
  household_id uuid not null,
  programme_id text not null,
  reason text not null,
  person_id uuid,
  happened_on date not null,
  found_on date not null,
  due_on date not null,
  outcome text not null,
  amount bigint,
  missing text[] default '{}'::text[] not null,
  state text default 'open'::text not null,
  settled_on date,
  settled_by uuid,
  note text default ''::text not null,
  division_code text collate "C" not null,
  constraint outreach_pkey PRIMARY KEY (outreach_id),
  constraint outreach_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(household_id),
  constraint outreach_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint outreach_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES account(account_id),
  constraint outreach_amount_check CHECK ((amount >= 0)),
  constraint outreach_amount_fits_outcome CHECK (((amount IS NOT NULL) = (outcome = 'eligible'::text))),
  constraint outreach_note_check CHECK ((length(note) <= 500)),
  constraint outreach_outcome_check CHECK ((outcome = ANY (ARRAY['eligible'::text, 'incomplete'::text]))),
  constraint outreach_reason_check CHECK ((reason = ANY (ARRAY['birth'::text, 'death'::text, 'disability'::text, 'job_loss'::text, 'hospital_bill'::text, 'income_fall'::text, 'member_joined'::text, 'member_left'::text, 'new_standard'::text]))),
  constraint outreach_settled_has_day CHECK (((state = 'open'::text) = (settled_on IS NULL))),
  constraint outreach_state_check CHECK ((state = ANY (ARRAY['open'::text, 'applied'::text, 'declined'::text, 'lapsed'::text])))
);
CREATE INDEX outreach_household_index ON outreach USING btree (household_id, programme_id);
CREATE UNIQUE INDEX outreach_one_open ON outreach USING btree (household_id, programme_id) WHERE (state = 'open'::text);
CREATE INDEX outreach_open_index ON outreach USING btree (division_code, due_on) WHERE (state = 'open'::text);
alter table outreach enable row level security;
create policy outreach_resident on outreach as permissive for all to haihe_resident using ((household_id = current_household_id())) with check ((household_id = current_household_id()));
create policy outreach_staff on outreach as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select, update (note, settled_on, state) on outreach to haihe_resident;
grant insert, select, update (amount, division_code, missing, note, outcome, settled_by, settled_on, state) on outreach to haihe_staff;

create table payroll (
  payroll_id uuid default uuidv7() not null,
  programme_id text not null,
  division_code text collate "C" not null,
  month date not null,
  kind text default 'monthly'::text not null,
  sequence integer default 1 not null,
  state text not null,
  line_count integer default 0 not null,
  total bigint default 0 not null,
  prepared_by uuid,
  prepared_on date not null,
  locked_on date,
  approved_by uuid,
  approved_on date,
  sent_on date,
  returned_on date,
  reconciled_on date,
  due_on date not null,
  version integer default 1 not null,
  constraint payroll_pkey PRIMARY KEY (payroll_id),
  constraint payroll_once UNIQUE (programme_id, division_code, month, kind, sequence),
  constraint payroll_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES account(account_id),
  constraint payroll_division_code_fkey FOREIGN KEY (division_code) REFERENCES division(division_code),
  constraint payroll_prepared_by_fkey FOREIGN KEY (prepared_by) REFERENCES account(account_id),
  constraint payroll_approved_by_somebody CHECK (((state = ANY (ARRAY['draft'::text, 'locked'::text])) OR (approved_by IS NOT NULL))),
  constraint payroll_kind_check CHECK ((kind = ANY (ARRAY['monthly'::text, 'one_off'::text, 'reissue'::text]))),
  constraint payroll_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint payroll_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'locked'::text, 'approved'::text, 'sent'::text, 'returned'::text, 'reconciled'::text]))),
  constraint payroll_two_people CHECK ((prepared_by <> approved_by))
);
CREATE INDEX payroll_division_index ON payroll USING btree (division_code, month);
alter table payroll enable row level security;
create policy payroll_district on payroll as permissive for select to haihe_staff using (starts_with(current_area(), division_code));
create policy payroll_resident on payroll as permissive for select to haihe_resident using ((EXISTS ( SELECT
   FROM payroll_line l
  WHERE (l.payroll_id = payroll.payroll_id))));
create policy payroll_staff on payroll as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select (payroll_id, state) on payroll to haihe_resident;
grant insert, select, update on payroll to haihe_staff;

create table payroll_line (
  payroll_line_id uuid default uuidv7() not null,
  payroll_id uuid not null,
  household_id uuid not null,
  programme_id text not null,
  month date not null,
  entitlement_id uuid,
  determination_id uuid not null,
  payee_id uuid not null,
  payee_name text not null,
  bank_name text,
  bank_account_number text,
  regular_amount bigint not null,
  difference_amount bigint default 0 not null,
  amount bigint not null,
  kind text not null,
  reissue_of uuid,
  answer text,
  return_reason text,
  division_code text collate "C" not null,
  one_off_grant_id uuid,
  beneficiary_id uuid,
  constraint payroll_line_pkey PRIMARY KEY (payroll_line_id),
  constraint payroll_line_one_off_grant_id_fkey FOREIGN KEY (one_off_grant_id) REFERENCES one_off_grant(one_off_grant_id),
  constraint payroll_line_payroll_id_fkey FOREIGN KEY (payroll_id) REFERENCES payroll(payroll_id),
  constraint payroll_line_reissue_of_fkey FOREIGN KEY (reissue_of) REFERENCES payroll_line(payroll_line_id),
  constraint payroll_line_adds_up CHECK (((amount >= 0) AND (amount = (regular_amount + difference_amount)))),
  constraint payroll_line_answer_check CHECK ((answer = ANY (ARRAY['paid'::text, 'returned'::text, 'reissued'::text]))),
  constraint payroll_line_kind_check CHECK ((kind = ANY (ARRAY['regular'::text, 'one_off'::text, 'reissue'::text]))),
  constraint payroll_line_one_off_has_grant CHECK ((((kind <> 'one_off'::text) OR (one_off_grant_id IS NOT NULL)) AND ((kind <> 'regular'::text) OR (one_off_grant_id IS NULL))))
);
CREATE INDEX payroll_line_grant_index ON payroll_line USING btree (one_off_grant_id) WHERE (one_off_grant_id IS NOT NULL);
CREATE UNIQUE INDEX payroll_line_one_off_once ON payroll_line USING btree (one_off_grant_id) WHERE (kind = 'one_off'::text);
CREATE INDEX payroll_line_payroll_id_index ON payroll_line USING btree (payroll_id);
CREATE UNIQUE INDEX payroll_line_regular_once ON payroll_line USING btree (household_id, programme_id, month, beneficiary_id) INCLUDE (division_code) NULLS NOT DISTINCT WHERE (kind = 'regular'::text);
CREATE UNIQUE INDEX payroll_line_reissued_once ON payroll_line USING btree (reissue_of) WHERE (kind = 'reissue'::text);
CREATE INDEX payroll_line_returned_index ON payroll_line USING btree (division_code) WHERE (answer = 'returned'::text);
alter table payroll_line enable row level security;
create policy payroll_line_resident on payroll_line as permissive for select to haihe_resident using ((household_id = current_household_id()));
create policy payroll_line_staff on payroll_line as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on payroll_line to haihe_resident;
grant delete, insert, select, update on payroll_line to haihe_staff;

create table payroll_spend (
  payroll_id uuid not null,
  programme_id text not null,
  month date not null,
  division_code text collate "C" not null,
  line_count integer not null,
  amount bigint not null,
  constraint payroll_spend_payroll_id_fkey FOREIGN KEY (payroll_id) REFERENCES payroll(payroll_id)
);
CREATE INDEX payroll_spend_month_index ON payroll_spend USING btree (programme_id, month, division_code) INCLUDE (line_count, amount, payroll_id);
alter table payroll_spend enable row level security;
create policy payroll_spend_staff on payroll_spend as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select on payroll_spend to haihe_staff;

create table person (
  person_id uuid default uuidv7() not null,
  name text collate "C" not null,
  name_reversed text collate "C" generated always as (reverse(name)) stored,
  name_pinyin text collate "C" default ''::text not null,
  name_initials text collate "C" default ''::text not null,
  name_pieces text[] collate "C" default '{}'::text[] not null,
  sex text default '0'::text not null,
  birth_date date,
  death_date date,
  identity_number text collate "C",
  identity_tail text collate "C" generated always as ("right"(identity_number, 4)) stored,
  nationality text,
  telephone text collate "C",
  division_code text collate "C" not null,
  synthetic boolean default false not null,
  restricted boolean default false not null,
  version integer default 1 not null,
  recorded_at timestamp with time zone default now() not null,
  changed_at timestamp with time zone default now() not null,
  constraint person_pkey PRIMARY KEY (person_id),
  constraint person_identity_number_key UNIQUE (identity_number),
  constraint person_dies_after_birth CHECK ((death_date >= birth_date)),
  constraint person_identity_number_check CHECK ((identity_number ~ '^[0-9]{17}[0-9X]$'::text)),
  constraint person_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  constraint person_nationality_check CHECK ((nationality ~ '^[0-9]{2}$'::text)),
  constraint person_sex_check CHECK ((sex = ANY (ARRAY['0'::text, '1'::text, '2'::text, '9'::text])))
);
CREATE INDEX person_birth_date_index ON person USING btree (birth_date, division_code) WHERE ((death_date IS NULL) AND (NOT restricted));
CREATE INDEX person_changed_at_index ON person USING brin (changed_at) WITH (pages_per_range='16', autosummarize='on');
CREATE INDEX person_death_date_index ON person USING btree (death_date, division_code) INCLUDE (birth_date) WHERE ((death_date IS NOT NULL) AND (NOT restricted));
CREATE INDEX person_division_code_index ON person USING btree (division_code);
CREATE INDEX person_identity_tail_index ON person USING btree (identity_tail, division_code);
CREATE INDEX person_name_index ON person USING btree (name, division_code);
CREATE INDEX person_name_initials_index ON person USING btree (name_initials, division_code);
CREATE INDEX person_name_pieces_index ON person USING gin (name_pieces) WITH (fastupdate=off);
CREATE INDEX person_name_pinyin_index ON person USING btree (name_pinyin, division_code);
CREATE INDEX person_name_reversed_index ON person USING btree (name_reversed, division_code);
CREATE INDEX person_restricted_index ON person USING btree (division_code) WHERE restricted;
CREATE INDEX person_telephone_index ON person USING btree (telephone) WHERE (telephone IS NOT NULL);
alter table person enable row level security;
create policy person_application on person as permissive for select to haihe_app using (true);
create policy person_resident on person as permissive for select to haihe_resident using (((person_id = current_person_id()) OR (person_id IN ( SELECT m.person_id
   FROM household_member m
  WHERE ((m.household_id = current_household_id()) AND upper_inf(m.valid))))));
create policy person_staff on person as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)) AND ((NOT restricted) OR (current_account_id() IS NULL) OR (person_id IN ( SELECT e.person_id
   FROM person_entitled e
  WHERE ((e.account_id = current_account_id()) AND e.entitled)))))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select (division_code, name, person_id) on person to haihe_app;
grant select on person to haihe_resident;
grant insert, select, update on person to haihe_staff;

create table person_correction (
  person_correction_id uuid default uuidv7() not null,
  person_id uuid not null,
  fields text[] not null,
  before jsonb not null,
  reason text not null,
  corrected_by uuid not null,
  unit_name text not null,
  corrected_on date not null,
  recorded_at timestamp with time zone default now() not null,
  constraint person_correction_pkey PRIMARY KEY (person_correction_id),
  constraint person_correction_corrected_by_fkey FOREIGN KEY (corrected_by) REFERENCES account(account_id),
  constraint person_correction_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint person_correction_fields_check CHECK ((cardinality(fields) > 0))
);
CREATE INDEX person_correction_person_id_index ON person_correction USING btree (person_id);
alter table person_correction enable row level security;
create policy person_correction_read on person_correction as permissive for select to haihe_staff using ((person_id IN ( SELECT p.person_id
   FROM person p)));
create policy person_correction_write on person_correction as permissive for insert to haihe_staff with check (((corrected_by = current_account_id()) AND (person_id IN ( SELECT p.person_id
   FROM person p))));
grant insert, select on person_correction to haihe_staff;

create table person_entitled (
  person_id uuid not null,
  account_id uuid not null,
  reason text not null,
  entitled boolean not null,
  granted_by uuid not null,
  granted_on date not null,
  constraint person_entitled_pkey PRIMARY KEY (person_id, account_id),
  constraint person_entitled_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(account_id),
  constraint person_entitled_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES account(account_id),
  constraint person_entitled_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id)
);
alter table person_entitled enable row level security;
create policy person_entitled_staff on person_entitled as permissive for all to haihe_staff using (((current_area() IS NOT NULL) AND ((account_id = current_account_id()) OR (granted_by = current_account_id())))) with check ((granted_by = current_account_id()));
grant insert, select, update on person_entitled to haihe_staff;

create table person_link (
  link_id uuid default uuidv7() not null,
  person_id uuid not null,
  other_person_id uuid not null,
  decision text not null,
  reason text not null,
  division_code text collate "C" not null,
  decided_by uuid not null,
  decided_on date not null,
  recorded_at timestamp with time zone default now() not null,
  constraint person_link_pkey PRIMARY KEY (link_id),
  constraint person_link_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(account_id),
  constraint person_link_other_person_id_fkey FOREIGN KEY (other_person_id) REFERENCES person(person_id),
  constraint person_link_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint person_link_decision_check CHECK ((decision = ANY (ARRAY['linked'::text, 'distinct'::text, 'undone'::text]))),
  constraint person_link_in_order CHECK ((person_id < other_person_id))
);
CREATE INDEX person_link_other_person_id_index ON person_link USING btree (other_person_id);
CREATE INDEX person_link_person_id_index ON person_link USING btree (person_id);
alter table person_link enable row level security;
create policy person_link_staff on person_link as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select on person_link to haihe_staff;

create table post (
  post_id uuid default uuidv7() not null,
  account_id uuid not null,
  unit_id uuid not null,
  role text not null,
  division_code text collate "C" not null,
  valid daterange default daterange(NULL::date, NULL::date) not null,
  constraint post_pkey PRIMARY KEY (post_id),
  constraint post_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(account_id),
  constraint post_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(unit_id),
  constraint post_division_code_check CHECK ((division_code ~ '^[0-9]{2,12}$'::text)),
  constraint post_role_check CHECK ((role = ANY (ARRAY['community_worker'::text, 'street_clerk'::text, 'district_approver'::text, 'finance'::text, 'policy_officer'::text, 'leader'::text, 'system_administrator'::text, 'security_administrator'::text, 'audit_administrator'::text])))
);
CREATE INDEX post_account_id_index ON post USING btree (account_id);
CREATE INDEX post_unit_id_index ON post USING btree (unit_id);
grant insert, select, update on post to haihe_administrator;
grant insert, select, update on post to haihe_app;
grant select on post to haihe_auditor;
grant select on post to haihe_staff;

create table proposal (
  proposal_id uuid default uuidv7() not null,
  title text not null,
  effective_from date not null,
  document text not null,
  document_number text,
  document_date date,
  mark text not null,
  reason text default ''::text not null,
  changes_the_past boolean default false not null,
  state text default 'draft'::text not null,
  prepared_by uuid not null,
  prepared_on date not null,
  approved_by uuid,
  approved_on date,
  applied_on date,
  households_done integer default 0 not null,
  households_changed integer default 0 not null,
  households_waiting integer default 0 not null,
  difference_total bigint default 0 not null,
  last_household_id uuid,
  version integer default 1 not null,
  division_code text collate "C" not null,
  constraint proposal_pkey PRIMARY KEY (proposal_id),
  constraint proposal_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES account(account_id),
  constraint proposal_prepared_by_fkey FOREIGN KEY (prepared_by) REFERENCES account(account_id),
  constraint proposal_applied_on_a_day CHECK (((state = 'applied'::text) = (applied_on IS NOT NULL))),
  constraint proposal_approved_by_somebody CHECK (((state <> ALL (ARRAY['approved'::text, 'applied'::text])) OR ((approved_by IS NOT NULL) AND (approved_on IS NOT NULL)))),
  constraint proposal_document_check CHECK (((length(document) >= 4) AND (length(document) <= 200))),
  constraint proposal_document_number_check CHECK ((length(document_number) <= 100)),
  constraint proposal_mark_check CHECK ((mark = ANY (ARRAY['O'::text, 'T'::text, 'S'::text, 'D'::text, 'M'::text]))),
  constraint proposal_reason_check CHECK ((length(reason) <= 1000)),
  constraint proposal_says_that_it_changes_the_past CHECK ((changes_the_past OR (state <> ALL (ARRAY['approved'::text, 'applied'::text])) OR (effective_from >= date_trunc('month'::text, (approved_on)::timestamp with time zone)))),
  constraint proposal_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'approved'::text, 'applied'::text, 'withdrawn'::text]))),
  constraint proposal_title_check CHECK (((length(title) >= 4) AND (length(title) <= 100))),
  constraint proposal_two_people CHECK ((approved_by <> prepared_by))
);
alter table proposal enable row level security;
create policy proposal_enacted on proposal as permissive for select to haihe_app using ((state = ANY (ARRAY['approved'::text, 'applied'::text])));
create policy proposal_staff on proposal as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select (document, document_date, document_number, mark, proposal_id, state) on proposal to haihe_app;
grant insert, select, update on proposal to haihe_staff;

create table proposal_value (
  proposal_id uuid not null,
  parameter text collate "C" not null,
  value_division text collate "C" not null,
  value numeric(14,4) not null,
  effective_from date not null,
  enacted boolean default false not null,
  division_code text collate "C" not null,
  constraint proposal_value_pkey PRIMARY KEY (proposal_id, parameter, value_division),
  constraint proposal_value_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES proposal(proposal_id) ON DELETE CASCADE,
  constraint proposal_value_value_check CHECK ((value >= (0)::numeric))
);
CREATE UNIQUE INDEX proposal_value_enacted_once ON proposal_value USING btree (parameter, value_division, effective_from) WHERE enacted;
alter table proposal_value enable row level security;
create policy proposal_value_enacted on proposal_value as permissive for select to haihe_app using (enacted);
create policy proposal_value_staff on proposal_value as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select (effective_from, enacted, parameter, proposal_id, value, value_division) on proposal_value to haihe_app;
grant delete, insert, select, update (enacted) on proposal_value to haihe_staff;

create table proposal_version (
  proposal_id uuid not null,
  programme_id text collate "C" not null,
  version text collate "C" not null,
  version_division text collate "C" not null,
  rules_hash text not null,
  division_code text collate "C" not null,
  constraint proposal_version_pkey PRIMARY KEY (proposal_id, programme_id, version_division),
  constraint proposal_version_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES proposal(proposal_id) ON DELETE CASCADE,
  constraint proposal_version_rules_hash_check CHECK ((rules_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint proposal_version_version_check CHECK (((length(version) >= 1) AND (length(version) <= 40)))
);
alter table proposal_version enable row level security;
create policy proposal_version_staff on proposal_version as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant delete, insert, select on proposal_version to haihe_staff;

create table rating (
  case_id uuid not null,
  stars integer not null,
  text text,
  rated_on date not null,
  division_code text collate "C" not null,
  household_id uuid,
  constraint rating_pkey PRIMARY KEY (case_id),
  constraint rating_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(case_id),
  constraint rating_stars_check CHECK (((stars >= 1) AND (stars <= 5))),
  constraint rating_text_check CHECK ((length(text) <= 1000))
);
alter table rating enable row level security;
create policy rating_resident on rating as permissive for all to haihe_resident using ((household_id = current_household_id())) with check ((household_id = current_household_id()));
create policy rating_staff on rating as permissive for select to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert (case_id, division_code, household_id, rated_on, stars, text), select on rating to haihe_resident;
grant select on rating to haihe_staff;

create table repayment (
  repayment_id uuid default uuidv7() not null,
  difference_item_id uuid not null,
  household_id uuid not null,
  programme_id text not null,
  amount bigint not null,
  means text not null,
  reference text not null,
  received_on date not null,
  state text default 'recorded'::text not null,
  recorded_by uuid not null,
  recorded_on date not null,
  booked_by uuid,
  booked_on date,
  cancel_reason text,
  division_code text collate "C" not null,
  constraint repayment_pkey PRIMARY KEY (repayment_id),
  constraint repayment_booked_by_fkey FOREIGN KEY (booked_by) REFERENCES account(account_id),
  constraint repayment_difference_item_id_fkey FOREIGN KEY (difference_item_id) REFERENCES difference_item(difference_item_id),
  constraint repayment_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(household_id),
  constraint repayment_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(account_id),
  constraint repayment_amount_check CHECK ((amount > 0)),
  constraint repayment_booked_by_somebody CHECK (((state = 'booked'::text) = ((booked_by IS NOT NULL) AND (booked_on IS NOT NULL)))),
  constraint repayment_cancelled_says_why CHECK (((state = 'cancelled'::text) = (cancel_reason IS NOT NULL))),
  constraint repayment_means_check CHECK ((means = ANY (ARRAY['cash'::text, 'transfer'::text]))),
  constraint repayment_reference_check CHECK ((reference <> ''::text)),
  constraint repayment_state_check CHECK ((state = ANY (ARRAY['recorded'::text, 'booked'::text, 'cancelled'::text]))),
  constraint repayment_two_people CHECK ((booked_by <> recorded_by))
);
CREATE INDEX repayment_household_index ON repayment USING btree (household_id);
CREATE UNIQUE INDEX repayment_once ON repayment USING btree (difference_item_id, means, reference) WHERE (state <> 'cancelled'::text);
CREATE INDEX repayment_waiting_index ON repayment USING btree (division_code) WHERE (state = 'recorded'::text);
alter table repayment enable row level security;
create policy repayment_resident on repayment as permissive for select to haihe_resident using ((household_id = current_household_id()));
create policy repayment_staff on repayment as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on repayment to haihe_resident;
grant insert, select, update (booked_by, booked_on, cancel_reason, state) on repayment to haihe_staff;

create table reported_change (
  case_id uuid not null,
  programme_id text not null,
  household_id uuid not null,
  kind text not null,
  changed_on date not null,
  reported_on date not null,
  text text default ''::text not null,
  person_id uuid,
  division_code text collate "C" not null,
  constraint reported_change_pkey PRIMARY KEY (case_id),
  constraint reported_change_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(case_id),
  constraint reported_change_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(household_id),
  constraint reported_change_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint reported_change_kind_check CHECK ((kind = ANY (ARRAY['income'::text, 'assets'::text, 'birth'::text, 'death'::text, 'joins'::text, 'leaves'::text, 'move'::text, 'other'::text]))),
  constraint reported_change_not_before_it_happened CHECK ((changed_on <= reported_on)),
  constraint reported_change_text_check CHECK ((length(text) <= 1000))
);
CREATE INDEX reported_change_household_id_index ON reported_change USING btree (household_id);
alter table reported_change enable row level security;
create policy reported_change_resident on reported_change as permissive for all to haihe_resident using ((household_id = current_household_id())) with check ((household_id = current_household_id()));
create policy reported_change_staff on reported_change as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select on reported_change to haihe_resident;
grant insert, select on reported_change to haihe_staff;

create table resident_change (
  division_code text collate "C" not null,
  change integer not null
);
alter table resident_change enable row level security;
create policy resident_change_application on resident_change as permissive for all to haihe_app using (true) with check (true);
create policy resident_change_staff on resident_change as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant delete, select on resident_change to haihe_app;
grant insert, select on resident_change to haihe_staff;

create table resident_count (
  division_code text collate "C" not null,
  people bigint not null,
  constraint resident_count_pkey PRIMARY KEY (division_code),
  constraint resident_count_people_check CHECK ((people >= 0))
);
alter table resident_count enable row level security;
create policy resident_count_application on resident_count as permissive for all to haihe_app using (true) with check (true);
create policy resident_count_staff on resident_count as permissive for select to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select, update on resident_count to haihe_app;
grant select on resident_count to haihe_staff;

create table roster (
  roster_id uuid default uuidv7() not null,
  kind text collate "C" not null,
  year integer not null,
  drawn_on date not null,
  drawn_by uuid,
  hidden_count integer default 0 not null,
  version integer default 1 not null,
  division_code text collate "C" not null,
  constraint roster_pkey PRIMARY KEY (roster_id),
  constraint roster_once UNIQUE (kind, year, division_code),
  constraint roster_division_code_fkey FOREIGN KEY (division_code) REFERENCES division(division_code),
  constraint roster_drawn_by_fkey FOREIGN KEY (drawn_by) REFERENCES account(account_id),
  constraint roster_year_check CHECK (((year >= 2000) AND (year <= 2100)))
);
alter table roster enable row level security;
create policy roster_staff on roster as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select, update on roster to haihe_staff;

create table roster_batch (
  roster_batch_id uuid default uuidv7() not null,
  roster_id uuid not null,
  sent_on date not null,
  division_code text collate "C" not null,
  constraint roster_batch_pkey PRIMARY KEY (roster_batch_id),
  constraint roster_batch_roster_id_fkey FOREIGN KEY (roster_id) REFERENCES roster(roster_id)
);
alter table roster_batch enable row level security;
create policy roster_batch_staff on roster_batch as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select on roster_batch to haihe_staff;

create table roster_batch_line (
  roster_batch_id uuid not null,
  roster_line_id uuid not null,
  division_code text collate "C" not null,
  constraint roster_batch_line_pkey PRIMARY KEY (roster_batch_id, roster_line_id),
  constraint roster_batch_line_roster_batch_id_fkey FOREIGN KEY (roster_batch_id) REFERENCES roster_batch(roster_batch_id),
  constraint roster_batch_line_roster_line_id_fkey FOREIGN KEY (roster_line_id) REFERENCES roster_line(roster_line_id)
);
alter table roster_batch_line enable row level security;
create policy roster_batch_line_staff on roster_batch_line as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select on roster_batch_line to haihe_staff;

create table roster_drawing (
  roster_drawing_id uuid default uuidv7() not null,
  roster_id uuid not null,
  state text default 'waiting'::text not null,
  asked_on date not null,
  asked_by uuid not null,
  post_id uuid not null,
  household_count integer,
  households_done integer default 0 not null,
  joins integer,
  leaves integer,
  dropped integer,
  hidden integer,
  failure text,
  division_code text collate "C" not null,
  constraint roster_drawing_pkey PRIMARY KEY (roster_drawing_id),
  constraint roster_drawing_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES account(account_id),
  constraint roster_drawing_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(post_id),
  constraint roster_drawing_roster_id_fkey FOREIGN KEY (roster_id) REFERENCES roster(roster_id),
  constraint roster_drawing_done_counts CHECK (((state <> 'done'::text) OR (num_nonnulls(joins, leaves, dropped, hidden) = 4))),
  constraint roster_drawing_failed_says_why CHECK (((state = 'failed'::text) = (failure IS NOT NULL))),
  constraint roster_drawing_households_done_check CHECK ((households_done >= 0)),
  constraint roster_drawing_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text])))
);
CREATE UNIQUE INDEX roster_drawing_one_under_way ON roster_drawing USING btree (roster_id) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));
CREATE INDEX roster_drawing_roster_index ON roster_drawing USING btree (roster_id, roster_drawing_id);
alter table roster_drawing enable row level security;
create policy roster_drawing_staff on roster_drawing as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select, update on roster_drawing to haihe_staff;

create table roster_line (
  roster_line_id uuid default uuidv7() not null,
  roster_id uuid not null,
  person_id uuid not null,
  household_id uuid,
  sequence integer default 1 not null,
  act text not null,
  content jsonb default '{}'::jsonb not null,
  state text default 'drafted'::text not null,
  amount bigint,
  receipt jsonb,
  reason text,
  drafted_on date not null,
  sent_at timestamp with time zone,
  final_by timestamp with time zone,
  asked_at timestamp with time zone,
  finished_on date,
  division_code text collate "C" not null,
  constraint roster_line_pkey PRIMARY KEY (roster_line_id),
  constraint roster_line_once UNIQUE (roster_id, person_id, sequence),
  constraint roster_line_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(household_id),
  constraint roster_line_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint roster_line_roster_id_fkey FOREIGN KEY (roster_id) REFERENCES roster(roster_id),
  constraint roster_line_accepted_has_amount CHECK (((state <> 'accepted'::text) OR (amount IS NOT NULL))),
  constraint roster_line_act_check CHECK ((act = ANY (ARRAY['join'::text, 'leave'::text]))),
  constraint roster_line_amount_check CHECK ((amount >= 0)),
  constraint roster_line_refusal_says_why CHECK (((state <> ALL (ARRAY['rejected'::text, 'failed'::text])) OR (reason IS NOT NULL))),
  constraint roster_line_sent_has_end CHECK (((state = 'drafted'::text) OR (final_by IS NOT NULL))),
  constraint roster_line_state_check CHECK ((state = ANY (ARRAY['drafted'::text, 'sent'::text, 'pending'::text, 'accepted'::text, 'rejected'::text, 'failed'::text])))
);
CREATE INDEX roster_line_open_index ON roster_line USING btree (final_by) WHERE (state = ANY (ARRAY['sent'::text, 'pending'::text]));
CREATE INDEX roster_line_person_index ON roster_line USING btree (person_id);
CREATE INDEX roster_line_roster_index ON roster_line USING btree (roster_id, state);
alter table roster_line enable row level security;
create policy roster_line_staff on roster_line as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant delete, insert, select, update on roster_line to haihe_staff;

create table roster_reconciliation (
  roster_reconciliation_id uuid default uuidv7() not null,
  roster_id uuid not null,
  asked_on date not null,
  answered_on date,
  failed text,
  ours integer,
  theirs integer,
  differences jsonb,
  division_code text collate "C" not null,
  constraint roster_reconciliation_pkey PRIMARY KEY (roster_reconciliation_id),
  constraint roster_reconciliation_roster_id_fkey FOREIGN KEY (roster_id) REFERENCES roster(roster_id)
);
CREATE INDEX roster_reconciliation_roster_index ON roster_reconciliation USING btree (roster_id, asked_on);
alter table roster_reconciliation enable row level security;
create policy roster_reconciliation_staff on roster_reconciliation as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant insert, select, update on roster_reconciliation to haihe_staff;

create table session (
  session_id uuid default uuidv7() not null,
  token_hash bytea not null,
  csrf_token text not null,
  account_id uuid not null,
  post_id uuid,
  created_at timestamp with time zone default now() not null,
  last_seen_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  address text,
  constraint session_pkey PRIMARY KEY (session_id),
  constraint session_token_hash_key UNIQUE (token_hash),
  constraint session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(account_id),
  constraint session_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(post_id)
);
CREATE INDEX session_account_id_index ON session USING btree (account_id);
grant select (account_id, address, created_at, ended_at, expires_at, last_seen_at, post_id, session_id), update (ended_at) on session to haihe_administrator;
grant delete, insert, select, update on session to haihe_app;
grant select (account_id, address, created_at, ended_at, expires_at, last_seen_at, post_id, session_id) on session to haihe_auditor;

create table sign_in_attempt (
  attempt_id uuid default uuidv7() not null,
  user_name_hash bytea not null,
  address text not null,
  at timestamp with time zone default now() not null,
  succeeded boolean not null,
  constraint sign_in_attempt_pkey PRIMARY KEY (attempt_id)
);
CREATE INDEX sign_in_attempt_address_index ON sign_in_attempt USING btree (address, at);
CREATE INDEX sign_in_attempt_recent_index ON sign_in_attempt USING btree (user_name_hash, at);
grant select on sign_in_attempt to haihe_administrator;
grant delete, insert, select on sign_in_attempt to haihe_app;
grant select on sign_in_attempt to haihe_auditor;

create table staff_relative (
  account_id uuid not null,
  person_id uuid not null,
  relation text not null,
  declared_on date not null,
  staff_relative_id uuid default uuidv7() not null,
  name text collate "C" not null,
  basis text,
  valid daterange not null,
  declared_by uuid not null,
  ended_on date,
  ended_by uuid,
  end_reason text,
  constraint staff_relative_pkey PRIMARY KEY (staff_relative_id),
  constraint staff_relative_once EXCLUDE USING gist (account_id WITH =, person_id WITH =, valid WITH &&),
  constraint staff_relative_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(account_id),
  constraint staff_relative_declared_by_fkey FOREIGN KEY (declared_by) REFERENCES account(account_id),
  constraint staff_relative_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES account(account_id),
  constraint staff_relative_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(person_id),
  constraint staff_relative_end_is_said CHECK (((upper_inf(valid) = (ended_by IS NULL)) AND (num_nulls(ended_on, ended_by, end_reason) = ANY (ARRAY[0, 3])))),
  constraint staff_relative_ended_by_another CHECK ((ended_by <> account_id)),
  constraint staff_relative_holds CHECK (((NOT isempty(valid)) AND (NOT lower_inf(valid)))),
  constraint staff_relative_relation_known CHECK ((relation = ANY (ARRAY['spouse'::text, 'child'::text, 'parent'::text, 'grandchild'::text, 'grandparent'::text, 'sibling'::text, 'other'::text])))
);
CREATE INDEX staff_relative_person_id_index ON staff_relative USING btree (person_id);
alter table staff_relative enable row level security;
create policy staff_relative_declare on staff_relative as permissive for insert to haihe_staff with check (((declared_by = current_account_id()) AND ((account_id = current_account_id()) OR (account_id IN ( SELECT p.account_id
   FROM post p
  WHERE ((p.division_code >= current_area()) AND (p.division_code < (current_area() || ':'::text))))))));
create policy staff_relative_end on staff_relative as permissive for update to haihe_staff using (((account_id <> ALL (accounts_of_same_people(ARRAY[current_account_id()]))) AND (current_account_id() IN ( SELECT k.account_id
   FROM post k
  WHERE (k.role = ANY (ARRAY['district_approver'::text, 'policy_officer'::text])))) AND (person_id IN ( SELECT p.person_id
   FROM person p)))) with check ((ended_by = current_account_id()));
create policy staff_relative_read on staff_relative as permissive for select to haihe_staff using (((account_id = ANY (accounts_of_same_people(ARRAY[current_account_id()]))) OR (declared_by = current_account_id()) OR ((current_account_id() IN ( SELECT k.account_id
   FROM post k
  WHERE (k.role = ANY (ARRAY['district_approver'::text, 'policy_officer'::text])))) AND (person_id IN ( SELECT p.person_id
   FROM person p)))));
grant insert, select, update (end_reason, ended_by, ended_on, valid) on staff_relative to haihe_staff;

create table supplement_request (
  supplement_request_id uuid default uuidv7() not null,
  case_id uuid not null,
  items jsonb not null,
  told_on date not null,
  due_on date not null,
  answered_on date,
  requested_by uuid not null,
  division_code text collate "C" not null,
  household_id uuid,
  constraint supplement_request_pkey PRIMARY KEY (supplement_request_id),
  constraint supplement_request_told_once UNIQUE (case_id),
  constraint supplement_request_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(case_id),
  constraint supplement_request_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES account(account_id)
);
alter table supplement_request enable row level security;
create policy supplement_request_resident on supplement_request as permissive for all to haihe_resident using ((household_id = current_household_id())) with check ((household_id = current_household_id()));
create policy supplement_request_staff on supplement_request as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select on supplement_request to haihe_resident;
grant insert, select, update on supplement_request to haihe_staff;

create table unenacted_value (
  parameter text collate "C" not null,
  value_division text collate "C" not null,
  effective_from date not null,
  constraint unenacted_value_pkey PRIMARY KEY (parameter, value_division, effective_from)
);
grant select on unenacted_value to haihe_app;
grant select on unenacted_value to haihe_staff;

create table unit (
  unit_id uuid default uuidv7() not null,
  name text collate "C" not null,
  kind text not null,
  division_code text collate "C" not null,
  valid daterange default daterange(NULL::date, NULL::date) not null,
  constraint unit_pkey PRIMARY KEY (unit_id),
  constraint unit_kind_check CHECK ((kind = ANY (ARRAY['city_bureau'::text, 'district_bureau'::text, 'street_office'::text, 'community'::text, 'bank'::text, 'institution'::text])))
);
grant insert, select, update on unit to haihe_administrator;
grant insert, select, update on unit to haihe_app;
grant select on unit to haihe_auditor;
grant select on unit to haihe_staff;

create table visit (
  visit_id uuid default uuidv7() not null,
  case_id uuid,
  household_id uuid,
  planned_on date not null,
  visited_on date,
  visited_at timestamp with time zone,
  visitor_id uuid,
  second_visitor_id uuid,
  place text,
  finding text,
  agrees_with_declaration boolean,
  detail jsonb default '{}'::jsonb not null,
  state text default 'planned'::text not null,
  division_code text collate "C" not null,
  version integer default 1 not null,
  route_position integer,
  safety_remark text,
  proof jsonb,
  set_aside_from uuid,
  constraint visit_pkey PRIMARY KEY (visit_id),
  constraint visit_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file(case_id),
  constraint visit_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(household_id),
  constraint visit_second_visitor_id_fkey FOREIGN KEY (second_visitor_id) REFERENCES account(account_id),
  constraint visit_set_aside_from_fkey FOREIGN KEY (set_aside_from) REFERENCES visit(visit_id),
  constraint visit_visitor_id_fkey FOREIGN KEY (visitor_id) REFERENCES account(account_id),
  constraint visit_by_two_people CHECK ((visitor_id <> second_visitor_id)),
  constraint visit_done_is_complete CHECK (((state <> ALL (ARRAY['done'::text, 'set_aside'::text])) OR ((visited_on IS NOT NULL) AND (visitor_id IS NOT NULL) AND (second_visitor_id IS NOT NULL) AND (finding IS NOT NULL)))),
  constraint visit_route_position_check CHECK (((route_position >= 1) AND (route_position <= 200))),
  constraint visit_safety_remark_check CHECK (((length(safety_remark) >= 2) AND (length(safety_remark) <= 200))),
  constraint visit_set_aside_from_another CHECK (((state = 'set_aside'::text) = (set_aside_from IS NOT NULL))),
  constraint visit_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'done'::text, 'cancelled'::text, 'set_aside'::text])))
);
CREATE INDEX visit_case_id_index ON visit USING btree (case_id);
CREATE INDEX visit_division_code_index ON visit USING btree (division_code, planned_on);
CREATE INDEX visit_household_id_index ON visit USING btree (household_id);
CREATE INDEX visit_second_visitor_id_index ON visit USING btree (second_visitor_id) WHERE (state = 'planned'::text);
CREATE INDEX visit_set_aside_from_index ON visit USING btree (set_aside_from) WHERE (set_aside_from IS NOT NULL);
CREATE INDEX visit_visitor_id_index ON visit USING btree (visitor_id) WHERE (state = 'planned'::text);
alter table visit enable row level security;
create policy visit_resident on visit as permissive for select to haihe_resident using ((household_id = current_household_id()));
create policy visit_staff on visit as permissive for all to haihe_staff using (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text)))) with check (((division_code >= current_area()) AND (division_code < (current_area() || ':'::text))));
grant select (agrees_with_declaration, case_id, detail, division_code, finding, household_id, place, planned_on, second_visitor_id, state, version, visit_id, visited_at, visited_on, visitor_id) on visit to haihe_resident;
grant insert, select, update on visit to haihe_staff;

create table visit_copy (
  visit_id uuid not null,
  device_id uuid not null,
  brief_code text not null,
  taken_on date not null,
  taken_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_because text,
  constraint visit_copy_pkey PRIMARY KEY (visit_id, device_id),
  constraint visit_copy_device_id_fkey FOREIGN KEY (device_id) REFERENCES field_device(device_id),
  constraint visit_copy_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES visit(visit_id),
  constraint visit_copy_ended_because_check CHECK ((ended_because = ANY (ARRAY['delivered'::text, 'put_back'::text, 'over'::text, 'purged'::text]))),
  constraint visit_copy_ended_for_a_reason CHECK ((num_nonnulls(ended_at, ended_because) = ANY (ARRAY[0, 2])))
);
CREATE INDEX visit_copy_device_id_index ON visit_copy USING btree (device_id);
alter table visit_copy enable row level security;
create policy visit_copy_staff on visit_copy as permissive for all to haihe_staff using ((EXISTS ( SELECT
   FROM visit v
  WHERE (v.visit_id = visit_copy.visit_id))));
grant insert, select, update on visit_copy to haihe_staff;

CREATE OR REPLACE FUNCTION account_of_returned_line(p_payroll_line_id uuid, p_on date)
 RETURNS TABLE(bank_name text, number text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
  select b.bank_name, b.number
  from payroll_line l join bank_account b on b.person_id = l.payee_id and b.valid @> p_on
  where l.payroll_line_id = p_payroll_line_id and l.answer = 'returned'
    and l.division_code >= current_area() and l.division_code < current_area() || ':'
$function$;
grant execute on function account_of_returned_line to haihe_staff;

CREATE OR REPLACE FUNCTION accounts_of_same_people(p_accounts uuid[])
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
  select coalesce(array_agg(distinct other.account_id), '{}')
  from account own join account other on other.account_id = own.account_id or other.person_id = own.person_id
  where own.account_id = any (p_accounts)
$function$;
grant execute on function accounts_of_same_people to haihe_resident;
grant execute on function accounts_of_same_people to haihe_staff;

CREATE OR REPLACE FUNCTION answer_supplement(p_case_id uuid, p_on date, p_due_on date, p_due_provisional boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
begin
  if not case_within_reach(p_case_id) then return false; end if;
  update case_file set held_on = null, hold_kind = null, hold_reason = null, due_on = p_due_on,
    due_provisional = p_due_provisional
    where case_id = p_case_id and state = 'open' and hold_kind = 'supplement';
  if not found then return false; end if;
  update supplement_request set answered_on = p_on where case_id = p_case_id and answered_on is null;
  update case_step set due_on = p_due_on where case_id = p_case_id and finished_on is null;
  return true;
end $function$;
grant execute on function answer_supplement to haihe_resident;
grant execute on function answer_supplement to haihe_staff;

CREATE OR REPLACE FUNCTION book_transaction(p_business_date date, p_kind text, p_text text, p_reference text, p_division_code text, p_account_id uuid, p_entries jsonb)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
begin
  if current_area() is null
    or not (starts_with(p_division_code, current_area()) or starts_with(current_area(), p_division_code)) then
    raise exception 'outside the area' using errcode = 'insufficient_privilege';
  end if;
  return write_ledger_transaction(
    p_business_date, p_kind, p_text, p_reference, p_division_code, p_account_id, p_entries);
end $function$;
grant execute on function book_transaction to haihe_staff;

CREATE OR REPLACE FUNCTION case_of_relative_of_staff(p_case_id uuid, p_day date)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
  select exists (
    select from case_file c join staff_relative r on r.person_id = c.person_id or r.person_id in (
      select m.person_id from household_member m where m.household_id = c.household_id and m.valid @> p_day)
    where c.case_id = p_case_id and r.valid @> p_day
      and c.division_code >= current_area() and c.division_code < current_area() || ':')
$function$;
grant execute on function case_of_relative_of_staff to haihe_staff;

CREATE OR REPLACE FUNCTION case_within_reach(p_case_id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
  select exists (
    select from case_file
    where case_id = p_case_id and (household_id = current_household_id() or person_id = current_person_id()
      or division_code >= current_area() and division_code < current_area() || ':'))
$function$;

CREATE OR REPLACE FUNCTION current_account_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('haihe.account'::text, true), ''::text))::uuid;

CREATE OR REPLACE FUNCTION current_area()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('haihe.area'::text, true), ''::text);

CREATE OR REPLACE FUNCTION current_division(code text)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  with recursive chain (division_code, step) as (
    select code collate "C", 0
    union all
    select d.successor_code, step + 1
    from chain join division d on d.successor_code is not null and starts_with(chain.division_code, d.division_code)
    where step < 9)
  select division_code from chain order by step desc limit 1
$function$;

CREATE OR REPLACE FUNCTION current_hospital_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('haihe.hospital'::text, true), ''::text))::uuid;

CREATE OR REPLACE FUNCTION current_household_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('haihe.household'::text, true), ''::text))::uuid;

CREATE OR REPLACE FUNCTION current_person_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('haihe.person'::text, true), ''::text))::uuid;

CREATE OR REPLACE FUNCTION determinations_of_household(p_household_id uuid)
 RETURNS SETOF determination
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
  select * from determination where household_id = p_household_id and household_within_reach(p_household_id)
$function$;
grant execute on function determinations_of_household to haihe_resident;
grant execute on function determinations_of_household to haihe_staff;

CREATE OR REPLACE FUNCTION division_path(code text)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select string_agg(name, '' order by division_code) from division
  where division_code = any (case when length(code) < 6 then array[code]
    else array[substr(code, 1, 6), substr(code, 1, 9), code] end)
$function$;

CREATE OR REPLACE FUNCTION end_entitlements(p_household_id uuid, p_programme_id text, p_from_month date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
begin
  if not household_within_reach(p_household_id) then return; end if;
  delete from entitlement
    where household_id = p_household_id and programme_id = p_programme_id and lower(valid) >= p_from_month;
  update entitlement set valid = daterange(lower(valid), p_from_month)
    where household_id = p_household_id and programme_id = p_programme_id and valid @> p_from_month;
end $function$;
grant execute on function end_entitlements to haihe_staff;

CREATE OR REPLACE FUNCTION enqueue_job(task text, payload json, job_key text, run_at timestamp with time zone, queue_name text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
AS $function$
begin
  execute pg_catalog.format(
    'select %I.add_job(identifier => $1, payload => $2, job_key => $3, run_at => $4, queue_name => $5, max_attempts => 8)',
    pg_catalog.current_schema() || '_jobs')
  using task, payload, job_key, run_at, queue_name;
end $function$;
grant execute on function enqueue_job to haihe_administrator;
grant execute on function enqueue_job to haihe_app;
grant execute on function enqueue_job to haihe_auditor;
grant execute on function enqueue_job to haihe_public;
grant execute on function enqueue_job to haihe_resident;
grant execute on function enqueue_job to haihe_staff;

CREATE OR REPLACE FUNCTION enter_inspection_draw(p_kind text, p_programme_id text, p_district text, p_month date, p_percent integer, p_case_id uuid, p_division_code text, p_entered_on date)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
declare
  v_draw inspection_draw;
  v_drawn boolean;
begin
  if not exists (
    select from case_file
    where case_id = p_case_id and division_code = p_division_code and starts_with(division_code, p_district)
      and division_code >= current_area() and division_code < current_area() || ':'
  ) then
    raise exception 'outside the area' using errcode = 'insufficient_privilege';
  end if;
  select drawn into v_drawn from inspection where case_id = p_case_id;
  if found then
    return v_drawn;
  end if;
  insert into inspection_draw (kind, programme_id, division_code, month, percent, seed, case_count)
  values (p_kind, p_programme_id, p_district, p_month, p_percent,
    encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex'), 1)
  on conflict on constraint inspection_draw_once do update set case_count = inspection_draw.case_count + 1
  returning * into v_draw;
  v_drawn := v_draw.drawn_count * 100 < p_percent * v_draw.case_count
    or ('x' || left(encode(sha256(convert_to(v_draw.seed || ':' || p_case_id, 'UTF8')), 'hex'), 12))::bit(48)::bigint * 100
      < p_percent * 281474976710656;
  if v_drawn then
    update inspection_draw set drawn_count = drawn_count + 1 where inspection_draw_id = v_draw.inspection_draw_id;
  end if;
  insert into inspection (inspection_draw_id, case_id, position, drawn, entered_on, division_code)
  values (v_draw.inspection_draw_id, p_case_id, v_draw.case_count, v_drawn, p_entered_on, p_division_code);
  return v_drawn;
end $function$;
grant execute on function enter_inspection_draw to haihe_staff;

CREATE OR REPLACE FUNCTION file_objection(p_notice_id uuid, p_text text, p_contact text, p_filed_on date, p_due_on date, p_due_provisional boolean, p_at timestamp with time zone)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
declare
  v_notice notice;
  v_case case_file;
  v_id uuid;
begin
  -- The case first: whoever takes the notice down holds it, and what is read of the notice then is what is true.
  select c.* into v_case from case_file c
  where c.case_id = (select n.case_id from notice n where n.notice_id = p_notice_id) and c.state = 'open' for update;
  if not found then
    return null;
  end if;
  select * into v_notice from notice
  where notice_id = p_notice_id and state in ('running', 'held') and ends_on >= p_filed_on and published_on <= p_filed_on;
  if not found then
    return null;
  end if;
  insert into objection (notice_id, case_id, text, contact, filed_on, due_on, division_code, household_id)
  values (p_notice_id, v_notice.case_id, p_text, p_contact, p_filed_on, p_due_on, v_notice.division_code, v_notice.household_id)
  returning objection_id into v_id;
  update notice set state = 'held' where notice_id = p_notice_id;
  update case_file
  set version = version + 1, held_on = coalesce(held_on, p_filed_on), hold_kind = 'objection', hold_reason = '公示有异议，正在核查',
    due_on = case when hold_kind = 'objection' then least(due_on, p_due_on) else p_due_on end, due_provisional = p_due_provisional
  where case_id = v_notice.case_id;
  insert into case_log (case_id, at, business_date, actor_name, act, step_id, text, division_code, household_id)
  values (v_notice.case_id, p_at, p_filed_on, '群众', 'record_objection', v_case.step_id, '收到公示异议 1 件，办理暂停', v_case.division_code, v_case.household_id);
  return v_id;
end $function$;
grant execute on function file_objection to haihe_public;
grant execute on function file_objection to haihe_resident;
grant execute on function file_objection to haihe_staff;

CREATE OR REPLACE FUNCTION find_people(kind text, wanted text, division text, most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
declare
  area text := current_area();
  allowed text := ' and division_code >= $2 and division_code < $3 and person_id <> all ($5) and (not restricted or'
    ' person_id in (select e.person_id from person_entitled e where e.account_id = current_account_id() and e.entitled)) limit $4';
  found uuid[] := '{}';
  more uuid[];
  condition text;
begin
  if area is null or wanted is null or wanted = '' then return; end if;
  if division is not null then
    if starts_with(division, area) then area := division;
    elsif not starts_with(area, division) then return;
    end if;
  end if;
  foreach condition in array case kind
    when 'name' then array['name = $1']
    when 'part_of_name' then array[
      'name = $1',
      'name >= $1 and name < $1 || chr(1114111)',
      'name_reversed >= reverse($1) and name_reversed < reverse($1) || chr(1114111)',
      'name_pieces @> name_pieces($1) and strpos(name, $1) > 0']
    when 'pinyin' then array[
      'name_pinyin = $1',
      'name_initials = $1',
      'name_pinyin > $1 and name_pinyin < $1 || ''{''',
      'name_initials > $1 and name_initials < $1 || ''{''']
    when 'identity_number' then array['identity_number = $1']
    when 'identity_tail' then array['identity_tail = $1']
    when 'telephone' then array['telephone = $1']
  end loop
    execute 'select array(select person_id from person where ' || condition || allowed || ')' into more
      using wanted, area, area || ':', most - cardinality(found), found;
    found := found || more;
    exit when cardinality(found) >= most;
  end loop;
  return query select unnest(found);
end $function$;
grant execute on function find_people to haihe_staff;

CREATE OR REPLACE FUNCTION find_person_by_number(p_identity_number text, p_name text)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
  select person_id from person
  where identity_number = p_identity_number and name = p_name and current_area() is not null
$function$;
grant execute on function find_person_by_number to haihe_staff;

CREATE OR REPLACE FUNCTION find_receipt(p_receipt_hash text)
 RETURNS TABLE(programme_id text, outcome text, amount bigint, decided_on date, effective_until date, law_version text, superseded boolean, receipt jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
  select d.programme_id, d.outcome, d.amount, d.decided_on, d.effective_until, d.law_version,
    exists (select from determination later where later.supersedes = d.determination_id), d.receipt
  from determination d
  where d.receipt_hash = decode(p_receipt_hash, 'hex')
  limit 1
$function$;
grant execute on function find_receipt to haihe_public;
grant execute on function find_receipt to haihe_resident;
grant execute on function find_receipt to haihe_staff;

CREATE OR REPLACE FUNCTION hospital_name(p_hospital_id uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
  select name from hospital where hospital_id = p_hospital_id
$function$;
grant execute on function hospital_name to haihe_staff;

CREATE OR REPLACE FUNCTION household_within_reach(p_household_id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
  select exists (
    select from household
    where household_id = p_household_id and (household_id = current_household_id()
      or division_code >= current_area() and division_code < current_area() || ':'))
$function$;
grant execute on function household_within_reach to haihe_resident;
grant execute on function household_within_reach to haihe_staff;

CREATE OR REPLACE FUNCTION inspection_seed(p_inspection_draw_id uuid, p_today date)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
  select seed from inspection_draw
  where inspection_draw_id = p_inspection_draw_id and month + interval '1 month' <= p_today
    and division_code >= current_area() and division_code < current_area() || ':'
$function$;
grant execute on function inspection_seed to haihe_staff;

CREATE OR REPLACE FUNCTION months_paid(p_household_id uuid, p_programme_id text)
 RETURNS TABLE(month date, beneficiary_id uuid, regular_amount bigint, difference_amount bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
  select month, beneficiary_id, sum(regular)::bigint, sum(difference)::bigint
  from (
    select l.month, l.beneficiary_id, l.regular_amount as regular, 0::bigint as difference
    from payroll_line l join payroll p using (payroll_id)
    where l.household_id = p_household_id and l.programme_id = p_programme_id and l.kind = 'regular'
      and p.state not in ('draft', 'locked')
    union all
    select d.month, d.beneficiary_id, 0, d.amount
    from difference_item d
    where d.household_id = p_household_id and d.programme_id = p_programme_id
  ) paid
  where household_within_reach(p_household_id)
  group by month, beneficiary_id order by month, beneficiary_id
$function$;
grant execute on function months_paid to haihe_resident;
grant execute on function months_paid to haihe_staff;

CREATE OR REPLACE FUNCTION move_household(moving uuid, target text, new_address text, on_day date, expected_version integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
declare
  old_division text;
  people uuid[];
begin
  update household set division_code = target, version = version + 1, changed_at = now()
    where household_id = moving and version = expected_version and dissolved_on is null
      and division_code >= current_area() and division_code < current_area() || ':'
    returning old.division_code into old_division;
  if old_division is null then return false; end if;
  -- A second move on the same day corrects the first.
  update address set address = new_address, division_code = target
    where household_id = moving and lower(valid) = on_day;
  if not found then
    update address set valid = daterange(lower(valid), on_day) where household_id = moving and valid @> on_day;
    insert into address (household_id, address, division_code, valid)
      values (moving, new_address, target, daterange(on_day, null));
  end if;
  if target = old_division then return true; end if;
  select array_agg(person_id) into people from household_member
    where household_id = moving and (upper_inf(valid) or upper(valid) > on_day);
  with moved as (
    update person set division_code = target, changed_at = now() where person_id = any (people) and division_code <> target
    returning old.division_code as former, restricted, death_date
  )
  insert into resident_change (division_code, change)
    select place.division_code, place.change
    from moved cross join lateral (values (former, -1), (target, 1)) as place (division_code, change)
    where not restricted and death_date is null;
  update bank_account set division_code = target where person_id = any (people);
  insert into fact (subject_id, subject_kind, household_id, name, valid, known_on, number_value, code_value,
      source_kind, source_name, source_reference, division_code)
    select subject_id, subject_kind, household_id, name, valid, known_on, number_value, code_value,
      source_kind, source_name, source_reference, target
    from fact where division_code <> target and (subject_id = moving or subject_id = any (people))
    -- What was copied at an earlier move says the same thing: it goes along once.
    group by subject_id, subject_kind, household_id, name, valid, known_on, number_value, code_value,
      source_kind, source_name, source_reference
    order by max(fact_id::text);
  update household_member set division_code = target, changed_at = now()
    where household_id = moving and (upper_inf(valid) or upper(valid) > on_day);
  return true;
end $function$;
grant execute on function move_household to haihe_staff;

CREATE OR REPLACE FUNCTION move_open_cases(p_household_id uuid, p_target text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
declare
  v_cases uuid[];
  v_checks uuid[];
begin
  if current_account_id() is not null or current_area() is null then
    raise exception 'for the house itself' using errcode = 'insufficient_privilege';
  end if;
  select coalesce(array_agg(case_id), '{}') into v_cases from case_file
    where household_id = p_household_id and state = 'open' and division_code <> p_target;
  select coalesce(array_agg(means_check_id), '{}') into v_checks from means_check where case_id = any (v_cases);
  -- In the order in which an answer takes them.
  perform from exchange_request where subject_id = any (v_checks) order by request_id for update;
  perform from means_check where means_check_id = any (v_checks) order by means_check_id for update;
  update case_file set division_code = p_target, version = version + 1,
    owner_division = left(p_target, length(owner_division)),
    owner_account_id = case when left(division_code, 9) = left(p_target, 9)
      or length(owner_division) <= 6 and left(division_code, 6) = left(p_target, 6) then owner_account_id end
    where case_id = any (v_cases);
  update case_step set division_code = p_target where case_id = any (v_cases);
  update case_log set division_code = p_target where case_id = any (v_cases);
  update case_material set division_code = p_target where case_id = any (v_cases);
  update file set division_code = p_target
    where file_id in (select file_id from case_material where case_id = any (v_cases))
      or file_id in (select unnest(array[file_id, withdrawal_file_id]) from means_check_authorisation where case_id = any (v_cases));
  update supplement_request set division_code = p_target where case_id = any (v_cases);
  update visit set division_code = p_target where case_id = any (v_cases);
  update inspection set division_code = p_target where case_id = any (v_cases);
  update deliberation set division_code = p_target where case_id = any (v_cases);
  update notice set division_code = p_target where case_id = any (v_cases);
  update objection set division_code = p_target where case_id = any (v_cases);
  update appeal set division_code = p_target where appeal_case_id = any (v_cases);
  update application set division_code = p_target where case_id = any (v_cases);
  update exchange_request set division_code = p_target, owner_division = left(p_target, length(owner_division))
    where subject_id = any (v_checks);
  update exchange_answer set division_code = p_target
    where request_id in (select request_id from exchange_request where subject_id = any (v_checks));
  update means_check_authorisation set division_code = p_target where case_id = any (v_cases);
  update means_check_request_authorisation set division_code = p_target
    where means_check_request_id in (select means_check_request_id from means_check_request where means_check_id = any (v_checks));
  update means_check_request set division_code = p_target where means_check_id = any (v_checks);
  update means_check_answer set division_code = p_target where means_check_id = any (v_checks);
  update means_check_detail set division_code = p_target where means_check_id = any (v_checks);
  update means_check_resolution set division_code = p_target where means_check_id = any (v_checks);
  update means_check_report set division_code = p_target where means_check_id = any (v_checks);
  update means_check set division_code = p_target where means_check_id = any (v_checks);
  update determination set division_code = p_target where case_id = any (v_cases);
  update determination_beneficiary set division_code = p_target
    where determination_id in (select determination_id from determination where case_id = any (v_cases));
  update reported_change set division_code = p_target where case_id = any (v_cases);
  return cardinality(v_cases);
end $function$;
grant execute on function move_open_cases to haihe_staff;

CREATE OR REPLACE FUNCTION name_pieces(name text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when length(name) <= 2 then array[name] else
    (select array_agg(substr(name, at, 2)) from generate_series(1, length(name) - 1) as at) end
$function$;

CREATE OR REPLACE FUNCTION next_case_number(p_series text, p_year integer)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
  insert into case_number_series (series, year, last_number) values (p_series, p_year, 1)
  on conflict (series, year) do update set last_number = case_number_series.last_number + 1
  returning last_number
$function$;
grant execute on function next_case_number to haihe_resident;
grant execute on function next_case_number to haihe_staff;

CREATE OR REPLACE FUNCTION open_claim(p_hospital_id uuid, p_claim_number text, p_identity_number text, p_name text, p_law_day date, p_admitted_on date, p_year integer)
 RETURNS TABLE(content_hash bytea, answer text, designated boolean, person_id uuid, household_id uuid, division_code text, died_on date, programmes text[], destitute boolean, disability_grade bigint, totals jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
  select k.content_hash, k.answer,
    exists (select from hospital_designation d where d.hospital_id = p_hospital_id and d.valid @> p_admitted_on),
    p.person_id, m.household_id, coalesce(h.division_code, p.division_code), p.death_date,
    array(
      select e.programme_id from entitlement e
      where e.household_id = m.household_id and e.valid @> p_law_day and e.programme_id <> 'extreme-poverty-support'
      order by 1),
    exists (
      select from entitlement e join determination_beneficiary b using (determination_id)
      where e.household_id = m.household_id and e.valid @> p_law_day and b.person_id = p.person_id
        and e.programme_id = 'extreme-poverty-support'),
    -- Of what is known of the day, what was learnt last.
    (select f.number_value from fact f
      where f.subject_id = p.person_id and f.name = 'disability_grade' and f.valid @> p_law_day
      order by f.known_on desc, f.recorded_at desc, f.fact_id desc limit 1),
    coalesce(
      (select jsonb_object_agg(t.name, t.amount::text) from claim_total t
        where t.person_id = p.person_id and t.year = p_year), '{}')
  from (select) nothing
  left join person p on p.identity_number = p_identity_number and p.name = p_name
  left join household_member m on m.person_id = p.person_id and m.valid @> p_law_day
  left join household h on h.household_id = m.household_id
  left join claim k on k.hospital_id = p_hospital_id and k.claim_number = p_claim_number
$function$;
grant execute on function open_claim to haihe_app;

CREATE OR REPLACE FUNCTION residents_since(p_day date, p_division text, p_digits integer)
 RETURNS TABLE(division_code text, people bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
  select left(p.division_code, p_digits), -count(*)
  from person p
  where p.birth_date > p_day and p.death_date is null and not p.restricted
    and p.division_code >= p_division and p.division_code < p_division || ':'
    and p.division_code >= current_area() and p.division_code < current_area() || ':'
  group by 1
  union all
  select left(p.division_code, p_digits), count(*)
  from person p
  where p.death_date > p_day and (p.birth_date is null or p.birth_date <= p_day) and not p.restricted
    and p.division_code >= p_division and p.division_code < p_division || ':'
    and p.division_code >= current_area() and p.division_code < current_area() || ':'
  group by 1
$function$;
grant execute on function residents_since to haihe_staff;

CREATE OR REPLACE FUNCTION reverse_claim(p_hospital_id uuid, p_claim_number text, p_reversal_key text, p_answer text, p_business_date date, p_at timestamp with time zone, p_request_id text, p_hospital_key_id text, p_account_id uuid, p_text text, OUT outcome text, OUT answer text)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
declare
  c claim;
  v_entries jsonb;
begin
  if p_hospital_key_id is not null and not exists (
    select from hospital_key k
    where k.hospital_key_id = p_hospital_key_id and k.hospital_id = p_hospital_id and k.revoked_at is null
  ) then
    outcome := 'key_revoked';
    return;
  end if;
  select * into c from claim k where k.hospital_id = p_hospital_id and k.claim_number = p_claim_number;
  if not found then
    outcome := 'unknown';
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('claim ' || c.person_id || ' ' || c.year, 0));
  select * into c from claim k where k.claim_id = c.claim_id;
  if c.state = 'reversed' then
    outcome := case when c.reversal_key = p_reversal_key then 'again' else 'reversed_before' end;
    answer := case when c.reversal_key = p_reversal_key then c.reversal_answer end;
    return;
  end if;
  update claim k set state = 'reversed', reversal_key = p_reversal_key, reversal_answer = p_answer
  where k.claim_id = c.claim_id;
  insert into claim_log (claim_id, sequence, event, business_date, at, request_id, hospital_key_id, account_id,
    hospital_id, division_code)
  values (c.claim_id, 2, 'reversed', p_business_date, p_at, p_request_id, p_hospital_key_id, p_account_id, c.hospital_id,
    c.division_code);
  update claim_total t set amount = t.amount - (b.value)::bigint
  from jsonb_each_text(c.counted) b
  where t.person_id = c.person_id and t.year = c.year and t.name = b.key;
  select coalesce(jsonb_agg(jsonb_build_object('account', a.code, 'amount', -e.amount) order by e.position), '[]')
  into v_entries
  from ledger_transaction x join ledger_entry e using (ledger_transaction_id) join ledger_account a using (ledger_account_id)
  where x.reference = 'claim ' || c.claim_id;
  if v_entries <> '[]' then
    perform write_ledger_transaction(p_business_date, 'claim_reversed', p_text, 'claim ' || c.claim_id || ' reversed',
      left(c.division_code, 6), p_account_id, v_entries);
  end if;
  insert into audit_entry (at, business_date, account_id, role, act, subject_kind, subject_id, division_code, detail, request_id)
  values (p_at, p_business_date, p_account_id, 'hospital', 'claim.reverse', 'claim', c.claim_id::text, c.division_code,
    jsonb_build_object('hospital_id', c.hospital_id, 'claim_number', c.claim_number, 'aid', c.aid::text), p_request_id);
  outcome := 'reversed';
  answer := p_answer;
end $function$;
grant execute on function reverse_claim to haihe_app;

CREATE OR REPLACE FUNCTION settle_claim(p jsonb, OUT outcome text, OUT answer text, OUT totals jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
declare
  c claim;
  v_claim_id uuid;
begin
  c := jsonb_populate_record(null::claim, p -> 'claim');
  c.content_hash := decode(p ->> 'content_hash', 'hex');
  if p ->> 'hospital_key_id' is not null and not exists (
    select from hospital_key k
    where k.hospital_key_id = p ->> 'hospital_key_id' and k.hospital_id = c.hospital_id and k.revoked_at is null
  ) then
    outcome := 'key_revoked';
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('claim ' || c.person_id || ' ' || c.year, 0));
  select k.answer, case when k.content_hash = c.content_hash then 'again' else 'other_content' end
  into answer, outcome
  from claim k where k.hospital_id = c.hospital_id and k.claim_number = c.claim_number;
  if found then
    if outcome <> 'again' then answer := null; end if;
    return;
  end if;
  select coalesce(jsonb_object_agg(t.name, t.amount::text), '{}') into totals
  from claim_total t where t.person_id = c.person_id and t.year = c.year;
  if exists (
    select from jsonb_each_text(p -> 'totals_before') b
    where b.value::bigint <> coalesce((totals ->> b.key)::bigint, 0)
  ) then
    outcome := 'outdated';
    return;
  end if;
  insert into claim (hospital_id, claim_number, content_hash, idempotency_key, kind, person_id, household_id,
    admitted_on, discharged_on, received_on, law_day, year, medical_group, total, within_policy, outside_policy,
    basic_paid, serious_insurance_paid, aid, own_paid, counted, answer, division_code)
  values (c.hospital_id, c.claim_number, c.content_hash, c.idempotency_key, c.kind, c.person_id, c.household_id,
    c.admitted_on, c.discharged_on, c.received_on, c.law_day, c.year, c.medical_group, c.total, c.within_policy,
    c.outside_policy, c.basic_paid, c.serious_insurance_paid, c.aid, c.own_paid, c.counted, c.answer, c.division_code)
  on conflict do nothing
  returning claim_id into v_claim_id;
  if v_claim_id is null then
    -- The same number for another person, or the same key for another number; whoever came first has committed by now.
    totals := null;
    select k.answer, case when k.content_hash = c.content_hash then 'again' else 'other_content' end
    into answer, outcome
    from claim k where k.hospital_id = c.hospital_id and k.claim_number = c.claim_number;
    if not found then outcome := 'key_reused'; end if;
    if outcome <> 'again' then answer := null; end if;
    return;
  end if;
  insert into claim_aid (claim_id, programme_id, amount, version, law_hash, facts, hospital_id, division_code)
  select v_claim_id, a.programme_id, a.amount, a.version, a.law_hash, a.facts, c.hospital_id, c.division_code
  from jsonb_to_recordset(p -> 'aids') as a (programme_id text, amount bigint, version text, law_hash text, facts jsonb);
  insert into claim_log (claim_id, sequence, event, business_date, at, request_id, hospital_key_id, account_id,
    hospital_id, division_code)
  values (v_claim_id, 1, 'settled', c.received_on, (p ->> 'at')::timestamptz, p ->> 'request_id',
    p ->> 'hospital_key_id', (p ->> 'account_id')::uuid, c.hospital_id, c.division_code);
  -- A limit that has come down since binds what is added, not what was given under the old one.
  insert into claim_total (person_id, year, name, amount, at_most, division_code)
  select c.person_id, c.year, t.name, t.amount, t.at_most, c.division_code
  from jsonb_to_recordset(p -> 'totals') as t (name text, amount bigint, at_most bigint)
  on conflict (person_id, year, name) do update
  set amount = claim_total.amount + excluded.amount,
    at_most = case when excluded.at_most is not null then greatest(excluded.at_most, claim_total.amount) end;
  if p -> 'entries' <> '[]' then
    perform write_ledger_transaction(c.received_on, 'claim_settled', p ->> 'text', 'claim ' || v_claim_id,
      left(c.division_code, 6), (p ->> 'account_id')::uuid, p -> 'entries');
  end if;
  insert into audit_entry (at, business_date, account_id, role, act, subject_kind, subject_id, division_code, detail, request_id)
  values ((p ->> 'at')::timestamptz, c.received_on, (p ->> 'account_id')::uuid, 'hospital', 'claim.settle', 'claim',
    v_claim_id::text, c.division_code,
    jsonb_build_object('hospital_id', c.hospital_id, 'claim_number', c.claim_number, 'aid', c.aid::text), p ->> 'request_id');
  outcome := 'settled';
  answer := c.answer;
  totals := null;
end $function$;
grant execute on function settle_claim to haihe_app;

CREATE OR REPLACE FUNCTION staff_name(p_account_id uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
  select display_name from account where account_id = p_account_id and kind = 'staff'
$function$;
grant execute on function staff_name to haihe_auditor;
grant execute on function staff_name to haihe_resident;
grant execute on function staff_name to haihe_staff;

CREATE OR REPLACE FUNCTION taken_identity_numbers(numbers text[])
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
  select identity_number from person where identity_number = any (numbers) and current_area() is not null
$function$;
grant execute on function taken_identity_numbers to haihe_staff;

CREATE OR REPLACE FUNCTION withdraw_authorisation(p_case_id uuid, p_person_id uuid, p_file_id uuid, p_household_facts text[], p_on date, p_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
declare
  v_authorisation means_check_authorisation;
  v_case case_file;
  v_checks uuid[];
begin
  if not case_within_reach(p_case_id) then return false; end if;
  select * into v_case from case_file where case_id = p_case_id and state = 'open';
  if not found then return false; end if;
  select coalesce(array_agg(means_check_id), '{}') into v_checks from means_check where case_id = p_case_id;
  perform from exchange_request where subject_id = any (v_checks) and state in ('waiting', 'accepted')
    order by request_id for update;
  perform from means_check where means_check_id = any (v_checks) order by means_check_id for update;
  update means_check_authorisation
    set withdrawn_on = p_on, withdrawn_by = current_account_id(), withdrawal_file_id = p_file_id
    where case_id = p_case_id and person_id = p_person_id and withdrawn_on is null
      and (current_person_id() is null or person_id = current_person_id() or signed_by = current_person_id())
    returning * into v_authorisation;
  if not found then return false; end if;
  update exchange_request set state = 'cancelled', finished_on = p_on, finished_at = p_at
    where subject_id = any (v_checks) and state in ('waiting', 'accepted');
  update means_check_request set outcome = 'stopped' where means_check_id = any (v_checks) and outcome is null;
  insert into fact (subject_id, subject_kind, household_id, name, valid, known_on, source_kind, source_name, source_reference, division_code)
    select distinct
      case when a.fact_name = any (p_household_facts) then v_case.household_id else a.person_id end,
      case when a.fact_name = any (p_household_facts) then 'household' else 'person' end,
      v_case.household_id, a.fact_name, daterange(p_on, null), p_on, 'means_check', '授权已撤回', v_case.case_number, v_case.division_code
    from means_check_answer a join means_check c using (means_check_id)
    where c.means_check_id = any (v_checks) and c.state <> 'stopped' and (a.person_id = p_person_id or a.person_id is null)
      and (a.person_id is not null or a.fact_name = any (p_household_facts));
  update means_check_answer set answered = false, found_value = null, found_code = null, as_of = null,
    declared_value = null, discrepancy = 'none', explanation = null, replied_on = null, replied_by = null, reply_file_ids = '{}'
    where means_check_id = any (v_checks) and (person_id = p_person_id or person_id is null);
  delete from means_check_detail
    where means_check_id = any (v_checks) and (person_id = p_person_id or person_id is null);
  update means_check set state = 'stopped', stopped_on = p_on, version = version + 1
    where means_check_id = any (v_checks) and state <> 'stopped';
  -- The step has not had its check any more, in whatever round.
  update case_step set acts = array_remove(array_remove(acts, 'record_means_check'), 'start_means_check')
    where case_id = p_case_id and acts && '{record_means_check,start_means_check}';
  return true;
end $function$;
grant execute on function withdraw_authorisation to haihe_resident;
grant execute on function withdraw_authorisation to haihe_staff;

CREATE OR REPLACE FUNCTION withdraw_case(p_case_id uuid, p_on date)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'tianjin', 'public'
AS $function$
begin
  if not case_within_reach(p_case_id) then return false; end if;
  update case_file set state = 'closed', outcome = 'withdrawn', closed_on = p_on,
    held_on = null, hold_kind = null, hold_reason = null
    where case_id = p_case_id and state = 'open' and kind <> 'review';
  if not found then return false; end if;
  update case_step set finished_on = p_on, outcome = 'withdrawn', finished_by = current_account_id()
    where case_id = p_case_id and finished_on is null;
  update notice set state = 'withdrawn' where case_id = p_case_id and state in ('running', 'held');
  update objection set state = 'lapsed', finding = '申请已撤回，不再核查', decided_on = p_on
    where case_id = p_case_id and state = 'open';
  update appeal set state = 'withdrawn' where appeal_case_id = p_case_id and state in ('filed', 'admitted');
  return true;
end $function$;
grant execute on function withdraw_case to haihe_resident;
grant execute on function withdraw_case to haihe_staff;

CREATE OR REPLACE FUNCTION write_ledger_transaction(p_business_date date, p_kind text, p_text text, p_reference text, p_division_code text, p_account_id uuid, p_entries jsonb)
 RETURNS uuid
 LANGUAGE plpgsql
 SET search_path TO 'tianjin', 'public'
AS $function$
declare
  v_id uuid;
  v_sum numeric;
  v_count integer;
  v_written integer;
begin
  select sum((e ->> 'amount')::bigint), count(*) into v_sum, v_count from jsonb_array_elements(p_entries) e;
  if v_sum is null or v_sum <> 0 then
    raise exception 'entries do not add up to zero' using errcode = 'check_violation', constraint = 'ledger_transaction_balances';
  end if;
  insert into ledger_transaction (business_date, kind, text, reference, division_code, booked_by)
  values (p_business_date, p_kind, p_text, p_reference, p_division_code, p_account_id)
  on conflict (reference) do nothing
  returning ledger_transaction_id into v_id;
  if v_id is null then
    return (select ledger_transaction_id from ledger_transaction where reference = p_reference);
  end if;
  if exists (
    select from jsonb_array_elements(p_entries) e
    where not exists (
      select from ledger_account a where a.code = e ->> 'account' and a.division_code = p_division_code)
  ) then
    insert into ledger_account (code, division_code)
    select distinct e ->> 'account', p_division_code from jsonb_array_elements(p_entries) e
    on conflict do nothing;
  end if;
  insert into ledger_entry (ledger_transaction_id, position, ledger_account_id, amount, division_code)
  select v_id, e.position, a.ledger_account_id, (e.entry ->> 'amount')::bigint, p_division_code
  from jsonb_array_elements(p_entries) with ordinality as e (entry, position)
  join ledger_account a on a.code = e.entry ->> 'account' and a.division_code = p_division_code;
  get diagnostics v_written = row_count;
  if v_written <> v_count then
    raise exception 'an account is missing' using errcode = 'foreign_key_violation';
  end if;
  return v_id;
end $function$;
