-- What makes figures and lists of a city of millions read indexes only.

-- What separates a past day from today: who was born and who died since, without those who are restricted.
drop index person_birth_date_index;
create index person_birth_date_index on person (birth_date, division_code) where death_date is null and not restricted;
drop index person_death_date_index;
create index person_death_date_index on person (death_date, division_code) include (birth_date)
  where death_date is not null and not restricted;

-- How many more or fewer people lived in each division on the day than do now, the restricted apart. It runs as the
-- owner, because below row-level security every record would be opened to see that it is not restricted; so it
-- carries the area itself. It answers places and numbers, and nobody.
create function residents_since(p_day date, p_division text, p_digits integer)
returns table (division_code text, people bigint)
language sql stable security definer set search_path from current as $$
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
$$;
revoke execute on function residents_since from public;
grant execute on function residents_since to haihe_staff;

-- The latest notices of an area, without sorting all that there ever were.
create index notice_published_on_index on notice (published_on, notice_id);

-- As before, and it knows where the line counts: which month was missed is found in the index.
drop index payroll_line_regular_once;
create unique index payroll_line_regular_once on payroll_line (household_id, programme_id, month)
  include (division_code) where kind = 'regular';
