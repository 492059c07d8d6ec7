/** The figures of the programmes of assistance, registered with insight; all programmes are counted alike. */
import type { PolicyProgramme } from '../../../law/index.ts'
import { recordsOf, registerDashboard } from '../../insight/index.ts'
import type { Dashboard, Indicator, IndicatorRecord, RecordColumn } from '../../insight/index.ts'
import * as queries from './queries.ts'
import type { CaseRow, HouseholdRow, SpendRow } from './queries.ts'

const householdColumns: RecordColumn[] = [
  { id: 'name', title: '户' },
  { id: 'division', title: '社区（村）' },
  { id: 'members', title: '保障人数', numeric: true },
  { id: 'amount', title: '月保障金（元）', numeric: true, unit: 'fen' },
  { id: 'since', title: '从哪天起', unit: 'date' },
]

const aidedColumns: RecordColumn[] = [
  { id: 'name', title: '户' },
  { id: 'division', title: '社区（村）' },
  { id: 'members', title: '救助人数', numeric: true },
  { id: 'amount', title: '本年救助金（元）', numeric: true, unit: 'fen' },
  { id: 'since', title: '最近一次批准', unit: 'date' },
]

const caseColumns: RecordColumn[] = [
  { id: 'number', title: '文号' },
  { id: 'name', title: '申请人' },
  { id: 'division', title: '社区（村）' },
  { id: 'opened', title: '收件', unit: 'date' },
  { id: 'due', title: '到期', unit: 'date' },
]

const spendColumns: RecordColumn[] = [
  { id: 'name', title: '收款人' },
  { id: 'division', title: '社区（村）' },
  { id: 'amount', title: '发放（元）', numeric: true, unit: 'fen' },
  { id: 'state', title: '状态' },
]

/** Registers the page of one programme. */
export function registerProgrammeDashboard(programme: PolicyProgramme): void {
  registerDashboard(dashboardOf(programme))
}

function dashboardOf(programme: PolicyProgramme): Dashboard {
  const { id: programme_id, title } = programme
  return {
    programme_id,
    title,
    ...(programme.payment.kind === 'once' ? aidedIn(programme_id) : onBenefit(programme_id)),
    spend: {
      id: `${programme_id}.spend`,
      title: '当月发放',
      unit: 'fen',
      population: '当月批次中已送银行且未退回的金额，含补发和追回',
      source: '发放台账',
      columns: spendColumns,
      listByDivision: (tx, scope) => queries.listSpendByDivision(tx, { ...scope, programme_id }),
      ...recordsOf((tx, page) => queries.listPayments(tx, { ...page, programme_id }), paymentOf),
    },
    open_cases: caseIndicator(programme_id, 'open_cases', '在办', '当日尚未办结的办件', false),
    overdue_cases: caseIndicator(
      programme_id,
      'overdue_cases',
      '超期',
      '当日在办且已过本环节期限的办件',
      true,
    ),
    spend_series: {
      id: `${programme_id}.spend_by_month`,
      title: '月发放',
      unit: 'fen',
      source: '发放台账',
      list: (tx, scope) => queries.listSpendByMonth(tx, { ...scope, programme_id }),
      marks: (scope) => standardMarks(programme, scope),
    },
  }
}

type Counts = Pick<Dashboard, 'counted' | 'people' | 'households'>

/** Who is on the programme on the day. */
function onBenefit(programme_id: string): Counts {
  const source = '待遇登记'
  return {
    counted: '在保',
    people: {
      id: `${programme_id}.people`,
      title: '在保人数',
      unit: 'people',
      population: '当日有待遇的户，按决定计入的共同生活成员',
      source,
      columns: householdColumns,
      listByDivision: (tx, scope) => queries.listPeopleByDivision(tx, { ...scope, programme_id }),
      ...recordsOf((tx, page) => queries.listHouseholds(tx, { ...page, programme_id }), membersOf),
    },
    households: {
      id: `${programme_id}.households`,
      title: '在保户数',
      unit: 'households',
      population: '当日有待遇的户',
      source,
      columns: householdColumns,
      listByDivision: (tx, scope) => queries.listHouseholdsByDivision(tx, { ...scope, programme_id }),
      ...recordsOf((tx, page) => queries.listHouseholds(tx, { ...page, programme_id }), householdOf),
    },
  }
}

