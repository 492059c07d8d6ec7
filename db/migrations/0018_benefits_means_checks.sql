-- The means check over the wire: a request per source and round with the authorisations that it rests on, what sources
-- said in detail until the report is sealed, how contradictions between them were settled, and the report itself.

-- Withdrawn, and given anew: each time a row of its own. A guardian may live elsewhere and not be in the register.
alter table means_check_authorisation
  drop constraint means_check_authorisation_pkey,
  add column authorisation_id uuid primary key default uuidv7(),
  add column capacity text not null default 'self' check (capacity in ('self', 'guardian_of_child', 'guardian_of_adult')),
  add column guardian_name text check (length(guardian_name) between 1 and 60),
  add column guardian_identity_number text collate "C",
  add column guardian_relation text check (length(guardian_relation) between 1 and 40),
  -- The signed paper, where one was handed in.
  add column file_id uuid references file,
  add column recorded_by uuid references account,
  add column withdrawn_by uuid references account,
  add column withdrawal_file_id uuid references file,
  alter column signed_by drop not null;
update means_check_authorisation set capacity = 'guardian_of_adult' where signed_by <> person_id;
alter table means_check_authorisation
  add constraint means_check_authorisation_signed_by_one check (num_nonnulls(signed_by, guardian_name) = 1),
  add constraint means_check_authorisation_guardian_named check (
    num_nonnulls(guardian_name, guardian_identity_number, guardian_relation) in (0, 3)),
  add constraint means_check_authorisation_own check ((capacity = 'self') = (signed_by is not distinct from person_id));
create unique index means_check_authorisation_one_valid on means_check_authorisation (case_id, person_id) where withdrawn_on is null;

-- Stopped: an authorisation was withdrawn, and nothing of the check is used any more.
alter table means_check
  drop constraint means_check_state_check,
  add constraint means_check_state_check check (state in ('running', 'answered', 'sealed', 'stopped')),
  add column requested_by uuid references account,
  add column stopped_on date,
  add constraint means_check_stopped_has_day check ((state = 'stopped') = (stopped_on is not null));

-- Checks that are not at their end are few among all that were ever made.
create index means_check_open_index on means_check (means_check_id) where state in ('running', 'answered');

-- Who replied to a difference and when, and the photos handed in with the reply.
alter table means_check_answer
  add column replied_on date,
  add column replied_by uuid references account,
  add column reply_file_ids uuid[] not null default '{}',
  add constraint means_check_answer_replied check (replied_on is null or discrepancy in ('accepted_by_applicant', 'explained'));
grant update (replied_on, replied_by, reply_file_ids) on means_check_answer to haihe_resident;

-- The sealed check that a decision rests on; null where none was needed.
alter table determination add column means_check_id uuid references means_check;

-- What one source was asked, once. Asked again, a new round; a paper that was handed in is a round, too.
create table means_check_request (
  means_check_request_id uuid primary key default uuidv7(),
  means_check_id uuid not null references means_check,
  source text not null check (source in ('household_register', 'social_insurance', 'housing_fund', 'tax', 'real_estate', 'vehicles', 'company_register', 'deposits', 'securities', 'insurance')),
  round integer not null check (round >= 1),
  way text not null check (way in ('exchange', 'paper')),
  request_id uuid unique references exchange_request,
  asked_on date not null,
  -- Null while it is waited for. Unanswered: a paper says that no answer came. Stopped: nobody waits any more.
  outcome text check (outcome in ('answered', 'stale', 'unanswered', 'failed', 'stopped')),
  answered_on date,
  -- The day up to which the source's books were kept.
  as_of date,
  fault text,
  recorded_by uuid references account,
  division_code text collate "C" not null,
  household_id uuid,
  constraint means_check_request_once unique (means_check_id, source, round),
  constraint means_check_request_way check ((way = 'exchange') = (request_id is not null)),
  constraint means_check_request_answered_has_dates check (
    outcome is null or outcome not in ('answered', 'stale') or (answered_on is not null and as_of is not null))
);

