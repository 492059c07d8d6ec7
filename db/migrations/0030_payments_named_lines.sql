-- Who is supported by name is paid by name: a line of the payroll, and a difference, is for one person.
create table entitlement_share (
  entitlement_id uuid not null references entitlement (entitlement_id) on delete cascade,
  beneficiary_id uuid not null references person,
  payee_id uuid not null references person,
  amount bigint not null check (amount > 0),
  household_id uuid not null references household,
  division_code text collate "C" not null,
  primary key (entitlement_id, beneficiary_id)
);
create index entitlement_share_household_index on entitlement_share (household_id);
alter table entitlement_share enable row level security;
create policy entitlement_share_staff on entitlement_share for all to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy entitlement_share_resident on entitlement_share for select to haihe_resident
  using (household_id = current_household_id());
grant select, insert, update on entitlement_share to haihe_staff;
grant select on entitlement_share to haihe_resident;
insert into entitlement_share (entitlement_id, beneficiary_id, payee_id, amount, household_id, division_code)
select e.entitlement_id, b.person_id, e.payee_id, sum(b.amount), e.household_id, e.division_code
from entitlement e join determination_beneficiary b using (determination_id)
where b.payee <> 'institution'
group by e.entitlement_id, b.person_id, e.payee_id, e.household_id, e.division_code;

alter table payroll_line add column beneficiary_id uuid;
-- Where a determination names one person only, what was paid so far was for that one.
update payroll_line l set beneficiary_id = b.person_id
from (
  select determination_id, (array_agg(distinct person_id))[1] as person_id from determination_beneficiary
  group by determination_id having count(distinct person_id) = 1
) b
where b.determination_id = l.determination_id and l.kind in ('regular', 'reissue');
drop index payroll_line_regular_once;
create unique index payroll_line_regular_once on payroll_line (household_id, programme_id, month, beneficiary_id)
  include (division_code) nulls not distinct where kind = 'regular';

alter table difference_item add column beneficiary_id uuid references person;
update difference_item d set beneficiary_id = l.beneficiary_id
from payroll_line l
where l.household_id = d.household_id and l.programme_id = d.programme_id and l.month = d.month and l.kind = 'regular';
alter table difference_item drop constraint difference_item_once;
alter table difference_item add constraint difference_item_once
  unique nulls not distinct (determination_id, month, beneficiary_id);

drop function months_paid(uuid, text);
create function months_paid(p_household_id uuid, p_programme_id text)
returns table (month date, beneficiary_id uuid, regular_amount bigint, difference_amount bigint)
language sql stable security definer set search_path from current as $$
  select month, beneficiary_id, sum(regular)::bigint, sum(difference)::bigint
  from (
    select l.month, l.beneficiary_id, l.regular_amount as regular, 0::bigint as difference
    from payroll_line l join payroll p using (payroll_id)
    where l.household_id = p_household_id and l.programme_id = p_programme_id and l.kind = 'regular'
      and p.state not in ('draft', 'locked')
    union all
    select d.month, d.beneficiary_id, 0, d.amount
    from difference_item d
    where d.household_id = p_household_id and d.programme_id = p_programme_id
  ) paid
  where household_within_reach(p_household_id)
  group by month, beneficiary_id order by month, beneficiary_id
$$;
revoke execute on function months_paid from public;
grant execute on function months_paid to haihe_staff, haihe_resident;
