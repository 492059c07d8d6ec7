-- Casework: the verbs that every line of work shares. A case runs through the steps of a dated procedure;
-- each step has an owner and a date, held by a constraint: nothing waits without them.

create table case_file (
  case_id uuid primary key default uuidv7(),
  case_number text collate "C" not null,
  -- The line of work and, where it has one, the programme of law.
  domain text not null,
  programme_id text not null,
  kind text not null check (kind in ('application', 'change', 'review', 'appeal', 'recomputation')),
  household_id uuid references household,
  person_id uuid references person,
  division_code text collate "C" not null references division,
  -- The procedure's version: the first day of the rule that the case runs under.
  procedure_from date not null,
  state text not null default 'open' check (state in ('open', 'closed')),
  step_id text not null,
  outcome text check (outcome in ('approved', 'refused', 'withdrawn', 'ended', 'upheld', 'rejected', 'unchanged')),
  opened_on date not null,
  accepted_on date,
  closed_on date,
  -- Who must act next: a role in an area, and the person once somebody has taken it.
  owner_role text,
  owner_division text collate "C",
  owner_account_id uuid references account,
  due_on date,
  -- The working-day calendar for that time is not published: the date is counted by Monday to Friday and says so.
  due_provisional boolean not null default false,
  whole_due_on date,
  -- An objection, a missing paper or an appeal holds the case; its clock waits.
  held_on date,
  hold_kind text check (hold_kind in ('objection', 'supplement', 'appeal')),
  hold_reason text,
  parent_case_id uuid references case_file,
  assisted_by uuid references account,
  restricted boolean not null default false,
  -- Fen per month; what the case would come to on the facts of the last look at it.
  proposed_amount bigint,
  proposed_member_count integer,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  constraint case_file_number_key unique (case_number),
  constraint case_file_concerns_somebody check (num_nonnulls(household_id, person_id) >= 1),
  constraint case_file_open_has_owner_and_date check (
    state = 'closed' or (owner_role is not null and owner_division is not null and due_on is not null)),
  constraint case_file_held_with_reason check (num_nonnulls(held_on, hold_kind, hold_reason) in (0, 3)),
  constraint case_file_closed_has_outcome check (state = 'open' or (outcome is not null and closed_on is not null))
);
-- The same household cannot have two open cases of the same kind for one programme.
create unique index case_file_one_open_case on case_file (household_id, programme_id, kind)
  where state = 'open' and kind in ('application', 'change', 'review');
create index case_file_division_due_index on case_file (division_code, due_on) where state = 'open';
create index case_file_due_index on case_file (due_on, case_id) where state = 'open';
create index case_file_owner_index on case_file (owner_account_id) where state = 'open';
create index case_file_role_due_index on case_file (owner_role, due_on, case_id) where state = 'open';
create index case_file_parent_index on case_file (parent_case_id);
create index case_file_household_index on case_file (household_id);
create index case_file_person_index on case_file (person_id);

-- A number per unit, programme and year: 津南开低保〔2017〕0327号.
create table case_number_series (
  series text collate "C" not null,
  year integer not null,
  last_number integer not null,
  primary key (series, year)
);

create table case_step (
  case_step_id uuid primary key default uuidv7(),
  case_id uuid not null references case_file,
  step_id text not null,
  round integer not null default 1,
  started_on date not null,
  due_on date,
  finished_on date,
  outcome text,
  finished_by uuid references account,
  -- Acts on record in this round; a step that requires some of them is not left without.
  acts text[] not null default '{}',
  division_code text collate "C" not null,
  household_id uuid,
  unique (case_id, step_id, round)
);

create table case_log (
  entry_id uuid primary key default uuidv7(),
  case_id uuid not null references case_file,
  at timestamptz not null,
  business_date date not null,
  account_id uuid,
  actor_name text not null,
  unit_name text,
  act text not null,
  step_id text not null,
  text text not null,
  detail jsonb not null default '{}',
  division_code text collate "C" not null,
  household_id uuid
);
create index case_log_case_id_index on case_log (case_id, at);
create index case_log_account_index on case_log (account_id, business_date);

