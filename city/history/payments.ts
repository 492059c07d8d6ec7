/**
 * Payments of the past: entitlements of each determination, a payroll a month and district, what the bank was sent
 * and answered, payments that came back and went out again, and the bookings of all of it.
 */
import { createHash } from 'node:crypto'
import { getProgramme } from '../../law/index.ts'
import { addRow, bytes, createTable } from '../load/copy.ts'
import type { Table } from '../load/copy.ts'
import { addMonths } from '../people/days.ts'
import { cityId } from '../people/identity.ts'
import type { CityHousehold } from '../people/types.ts'
import type { Staff } from './staff.ts'
import { createLedgerTables } from './books.ts'
import type { Book, LedgerTables } from './books.ts'
import { programmeOf } from './programmes.ts'
import type { Days } from './walk.ts'

export type PaymentTables = LedgerTables & {
  entitlement: Table
  entitlement_share: Table
  one_off_grant: Table
  payroll: Table
  payroll_line: Table
  bank_file: Table
}

export function createPaymentTables(): PaymentTables {
  return {
    entitlement: createTable(
      'entitlement',
      'entitlement_id, household_id, programme_id, determination_id, payee_id, amount, member_count, valid, division_code',
    ),
    entitlement_share: createTable(
      'entitlement_share',
      'entitlement_id, beneficiary_id, payee_id, amount, household_id, division_code',
    ),
    one_off_grant: createTable(
      'one_off_grant',
      'one_off_grant_id, household_id, programme_id, determination_id, payee_id, amount, member_count, granted_on, division_code',
    ),
    payroll: createTable(
      'payroll',
      'payroll_id, programme_id, division_code, month, kind, state, line_count, total, prepared_by, prepared_on, locked_on, approved_by, approved_on, sent_on, returned_on, reconciled_on, due_on',
    ),
    payroll_line: createTable(
      'payroll_line',
      'payroll_line_id, payroll_id, household_id, programme_id, month, beneficiary_id, entitlement_id, one_off_grant_id, determination_id, payee_id, payee_name, bank_name, bank_account_number, regular_amount, amount, kind, reissue_of, answer, return_reason, division_code',
    ),
    bank_file: createTable(
      'bank_file',
      'bank_file_id, payroll_id, direction, name, sha256, content, line_count, total, recorded_on, recorded_by, division_code',
    ),
    ...createLedgerTables(),
  }
}

export type Payment = {
  household: CityHousehold
  /** One of the two is what it is paid for. */
  entitlementId: string | null
  grantId: string | null
  determinationId: string
  amount: number
}
type Line = Payment & { id: string; account: string; returned: string | null; reissueOf: string | null }

export type Paymaster = {
  tables: PaymentTables
  seed: number
  days: Days
  staff: Staff
  today: string
  district: { code: string; index: number }
  /** What is paid, by month and programme. */
  months: Map<string, Payment[]>
  counter: number
}

const KIND = 30
export const nextId = (master: Paymaster) =>
  cityId(master.seed, KIND, master.district.index, (master.counter += 1), 0)

/** Who is supported by name lives alone here. */
const isForNamed = (household: CityHousehold): boolean =>
  programmeOf(household).payment.beneficiary === 'member'

/** One determination's entitlement; months up to the last that is over are paid. */
export function addEntitlement(
  master: Paymaster,
  household: CityHousehold,
  determinationId: string,
  { amount, memberCount }: { amount: number; memberCount: number },
  from: string,
  until: string | null,
): void {
  const id = nextId(master)
  const payee = household.members[0]?.id ?? null
  addRow(
    master.tables.entitlement,
    id,
    household.id,
    programmeOf(household).id,
    determinationId,
    payee,
    amount,
    memberCount,
    `[${from},${until ?? ''})`,
    household.community,
  )
  if (isForNamed(household))
    addRow(master.tables.entitlement_share, id, payee, payee, amount, household.id, household.community)
  const firstUnpaid = `${master.today.slice(0, 7)}-01`
  for (let month = from; month < (until ?? firstUnpaid) && month < firstUnpaid; month = addMonths(month, 1)) {
    pay(master, month, { household, entitlementId: id, grantId: null, determinationId, amount })
  }
}

/** What one decision gives once, paid in the month in which it was decided. */
export function addOneOffGrant(
  master: Paymaster,
  household: CityHousehold,
  determinationId: string,
  { amount, memberCount }: { amount: number; memberCount: number },
  grantedOn: string,
): void {
  const id = nextId(master)
  addRow(
    master.tables.one_off_grant,
    id,
    household.id,
    programmeOf(household).id,
    determinationId,
    household.members[0]?.id ?? null,
    amount,
    memberCount,
    grantedOn,
    household.community,
  )
  const month = addMonths(`${grantedOn.slice(0, 7)}-01`, 1)
  pay(master, month, { household, entitlementId: null, grantId: id, determinationId, amount })
}

function pay(master: Paymaster, month: string, payment: Payment): void {
  const key = `${month} ${programmeOf(payment.household).id}`
  const payments = master.months.get(key) ?? []
  payments.push(payment)
  master.months.set(key, payments)
}

