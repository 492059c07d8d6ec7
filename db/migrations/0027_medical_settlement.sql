-- Settlement of medical aid at hospitals: who they are, what they claim, what a person's year comes to. A yuan moves once.

-- The hospital that a request or a page speaks for; nobody when it is not set.
create function current_hospital_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('haihe.hospital', true), '')::uuid;

create table hospital (
  hospital_id uuid primary key default uuidv7(),
  organisation_id uuid not null unique references organisation,
  -- By which the medical insurance knows it.
  code text collate "C" not null unique check (code ~ '^[A-Z0-9]{4,20}$'),
  name text collate "C" not null,
  facility_level text not null
    check (facility_level in ('first_level', 'community', 'second_level_without_markup', 'other')),
  division_code text collate "C" not null references division
);
create index hospital_division_index on hospital (division_code);

-- On which days it is designated for settlement.
create table hospital_designation (
  hospital_id uuid not null references hospital,
  valid daterange not null check (not isempty(valid)),
  division_code text collate "C" not null,
  constraint hospital_designation_once primary key (hospital_id, valid without overlaps)
);

-- Public keys that a hospital signs its requests with; what is revoked counts no more from that instant on.
create table hospital_key (
  hospital_key_id text collate "C" primary key check (hospital_key_id ~ '^[A-Za-z0-9._-]{8,100}$'),
  hospital_id uuid not null references hospital,
  algorithm text not null check (algorithm = 'ed25519'),
  -- As in SubjectPublicKeyInfo, DER.
  public_key bytea not null,
  added_on date not null,
  added_by uuid references account,
  revoked_at timestamptz,
  division_code text collate "C" not null
);
create index hospital_key_hospital_index on hospital_key (hospital_id);

create table claim (
  claim_id uuid primary key default uuidv7(),
  hospital_id uuid not null references hospital,
  -- The hospital's own number, and the hash of what it sent under it.
  claim_number text collate "C" not null check (claim_number ~ '^[A-Za-z0-9._-]{4,64}$'),
  content_hash bytea not null,
  idempotency_key text collate "C" not null,
  kind text not null check (kind in ('inpatient', 'chronic_outpatient', 'outpatient')),
  person_id uuid not null references person,
  household_id uuid references household,
  admitted_on date not null,
  discharged_on date not null,
  received_on date not null,
  -- The day whose law and standing it was settled by, and the year whose totals it counts in.
  law_day date not null,
  year smallint not null,
  medical_group text not null,
  -- Fen.
  total bigint not null,
  within_policy bigint not null check (within_policy >= 0),
  outside_policy bigint not null check (outside_policy >= 0),
  basic_paid bigint not null check (basic_paid >= 0),
  serious_insurance_paid bigint not null check (serious_insurance_paid >= 0),
  aid bigint not null check (aid >= 0),
  own_paid bigint not null check (own_paid >= 0),
  -- What it added to the totals of the year, by name.
  counted jsonb not null,
  state text not null default 'settled' check (state in ('settled', 'reversed')),
  -- What was answered, to the byte; of a reversal too.
  answer text not null,
  reversal_key text collate "C",
  reversal_answer text,
  -- The place where the patient is registered; its district's books pay.
  division_code text collate "C" not null references division,
  settled_at timestamptz not null default now(),
  constraint claim_number_once unique (hospital_id, claim_number),
  constraint claim_key_once unique (hospital_id, idempotency_key),
  constraint claim_days_in_order check (admitted_on <= discharged_on and discharged_on <= received_on),
  constraint claim_bill_balances check (total = within_policy + outside_policy),
  constraint claim_insurance_within_policy check (basic_paid + serious_insurance_paid <= within_policy),
  constraint claim_payers_balance check (total = basic_paid + serious_insurance_paid + aid + own_paid),
  constraint claim_reversed_with_answer check ((state = 'reversed') = (reversal_answer is not null))
);
create index claim_person_index on claim (person_id, year);
create index claim_hospital_index on claim (hospital_id, received_on);
create index claim_division_index on claim (division_code, received_on);
create index claim_household_index on claim (household_id);

-- What each programme gives towards a claim, with the facts and the law that it was decided by.
create table claim_aid (
  claim_id uuid not null references claim,
  programme_id text not null,
  amount bigint not null check (amount >= 0),
  version text not null,
  law_hash text not null,
  facts jsonb not null,
  hospital_id uuid not null,
  division_code text collate "C" not null,
  primary key (claim_id, programme_id)
);

