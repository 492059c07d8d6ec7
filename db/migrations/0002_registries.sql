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
  nationality text check (nationality ~ '^[0-9]{2}$'),
  telephone text,
  division_code text collate "C" not null,
  synthetic boolean not null default false,
  restricted boolean not null default false,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  constraint person_identity_number_key unique (identity_number),
  constraint person_dies_after_birth check (death_date >= birth_date)
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

-- A look at what is masked, with the reason that was given.
create table disclosure (
  disclosure_id uuid primary key default uuidv7(),
  person_id uuid not null references person,
  account_id uuid not null references account,
  field text not null,
  reason text not null,
  at timestamptz not null,
  business_date date not null,
  division_code text collate "C" not null
);
create index disclosure_person_id_index on disclosure (person_id);

-- Search indexes of people (design: btree on name, its reverse and pinyin; GIN on pieces).
create index person_name_index on person (name);
create index person_name_reversed_index on person (name_reversed);
create index person_name_pinyin_index on person (name_pinyin);
create index person_name_initials_index on person (name_initials);
create index person_name_pieces_index on person using gin (name_pieces);
create index person_identity_tail_index on person (right(identity_number, 4));
create index person_division_code_index on person (division_code);

grant select on division to haihe_app, haihe_staff, haihe_resident, haihe_public, haihe_administrator, haihe_auditor;
grant select, insert, update on person, household, household_member, address, bank_account, organisation to haihe_staff;
grant delete on household_member to haihe_staff;
grant select, insert on fact, person_link, staff_relative, disclosure to haihe_staff;
grant select on disclosure to haihe_auditor;
grant select on person, household, household_member, address, fact, bank_account, disclosure to haihe_resident;
grant select (person_id, name, division_code) on person to haihe_app;
grant select (person_id, household_id, valid) on household_member to haihe_app;
grant insert on fact, bank_account to haihe_resident;

alter table person enable row level security;
create policy person_staff on person to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy person_application on person for select to haihe_app using (true);
create policy person_resident on person for select to haihe_resident
  using (person_id = current_person_id() or person_id in (
    select m.person_id from household_member m where m.household_id = current_household_id()));

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
  with check (household_id = current_household_id() and source_kind = 'declared');

alter table organisation enable row level security;
create policy organisation_staff on organisation to haihe_staff
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
