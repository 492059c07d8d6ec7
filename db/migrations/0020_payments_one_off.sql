-- What is paid once for one decision: granted, put on a payroll of its own kind, paid by the same bank files.
create table one_off_grant (
  one_off_grant_id uuid default uuidv7() primary key,
  household_id uuid not null references household,
  programme_id text not null,
  determination_id uuid not null,
  payee_id uuid not null references person,
  amount bigint not null check (amount > 0),
  member_count integer not null check (member_count >= 0),
  granted_on date not null,
  -- Taken back before any approved payroll carried it.
  ended_on date check (ended_on >= granted_on),
  division_code text collate "C" not null,
  recorded_at timestamptz not null default now(),
  constraint one_off_grant_once unique (determination_id)
);
create index one_off_grant_household_index on one_off_grant (household_id, programme_id);
create index one_off_grant_division_index on one_off_grant (programme_id, division_code) where ended_on is null;
alter table one_off_grant enable row level security;
create policy one_off_grant_staff on one_off_grant to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy one_off_grant_resident on one_off_grant for select to haihe_resident
  using (household_id = current_household_id());
grant select, insert, update (ended_on, division_code) on one_off_grant to haihe_staff;
grant select on one_off_grant to haihe_resident;

alter table payroll drop constraint payroll_kind_check;
alter table payroll add constraint payroll_kind_check check (kind in ('monthly', 'one_off', 'reissue'));
alter table payroll_line drop constraint payroll_line_kind_check;
alter table payroll_line add constraint payroll_line_kind_check check (kind in ('regular', 'one_off', 'reissue'));
alter table payroll_line add column one_off_grant_id uuid references one_off_grant;
alter table payroll_line add constraint payroll_line_one_off_has_grant
  check ((kind = 'one_off') = (one_off_grant_id is not null));
create unique index payroll_line_one_off_once on payroll_line (one_off_grant_id) where kind = 'one_off';

-- Which of the rules' conditions hold that the procedure's delegations ask for (an amount that the street decides on),
-- and which of the programme's procedures the case runs by.
alter table case_file add column conditions text[] not null default '{}';
alter table case_file add column variant text constraint case_file_variant_check check (variant = 'urgent');
grant insert (variant) on case_file to haihe_resident;