create table case_material (
  case_material_id uuid primary key default uuidv7(),
  case_id uuid not null references case_file,
  file_id uuid not null references file,
  kind text not null,
  label text not null,
  person_id uuid,
  added_on date not null,
  added_by uuid references account,
  division_code text collate "C" not null,
  household_id uuid
);
create index case_material_case_id_index on case_material (case_id);

-- What is missing is told once.
create table supplement_request (
  supplement_request_id uuid primary key default uuidv7(),
  case_id uuid not null references case_file,
  items jsonb not null,
  told_on date not null,
  due_on date not null,
  answered_on date,
  requested_by uuid not null references account,
  division_code text collate "C" not null,
  household_id uuid,
  constraint supplement_request_told_once unique (case_id)
);

create table visit (
  visit_id uuid primary key default uuidv7(),
  case_id uuid references case_file,
  household_id uuid references household,
  planned_on date not null,
  visited_on date,
  visited_at timestamptz,
  visitor_id uuid references account,
  second_visitor_id uuid references account,
  place text,
  finding text,
  agrees_with_declaration boolean,
  detail jsonb not null default '{}',
  state text not null default 'planned' check (state in ('planned', 'done', 'cancelled')),
  division_code text collate "C" not null,
  version integer not null default 1,
  constraint visit_by_two_people check (visitor_id <> second_visitor_id),
  constraint visit_done_is_complete check (state <> 'done' or
    (visited_on is not null and visitor_id is not null and second_visitor_id is not null and finding is not null))
);
create index visit_case_id_index on visit (case_id);
create index visit_division_code_index on visit (division_code, planned_on);

-- Visits by the district to a share of the cases that reach it, drawn by lot (民发〔2012〕220号 art. 26). A draw is one
-- district's month: its seed and the order in which cases came run again to the same list. The seed is nobody's to
-- read before the month is over.
create table inspection_draw (
  inspection_draw_id uuid primary key default uuidv7(),
  kind text not null check (kind in ('spot_visit')),
  programme_id text not null,
  division_code text collate "C" not null references division,
  month date not null check (extract(day from month) = 1),
  percent integer not null check (percent between 0 and 100),
  seed text not null,
  case_count integer not null default 0,
  drawn_count integer not null default 0 check (drawn_count <= case_count),
  constraint inspection_draw_once unique (kind, programme_id, division_code, month, percent)
);

create table inspection (
  inspection_id uuid primary key default uuidv7(),
  inspection_draw_id uuid not null references inspection_draw,
  case_id uuid not null references case_file,
  -- The how manyth case of its draw.
  position integer not null check (position > 0),
  drawn boolean not null,
  entered_on date not null,
  visit_id uuid references visit,
  division_code text collate "C" not null,
  constraint inspection_position_once unique (inspection_draw_id, position),
  constraint inspection_case_once unique (case_id)
);
create index inspection_division_index on inspection (division_code);

create table deliberation (
  deliberation_id uuid primary key default uuidv7(),
  case_id uuid not null references case_file,
  held_on date not null,
  present_count integer not null check (present_count > 0),
  representative_count integer not null check (representative_count >= 0),
  agree_count integer not null check (agree_count >= 0),
  disagree_count integer not null check (disagree_count >= 0),
  opinion text not null,
  recorded_by uuid not null references account,
  division_code text collate "C" not null,
  household_id uuid,
  constraint deliberation_votes_within_present check (agree_count + disagree_count <= present_count),
  -- 民发〔2012〕220号 art. 22: two thirds are representatives of residents.
  constraint deliberation_two_thirds_representatives check (representative_count * 3 >= present_count * 2 and representative_count <= present_count)
);
create index deliberation_case_id_index on deliberation (case_id);

