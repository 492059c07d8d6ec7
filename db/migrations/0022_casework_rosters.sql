-- Rosters: lists of people that go to another office for a year and are acknowledged line by line; joins and leaves
-- follow as further lines. What an accepted line costs is paid to that office in one sum.
create table roster (
  roster_id uuid primary key default uuidv7(),
  kind text collate "C" not null,
  year integer not null check (year between 2000 and 2100),
  drawn_on date not null,
  drawn_by uuid references account,
  -- Households that whoever drew it may not see whole.
  hidden_count integer not null default 0,
  version integer not null default 1,
  division_code text collate "C" not null references division,
  constraint roster_once unique (kind, year, division_code)
);

create table roster_line (
  roster_line_id uuid primary key default uuidv7(),
  roster_id uuid not null references roster,
  person_id uuid not null references person,
  household_id uuid references household,
  -- Of the same person on the same roster: who leaves and comes back has three lines.
  sequence integer not null default 1,
  act text not null check (act in ('join', 'leave')),
  -- What the line says besides who it is, without any number of a person.
  content jsonb not null default '{}',
  state text not null default 'drafted'
    check (state in ('drafted', 'sent', 'pending', 'accepted', 'rejected', 'failed')),
  -- Fen, once accepted.
  amount bigint check (amount >= 0),
  -- How the amount was reckoned.
  receipt jsonb,
  -- Why it was rejected, or has no final acknowledgement.
  reason text,
  drafted_on date not null,
  sent_at timestamptz,
  -- Without a final acknowledgement by then it has failed.
  final_by timestamptz,
  asked_at timestamptz,
  finished_on date,
  division_code text collate "C" not null,
  constraint roster_line_once unique (roster_id, person_id, sequence),
  constraint roster_line_sent_has_end check (state in ('drafted') or final_by is not null),
  constraint roster_line_refusal_says_why check (state not in ('rejected', 'failed') or reason is not null),
  constraint roster_line_accepted_has_amount check (state <> 'accepted' or amount is not null)
);
create index roster_line_roster_index on roster_line (roster_id, state);
create index roster_line_person_index on roster_line (person_id);
create index roster_line_open_index on roster_line (final_by) where state in ('sent', 'pending');

-- One request to the other office: the lines that it asks about.
create table roster_batch (
  roster_batch_id uuid primary key default uuidv7(),
  roster_id uuid not null references roster,
  sent_on date not null,
  division_code text collate "C" not null
);
create table roster_batch_line (
  roster_batch_id uuid not null references roster_batch,
  roster_line_id uuid not null references roster_line,
  division_code text collate "C" not null,
  primary key (roster_batch_id, roster_line_id)
);

-- Ours against theirs, as the other office's books were on a day.
create table roster_reconciliation (
  roster_reconciliation_id uuid primary key default uuidv7(),
  roster_id uuid not null references roster,
  asked_on date not null,
  answered_on date,
  failed text,
  ours integer,
  theirs integer,
  differences jsonb,
  division_code text collate "C" not null
);
create index roster_reconciliation_roster_index on roster_reconciliation (roster_id, asked_on);

-- One sum to an institution for lines that it has accepted.
create table institution_payment (
  institution_payment_id uuid primary key default uuidv7(),
  programme_id text not null,
  roster_id uuid not null references roster,
  payee_name text not null,
  line_count integer not null check (line_count > 0),
  amount bigint not null check (amount > 0),
  state text not null default 'prepared' check (state in ('prepared', 'approved', 'paid', 'cancelled')),
  prepared_by uuid not null references account,
  prepared_on date not null,
  approved_by uuid references account,
  approved_on date,
  paid_on date,
  bank_reference text,
  version integer not null default 1,
  division_code text collate "C" not null,
  constraint institution_payment_two_people check (approved_by <> prepared_by),
  constraint institution_payment_approved_by_somebody check (state in ('prepared', 'cancelled') or approved_by is not null),
  constraint institution_payment_paid_has_reference check ((state = 'paid') = (paid_on is not null and bank_reference is not null))
);
create index institution_payment_roster_index on institution_payment (roster_id);
create table institution_payment_line (
  roster_line_id uuid primary key references roster_line,
  institution_payment_id uuid not null references institution_payment,
  amount bigint not null check (amount > 0),
  division_code text collate "C" not null
);
create index institution_payment_line_payment_index on institution_payment_line (institution_payment_id);

grant select, insert, update on roster, roster_line, roster_reconciliation, institution_payment to haihe_staff;
grant delete on roster_line, institution_payment_line to haihe_staff;
grant select, insert on roster_batch, roster_batch_line, institution_payment_line to haihe_staff;
alter table roster enable row level security;
create policy roster_staff on roster to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
alter table roster_line enable row level security;
create policy roster_line_staff on roster_line to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
alter table roster_batch enable row level security;
create policy roster_batch_staff on roster_batch to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
alter table roster_batch_line enable row level security;
create policy roster_batch_line_staff on roster_batch_line to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
alter table roster_reconciliation enable row level security;
create policy roster_reconciliation_staff on roster_reconciliation to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
alter table institution_payment enable row level security;
create policy institution_payment_staff on institution_payment to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
alter table institution_payment_line enable row level security;
create policy institution_payment_line_staff on institution_payment_line to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
