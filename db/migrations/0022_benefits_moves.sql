-- A household's open cases move with all that belongs to them: the means check with its requests, answers and report, and
-- the people whom a determination names.
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
end $$;