-- What the public sees is stored masked; a restricted case never gets a row.
create table notice (
  notice_id uuid primary key default uuidv7(),
  case_id uuid not null references case_file,
  kind text not null check (kind in ('street', 'district', 'end')),
  division_code text collate "C" not null,
  published_on date not null,
  ends_on date not null check (ends_on > published_on),
  masked_name text not null,
  masked_text text not null,
  programme_id text not null,
  amount bigint,
  member_count integer,
  state text not null default 'running' check (state in ('running', 'held', 'ended', 'withdrawn')),
  household_id uuid,
  published_by uuid references account
);
create index notice_case_id_index on notice (case_id);
create index notice_running_index on notice (division_code, ends_on) where state in ('running', 'held');

create table objection (
  objection_id uuid primary key default uuidv7(),
  notice_id uuid not null references notice,
  case_id uuid not null references case_file,
  text text not null check (length(text) between 5 and 2000),
  contact text,
  filed_on date not null,
  due_on date not null,
  state text not null default 'open' check (state in ('open', 'upheld', 'rejected')),
  finding text,
  decided_on date,
  decided_by uuid references account,
  division_code text collate "C" not null,
  household_id uuid,
  constraint objection_decided_with_finding check (state = 'open' or (finding is not null and decided_on is not null))
);
create index objection_case_id_index on objection (case_id);
create index objection_open_index on objection (division_code, due_on) where state = 'open';

create table appeal (
  appeal_id uuid primary key default uuidv7(),
  case_id uuid not null references case_file,
  -- The case in which the appeal itself is handled.
  appeal_case_id uuid not null references case_file,
  person_id uuid not null references person,
  grounds text not null check (length(grounds) between 5 and 4000),
  filed_on date not null,
  decision_told_on date not null,
  in_time boolean not null,
  state text not null default 'filed' check (state in ('filed', 'admitted', 'not_admitted', 'decided', 'withdrawn')),
  stays boolean not null default false,
  decision text check (decision in ('upheld', 'changed', 'revoked', 'remade')),
  reasons text,
  decided_on date,
  decided_by uuid references account,
  division_code text collate "C" not null,
  household_id uuid,
  constraint appeal_decided_with_reasons check (state <> 'decided' or (decision is not null and reasons is not null and decided_on is not null))
);
create index appeal_case_id_index on appeal (case_id);

create table rating (
  case_id uuid primary key references case_file,
  stars integer not null check (stars between 1 and 5),
  text text check (length(text) <= 1000),
  rated_on date not null,
  division_code text collate "C" not null,
  household_id uuid
);

-- A form half filled in: kept on the server for signed-in people, so that it can go on on another device.
create table draft (
  draft_id uuid primary key default uuidv7(),
  account_id uuid not null references account,
  form text not null,
  subject text not null default '',
  answers jsonb not null,
  version integer not null default 1,
  saved_at timestamptz not null,
  unique (account_id, form, subject)
);

-- The display name of a member of staff, for people who may not read accounts.
create function staff_name(p_account_id uuid) returns text language sql stable security definer set search_path from current as $$
  select display_name from account where account_id = p_account_id and kind = 'staff'
$$;

-- Files an objection and holds the case, in one act: the public may not touch the case itself.
-- Answers nothing when the notice is not hanging. Runs as the owner.
create function file_objection(
  p_notice_id uuid, p_text text, p_contact text, p_filed_on date, p_due_on date, p_due_provisional boolean, p_at timestamptz
) returns uuid language plpgsql security definer set search_path from current as $$
declare
  v_notice notice;
  v_case case_file;
  v_id uuid;
