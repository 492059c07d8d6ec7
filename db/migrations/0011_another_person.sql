-- Who had a hand in the steps before does not judge them: whoever is barred is written down when a step begins, and
-- neither finishes it nor decides. An applicant's withdrawal may be taken in by anybody.
alter table case_step add column barred uuid[] not null default '{}',
  add constraint case_step_by_another_person check (outcome = 'withdrawn' or finished_by <> all (barred));
alter table determination add column barred uuid[] not null default '{}',
  add constraint determination_by_another_person check (decided_by <> all (barred));

-- The accounts with all others of the people who hold them: one person may sign in by more than one.
create function accounts_of_same_people(p_accounts uuid[]) returns uuid[]
language sql stable security definer set search_path from current as $$
  select coalesce(array_agg(distinct other.account_id), '{}')
  from account own join account other on other.account_id = own.account_id or other.person_id = own.person_id
  where own.account_id = any (p_accounts)
$$;
revoke execute on function accounts_of_same_people(uuid[]) from public;
grant execute on function accounts_of_same_people(uuid[]) to haihe_staff, haihe_resident;
