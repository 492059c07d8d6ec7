-- What the figures are read from, so that a page costs as much in a city of millions as in a small one.

-- What left for the bank and did not come back: rows are added when a payroll is sent (its lines, per month and
-- division) and when the bank returns some (the same, negative). The sum is the figure; the lines are its records.
create table payroll_spend (
  payroll_id uuid not null references payroll,
  programme_id text not null,
  month date not null,
  division_code text collate "C" not null,
  line_count integer not null,
  amount bigint not null
);
create index payroll_spend_month_index on payroll_spend (programme_id, month, division_code)
  include (line_count, amount, payroll_id);

insert into payroll_spend (payroll_id, programme_id, month, division_code, line_count, amount)
select l.payroll_id, l.programme_id, l.month, l.division_code, count(*), sum(l.amount)
from payroll_line l join payroll p using (payroll_id)
where p.state in ('sent', 'returned', 'reconciled') and (l.answer = 'paid' or l.answer is null)
group by l.payroll_id, l.programme_id, l.month, l.division_code;

-- How many people the determination counts. It goes with the entitlement, also when the household moves to an office
-- that does not see the determination.
alter table entitlement add column member_count integer;
update entitlement e set member_count = t.member_count from determination t where t.determination_id = e.determination_id;
alter table entitlement alter column member_count set not null;
alter table entitlement add constraint entitlement_member_count_check check (member_count >= 0);
drop index entitlement_division_index;
create index entitlement_division_index on entitlement (programme_id, division_code, household_id)
  include (valid, member_count);

-- Cases that were still open on a past day.
create index case_file_closed_on_index on case_file (closed_on) where closed_on is not null;

grant select, insert on payroll_spend to haihe_staff;
alter table payroll_spend enable row level security;
create policy payroll_spend_staff on payroll_spend to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
