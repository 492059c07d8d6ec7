-- Policy finds people (政策找人): what the registers heard had a household screened against every programme; whoever may
-- be entitled and has nothing of it is visited and asked by a date. A finding ends by an act or because it no longer
-- holds, it is never deleted; who says no is not asked again for that reason.
create table outreach (
  outreach_id uuid primary key default uuidv7(),
  household_id uuid not null references household,
  programme_id text not null,
  reason text not null check (reason in ('birth', 'death', 'disability', 'job_loss', 'income_fall', 'member_joined', 'member_left')),
  -- Whose event it is.
  person_id uuid references person,
  happened_on date not null,
  found_on date not null,
  due_on date not null,
  outcome text not null check (outcome in ('eligible', 'incomplete')),
  -- Fen per month for the household, an estimate on the facts of the day; null while facts are missing.
  amount bigint check (amount >= 0),
  missing text[] not null default '{}',
  state text not null default 'open' check (state in ('open', 'applied', 'declined', 'lapsed')),
  settled_on date,
  settled_by uuid references account,
  note text not null default '' check (length(note) <= 500),
  division_code text collate "C" not null,
  constraint outreach_amount_fits_outcome check ((amount is not null) = (outcome = 'eligible')),
  constraint outreach_settled_has_day check ((state = 'open') = (settled_on is null))
);
create unique index outreach_one_open on outreach (household_id, programme_id) where state = 'open';
create index outreach_household_index on outreach (household_id, programme_id);
create index outreach_open_index on outreach (division_code, due_on) where state = 'open';

grant select, insert, update (state, settled_on, settled_by, note, outcome, amount, missing, division_code) on outreach to haihe_staff;
grant select, update (state, settled_on, note) on outreach to haihe_resident;
alter table outreach enable row level security;
create policy outreach_staff on outreach to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy outreach_resident on outreach to haihe_resident
  using (household_id = current_household_id()) with check (household_id = current_household_id());

-- Within how many working days somebody goes and asks; no text read so far names one.
insert into dictionary_entry (dictionary, code, label, source, source_mark)
values ('outreach_rule', 'contact_within_working_days', '10', '未见成文依据，暂按十个工作日', 'M');