-- What happened to a claim, in order; never changed.
create table claim_log (
  claim_id uuid not null references claim,
  sequence integer not null check (sequence >= 1),
  event text not null check (event in ('settled', 'reversed')),
  business_date date not null,
  at timestamptz not null,
  request_id text not null,
  hospital_key_id text collate "C",
  account_id uuid references account,
  hospital_id uuid not null,
  division_code text collate "C" not null,
  primary key (claim_id, sequence)
);

-- What a person's claims of a calendar year come to, by the name of the law's fact, and how much it may come to.
create table claim_total (
  person_id uuid not null references person,
  year smallint not null,
  name text collate "C" not null,
  amount bigint not null check (amount >= 0),
  at_most bigint,
  division_code text collate "C" not null,
  constraint claim_total_once primary key (person_id, year, name),
  constraint claim_total_within_limit check (amount <= at_most)
);

insert into ledger_chart (code, name, kind) values
  ('medical_aid_expense', '医疗救助支出', 'expense'),
  ('hospital_payable', '应付医院医疗救助款', 'payable'),
  ('patient_due', '病人应自付（备查）', 'receivable'),
  ('hospital_collection', '医院代收病人自付（备查）', 'payable');

-- Writes one transaction into the books of a district: for the owner's own functions, which have asked who may.
-- Accounts are there but for a district's first booking, so they are looked for before they are opened.
create function write_ledger_transaction(
  p_business_date date, p_kind text, p_text text, p_reference text, p_division_code text, p_account_id uuid, p_entries jsonb
) returns uuid language plpgsql set search_path from current as $$
declare
  v_id uuid;
  v_sum numeric;
  v_count integer;
  v_written integer;
begin
  select sum((e ->> 'amount')::bigint), count(*) into v_sum, v_count from jsonb_array_elements(p_entries) e;
  if v_sum is null or v_sum <> 0 then
    raise exception 'entries do not add up to zero' using errcode = 'check_violation', constraint = 'ledger_transaction_balances';
  end if;
  insert into ledger_transaction (business_date, kind, text, reference, division_code, booked_by)
  values (p_business_date, p_kind, p_text, p_reference, p_division_code, p_account_id)
  on conflict (reference) do nothing
  returning ledger_transaction_id into v_id;
  if v_id is null then
    return (select ledger_transaction_id from ledger_transaction where reference = p_reference);
  end if;
  if exists (
    select from jsonb_array_elements(p_entries) e
    where not exists (
      select from ledger_account a where a.code = e ->> 'account' and a.division_code = p_division_code)
  ) then
    insert into ledger_account (code, division_code)
    select distinct e ->> 'account', p_division_code from jsonb_array_elements(p_entries) e
    on conflict do nothing;
  end if;
  insert into ledger_entry (ledger_transaction_id, position, ledger_account_id, amount, division_code)
  select v_id, e.position, a.ledger_account_id, (e.entry ->> 'amount')::bigint, p_division_code
  from jsonb_array_elements(p_entries) with ordinality as e (entry, position)
  join ledger_account a on a.code = e.entry ->> 'account' and a.division_code = p_division_code;
  get diagnostics v_written = row_count;
  if v_written <> v_count then
    raise exception 'an account is missing' using errcode = 'foreign_key_violation';
  end if;
  return v_id;
end $$;
revoke execute on function write_ledger_transaction(date, text, text, text, text, uuid, jsonb) from public;

create or replace function book_transaction(
  p_business_date date, p_kind text, p_text text, p_reference text, p_division_code text, p_account_id uuid, p_entries jsonb
) returns uuid language plpgsql security definer set search_path from current as $$
begin
  if current_area() is null
    or not (starts_with(p_division_code, current_area()) or starts_with(current_area(), p_division_code)) then
    raise exception 'outside the area' using errcode = 'insufficient_privilege';
  end if;
  return write_ledger_transaction(
    p_business_date, p_kind, p_text, p_reference, p_division_code, p_account_id, p_entries);
end $$;