/** Where the law pays once nobody is on the programme: who was given aid in the year, up to the day. */
function aidedIn(programme_id: string): Counts {
  const source = '一次性救助登记和发放台账'
  return {
    counted: '本年救助',
    people: {
      id: `${programme_id}.people`,
      title: '本年救助人数',
      unit: 'people',
      population: '当年到当日批准、已送银行且未退回的户，按最近一次决定计入的共同生活成员，一户只数一次',
      source,
      columns: aidedColumns,
      listByDivision: (tx, scope) => queries.listAidedPeopleByDivision(tx, { ...scope, programme_id }),
      ...recordsOf((tx, page) => queries.listAided(tx, { ...page, programme_id }), membersOf),
    },
    households: {
      id: `${programme_id}.households`,
      title: '本年救助户数',
      unit: 'households',
      population: '当年到当日批准、已送银行且未退回的户，一户只数一次',
      source,
      columns: aidedColumns,
      listByDivision: (tx, scope) => queries.listAidedHouseholdsByDivision(tx, { ...scope, programme_id }),
      ...recordsOf((tx, page) => queries.listAided(tx, { ...page, programme_id }), householdOf),
    },
  }
}

function caseIndicator(
  programme_id: string,
  name: string,
  title: string,
  population: string,
  overdue: boolean,
): Indicator {
  return {
    id: `${programme_id}.${name}`,
    title,
    unit: 'cases',
    population,
    source: '办件登记',
    columns: caseColumns,
    listByDivision: (tx, scope) => queries.listCasesByDivision(tx, { ...scope, programme_id, overdue }),
    ...recordsOf((tx, page) => queries.listCases(tx, { ...page, programme_id, overdue }), caseOf),
  }
}

/** The months in which the programme's first monthly amount (its standard) changed: 标准 860 元. */
function standardMarks(
  programme: PolicyProgramme,
  scope: { from: string; until: string },
): { month: string; label: string }[] {
  const standard = programme.rules.parameters.find((parameter) => parameter.unit === 'money/month')
  return (standard?.values ?? [])
    .filter(
      ({ from }) => from.slice(0, 7) >= scope.from.slice(0, 7) && from.slice(0, 7) <= scope.until.slice(0, 7),
    )
    .map(({ from, value }) => ({ month: `${from.slice(0, 7)}-01`, label: `标准 ${String(value)} 元` }))
}

/** Somebody whom the caller may not see is counted and listed, so that lists add up, but not told. */
const hidden = '受保护对象'

/** A household, worth the people whom its determination counts. */
function membersOf(row: HouseholdRow): IndicatorRecord {
  return {
    record_id: row.household_id,
    path: row.payee_name === null ? null : `/workbench/households/${row.household_id}`,
    cells:
      row.payee_name === null
        ? { name: hidden, division: null, members: String(row.member_count), amount: null, since: null }
        : {
            name: `${row.payee_name}户`,
            division: row.division_name,
            members: String(row.member_count),
            amount: String(row.amount),
            since: row.from_month,
          },
    value: BigInt(row.member_count),
  }
}

/** The same row where households are counted. */
const householdOf = (row: HouseholdRow): IndicatorRecord => ({ ...membersOf(row), value: 1n })

/** A payment, worth its fen. */
function paymentOf(row: SpendRow): IndicatorRecord {
  return {
    record_id: row.payroll_line_id,
    path: `/workbench/payrolls/${row.payroll_id}`,
    cells: {
      name: row.payee_name ?? hidden,
      division: row.payee_name === null ? null : row.division_name,
      amount: String(row.amount),
      state: row.answer === 'paid' ? '已到账' : '在途',
    },
    value: row.amount,
  }
}

function caseOf(row: CaseRow): IndicatorRecord {
  return {
    record_id: row.case_id,
    path: `/workbench/cases/${row.case_id}`,
    cells: {
      number: row.case_number,
      name: row.name,
      division: row.division_name,
      opened: row.opened_on,
      due: row.due_on,
    },
    value: 1n,
  }
}