begin
  -- The case first: whoever takes the notice down holds it, and what is read of the notice then is what is true.
  select c.* into v_case from case_file c
  where c.case_id = (select n.case_id from notice n where n.notice_id = p_notice_id) and c.state = 'open' for update;
  if not found then
    return null;
  end if;
  select * into v_notice from notice
  where notice_id = p_notice_id and state in ('running', 'held') and ends_on >= p_filed_on and published_on <= p_filed_on;
  if not found then
    return null;
  end if;
  insert into objection (notice_id, case_id, text, contact, filed_on, due_on, division_code, household_id)
  values (p_notice_id, v_notice.case_id, p_text, p_contact, p_filed_on, p_due_on, v_notice.division_code, v_notice.household_id)
  returning objection_id into v_id;
  update notice set state = 'held' where notice_id = p_notice_id;
  update case_file
  set version = version + 1, held_on = coalesce(held_on, p_filed_on), hold_kind = 'objection', hold_reason = '公示有异议，正在核查',
    due_on = case when hold_kind = 'objection' then least(due_on, p_due_on) else p_due_on end, due_provisional = p_due_provisional
  where case_id = v_notice.case_id;
  insert into case_log (case_id, at, business_date, actor_name, act, step_id, text, division_code, household_id)
  values (v_notice.case_id, p_at, p_filed_on, '群众', 'record_objection', v_case.step_id, '收到公示异议 1 件，办理暂停', v_case.division_code, v_case.household_id);
  return v_id;
end $$;
revoke execute on function file_objection(uuid, text, text, date, date, boolean, timestamptz) from public;
revoke execute on function staff_name(uuid) from public;
grant execute on function file_objection(uuid, text, text, date, date, boolean, timestamptz) to haihe_public, haihe_resident, haihe_staff;
grant execute on function staff_name(uuid) to haihe_staff, haihe_resident, haihe_auditor;

-- Enters a case into its district's draw of the month, once. A case is drawn by its own lot, and whenever without it
-- fewer than the share would be drawn so far: nobody knows of any case that it will not be. Runs as the owner: the
-- street that hands a case on reads neither the seed nor the district's list. Draws again nothing that was drawn.
create function enter_inspection_draw(
  p_kind text, p_programme_id text, p_district text, p_month date, p_percent integer, p_case_id uuid, p_division_code text,
  p_entered_on date
) returns boolean language plpgsql security definer set search_path from current as $$
declare
  v_draw inspection_draw;
  v_drawn boolean;
