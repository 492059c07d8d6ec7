/**
 * A month's payroll of a whole city: from the registers to the bank file, beside a bare COPY of the same lines into
 * the same table. Both run in the same database, one after the other.
 */
import { sendPayroll } from '../server/payments/bank/service.ts'
import { approvePayroll, draftPayroll, lockPayroll } from '../server/payments/payroll/service.ts'
import { withCaller } from '../server/platform/db/index.ts'
import type { Database } from '../server/platform/db/index.ts'
import type { Act, Caller } from '../server/platform/act.ts'
import { copyAgain } from './copy-again.ts'
import { benchDatabase } from './database.ts'

export const name = 'payroll'
export const about =
  '1,000,000 entitled households from registers to bank file, beside a bare COPY of the same lines'

const districts = [1, 2, 3, 4, 5, 6, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19].map((n) => String(120100 + n))
const month = '2017-09-01'
const programme_id = 'minimum-living-guarantee'

/** Options: `households` (1,000,000). */
export async function* run(options: Record<string, string>): AsyncGenerator<Record<string, unknown>> {
  const households = Number(options['households'] ?? 1_000_000)
  const { owner, application, reader, close } = await benchDatabase()
  try {
    const staff = await fill(owner, households)
    const payroll = await timed(() => payAll(application, staff))
    const lines = await count(owner)
    yield {
      bench: name,
      measure: 'registers to bank file',
      lines,
      seconds: payroll,
      lines_per_second: Math.round(lines / payroll),
    }
    const copy = await copyAgain(owner, reader, 'payroll_line')
    yield {
      bench: name,
      measure: 'bare COPY of the same lines',
      lines,
      seconds: copy,
      lines_per_second: Math.round(lines / copy),
    }
    yield { bench: name, measure: 'ratio', ratio_to_copy: Number((copy / payroll).toFixed(3)), wanted: 0.5 }
  } finally {
    await close()
  }
}

type Staff = { finance: Caller; second: Caller }

/** Households, payees, accounts and entitlements, made inside the database. */
async function fill(owner: Database, households: number): Promise<Staff> {
  await owner`
    insert into division (division_code, name, kind, parent_code, valid)
    values ('12', '天津市', 'province', null, '[1949-10-01,)'), ('1201', '市辖区', 'city', '12', '[1949-10-01,)')`
  await owner`
    insert into division (division_code, name, kind, parent_code, valid)
    select d, d, 'district', '1201', '[1949-10-01,)' from unnest(${districts}::text[]) d`
  await owner`
    insert into division (division_code, name, kind, parent_code, valid)
    select d || '001', d, 'street', d, '[1949-10-01,)' from unnest(${districts}::text[]) d`
  await owner`
    insert into division (division_code, name, kind, parent_code, valid)
    select d || '001' || lpad(c::text, 3, '0'), d, 'community', d || '001', '[1949-10-01,)'
    from unnest(${districts}::text[]) d, generate_series(1, 50) c`
  await owner.unsafe(`
    create temporary table made as
    select uuidv7() as household_id, uuidv7() as person_id, uuidv7() as determination_id, n,
      (array['${districts.join("','")}'])[1 + n % 16] || '001' || lpad((1 + n / 16 % 50)::text, 3, '0') as division_code
    from generate_series(1, ${households}) n;
    insert into person (person_id, name, sex, birth_date, division_code, synthetic)
      select person_id, '示例' || n, '1', '1960-01-01', division_code, true from made;
    insert into household (household_id, division_code, register_kind, established_on)
      select household_id, division_code, 'urban', '2010-01-01' from made;
    insert into bank_account (person_id, bank_name, number, valid, division_code)
      select person_id, '示例银行', '62280000' || lpad(n::text, 10, '0'), '[2010-01-01,)', division_code from made;
    insert into determination (determination_id, household_id, programme_id, division_code, decided_on, effective_from,
        outcome, amount, member_count, law_version, receipt, receipt_hash, reason)
      select determination_id, household_id, '${programme_id}', division_code, '2017-07-15', '2017-08-01', 'eligible',
        30000 + n % 50000, 2, 'bench', '{}', '\\x00', 'bench' from made;
    insert into entitlement (household_id, programme_id, determination_id, payee_id, amount, member_count, valid, division_code)
      select household_id, '${programme_id}', determination_id, person_id, 30000 + n % 50000, 2, '[2017-08-01,)', division_code
      from made;
  `)
  await owner.unsafe('analyze')
  return { finance: await officer(owner, 'finance-1'), second: await officer(owner, 'finance-2') }
}

async function officer(owner: Database, user_name: string): Promise<Caller> {
  const [row] = await owner<{ account_id: string }[]>`
    insert into account (user_name, display_name, kind) values (${user_name}, ${user_name}, 'staff') returning account_id`
  const { account_id } = row!
  return {
    kind: 'staff',
    account_id,
    post_id: account_id,
    role: 'finance',
    area: '12',
    display_name: user_name,
    unit_name: 'bench',
    person_id: null,
  }
}

/** Every district drafts, locks, approves and sends, as its finance officers do: two districts at a time. */
async function payAll(application: Database, staff: Staff): Promise<void> {
  const waiting = [...districts]
  const worker = async () => {
    for (let district = waiting.shift(); district !== undefined; district = waiting.shift()) {
      await payDistrict(application, staff, district)
    }
  }
  await Promise.all([worker(), worker()])
}

async function payDistrict(application: Database, staff: Staff, division_code: string): Promise<void> {
  const moment = { today: '2017-09-08', now: '2017-09-08T01:00:00.000Z', request_id: 'bench' }
  const act = <T>(caller: Caller, work: (act: Act) => Promise<T>) =>
    withCaller(application, caller, moment, work)
  const draft = await act(staff.finance, (a) => draftPayroll(a, { programme_id, division_code, month }))
  const locked = await act(staff.finance, (a) => lockPayroll(a, draft))
  const approved = await act(staff.second, (a) => approvePayroll(a, locked))
  await act(staff.finance, (a) => sendPayroll(a, approved))
}

async function count(owner: Database): Promise<number> {
  const [row] = await owner<{ lines: number }[]>`select count(*)::int as lines from payroll_line`
  return row!.lines
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return Number(((performance.now() - start) / 1000).toFixed(3))
}
