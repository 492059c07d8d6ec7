-- Registries: divisions, people, households, organisations, and what is known of them, each with its life in time.

create table division (
  division_code text collate "C" primary key check (division_code ~ '^[0-9]{2}([0-9]{2}([0-9]{2}([0-9]{3}([0-9]{3})?)?)?)?$'),
  name text collate "C" not null,
  kind text not null check (kind in ('province', 'city', 'district', 'county', 'street', 'town', 'township', 'zone', 'farm', 'community', 'village')),
  parent_code text collate "C" references division,
  rural boolean,
  valid daterange not null,
  -- The division that carries on its records after the end of its life.
  successor_code text collate "C" references division,
  constraint division_successor_follows_an_end check (successor_code is null or not upper_inf(valid))
);
create index division_parent_code_index on division (parent_code);

-- 南开区嘉陵道街道某某社区: the names from the district down; above the district its own name.
create function division_path(code text) returns text language sql stable parallel safe as $$
  select string_agg(name, '' order by division_code) from division
  where division_code = any (case when length(code) < 6 then array[code]
    else array[substr(code, 1, 6), substr(code, 1, 9), code] end)
$$;

-- Where records of this code count today: under the successor of the division, or of the one above it, that ended.
create function current_division(code text) returns text language sql stable parallel safe as $$
  with recursive chain (division_code, step) as (
    select code collate "C", 0
    union all
    select d.successor_code, step + 1
    from chain join division d on d.successor_code is not null and starts_with(chain.division_code, d.division_code)
    where step < 9)
  select division_code from chain order by step desc limit 1
$$;

-- The number is an attribute, never the key: foundlings and unidentified people have a record all the same.
create table person (
  person_id uuid primary key default uuidv7(),
  name text collate "C" not null check (length(name) between 1 and 60),
  name_reversed text collate "C" generated always as (reverse(name)) stored,
  name_pinyin text collate "C" not null default '',
  name_initials text collate "C" not null default '',
  -- One- and two-character pieces of the name, for search inside it.
  name_pieces text[] collate "C" not null default '{}',
  sex text not null default '0' check (sex in ('0', '1', '2', '9')),
  birth_date date,
  death_date date,
  identity_number text collate "C" check (identity_number ~ '^[0-9]{17}[0-9X]$'),
  identity_tail text collate "C" generated always as (right(identity_number, 4)) stored,
  nationality text check (nationality ~ '^[0-9]{2}$'),
  telephone text collate "C",
  division_code text collate "C" not null,
  synthetic boolean not null default false,
  restricted boolean not null default false,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  constraint person_identity_number_key unique (identity_number),
  constraint person_dies_after_birth check (death_date >= birth_date)
);

-- Who may see a restricted record (a protected child, an adopted one); for everybody else it does not exist.
create table person_entitled (
  person_id uuid not null references person,
  account_id uuid not null references account,
  reason text not null,
  entitled boolean not null,
  granted_by uuid not null references account,
  granted_on date not null,
  primary key (person_id, account_id)
);

create table household (
  household_id uuid primary key default uuidv7(),
  division_code text collate "C" not null references division,
  register_kind text check (register_kind in ('urban', 'rural')),
  established_on date not null,
  dissolved_on date,
  version integer not null default 1,
  recorded_at timestamptz not null default now()
);
create index household_division_code_index on household (division_code);

-- One household at a time, one head at a time: both held by the database. Leaving and coming back are two rows.
create table household_member (
  person_id uuid not null references person,
  household_id uuid not null references household,
  relation text not null check (relation in ('head', 'spouse', 'child', 'parent', 'grandchild', 'grandparent', 'sibling', 'other')),
  valid daterange not null check (not isempty(valid)),
  division_code text collate "C" not null,
  recorded_at timestamptz not null default now(),
  constraint household_member_one_household_at_a_time primary key (person_id, valid without overlaps),
  constraint household_member_one_head exclude using gist (household_id with =, valid with &&) where (relation = 'head')
);
create index household_member_household_id_index on household_member (household_id);
create index household_member_division_code_index on household_member (division_code);