begin
  select drawn into v_drawn from inspection where case_id = p_case_id;
  if found then
    return v_drawn;
  end if;
  insert into inspection_draw (kind, programme_id, division_code, month, percent, seed, case_count)
  values (p_kind, p_programme_id, p_district, p_month, p_percent,
    encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex'), 1)
  on conflict on constraint inspection_draw_once do update set case_count = inspection_draw.case_count + 1
  returning * into v_draw;
  v_drawn := v_draw.drawn_count * 100 < p_percent * v_draw.case_count
    or ('x' || left(encode(sha256(convert_to(v_draw.seed || ':' || p_case_id, 'UTF8')), 'hex'), 12))::bit(48)::bigint * 100
      < p_percent * 281474976710656;
  if v_drawn then
    update inspection_draw set drawn_count = drawn_count + 1 where inspection_draw_id = v_draw.inspection_draw_id;
  end if;
  insert into inspection (inspection_draw_id, case_id, position, drawn, entered_on, division_code)
  values (v_draw.inspection_draw_id, p_case_id, v_draw.case_count, v_drawn, p_entered_on, p_division_code);
  return v_drawn;
end $$;
-- A draw's seed once its month is over.
create function inspection_seed(p_inspection_draw_id uuid, p_today date) returns text language sql stable security definer
set search_path from current as $$
  select seed from inspection_draw
  where inspection_draw_id = p_inspection_draw_id and month + interval '1 month' <= p_today
    and division_code >= current_area() and division_code < current_area() || ':'
$$;
revoke execute on function enter_inspection_draw(text, text, text, date, integer, uuid, text, date) from public;
revoke execute on function inspection_seed(uuid, date) from public;
grant execute on function enter_inspection_draw(text, text, text, date, integer, uuid, text, date) to haihe_staff;
grant execute on function inspection_seed(uuid, date) to haihe_staff;
grant select (inspection_draw_id, kind, programme_id, division_code, month, percent, case_count, drawn_count)
  on inspection_draw to haihe_staff;
grant select, update (visit_id) on inspection to haihe_staff;

-- Every table of a case is guarded alike: staff by area, residents by their household.
grant select, insert, update on case_file, case_step, visit, notice, objection, appeal, supplement_request, case_number_series to haihe_staff;
grant select, insert on case_log, case_material, deliberation to haihe_staff;
grant select on rating to haihe_staff;
grant select on case_file, case_step, case_log, case_material, visit, deliberation, supplement_request, notice, appeal, rating to haihe_resident;
grant insert on case_file, case_step, case_log, case_material, appeal, rating to haihe_resident;
-- A resident withdraws, hands in what was missing, replies and appeals; the case moves with it.
grant update (version, state, step_id, outcome, closed_on, owner_role, owner_division, owner_account_id, due_on, due_provisional,
  held_on, hold_kind, hold_reason, proposed_amount, proposed_member_count) on case_file to haihe_resident;
grant update (finished_on, outcome, finished_by, acts, due_on) on case_step to haihe_resident;
grant update (state) on notice, appeal to haihe_resident;
grant update (answered_on) on supplement_request to haihe_resident;
grant select, insert, update on case_number_series to haihe_resident;
grant select, insert, update, delete on draft to haihe_staff, haihe_resident;
-- The public reads what was masked, never which case or household it belongs to.
grant select (notice_id, kind, division_code, published_on, ends_on, masked_name, masked_text, programme_id, amount, member_count, state) on notice to haihe_public;

alter table case_file enable row level security;
create policy case_file_staff on case_file to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy case_file_resident on case_file to haihe_resident
  using (household_id = current_household_id() or person_id = current_person_id())
  with check (household_id = current_household_id() or person_id = current_person_id());

alter table case_step enable row level security;
create policy case_step_staff on case_step to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy case_step_resident on case_step to haihe_resident
  using (household_id = current_household_id()) with check (household_id = current_household_id());

alter table case_log enable row level security;
create policy case_log_staff on case_log to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy case_log_resident on case_log to haihe_resident
  using (household_id = current_household_id()) with check (household_id = current_household_id());

alter table case_material enable row level security;
create policy case_material_staff on case_material to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy case_material_resident on case_material to haihe_resident
  using (household_id = current_household_id()) with check (household_id = current_household_id());

alter table supplement_request enable row level security;
create policy supplement_request_staff on supplement_request to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy supplement_request_resident on supplement_request to haihe_resident
  using (household_id = current_household_id()) with check (household_id = current_household_id());

alter table visit enable row level security;
create policy visit_staff on visit to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy visit_resident on visit for select to haihe_resident using (household_id = current_household_id());

alter table inspection_draw enable row level security;
create policy inspection_draw_staff on inspection_draw for select to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':');

alter table inspection enable row level security;
create policy inspection_staff on inspection to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');

alter table deliberation enable row level security;
create policy deliberation_staff on deliberation to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy deliberation_resident on deliberation for select to haihe_resident using (household_id = current_household_id());

alter table notice enable row level security;
create policy notice_staff on notice to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy notice_public on notice for select to haihe_public using (state in ('running', 'held'));
create policy notice_resident_withdraws on notice for update to haihe_resident
  using (household_id = current_household_id()) with check (household_id = current_household_id() and state = 'withdrawn');
create policy notice_resident on notice for select to haihe_resident using (state in ('running', 'held') or household_id = current_household_id());

alter table objection enable row level security;
create policy objection_staff on objection to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');

alter table appeal enable row level security;
create policy appeal_staff on appeal to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy appeal_resident on appeal to haihe_resident
  using (household_id = current_household_id()) with check (household_id = current_household_id() and state in ('filed', 'withdrawn'));

alter table rating enable row level security;
create policy rating_staff on rating for select to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':');
create policy rating_resident on rating to haihe_resident
  using (household_id = current_household_id()) with check (household_id = current_household_id());

alter table draft enable row level security;
create policy draft_own on draft to haihe_staff, haihe_resident
  using (account_id = current_account_id()) with check (account_id = current_account_id());