-- What the house knows before it reckons a claim, in one row: whom the bill is for, by number and name together, as the
-- registers know the patient on the day of the law; whether the hospital is designated when treatment begins; what the
-- patient's year has come to; and what was answered under this number before. A guess at a person learns nothing.
create function open_claim(
  p_hospital_id uuid, p_claim_number text, p_identity_number text, p_name text, p_law_day date, p_admitted_on date,
  p_year integer
) returns table (
  content_hash bytea, answer text, designated boolean,
  person_id uuid, household_id uuid, division_code text, died_on date, programmes text[], destitute boolean,
  disability_grade bigint, totals jsonb
) language sql stable security definer set search_path from current as $$
  select k.content_hash, k.answer,
    exists (select from hospital_designation d where d.hospital_id = p_hospital_id and d.valid @> p_admitted_on),
    p.person_id, m.household_id, coalesce(h.division_code, p.division_code), p.death_date,
    array(
      select e.programme_id from entitlement e
      where e.household_id = m.household_id and e.valid @> p_law_day and e.programme_id <> 'extreme-poverty-support'
      order by 1),
    exists (
      select from entitlement e join determination_beneficiary b using (determination_id)
      where e.household_id = m.household_id and e.valid @> p_law_day and b.person_id = p.person_id
        and e.programme_id = 'extreme-poverty-support'),
    -- Of what is known of the day, what was learnt last.
    (select f.number_value from fact f
      where f.subject_id = p.person_id and f.name = 'disability_grade' and f.valid @> p_law_day
      order by f.known_on desc, f.recorded_at desc, f.fact_id desc limit 1),
    coalesce(
      (select jsonb_object_agg(t.name, t.amount::text) from claim_total t
        where t.person_id = p.person_id and t.year = p_year), '{}')
  from (select) nothing
  left join person p on p.identity_number = p_identity_number and p.name = p_name
  left join household_member m on m.person_id = p.person_id and m.valid @> p_law_day
  left join household h on h.household_id = m.household_id
  left join claim k on k.hospital_id = p_hospital_id and k.claim_number = p_claim_number
$$;

-- Settles one claim, whole or not at all. `p` is what the house has reckoned, on totals that it saw before; one
-- person's year waits here, and nobody else's. Answers: `settled`; `again`, with the first answer, for what was settled
-- before; `other_content` or `key_reused` for a number or a key that stands for something else; `outdated`, with the
-- totals of now, when these have moved; `key_revoked`. Only `settled` has written anything.
create function settle_claim(p jsonb, out outcome text, out answer text, out totals jsonb)
language plpgsql security definer set search_path from current as $$
declare
  c claim;
  v_claim_id uuid;
