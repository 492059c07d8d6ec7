-- For whom an application of a programme for single people is made; empty where it is for the household.
alter table application add column beneficiary_ids uuid[] not null default '{}';

-- Whom a determination names, with what each gets of which amount, and who receives it.
create table determination_beneficiary (
  determination_id uuid not null references determination,
  person_id uuid not null references person,
  amount_name text not null,
  amount bigint not null check (amount > 0),
  payee text not null check (payee in ('household', 'beneficiary', 'institution')),
  household_id uuid not null references household,
  division_code text collate "C" not null,
  primary key (determination_id, person_id, amount_name)
);
create index determination_beneficiary_household_index on determination_beneficiary (household_id);
create index determination_beneficiary_person_index on determination_beneficiary (person_id);
alter table determination_beneficiary enable row level security;
create policy determination_beneficiary_staff on determination_beneficiary to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy determination_beneficiary_resident on determination_beneficiary for select to haihe_resident
  using (household_id = current_household_id());
grant select, insert on determination_beneficiary to haihe_staff;
grant select on determination_beneficiary to haihe_resident;

-- As before, and the people whom a determination names go where the determination goes.
create or replace function move_open_cases(p_household_id uuid, p_target text) returns integer
language plpgsql security definer set search_path from current as $$
declare
  v_cases uuid[];
begin
  if current_account_id() is not null or current_area() is null then
    raise exception 'for the house itself' using errcode = 'insufficient_privilege';
  end if;
  select coalesce(array_agg(case_id), '{}') into v_cases from case_file
    where household_id = p_household_id and state = 'open' and division_code <> p_target;
  update case_file set division_code = p_target, version = version + 1,
    owner_division = left(p_target, length(owner_division)),
    owner_account_id = case when left(division_code, 9) = left(p_target, 9)
      or length(owner_division) <= 6 and left(division_code, 6) = left(p_target, 6) then owner_account_id end
    where case_id = any (v_cases);
  update case_step set division_code = p_target where case_id = any (v_cases);
  update case_log set division_code = p_target where case_id = any (v_cases);
  update case_material set division_code = p_target where case_id = any (v_cases);
  update file set division_code = p_target
    where file_id in (select file_id from case_material where case_id = any (v_cases));
  update supplement_request set division_code = p_target where case_id = any (v_cases);
  update visit set division_code = p_target where case_id = any (v_cases);
  update inspection set division_code = p_target where case_id = any (v_cases);
  update inspection set division_code = p_target where case_id = any (v_cases);
  update deliberation set division_code = p_target where case_id = any (v_cases);
  update notice set division_code = p_target where case_id = any (v_cases);
  update objection set division_code = p_target where case_id = any (v_cases);
  update appeal set division_code = p_target where appeal_case_id = any (v_cases);
  update application set division_code = p_target where case_id = any (v_cases);
  update means_check_authorisation set division_code = p_target where case_id = any (v_cases);
  update means_check_answer set division_code = p_target
    where means_check_id in (select means_check_id from means_check where case_id = any (v_cases));
  update means_check set division_code = p_target where case_id = any (v_cases);
  update determination set division_code = p_target where case_id = any (v_cases);
  update determination_beneficiary set division_code = p_target
    where determination_id in (select determination_id from determination where case_id = any (v_cases));
  update reported_change set division_code = p_target where case_id = any (v_cases);
  return cardinality(v_cases);
end $$;
