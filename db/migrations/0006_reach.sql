-- What follows a household that moves, and what the office in whose area it lives now may reach of its past. Rows keep
-- the division in whose books they were made, so that a past month counts where it was paid; these functions run as
-- the owner and look at the household instead.

-- Whether the caller's office, or the resident, has this household now.
create function household_within_reach(p_household_id uuid) returns boolean
language sql stable security definer set search_path from current as $$
  select exists (
    select from household
    where household_id = p_household_id and (household_id = current_household_id()
      or division_code >= current_area() and division_code < current_area() || ':'))
$$;

-- What each month has had so far, in whosever books: from approved payrolls, and from differences already recorded.
create function months_paid(p_household_id uuid, p_programme_id text)
returns table (month date, regular_amount bigint, difference_amount bigint)
language sql stable security definer set search_path from current as $$
  select month, sum(regular)::bigint, sum(difference)::bigint
  from (
    select l.month, l.regular_amount as regular, 0::bigint as difference
    from payroll_line l join payroll p using (payroll_id)
    where l.household_id = p_household_id and l.programme_id = p_programme_id and l.kind = 'regular'
      and p.state not in ('draft', 'locked')
    union all
    select d.month, 0, d.amount
    from difference_item d
    where d.household_id = p_household_id and d.programme_id = p_programme_id
  ) paid
  where household_within_reach(p_household_id)
  group by month order by month
$$;

-- Takes back what would only begin on or after the month, and cuts what runs past it.
create function end_entitlements(p_household_id uuid, p_programme_id text, p_from_month date) returns void
language plpgsql security definer set search_path from current as $$
begin
  if not household_within_reach(p_household_id) then return; end if;
  delete from entitlement
    where household_id = p_household_id and programme_id = p_programme_id and lower(valid) >= p_from_month;
  update entitlement set valid = daterange(lower(valid), p_from_month)
    where household_id = p_household_id and programme_id = p_programme_id and valid @> p_from_month;
end $$;

-- Every determination of a household within reach, also those of the district that it came from.
create function determinations_of_household(p_household_id uuid) returns setof determination
language sql stable security definer set search_path from current as $$
  select * from determination where household_id = p_household_id and household_within_reach(p_household_id)
$$;

-- The present account of the payee of a line of the caller's district that came back: the payee may have moved away.
create function account_of_returned_line(p_payroll_line_id uuid, p_on date) returns table (bank_name text, number text)
language sql stable security definer set search_path from current as $$
  select b.bank_name, b.number
  from payroll_line l join bank_account b on b.person_id = l.payee_id and b.valid @> p_on
  where l.payroll_line_id = p_payroll_line_id and l.answer = 'returned'
    and l.division_code >= current_area() and l.division_code < current_area() || ':'
$$;

-- Takes the open cases of a household that has moved to its new office, with everything that hangs on them. For the
-- house's own jobs only. Whoever had taken a case keeps it when the new place is still within the same street.
create function move_open_cases(p_household_id uuid, p_target text) returns integer
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
  update reported_change set division_code = p_target where case_id = any (v_cases);
  return cardinality(v_cases);
end $$;

-- As before, and the accounts of those who move go with them: the new office pays.
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
  update person set division_code = target where person_id = any (people);
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

revoke execute on function household_within_reach, months_paid, end_entitlements, determinations_of_household,
  account_of_returned_line, move_open_cases from public;
grant execute on function household_within_reach, months_paid, determinations_of_household
  to haihe_staff, haihe_resident;
grant execute on function end_entitlements, account_of_returned_line, move_open_cases to haihe_staff;