begin
  c := jsonb_populate_record(null::claim, p -> 'claim');
  c.content_hash := decode(p ->> 'content_hash', 'hex');
  if p ->> 'hospital_key_id' is not null and not exists (
    select from hospital_key k
    where k.hospital_key_id = p ->> 'hospital_key_id' and k.hospital_id = c.hospital_id and k.revoked_at is null
  ) then
    outcome := 'key_revoked';
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('claim ' || c.person_id || ' ' || c.year, 0));
  select k.answer, case when k.content_hash = c.content_hash then 'again' else 'other_content' end
  into answer, outcome
  from claim k where k.hospital_id = c.hospital_id and k.claim_number = c.claim_number;
  if found then
    if outcome <> 'again' then answer := null; end if;
    return;
  end if;
  select coalesce(jsonb_object_agg(t.name, t.amount::text), '{}') into totals
  from claim_total t where t.person_id = c.person_id and t.year = c.year;
  if exists (
    select from jsonb_each_text(p -> 'totals_before') b
    where b.value::bigint <> coalesce((totals ->> b.key)::bigint, 0)
  ) then
    outcome := 'outdated';
    return;
  end if;
  insert into claim (hospital_id, claim_number, content_hash, idempotency_key, kind, person_id, household_id,
    admitted_on, discharged_on, received_on, law_day, year, medical_group, total, within_policy, outside_policy,
    basic_paid, serious_insurance_paid, aid, own_paid, counted, answer, division_code)
  values (c.hospital_id, c.claim_number, c.content_hash, c.idempotency_key, c.kind, c.person_id, c.household_id,
    c.admitted_on, c.discharged_on, c.received_on, c.law_day, c.year, c.medical_group, c.total, c.within_policy,
    c.outside_policy, c.basic_paid, c.serious_insurance_paid, c.aid, c.own_paid, c.counted, c.answer, c.division_code)
  on conflict do nothing
  returning claim_id into v_claim_id;
  if v_claim_id is null then
    -- The same number for another person, or the same key for another number; whoever came first has committed by now.
    totals := null;
    select k.answer, case when k.content_hash = c.content_hash then 'again' else 'other_content' end
    into answer, outcome
    from claim k where k.hospital_id = c.hospital_id and k.claim_number = c.claim_number;
    if not found then outcome := 'key_reused'; end if;
    if outcome <> 'again' then answer := null; end if;
    return;
  end if;
  insert into claim_aid (claim_id, programme_id, amount, version, law_hash, facts, hospital_id, division_code)
  select v_claim_id, a.programme_id, a.amount, a.version, a.law_hash, a.facts, c.hospital_id, c.division_code
  from jsonb_to_recordset(p -> 'aids') as a (programme_id text, amount bigint, version text, law_hash text, facts jsonb);
  insert into claim_log (claim_id, sequence, event, business_date, at, request_id, hospital_key_id, account_id,
    hospital_id, division_code)
  values (v_claim_id, 1, 'settled', c.received_on, (p ->> 'at')::timestamptz, p ->> 'request_id',
    p ->> 'hospital_key_id', (p ->> 'account_id')::uuid, c.hospital_id, c.division_code);
  -- A limit that has come down since binds what is added, not what was given under the old one.
  insert into claim_total (person_id, year, name, amount, at_most, division_code)
  select c.person_id, c.year, t.name, t.amount, t.at_most, c.division_code
  from jsonb_to_recordset(p -> 'totals') as t (name text, amount bigint, at_most bigint)
  on conflict (person_id, year, name) do update
  set amount = claim_total.amount + excluded.amount,
    at_most = case when excluded.at_most is not null then greatest(excluded.at_most, claim_total.amount) end;
  if p -> 'entries' <> '[]' then
    perform write_ledger_transaction(c.received_on, 'claim_settled', p ->> 'text', 'claim ' || v_claim_id,
      left(c.division_code, 6), (p ->> 'account_id')::uuid, p -> 'entries');
  end if;
  insert into audit_entry (at, business_date, account_id, role, act, subject_kind, subject_id, division_code, detail, request_id)
  values ((p ->> 'at')::timestamptz, c.received_on, (p ->> 'account_id')::uuid, 'hospital', 'claim.settle', 'claim',
    v_claim_id::text, c.division_code,
    jsonb_build_object('hospital_id', c.hospital_id, 'claim_number', c.claim_number, 'aid', c.aid::text), p ->> 'request_id');
  outcome := 'settled';
  answer := c.answer;
  totals := null;
end $$;

-- Reverses a whole claim, once: the year that it counted in gets back what it took, and the books the opposite of
-- what they got. Answers as settle_claim does; `unknown` for a number that the hospital has not used, `reversed_before`
-- for a claim that was reversed under another key.
create function reverse_claim(
  p_hospital_id uuid, p_claim_number text, p_reversal_key text, p_answer text, p_business_date date, p_at timestamptz,
  p_request_id text, p_hospital_key_id text, p_account_id uuid, p_text text,
  out outcome text, out answer text
) language plpgsql security definer set search_path from current as $$
declare
  c claim;
  v_entries jsonb;
