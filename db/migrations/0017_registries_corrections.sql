-- What of a person's record was corrected, why, and what stood there before: nothing that was registered is lost.
create table person_correction (
  person_correction_id uuid primary key default uuidv7(),
  person_id uuid not null references person,
  fields text[] not null check (cardinality(fields) > 0),
  before jsonb not null,
  reason text not null,
  corrected_by uuid not null references account,
  unit_name text not null,
  corrected_on date not null,
  recorded_at timestamptz not null default now()
);
create index person_correction_person_id_index on person_correction (person_id);
grant select, insert on person_correction to haihe_staff;

-- It goes with the person, wherever that record lies.
alter table person_correction enable row level security;
create policy person_correction_read on person_correction for select to haihe_staff
  using (person_id in (select p.person_id from person p));
create policy person_correction_write on person_correction for insert to haihe_staff
  with check (corrected_by = current_account_id() and person_id in (select p.person_id from person p));
