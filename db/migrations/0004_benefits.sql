-- Benefits: what was applied for, what was checked, what was determined. A determination is superseded, never changed.

create table application (
  case_id uuid primary key references case_file,
  programme_id text not null,
  household_id uuid not null references household,
  applicant_id uuid not null references person,
  answers jsonb not null,
  channel text not null check (channel in ('phone', 'counter', 'import')),
  submitted_on date not null,
  payee_id uuid not null references person,
  division_code text collate "C" not null
);
create index application_household_id_index on application (household_id);

-- Every adult of the household agrees in writing to the check of means; a guardian signs for the incapable.
create table means_check_authorisation (
  case_id uuid not null references case_file,
  person_id uuid not null references person,
  signed_by uuid not null references person,
  signed_on date not null,
  withdrawn_on date,
  division_code text collate "C" not null,
  household_id uuid,
  primary key (case_id, person_id)
);

-- The check of means as an object of its own; what a source did not answer stays unknown.
create table means_check (
  means_check_id uuid primary key default uuidv7(),
  case_id uuid not null references case_file,
  requested_on date not null,
  completed_on date,
  state text not null default 'running' check (state in ('running', 'answered', 'sealed')),
  seal bytea,
  sealed_on date,
  division_code text collate "C" not null,
  household_id uuid,
  version integer not null default 1
);
create index means_check_case_id_index on means_check (case_id);

create table means_check_answer (
  means_check_id uuid not null references means_check,
  source text not null check (source in ('household_register', 'social_insurance', 'housing_fund', 'tax', 'real_estate', 'vehicles', 'company_register', 'deposits', 'securities', 'insurance')),
  person_id uuid references person,
  fact_name text not null,
  declared_value bigint,
  -- Null: the source did not answer, the fact stays unknown.
  found_value bigint,
  found_code text,
  answered boolean not null,
  as_of date,
  discrepancy text not null default 'none' check (discrepancy in ('none', 'open', 'accepted_by_applicant', 'explained')),
  explanation text,
  division_code text collate "C" not null,
  household_id uuid,
  answer_id uuid primary key default uuidv7()
);
create index means_check_answer_means_check_id_index on means_check_answer (means_check_id);

create table determination (
  determination_id uuid primary key default uuidv7(),
  case_id uuid references case_file,
  household_id uuid not null references household,
  programme_id text not null,
  division_code text collate "C" not null,
  decided_on date not null,
  -- First day of the month from which it holds.
  effective_from date not null check (extract(day from effective_from) = 1),
  -- First day after its last month: only of who is kept on for some months over the standard (渐退).
  effective_until date check (extract(day from effective_until) = 1 and effective_until > effective_from),
  outcome text not null check (outcome in ('eligible', 'ineligible')),
  -- Fen per month for the household.
  amount bigint not null check (amount >= 0),
  member_count integer not null check (member_count >= 0),
  review_class text,
  next_review_on date,
  law_version text not null,
  -- The facts, parameters, reasons and result; replays to the same fen.
  receipt jsonb not null,
  receipt_hash bytea not null,
  reason text not null,
  supersedes uuid references determination,
  prepared_by uuid references account,
  decided_by uuid references account,
  recorded_at timestamptz not null default now(),
  constraint determination_two_people check (prepared_by <> decided_by),
  constraint determination_superseded_once unique (supersedes),
  constraint determination_amount_fits_outcome check (outcome = 'eligible' or amount = 0)
);
create index determination_household_index on determination (household_id, programme_id, effective_from);
create index determination_case_id_index on determination (case_id);
create index determination_review_index on determination (next_review_on);

-- What was reported to have changed, and from when; the facts themselves are declared with it.
create table reported_change (
  case_id uuid primary key references case_file,
  programme_id text not null,
  household_id uuid not null references household,
  kind text not null check (kind in ('income', 'assets', 'birth', 'death', 'joins', 'leaves', 'move', 'other')),
  changed_on date not null,
  reported_on date not null,
  text text not null default '' check (length(text) <= 1000),
  person_id uuid references person,
  division_code text collate "C" not null,
  constraint reported_change_not_before_it_happened check (changed_on <= reported_on)
);
create index reported_change_household_id_index on reported_change (household_id);

grant select, insert on application, determination, reported_change to haihe_staff;
grant select, insert, update on means_check, means_check_answer, means_check_authorisation to haihe_staff;
grant select on application, determination, means_check, means_check_answer, means_check_authorisation, reported_change to haihe_resident;
grant insert on application, means_check_authorisation, reported_change to haihe_resident;
grant update (discrepancy, explanation) on means_check_answer to haihe_resident;
grant update (withdrawn_on) on means_check_authorisation to haihe_resident;

alter table application enable row level security;
create policy application_staff on application to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy application_resident on application to haihe_resident
  using (household_id = current_household_id()) with check (household_id = current_household_id());

alter table means_check_authorisation enable row level security;
create policy means_check_authorisation_staff on means_check_authorisation to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy means_check_authorisation_resident on means_check_authorisation to haihe_resident
  using (household_id = current_household_id()) with check (household_id = current_household_id());

alter table means_check enable row level security;
create policy means_check_staff on means_check to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy means_check_resident on means_check for select to haihe_resident using (household_id = current_household_id());

alter table means_check_answer enable row level security;
create policy means_check_answer_staff on means_check_answer to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy means_check_answer_resident on means_check_answer to haihe_resident
  using (household_id = current_household_id()) with check (household_id = current_household_id());

alter table determination enable row level security;
create policy determination_staff on determination to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy determination_resident on determination for select to haihe_resident using (household_id = current_household_id());

alter table reported_change enable row level security;
create policy reported_change_staff on reported_change to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy reported_change_resident on reported_change to haihe_resident
  using (household_id = current_household_id()) with check (household_id = current_household_id());

-- Who holds a paper may check it by its whole receipt hash: whether the house made it and what it says. Nothing of the
-- household leaves the server but the receipt, which the server replays and does not pass on.
create function find_receipt(p_receipt_hash text) returns table (
  programme_id text, outcome text, amount bigint, decided_on date, effective_until date, law_version text,
  superseded boolean, receipt jsonb
) language sql stable security definer set search_path from current as $$
  select d.programme_id, d.outcome, d.amount, d.decided_on, d.effective_until, d.law_version,
    exists (select from determination later where later.supersedes = d.determination_id), d.receipt
  from determination d
  where d.receipt_hash = decode(p_receipt_hash, 'hex')
  limit 1
$$;
revoke execute on function find_receipt(text) from public;
grant execute on function find_receipt(text) to haihe_public, haihe_resident, haihe_staff;
create index determination_receipt_hash_index on determination (receipt_hash);