begin
  if p_hospital_key_id is not null and not exists (
    select from hospital_key k
    where k.hospital_key_id = p_hospital_key_id and k.hospital_id = p_hospital_id and k.revoked_at is null
  ) then
    outcome := 'key_revoked';
    return;
  end if;
  select * into c from claim k where k.hospital_id = p_hospital_id and k.claim_number = p_claim_number;
  if not found then
    outcome := 'unknown';
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('claim ' || c.person_id || ' ' || c.year, 0));
  select * into c from claim k where k.claim_id = c.claim_id;
  if c.state = 'reversed' then
    outcome := case when c.reversal_key = p_reversal_key then 'again' else 'reversed_before' end;
    answer := case when c.reversal_key = p_reversal_key then c.reversal_answer end;
    return;
  end if;
  update claim k set state = 'reversed', reversal_key = p_reversal_key, reversal_answer = p_answer
  where k.claim_id = c.claim_id;
  insert into claim_log (claim_id, sequence, event, business_date, at, request_id, hospital_key_id, account_id,
    hospital_id, division_code)
  values (c.claim_id, 2, 'reversed', p_business_date, p_at, p_request_id, p_hospital_key_id, p_account_id, c.hospital_id,
    c.division_code);
  update claim_total t set amount = t.amount - (b.value)::bigint
  from jsonb_each_text(c.counted) b
  where t.person_id = c.person_id and t.year = c.year and t.name = b.key;
  select coalesce(jsonb_agg(jsonb_build_object('account', a.code, 'amount', -e.amount) order by e.position), '[]')
  into v_entries
  from ledger_transaction x join ledger_entry e using (ledger_transaction_id) join ledger_account a using (ledger_account_id)
  where x.reference = 'claim ' || c.claim_id;
  if v_entries <> '[]' then
    perform write_ledger_transaction(p_business_date, 'claim_reversed', p_text, 'claim ' || c.claim_id || ' reversed',
      left(c.division_code, 6), p_account_id, v_entries);
  end if;
  insert into audit_entry (at, business_date, account_id, role, act, subject_kind, subject_id, division_code, detail, request_id)
  values (p_at, p_business_date, p_account_id, 'hospital', 'claim.reverse', 'claim', c.claim_id::text, c.division_code,
    jsonb_build_object('hospital_id', c.hospital_id, 'claim_number', c.claim_number, 'aid', c.aid::text), p_request_id);
  outcome := 'reversed';
  answer := p_answer;
end $$;

-- Hospitals are known to everybody who reads claims, wherever they lie.
create function hospital_name(p_hospital_id uuid) returns text language sql stable security definer
set search_path from current as $$
  select name from hospital where hospital_id = p_hospital_id
$$;
revoke execute on function hospital_name(uuid) from public;
grant execute on function hospital_name(uuid) to haihe_staff;

revoke execute on function open_claim(uuid, text, text, text, date, date, integer), settle_claim(jsonb),
  reverse_claim(uuid, text, text, text, date, timestamptz, text, text, uuid, text) from public;
-- The door that has checked the hospital's signature, or its clerk's session, calls these by the application's login.
grant execute on function open_claim(uuid, text, text, text, date, date, integer), settle_claim(jsonb),
  reverse_claim(uuid, text, text, text, date, timestamptz, text, text, uuid, text) to haihe_app;

grant select on hospital, hospital_designation, hospital_key, claim, claim_aid, claim_log, claim_total to haihe_staff;
grant insert on hospital, hospital_designation, hospital_key to haihe_staff;
grant update (name, facility_level) on hospital to haihe_staff;
grant update (valid) on hospital_designation to haihe_staff;
grant update (revoked_at) on hospital_key to haihe_staff;
grant select on hospital_key to haihe_app;
grant select (hospital_id, code, facility_level, name, division_code) on hospital to haihe_app;
grant select on hospital, hospital_designation, hospital_key, claim, claim_log to haihe_hospital;
grant select (claim_id, programme_id, amount, hospital_id) on claim_aid to haihe_hospital;

alter table hospital enable row level security;
create policy hospital_staff on hospital to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy hospital_application on hospital for select to haihe_app using (true);
create policy hospital_own on hospital for select to haihe_hospital using (hospital_id = current_hospital_id());

alter table hospital_designation enable row level security;
create policy hospital_designation_staff on hospital_designation to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy hospital_designation_own on hospital_designation for select to haihe_hospital
  using (hospital_id = current_hospital_id());

alter table hospital_key enable row level security;
create policy hospital_key_staff on hospital_key to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy hospital_key_application on hospital_key for select to haihe_app using (true);
create policy hospital_key_own on hospital_key for select to haihe_hospital using (hospital_id = current_hospital_id());

alter table claim enable row level security;
create policy claim_staff on claim for select to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':');
create policy claim_own on claim for select to haihe_hospital using (hospital_id = current_hospital_id());

alter table claim_aid enable row level security;
create policy claim_aid_staff on claim_aid for select to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':');
create policy claim_aid_own on claim_aid for select to haihe_hospital using (hospital_id = current_hospital_id());

alter table claim_log enable row level security;
create policy claim_log_staff on claim_log for select to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':');
create policy claim_log_own on claim_log for select to haihe_hospital using (hospital_id = current_hospital_id());

alter table claim_total enable row level security;
create policy claim_total_staff on claim_total for select to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':');