-- Which authorisations a request rests on.
create table means_check_request_authorisation (
  means_check_request_id uuid not null references means_check_request,
  authorisation_id uuid not null references means_check_authorisation,
  division_code text collate "C" not null,
  household_id uuid,
  primary key (means_check_request_id, authorisation_id)
);
create index means_check_request_authorisation_authorisation_index on means_check_request_authorisation (authorisation_id);

-- Single accounts, policies and homes as the source named them, for who examines the case, until the report is sealed.
create table means_check_detail (
  means_check_detail_id uuid primary key default uuidv7(),
  means_check_id uuid not null references means_check,
  source text not null,
  person_id uuid references person,
  label text not null check (length(label) between 1 and 200),
  amount bigint,
  division_code text collate "C" not null
);
create index means_check_detail_check_index on means_check_detail (means_check_id);

-- Sources that say different things of one person's fact: which of them counts, by whose name and why. It holds as long
-- as they say the same.
create table means_check_resolution (
  means_check_resolution_id uuid primary key default uuidv7(),
  means_check_id uuid not null references means_check,
  fact_name text not null,
  person_id uuid not null references person,
  -- What each source said: `{"tax": "205000", "social_insurance": "0"}`.
  said jsonb not null,
  source text not null,
  reason text not null check (length(reason) between 5 and 1000),
  resolved_by uuid not null references account,
  resolved_on date not null,
  division_code text collate "C" not null,
  household_id uuid
);
create index means_check_resolution_check_index on means_check_resolution (means_check_id);

-- The report as it was sealed, with every detail; its seal is the hash of its text in canonical form.
create table means_check_report (
  means_check_id uuid primary key references means_check,
  report jsonb not null,
  seal bytea not null,
  sealed_on date not null,
  sealed_by uuid references account,
  division_code text collate "C" not null
);

grant select, insert on means_check_request, means_check_request_authorisation, means_check_resolution,
  means_check_report to haihe_staff;
grant update (outcome, answered_on, as_of, fault) on means_check_request to haihe_staff;
grant select, insert, delete on means_check_detail to haihe_staff;
-- What was asked in vain goes when a paper says it in other words.
grant delete on means_check_answer to haihe_staff;
grant select on means_check_request, means_check_resolution to haihe_resident;
revoke update (withdrawn_on) on means_check_authorisation from haihe_resident;
revoke update on means_check_authorisation from haihe_staff;
revoke insert on means_check_authorisation from haihe_resident;
grant insert (case_id, person_id, signed_by, capacity, signed_on, file_id, recorded_by, division_code, household_id)
  on means_check_authorisation to haihe_resident;

alter table means_check_request enable row level security;
create policy means_check_request_staff on means_check_request to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy means_check_request_resident on means_check_request for select to haihe_resident
  using (household_id = current_household_id());

alter table means_check_request_authorisation enable row level security;
create policy means_check_request_authorisation_staff on means_check_request_authorisation to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');

alter table means_check_detail enable row level security;
create policy means_check_detail_staff on means_check_detail to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');

alter table means_check_resolution enable row level security;
create policy means_check_resolution_staff on means_check_resolution to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy means_check_resolution_resident on means_check_resolution for select to haihe_resident
  using (household_id = current_household_id());

alter table means_check_report enable row level security;
create policy means_check_report_staff on means_check_report to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');

-- Takes an authorisation back, by the person, by the guardian who signed, or by the office on a paper of theirs. What
-- was asked under it is called off, what was found under it is unknown again, and the check ends. Requests are locked
-- before the check, as an arriving answer does.
create function withdraw_authorisation(p_case_id uuid, p_person_id uuid, p_file_id uuid, p_household_facts text[], p_on date, p_at timestamptz)
returns boolean language plpgsql security definer set search_path from current as $$
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
end $$;
revoke execute on function withdraw_authorisation from public;
grant execute on function withdraw_authorisation to haihe_staff, haihe_resident;

-- As before, with what a means check has become.
create or replace function move_open_cases(p_household_id uuid, p_target text) returns integer
language plpgsql security definer set search_path from current as $$
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
  update reported_change set division_code = p_target where case_id = any (v_cases);
  return cardinality(v_cases);
end $$;
