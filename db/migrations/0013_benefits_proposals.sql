-- Proposals to change a standard (标准调整): values with their date and document, looked at before they hold, approved by
-- somebody else, then in force; after that every household that has the benefit is decided anew.
create table proposal (
  proposal_id uuid primary key default uuidv7(),
  title text not null check (length(title) between 4 and 100),
  -- First day on which the values hold.
  effective_from date not null,
  document text not null check (length(document) between 4 and 200),
  document_number text check (length(document_number) <= 100),
  document_date date,
  -- O and T: the text was read; S, D and M are shown as 待核实.
  mark text not null check (mark in ('O', 'T', 'S', 'D', 'M')),
  reason text not null default '' check (length(reason) <= 1000),
  -- Said by whoever proposes: months that are over change too, and what was paid is paid again or recovered.
  changes_the_past boolean not null default false,
  state text not null default 'draft' check (state in ('draft', 'submitted', 'approved', 'applied', 'withdrawn')),
  prepared_by uuid not null references account,
  prepared_on date not null,
  approved_by uuid references account,
  approved_on date,
  applied_on date,
  -- Of the run through all households: how far it is, what came of it. Fen.
  households_done integer not null default 0,
  households_changed integer not null default 0,
  households_waiting integer not null default 0,
  difference_total bigint not null default 0,
  last_household_id uuid,
  version integer not null default 1,
  division_code text collate "C" not null,
  constraint proposal_two_people check (approved_by <> prepared_by),
  constraint proposal_approved_by_somebody check (state not in ('approved', 'applied') or (approved_by is not null and approved_on is not null)),
  constraint proposal_applied_on_a_day check ((state = 'applied') = (applied_on is not null)),
  constraint proposal_says_that_it_changes_the_past check (changes_the_past or state not in ('approved', 'applied') or effective_from >= date_trunc('month', approved_on))
);

create table proposal_value (
  proposal_id uuid not null references proposal on delete cascade,
  parameter text collate "C" not null,
  -- The division whose value it is: 12 the whole city.
  value_division text collate "C" not null,
  value numeric(14, 4) not null check (value >= 0),
  effective_from date not null,
  enacted boolean not null default false,
  division_code text collate "C" not null,
  primary key (proposal_id, parameter, value_division)
);
-- One value of a parameter from one day on.
create unique index proposal_value_enacted_once on proposal_value (parameter, value_division, effective_from) where enacted;

grant select, insert, update on proposal to haihe_staff;
grant select, insert, delete, update (enacted) on proposal_value to haihe_staff;
-- The house itself reads what is law; what is only proposed is the office's own.
grant select (proposal_id, parameter, value_division, value, effective_from, enacted) on proposal_value to haihe_app;
grant select (proposal_id, document, document_number, document_date, mark, state) on proposal to haihe_app;

alter table proposal enable row level security;
create policy proposal_staff on proposal to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy proposal_enacted on proposal for select to haihe_app
  using (state in ('approved', 'applied'));
alter table proposal_value enable row level security;
create policy proposal_value_staff on proposal_value to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy proposal_value_enacted on proposal_value for select to haihe_app using (enacted);