create table address (
  household_id uuid not null references household,
  address text collate "C" not null,
  division_code text collate "C" not null,
  valid daterange not null,
  recorded_at timestamptz not null default now(),
  constraint address_one_at_a_time primary key (household_id, valid without overlaps)
);

-- What is known of a person or a household, by the names that the law's inputs bear. Two times: `valid` is when it
-- holds, `known_on` when it became known. Append-only: the latest known row whose time holds is what counts.
-- Both values null means "known to be unknown" (a source failed); it is not "no".
create table fact (
  fact_id uuid not null default uuidv7(),
  subject_id uuid not null,
  subject_kind text not null check (subject_kind in ('person', 'household')),
  household_id uuid,
  name text collate "C" not null,
  valid daterange not null check (not isempty(valid)),
  known_on date not null,
  number_value bigint,
  code_value text collate "C",
  source_kind text not null check (source_kind in ('declared', 'register', 'means_check', 'visit', 'import', 'decision')),
  source_name text not null,
  source_reference text,
  division_code text collate "C" not null,
  recorded_at timestamptz not null default now(),
  constraint fact_has_one_value check (num_nonnulls(number_value, code_value) <= 1),
  primary key (subject_id, name, fact_id)
);
create index fact_household_id_index on fact (household_id);

create table organisation (
  organisation_id uuid primary key default uuidv7(),
  credit_code text collate "C" check (credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  name text collate "C" not null,
  kind text not null,
  division_code text collate "C" not null references division,
  established_on date,
  dissolved_on date,
  version integer not null default 1,
  constraint organisation_credit_code_key unique (credit_code)
);
create index organisation_division_code_index on organisation (division_code);

-- Two records that may be one human being: linked or told apart, never merged away; the last row counts.
create table person_link (
  link_id uuid primary key default uuidv7(),
  person_id uuid not null references person,
  other_person_id uuid not null references person,
  decision text not null check (decision in ('linked', 'distinct', 'undone')),
  reason text not null,
  division_code text collate "C" not null,
  decided_by uuid not null references account,
  decided_on date not null,
  recorded_at timestamptz not null default now(),
  constraint person_link_in_order check (person_id < other_person_id)
);
create index person_link_person_id_index on person_link (person_id);
create index person_link_other_person_id_index on person_link (other_person_id);

create table bank_account (
  bank_account_id uuid primary key default uuidv7(),
  person_id uuid not null references person,
  bank_name text not null,
  number text collate "C" not null check (number ~ '^[0-9]{8,32}$'),
  valid daterange not null,
  division_code text collate "C" not null,
  constraint bank_account_one_at_a_time exclude using gist (person_id with =, valid with &&)
);

-- Declared near relatives of staff: their cases are handled by others and always visited.
create table staff_relative (
  account_id uuid not null references account,
  person_id uuid not null references person,
  relation text not null,
  declared_on date not null,
  primary key (account_id, person_id)
);

-- A look at what is masked, with the reason that was given; the person concerned reads who it was.
create table disclosure (
  disclosure_id uuid primary key default uuidv7(),
  person_id uuid not null references person,
  account_id uuid not null references account,
  viewer_name text not null,
  viewer_unit text not null,
  field text not null,
  reason text not null,
  at timestamptz not null,
  business_date date not null,
  division_code text collate "C" not null
);
create index disclosure_person_id_index on disclosure (person_id);

-- An Excel file of households. The same file in the same area is imported once.
create table household_import (
  import_id uuid primary key default uuidv7(),
  file_id uuid not null references file,
  file_sha256 bytea not null,
  file_name text not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  failure text,
  row_count integer,
  rows_read integer not null default 0,
  household_count integer not null default 0,
  person_count integer not null default 0,
  bad_row_count integer not null default 0,
  left_out_household_count integer not null default 0,
  left_out_row_count integer not null default 0,
  division_code text collate "C" not null,
  uploaded_by uuid references account,
  uploaded_by_name text,
  uploaded_on date not null,
  recorded_at timestamptz not null default now()
);
create unique index household_import_once on household_import (file_sha256, division_code) where state <> 'failed';
create index household_import_division_code_index on household_import (division_code);

-- What is wrong, by row and cell. The values themselves stay in the file.
create table household_import_problem (
  import_id uuid not null references household_import,
  row_number integer not null,
  column_letter text collate "C" not null,
  label text not null,
  message text not null,
  household_key text not null,
  position integer not null,
  division_code text collate "C" not null,
  primary key (import_id, position)
);

-- Search indexes of people (design: btree on name, its reverse and pinyin; GIN on pieces). The division stands
-- behind the key, so that a search inside an area is decided in the index.
create index person_name_index on person (name, division_code);
create index person_name_reversed_index on person (name_reversed, division_code);
create index person_name_pinyin_index on person (name_pinyin, division_code);
create index person_name_initials_index on person (name_initials, division_code);
create index person_name_pieces_index on person using gin (name_pieces) with (fastupdate = off);
create index person_identity_tail_index on person (identity_tail, division_code);
create index person_telephone_index on person (telephone) where telephone is not null;
create index person_division_code_index on person (division_code);

-- Finds people of the caller's area, at most `most` of them, the likeliest first; kinds: name, part_of_name, pinyin,
-- identity_number, identity_tail, telephone. It runs as the owner, because operators that are not
-- leakproof (array containment) may not use an index below row-level security; so it carries the area itself, and
-- what it answers is read again under the caller's role. Each call is planned for its own values: how common a name
-- is decides which index is right.
create function find_people(kind text, wanted text, division text, most integer) returns setof uuid
language plpgsql stable security definer set search_path from current as $$
declare
  area text := current_area();
  allowed text := ' and division_code >= $2 and division_code < $3 and person_id <> all ($5) and (not restricted or'
    ' person_id in (select e.person_id from person_entitled e where e.account_id = current_account_id() and e.entitled)) limit $4';
  found uuid[] := '{}';
  more uuid[];
  condition text;
begin
  if area is null or wanted is null or wanted = '' then return; end if;
  if division is not null then
    if starts_with(division, area) then area := division;
    elsif not starts_with(area, division) then return;
    end if;
  end if;
  foreach condition in array case kind
    when 'name' then array['name = $1']
    when 'part_of_name' then array[
      'name = $1',
      'name >= $1 and name < $1 || chr(1114111)',
      'name_reversed >= reverse($1) and name_reversed < reverse($1) || chr(1114111)',
      'name_pieces @> name_pieces($1) and strpos(name, $1) > 0']
    when 'pinyin' then array[
      'name_pinyin = $1',
      'name_initials = $1',
      'name_pinyin > $1 and name_pinyin < $1 || ''{''',
      'name_initials > $1 and name_initials < $1 || ''{''']
    when 'identity_number' then array['identity_number = $1']
    when 'identity_tail' then array['identity_tail = $1']
    when 'telephone' then array['telephone = $1']
  end loop
    execute 'select array(select person_id from person where ' || condition || allowed || ')' into more
      using wanted, area, area || ':', most - cardinality(found), found;
    found := found || more;
    exit when cardinality(found) >= most;
  end loop;
  return query select unnest(found);
end $$;

-- The one- and two-character pieces of a name that a search for it must find; same as `pieces` of the application.
create function name_pieces(name text) returns text[] language sql immutable parallel safe as $$
  select case when length(name) <= 2 then array[name] else
    (select array_agg(substr(name, at, 2)) from generate_series(1, length(name) - 1) as at) end
$$;

-- Which of these numbers are registered anywhere in the city, in whosever area. It tells that, and nothing else.
create function taken_identity_numbers(numbers text[]) returns setof text
language sql stable security definer set search_path from current as $$
  select identity_number from person where identity_number = any (numbers) and current_area() is not null
$$;

-- Moves a household of the caller's area to another division of the city: the house, who lives in it, its address,
-- and a copy of what is known, so that the new area can decide. Facts are append-only: the copies keep their times.
create function move_household(moving uuid, target text, new_address text, on_day date, expected_version integer)
returns boolean language plpgsql security definer set search_path from current as $$
declare
  old_division text;
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
  update person set division_code = target where person_id in (
    select person_id from household_member where household_id = moving and (upper_inf(valid) or upper(valid) > on_day));
  insert into fact (subject_id, subject_kind, household_id, name, valid, known_on, number_value, code_value,
      source_kind, source_name, source_reference, division_code)
    select subject_id, subject_kind, household_id, name, valid, known_on, number_value, code_value,
      source_kind, source_name, source_reference, target
    from fact where division_code <> target and (subject_id = moving or subject_id in (
      select person_id from household_member where household_id = moving and (upper_inf(valid) or upper(valid) > on_day)))
    order by fact_id;
  update household_member set division_code = target
    where household_id = moving and (upper_inf(valid) or upper(valid) > on_day);
  return true;
end $$;

revoke execute on function find_people, taken_identity_numbers, move_household from public;
grant execute on function find_people, taken_identity_numbers, move_household to haihe_staff;
grant select on division to haihe_app, haihe_staff, haihe_resident, haihe_public, haihe_administrator, haihe_auditor;
grant select, insert, update on person, household, household_member, address, bank_account, organisation to haihe_staff;
grant select, insert, update on person_entitled, household_import to haihe_staff;
grant select, insert on fact, person_link, staff_relative, disclosure, household_import_problem to haihe_staff;
grant select on disclosure to haihe_auditor;
grant select on person, household, household_member, address, fact, bank_account, disclosure to haihe_resident;
grant select (person_id, name, division_code) on person to haihe_app;
grant select (person_id, household_id, valid) on household_member to haihe_app;
grant insert on fact, bank_account to haihe_resident;

alter table person enable row level security;
-- The house's own jobs have no account; they reckon with everybody.
create policy person_staff on person to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':' and (not restricted
    or current_account_id() is null or person_id in (
    select e.person_id from person_entitled e where e.account_id = current_account_id() and e.entitled)))
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy person_application on person for select to haihe_app using (true);
create policy person_resident on person for select to haihe_resident
  using (person_id = current_person_id() or person_id in (
    select m.person_id from household_member m where m.household_id = current_household_id() and upper_inf(m.valid)));

