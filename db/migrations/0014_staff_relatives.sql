-- Near relatives of staff: begun and ended by date, never taken away. They bind every account of the person who has
-- them. Read by that person, and within the area by the offices that keep the register of it.
alter table staff_relative
  drop constraint staff_relative_pkey,
  add column staff_relative_id uuid primary key default uuidv7(),
  -- As it was declared: the relative may live where the declarer reads no records.
  add column name text collate "C",
  add column basis text,
  add column valid daterange,
  add column declared_by uuid references account,
  add column ended_on date,
  add column ended_by uuid references account,
  add column end_reason text;
update staff_relative r
  set name = p.name, valid = daterange(r.declared_on, null), declared_by = r.account_id, relation = 'other'
  from person p where p.person_id = r.person_id;
alter table staff_relative
  alter column name set not null,
  alter column valid set not null,
  alter column declared_by set not null,
  add constraint staff_relative_relation_known check (
    relation in ('spouse', 'child', 'parent', 'grandchild', 'grandparent', 'sibling', 'other')),
  add constraint staff_relative_holds check (not isempty(valid) and not lower_inf(valid)),
  add constraint staff_relative_once exclude using gist (account_id with =, person_id with =, valid with &&),
  add constraint staff_relative_end_is_said check (
    upper_inf(valid) = (ended_by is null) and num_nulls(ended_on, ended_by, end_reason) in (0, 3)),
  -- Whoever has to stay away from a case does not end that.
  add constraint staff_relative_ended_by_another check (ended_by <> account_id);
create index staff_relative_person_id_index on staff_relative (person_id);

-- Who is meant by a number and a name together; neither alone finds anybody, and where is not told.
create function find_person_by_number(p_identity_number text, p_name text) returns uuid
language sql stable security definer set search_path from current as $$
  select person_id from person
  where identity_number = p_identity_number and name = p_name and current_area() is not null
$$;

-- Whether the household or the person of a case is a near relative of anybody on the staff: of whom, is not told.
create function case_of_relative_of_staff(p_case_id uuid, p_day date) returns boolean
language sql stable security definer set search_path from current as $$
  select exists (
    select from case_file c join staff_relative r on r.person_id = c.person_id or r.person_id in (
      select m.person_id from household_member m where m.household_id = c.household_id and m.valid @> p_day)
    where c.case_id = p_case_id and r.valid @> p_day
      and c.division_code >= current_area() and c.division_code < current_area() || ':')
$$;

revoke execute on function find_person_by_number(text, text), case_of_relative_of_staff(uuid, date) from public;
grant execute on function find_person_by_number(text, text), case_of_relative_of_staff(uuid, date) to haihe_staff;
grant update (valid, ended_on, ended_by, end_reason) on staff_relative to haihe_staff;

drop policy staff_relative_staff on staff_relative;
create policy staff_relative_read on staff_relative for select to haihe_staff using (
  account_id = any (accounts_of_same_people(array[current_account_id()])) or declared_by = current_account_id()
  or (current_account_id() in (select k.account_id from post k where k.role in ('district_approver', 'policy_officer'))
    and person_id in (select p.person_id from person p)));
-- For oneself, or for a colleague who works in one's own area.
create policy staff_relative_declare on staff_relative for insert to haihe_staff with check (
  declared_by = current_account_id() and (account_id = current_account_id() or account_id in (
    select p.account_id from post p
    where p.division_code >= current_area() and p.division_code < current_area() || ':')));
create policy staff_relative_end on staff_relative for update to haihe_staff
  using (account_id <> all (accounts_of_same_people(array[current_account_id()]))
    and current_account_id() in (select k.account_id from post k where k.role in ('district_approver', 'policy_officer'))
    and person_id in (select p.person_id from person p))
  with check (ended_by = current_account_id());
