-- A line that goes out again bears the grant that it pays, however often it comes back.
alter table payroll_line drop constraint payroll_line_one_off_has_grant;
alter table payroll_line add constraint payroll_line_one_off_has_grant
  check ((kind <> 'one_off' or one_off_grant_id is not null) and (kind <> 'regular' or one_off_grant_id is null));
with recursive again as (
  select payroll_line_id, one_off_grant_id from payroll_line where kind = 'one_off'
  union all
  select l.payroll_line_id, again.one_off_grant_id
  from payroll_line l join again on l.reissue_of = again.payroll_line_id
  where l.kind = 'reissue'
)
update payroll_line l set one_off_grant_id = again.one_off_grant_id
from again where again.payroll_line_id = l.payroll_line_id and l.kind = 'reissue';
create index payroll_line_grant_index on payroll_line (one_off_grant_id) where one_off_grant_id is not null;

-- What a household pays back by itself of what it was given too much: taken in by one person, booked by another.
create table repayment (
  repayment_id uuid default uuidv7() primary key,
  difference_item_id uuid not null references difference_item,
  household_id uuid not null references household,
  programme_id text not null,
  amount bigint not null check (amount > 0),
  means text not null check (means in ('cash', 'transfer')),
  -- The number of the receipt that was given, or of the bank's slip.
  reference text not null check (reference <> ''),
  received_on date not null,
  state text not null default 'recorded' check (state in ('recorded', 'booked', 'cancelled')),
  recorded_by uuid not null references account,
  recorded_on date not null,
  booked_by uuid references account,
  booked_on date,
  cancel_reason text,
  division_code text collate "C" not null,
  constraint repayment_two_people check (booked_by <> recorded_by),
  constraint repayment_booked_by_somebody
    check ((state = 'booked') = (booked_by is not null and booked_on is not null)),
  constraint repayment_cancelled_says_why check ((state = 'cancelled') = (cancel_reason is not null))
);
create unique index repayment_once on repayment (difference_item_id, means, reference) where state <> 'cancelled';
create index repayment_household_index on repayment (household_id);
create index repayment_waiting_index on repayment (division_code) where state = 'recorded';
alter table repayment enable row level security;
create policy repayment_staff on repayment to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy repayment_resident on repayment for select to haihe_resident
  using (household_id = current_household_id());
grant select, insert, update (state, booked_by, booked_on, cancel_reason) on repayment to haihe_staff;
grant select on repayment to haihe_resident;
