-- What a resident may change of the own household's cases, and nothing besides: taking a case in hand, what it would
-- come to, handing in what was missing, and withdrawing. The last two move a case, so they are functions that do the
-- one thing and run as the owner; staff go through the same door.

alter table objection drop constraint objection_state_check;
-- Lapsed: the notice that it was about has come down for another reason.
alter table objection add constraint objection_state_check check (state in ('open', 'upheld', 'rejected', 'lapsed'));

create function case_within_reach(p_case_id uuid) returns boolean
language sql stable security definer set search_path from current as $$
  select exists (
    select from case_file
    where case_id = p_case_id and (household_id = current_household_id() or person_id = current_person_id()
      or division_code >= current_area() and division_code < current_area() || ':'))
$$;

-- The applicant takes back what is not decided yet: the running step and what hangs on the case end with it.
create function withdraw_case(p_case_id uuid, p_on date) returns boolean
language plpgsql security definer set search_path from current as $$
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
end $$;

-- What was missing has come: the case goes on with its step's date.
create function answer_supplement(p_case_id uuid, p_on date, p_due_on date, p_due_provisional boolean) returns boolean
language plpgsql security definer set search_path from current as $$
begin
  if not case_within_reach(p_case_id) then return false; end if;
  update case_file set held_on = null, hold_kind = null, hold_reason = null, due_on = p_due_on,
    due_provisional = p_due_provisional
    where case_id = p_case_id and state = 'open' and hold_kind = 'supplement';
  if not found then return false; end if;
  update supplement_request set answered_on = p_on where case_id = p_case_id and answered_on is null;
  update case_step set due_on = p_due_on where case_id = p_case_id and finished_on is null;
  return true;
end $$;

-- Numbers are only ever drawn, one after the other.
create function next_case_number(p_series text, p_year integer) returns integer
language sql security definer set search_path from current as $$
  insert into case_number_series (series, year, last_number) values (p_series, p_year, 1)
  on conflict (series, year) do update set last_number = case_number_series.last_number + 1
  returning last_number
$$;

revoke execute on function case_within_reach, withdraw_case, answer_supplement, next_case_number from public;
grant execute on function withdraw_case, answer_supplement, next_case_number to haihe_staff, haihe_resident;

revoke insert, update on case_file, case_step, case_log, case_material, appeal, rating from haihe_resident;
revoke update on notice, supplement_request from haihe_resident;
revoke select, insert, update on case_number_series from haihe_resident;
revoke insert, update on case_number_series from haihe_staff;
drop policy notice_resident_withdraws on notice;
-- A case that a resident opens is open, nobody's yet, and waits from its first version.
grant insert (case_number, domain, programme_id, kind, household_id, person_id, division_code, procedure_from, step_id,
  opened_on, accepted_on, owner_role, owner_division, due_on, due_provisional, whole_due_on, parent_case_id, assisted_by,
  restricted, proposed_amount, proposed_member_count) on case_file to haihe_resident;
grant update (version, proposed_amount, proposed_member_count) on case_file to haihe_resident;
grant insert on case_step, case_log, case_material to haihe_resident;
grant insert (case_id, appeal_case_id, person_id, grounds, filed_on, decision_told_on, in_time, division_code, household_id)
  on appeal to haihe_resident;
grant insert (case_id, stars, text, rated_on, division_code, household_id) on rating to haihe_resident;

drop policy case_file_resident on case_file;
create policy case_file_resident on case_file for select to haihe_resident
  using (household_id = current_household_id() or person_id = current_person_id());
create policy case_file_resident_takes on case_file for update to haihe_resident
  using (household_id = current_household_id() or person_id = current_person_id())
  with check (household_id = current_household_id() or person_id = current_person_id());
create policy case_file_resident_opens on case_file for insert to haihe_resident
  with check (household_id = current_household_id() and kind in ('application', 'change', 'appeal') and assisted_by is null
    and (division_code = (select h.division_code from household h where h.household_id = current_household_id())
      -- What an office decided before the household moved is appealed against there.
      or kind = 'appeal' and exists (select from case_file against
        where against.case_id = case_file.parent_case_id and against.division_code = case_file.division_code)));

-- Steps begin with the case; what the applicant did by handing it in is the only finished one.
drop policy case_step_resident on case_step;
create policy case_step_resident on case_step for select to haihe_resident using (household_id = current_household_id());
create policy case_step_resident_begins on case_step for insert to haihe_resident
  with check (household_id = current_household_id() and acts = '{}'
    and (finished_by is null or finished_by = current_account_id())
    and exists (select from case_file c
      where c.case_id = case_step.case_id and c.version = 1 and c.state = 'open' and (finished_on is null) = (c.step_id = case_step.step_id)));

drop policy case_log_resident on case_log;
create policy case_log_resident on case_log for select to haihe_resident using (household_id = current_household_id());
create policy case_log_resident_writes on case_log for insert to haihe_resident
  with check (household_id = current_household_id() and account_id = current_account_id());

drop policy case_material_resident on case_material;
create policy case_material_resident on case_material for select to haihe_resident
  using (household_id = current_household_id());
create policy case_material_resident_adds on case_material for insert to haihe_resident
  with check (household_id = current_household_id() and added_by = current_account_id());

drop policy appeal_resident on appeal;
create policy appeal_resident on appeal for select to haihe_resident using (household_id = current_household_id());
create policy appeal_resident_files on appeal for insert to haihe_resident
  with check (household_id = current_household_id());