/** Writes the district's payrolls, the oldest month first, and forgets the payments. */
export function addPayrolls(master: Paymaster, book: Book): void {
  const last = addMonths(`${master.today.slice(0, 7)}-01`, -1)
  for (const key of [...master.months.keys()].sort()) {
    const [month = '', programme_id = ''] = key.split(' ')
    const lines = (master.months.get(key) ?? []).map((payment) => lineOf(master, payment))
    const kind = getProgramme(programme_id).payment.kind === 'once' ? 'one_off' : 'monthly'
    addPayroll(master, { programme_id, month, kind }, lines, month !== last, book)
    const back = lines.filter(({ returned }) => returned !== null)
    if (month === last || back.length === 0) continue
    const again = back.map((line) => ({
      ...line,
      id: nextId(master),
      account: newAccount(line.household),
      returned: null,
      reissueOf: line.id,
    }))
    addPayroll(master, { programme_id, month, kind: 'reissue' }, again, false, book)
  }
  master.months.clear()
}

const newAccount = ({ members }: CityHousehold) => members[0]?.bankAccount ?? ''

function lineOf(master: Paymaster, payment: Payment): Line {
  const id = nextId(master)
  const returned = master.counter % 83 === 7 ? '账号户名不符' : null
  return { ...payment, id, account: newAccount(payment.household), returned, reissueOf: null }
}

type Batch = { programme_id: string; month: string; kind: 'monthly' | 'one_off' | 'reissue' }

function addPayroll(master: Paymaster, of: Batch, lines: Line[], reissued: boolean, book: Book): void {
  const { month, kind } = of
  const { tables, days, district } = master
  const { finance, secondFinance } = master.staff.district(district.code)
  const id = nextId(master)
  const first = days.workingDay(month, kind === 'reissue' ? 9 : 1)
  const [locked, approved, sent, answered] = [0, 1, 2, 4].map((count) => days.workingDay(first, count)) as [
    string,
    string,
    string,
    string,
  ]
  const total = lines.reduce((sum, { amount }) => sum + amount, 0)
  const returned = lines.reduce((sum, line) => sum + (line.returned ? line.amount : 0), 0)
  addRow(
    tables.payroll,
    id,
    of.programme_id,
    district.code,
    month,
    kind,
    'reconciled',
    lines.length,
    total,
    finance.id,
    first,
    locked,
    secondFinance.id,
    approved,
    sent,
    answered,
    answered,
    `${month.slice(0, 8)}10`,
  )
  for (const line of lines) addLine(master, id, month, kind, line, reissued)
  const fileId = nextId(master)
  const text = `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`
  const returnHash = addBankFiles(master, id, fileId, of, lines, total, { sent, answered })
  if (kind !== 'reissue')
    book({
      day: approved,
      kind: 'payroll',
      text: `${text}发放批次复核`,
      reference: `payroll:${id}`,
      by: secondFinance.id,
      moves: [['assistance_expense', 'assistance_payable', total]],
    })
  book({
    day: sent,
    kind: 'bank_file',
    text: `${text}送银行代发`,
    reference: `bank-file:${fileId}`,
    by: finance.id,
    moves: [['assistance_payable', 'bank_transit', total]],
  })
  book({
    day: answered,
    kind: 'bank_return',
    text: `${text}银行回盘`,
    reference: `bank-return:${id}:${returnHash}`,
    by: finance.id,
    moves: [
      ['bank_transit', 'assistance_fund', total - returned],
      ['bank_transit', 'assistance_payable', returned],
    ],
  })
}

function addLine(
  master: Paymaster,
  payrollId: string,
  month: string,
  kind: Batch['kind'],
  line: Line,
  reissued: boolean,
): void {
  const { household } = line
  const head = household.members[0]
  addRow(
    master.tables.payroll_line,
    line.id,
    payrollId,
    household.id,
    programmeOf(household).id,
    month,
    isForNamed(household) ? (head?.id ?? null) : null,
    line.entitlementId,
    line.grantId,
    line.determinationId,
    head?.id ?? null,
    head?.name ?? null,
    '示例银行',
    line.account,
    line.amount,
    line.amount,
    kind === 'monthly' ? 'regular' : kind,
    line.reissueOf,
    line.returned ? (reissued ? 'reissued' : 'returned') : 'paid',
    line.returned,
    household.community,
  )
}

/** The file to the bank and its answer; answers the hash of the second. */
function addBankFiles(
  master: Paymaster,
  payrollId: string,
  fileId: string,
  { programme_id, month, kind }: Batch,
  lines: Line[],
  total: number,
  when: { sent: string; answered: string },
): string {
  const { code } = master.district
  const { finance } = master.staff.district(code)
  const purpose = `社会救助${month.slice(0, 4)}${month.slice(5, 7)}`
  const sorted = lines.toSorted((left, right) => (left.id < right.id ? -1 : 1))
  const out = sorted.map(({ id, household, account, amount }) =>
    [id, household.members[0]?.name, account, '示例银行', (amount / 100).toFixed(2), purpose].join(','),
  )
  const back = sorted.map(({ id, returned }) => `${id},${returned ? `失败,${returned}` : '成功,'}`)
  const name = `${code}-${programme_id}-${month.slice(0, 7)}-${kind}-1`
  const add = (
    id: string,
    direction: string,
    file: string,
    head: string,
    rows: string[],
    day: string,
  ): string => {
    const content = Buffer.from(`${head}\r\n${rows.join('\r\n')}\r\n`)
    const hash = createHash('sha256').update(content).digest()
    addRow(
      master.tables.bank_file,
      id,
      payrollId,
      direction,
      file,
      bytes(hash),
      bytes(content),
      rows.length,
      total,
      day,
      finance.id,
      code,
    )
    return hash.toString('hex')
  }
  add(fileId, 'out', `${name}.csv`, '发放编号,户名,账号,开户行,金额（元）,用途', out, when.sent)
  return add(nextId(master), 'return', `${name}-return.csv`, '发放编号,结果,原因', back, when.answered)
}
