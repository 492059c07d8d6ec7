-- How many people live in each division, kept by the acts that change it: counting a register of millions for every
-- page takes seconds. What an act changes is a row in its own transaction, so acts never wait for each other; a job
-- folds these rows into the counts. Counts and rows together are exact at any moment.

-- People on the register who have not died and are not restricted. A restricted person is counted by nobody but
-- those who may see the record, from the record itself.
create table resident_count (
  division_code text collate "C" primary key,
  people bigint not null check (people >= 0)
);

-- One act's change that is not folded yet. It names a place and a number, and nobody.
create table resident_change (
  division_code text collate "C" not null,
  change integer not null
);

insert into resident_count (division_code, people)
select division_code, count(*) from person where not restricted and death_date is null group by division_code;

-- What separates a past day from today: who was born and who died since; and the few who are restricted.
create index person_birth_date_index on person (birth_date);
create index person_death_date_index on person (death_date) where death_date is not null;
create index person_restricted_index on person (division_code) where restricted;

-- As before, and those who move are counted where they live.
create or replace function move_household(moving uuid, target text, new_address text, on_day date, expected_version integer)
returns boolean language plpgsql security definer set search_path from current as $$
declare
  old_division text;
  people uuid[];
begin
  update household set division_code = target, version = version + 1
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
    update person set division_code = target where person_id = any (people) and division_code <> target
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
  update household_member set division_code = target
    where household_id = moving and (upper_inf(valid) or upper(valid) > on_day);
  return true;
end $$;

grant select on resident_count to haihe_staff;
grant select, insert on resident_change to haihe_staff;
grant select, insert, update on resident_count to haihe_app;
grant select, delete on resident_change to haihe_app;

alter table resident_count enable row level security;
create policy resident_count_staff on resident_count for select to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':');
create policy resident_count_application on resident_count to haihe_app using (true) with check (true);

alter table resident_change enable row level security;
create policy resident_change_staff on resident_change to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy resident_change_application on resident_change to haihe_app using (true) with check (true);
