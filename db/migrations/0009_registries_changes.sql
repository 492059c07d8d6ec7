-- When a row of the registers was last changed, so that whoever keeps a copy of them (the snapshot of the whole city)
-- reads again only what has changed. Every statement that changes such a row says so. The indexes hold a few bytes for
-- many pages: rows are added in the order of time, and a load pays nothing for them.
alter table person add column changed_at timestamptz not null default now();
alter table household add column changed_at timestamptz not null default now();
alter table household_member add column changed_at timestamptz not null default now();

create index person_changed_at_index on person using brin (changed_at) with (pages_per_range = 16, autosummarize = on);
create index household_changed_at_index on household using brin (changed_at)
  with (pages_per_range = 16, autosummarize = on);
create index household_member_changed_at_index on household_member using brin (changed_at)
  with (pages_per_range = 16, autosummarize = on);
create index fact_recorded_at_index on fact using brin (recorded_at) with (pages_per_range = 16, autosummarize = on);

-- Facts that begin to hold, or cease to, on a day when nobody records anything.
create index fact_begins_later_index on fact (lower(valid)) where lower(valid) > known_on;
create index fact_ends_index on fact (upper(valid)) where upper(valid) is not null;

create or replace function move_household(moving uuid, target text, new_address text, on_day date, expected_version integer)
returns boolean language plpgsql security definer set search_path from current as $$
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
end $$;
