-- Payments: entitlements, monthly payrolls, the ledger, the bank. A yuan moves once.

create table entitlement (
  entitlement_id uuid not null default uuidv7() unique,
  household_id uuid not null references household,
  programme_id text not null,
  -- The determinations lie in a layer above; a payment names them without a key upwards.
  determination_id uuid not null,
  payee_id uuid not null references person,
  -- Fen per month.
  amount bigint not null check (amount > 0),
  -- Whole months: from the first day of the first to the first day after the last.
  valid daterange not null check (not isempty(valid) and extract(day from lower(valid)) = 1),
  division_code text collate "C" not null,
  recorded_at timestamptz not null default now(),
  constraint entitlement_one_at_a_time primary key (household_id, programme_id, valid without overlaps)
);
create index entitlement_division_index on entitlement (programme_id, division_code);
create index entitlement_payee_index on entitlement (payee_id);

-- Payment waits while the hold lasts (an appeal's stay, a returned line, a missing account); the entitlement stands.
create table entitlement_hold (
  entitlement_hold_id uuid primary key default uuidv7(),
  household_id uuid not null references household,
  programme_id text not null,
  reason text not null,
  valid daterange not null,
  placed_by uuid references account,
  division_code text collate "C" not null
);
create index entitlement_hold_household_index on entitlement_hold (household_id, programme_id);

-- What was paid too little or too much for a month that is over: its own item with its own reason.
create table difference_item (
  difference_item_id uuid primary key default uuidv7(),
  household_id uuid not null references household,
  programme_id text not null,
  month date not null check (extract(day from month) = 1),
  -- Positive: to be paid; negative: to be recovered. Fen.
  amount bigint not null check (amount <> 0),
  settled_amount bigint not null default 0,
  determination_id uuid not null,
  previous_determination_id uuid,
  reason text not null,
  state text not null default 'open' check (state in ('open', 'settled', 'waived', 'stayed')),
  waiver_reason text,
  waived_by uuid references account,
  division_code text collate "C" not null,
  recorded_on date not null,
  constraint difference_item_once unique (determination_id, month),
  constraint difference_item_never_oversettled check (abs(settled_amount) <= abs(amount) and settled_amount * sign(amount) >= 0)
);
create index difference_item_open_index on difference_item (household_id, programme_id) where state = 'open';

create table payroll (
  payroll_id uuid primary key default uuidv7(),
  programme_id text not null,
  -- A district.
  division_code text collate "C" not null references division,
  month date not null check (extract(day from month) = 1),
  kind text not null default 'monthly' check (kind in ('monthly', 'reissue')),
  sequence integer not null default 1,
  state text not null check (state in ('draft', 'locked', 'approved', 'sent', 'returned', 'reconciled')),
  line_count integer not null default 0,
  total bigint not null default 0,
  prepared_by uuid references account,
  prepared_on date not null,
  locked_on date,
  approved_by uuid references account,
  approved_on date,
  sent_on date,
  returned_on date,
  reconciled_on date,
  due_on date not null,
  version integer not null default 1,
  constraint payroll_once unique (programme_id, division_code, month, kind, sequence),
  constraint payroll_two_people check (prepared_by <> approved_by),
  constraint payroll_approved_by_somebody check (state in ('draft', 'locked') or approved_by is not null)
);
create index payroll_division_index on payroll (division_code, month);

create table payroll_line (
  payroll_line_id uuid primary key default uuidv7(),
  payroll_id uuid not null references payroll,
  household_id uuid not null,
  programme_id text not null,
  month date not null,
  entitlement_id uuid,
  -- The way back from the bank line to the article.
  determination_id uuid not null,
  payee_id uuid not null,
  payee_name text not null,
  bank_name text,
  bank_account_number text,
  -- Fen. Regular part, differences included, and what leaves for the bank.
  regular_amount bigint not null,
  difference_amount bigint not null default 0,
  amount bigint not null,
  constraint payroll_line_adds_up check (amount >= 0 and amount = regular_amount + difference_amount),
  kind text not null check (kind in ('regular', 'reissue')),
  reissue_of uuid references payroll_line,
  -- What the bank answered; until then the payroll's state says where the line is, so that locking, approving and
  -- sending a list of any length touches one row.
  answer text check (answer in ('paid', 'returned', 'reissued')),
  return_reason text,
  division_code text collate "C" not null
);
-- Running it twice pays once.
create unique index payroll_line_regular_once on payroll_line (household_id, programme_id, month) where kind = 'regular';
create unique index payroll_line_reissued_once on payroll_line (reissue_of) where kind = 'reissue';
create index payroll_line_payroll_id_index on payroll_line (payroll_id);
create index payroll_line_returned_index on payroll_line (division_code) where answer = 'returned';

-- Which part of which difference a line carried.
create table difference_settlement (
  difference_item_id uuid not null references difference_item,
  payroll_line_id uuid not null references payroll_line,
  amount bigint not null check (amount <> 0),
  division_code text collate "C" not null,
  primary key (difference_item_id, payroll_line_id)
);

create table bank_file (
  bank_file_id uuid primary key default uuidv7(),
  payroll_id uuid not null references payroll,
  direction text not null check (direction in ('out', 'return')),
  name text not null,
  sha256 bytea not null,
  content bytea not null,
  line_count integer not null,
  total bigint not null,
  recorded_on date not null,
  recorded_by uuid references account,
  division_code text collate "C" not null,
  -- The same return read twice is the same return.
  constraint bank_file_once unique (payroll_id, direction, sha256)
);

-- The chart: which accounts there are; each division has its own of each, opened when first booked on.
create table ledger_chart (
  code text collate "C" primary key,
  name text not null,
  kind text not null check (kind in ('fund', 'payable', 'transit', 'expense', 'receivable')),
  unit text not null default 'fen' check (unit in ('fen', 'hour', 'item'))
);
insert into ledger_chart (code, name, kind) values
  ('assistance_fund', '救助资金专户', 'fund'),
  ('assistance_expense', '救助支出', 'expense'),
  ('assistance_payable', '应付救助金', 'payable'),
  ('bank_transit', '银行代发在途', 'transit'),
  ('recovery_receivable', '应收追回款', 'receivable');

create table ledger_account (
  ledger_account_id uuid primary key default uuidv7(),
  code text collate "C" not null references ledger_chart,
  division_code text collate "C" not null,
  constraint ledger_account_code_key unique (code, division_code)
);

create table ledger_transaction (
  ledger_transaction_id uuid primary key default uuidv7(),
  business_date date not null,
  kind text not null,
  text text not null,
  -- The act that it books: one transaction per act.
  reference text collate "C" not null,
  division_code text collate "C" not null,
  booked_by uuid references account,
  recorded_at timestamptz not null default now(),
  constraint ledger_transaction_once unique (reference)
);
create index ledger_transaction_division_index on ledger_transaction (division_code, business_date);

create table ledger_entry (
  ledger_transaction_id uuid not null references ledger_transaction,
  position integer not null,
  ledger_account_id uuid not null references ledger_account,
  -- Debit positive, credit negative.
  amount bigint not null check (amount <> 0),
  division_code text collate "C" not null,
  primary key (ledger_transaction_id, position)
);
create index ledger_entry_account_index on ledger_entry (ledger_account_id);

-- The only door into the ledger: books one transaction whose entries add up to zero, once per reference.
-- Answers the transaction's id; the same reference again answers the first one. `entries` is a JSON array of
-- {"account": code, "amount": fen}. Runs as the owner: the application's roles cannot insert entries themselves.
-- The books are a district's; who works in a part of it (a street) may book there too.
create function book_transaction(
  p_business_date date, p_kind text, p_text text, p_reference text, p_division_code text, p_account_id uuid, p_entries jsonb
) returns uuid language plpgsql security definer set search_path from current as $$
declare
  v_id uuid;
  v_sum numeric;
begin
  if current_area() is null
    or not (starts_with(p_division_code, current_area()) or starts_with(current_area(), p_division_code)) then
    raise exception 'outside the area' using errcode = 'insufficient_privilege';
  end if;
  select sum((e ->> 'amount')::bigint) into v_sum from jsonb_array_elements(p_entries) e;
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
  insert into ledger_account (code, division_code)
  select distinct e ->> 'account', p_division_code from jsonb_array_elements(p_entries) e
  on conflict do nothing;
  insert into ledger_entry (ledger_transaction_id, position, ledger_account_id, amount, division_code)
  select v_id, e.position, a.ledger_account_id, (e.entry ->> 'amount')::bigint, p_division_code
  from jsonb_array_elements(p_entries) with ordinality as e (entry, position)
  join ledger_account a on a.code = e.entry ->> 'account' and a.division_code = p_division_code;
  return v_id;
end $$;

grant select, insert, update on entitlement, entitlement_hold, difference_item, payroll, payroll_line to haihe_staff;
grant delete on payroll_line, difference_settlement to haihe_staff;
grant delete on entitlement to haihe_staff;
grant select, insert on difference_settlement, bank_file to haihe_staff;
grant select on ledger_chart, ledger_account, ledger_transaction, ledger_entry to haihe_staff;
revoke execute on function book_transaction(date, text, text, text, text, uuid, jsonb) from public;
grant execute on function book_transaction(date, text, text, text, text, uuid, jsonb) to haihe_staff;
grant select on entitlement, entitlement_hold, difference_item, payroll_line, difference_settlement to haihe_resident;
grant select (payroll_id, state) on payroll to haihe_resident;

alter table entitlement enable row level security;
create policy entitlement_staff on entitlement to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy entitlement_resident on entitlement for select to haihe_resident using (household_id = current_household_id());

alter table entitlement_hold enable row level security;
create policy entitlement_hold_staff on entitlement_hold to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy entitlement_hold_resident on entitlement_hold for select to haihe_resident using (household_id = current_household_id());

alter table difference_item enable row level security;
create policy difference_item_staff on difference_item to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy difference_item_resident on difference_item for select to haihe_resident using (household_id = current_household_id());

alter table payroll enable row level security;
create policy payroll_staff on payroll to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');

-- Streets and communities read the state of their district's lists: their own lines mean nothing without it.
create policy payroll_district on payroll for select to haihe_staff
  using (starts_with(current_area(), division_code));
create policy payroll_resident on payroll for select to haihe_resident
  using (exists (select from payroll_line l where l.payroll_id = payroll.payroll_id));

alter table payroll_line enable row level security;
create policy payroll_line_staff on payroll_line to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy payroll_line_resident on payroll_line for select to haihe_resident using (household_id = current_household_id());

alter table difference_settlement enable row level security;
create policy difference_settlement_staff on difference_settlement to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
create policy difference_settlement_resident on difference_settlement for select to haihe_resident
  using (exists (select from difference_item d where d.difference_item_id = difference_settlement.difference_item_id));

alter table bank_file enable row level security;
create policy bank_file_staff on bank_file to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');

alter table ledger_account enable row level security;
create policy ledger_account_staff on ledger_account for select to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':');

alter table ledger_transaction enable row level security;
create policy ledger_transaction_staff on ledger_transaction for select to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':');

alter table ledger_entry enable row level security;
create policy ledger_entry_staff on ledger_entry for select to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':');

-- The share of a month's amount that may at most be held back to recover an overpayment; no text read so far names one.
insert into dictionary_entry (dictionary, code, label, source, source_mark)
values ('payment_rule', 'recovery_cap_percent', '20', '未见成文依据，暂按每月不超过当月金额的百分之二十', 'M');