-- Who may grant is decided by the verb; here only: within the area, or for oneself.
alter table person_entitled enable row level security;
create policy person_entitled_staff on person_entitled to haihe_staff
  using (current_area() is not null and (account_id = current_account_id() or granted_by = current_account_id()))
  with check (granted_by = current_account_id());

alter table household enable row level security;
create policy household_staff on household to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy household_resident on household for select to haihe_resident using (household_id = current_household_id());

alter table household_member enable row level security;
create policy household_member_staff on household_member to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy household_member_application on household_member for select to haihe_app using (true);
create policy household_member_resident on household_member for select to haihe_resident using (household_id = current_household_id());

alter table address enable row level security;
create policy address_staff on address to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy address_resident on address for select to haihe_resident using (household_id = current_household_id());

alter table fact enable row level security;
create policy fact_staff on fact to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy fact_resident_read on fact for select to haihe_resident using (household_id = current_household_id());
create policy fact_resident_declares on fact for insert to haihe_resident
  with check (household_id = current_household_id() and source_kind = 'declared'
    and division_code = (select h.division_code from household h where h.household_id = current_household_id())
    and (subject_id = current_household_id() or subject_id in (select m.person_id from household_member m
      where m.household_id = current_household_id() and upper_inf(m.valid))));

alter table organisation enable row level security;
create policy organisation_staff on organisation to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');

alter table household_import enable row level security;
create policy household_import_staff on household_import to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');

alter table household_import_problem enable row level security;
create policy household_import_problem_staff on household_import_problem to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');

alter table person_link enable row level security;
create policy person_link_staff on person_link to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');

alter table bank_account enable row level security;
create policy bank_account_staff on bank_account to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy bank_account_resident on bank_account for select to haihe_resident using (person_id = current_person_id());
create policy bank_account_resident_adds on bank_account for insert to haihe_resident with check (person_id = current_person_id());

alter table staff_relative enable row level security;
create policy staff_relative_staff on staff_relative to haihe_staff using (current_area() is not null) with check (account_id = current_account_id());

alter table disclosure enable row level security;
create policy disclosure_staff on disclosure to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (account_id = current_account_id());
create policy disclosure_auditor on disclosure for select to haihe_auditor using (true);
create policy disclosure_resident on disclosure for select to haihe_resident using (person_id = current_person_id());
