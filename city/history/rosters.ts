/**
 * Rosters of the past: each January the district lists whose premium of residents' insurance is paid for the year, by
 * the law of that day; the insurer acknowledged every line, and was paid in one sum.
 */
import { decide, receipt } from '../../engine/index.ts'
import { getProgramme, subsidyGroups } from '../../law/index.ts'
import { wordOf } from '../insurer/charge.ts'
import { addRow, createTable } from '../load/copy.ts'
import type { Table } from '../load/copy.ts'
import { wholePersonFacts } from '../load/facts.ts'
import type { CityHousehold } from '../people/types.ts'
import type { Book } from './books.ts'
import { inputsKnown } from './decide.ts'
import { membersOn } from './life.ts'
import { nextId } from './payments.ts'
import type { Paymaster } from './payments.ts'
import { programmeOf } from './programmes.ts'

export type RosterTables = {
  roster: Table
  roster_line: Table
  roster_batch: Table
  roster_batch_line: Table
  institution_payment: Table
  institution_payment_line: Table
}

export function createRosterTables(): RosterTables {
  return {
    roster: createTable('roster', 'roster_id, kind, year, drawn_on, drawn_by, division_code'),
    roster_line: createTable(
      'roster_line',
      'roster_line_id, roster_id, person_id, household_id, act, content, state, amount, receipt, drafted_on, sent_at, final_by, asked_at, finished_on, division_code',
    ),
    roster_batch: createTable('roster_batch', 'roster_batch_id, roster_id, sent_on, division_code'),
    roster_batch_line: createTable('roster_batch_line', 'roster_batch_id, roster_line_id, division_code'),
    institution_payment: createTable(
      'institution_payment',
      'institution_payment_id, programme_id, roster_id, payee_name, line_count, amount, state, prepared_by, prepared_on, approved_by, approved_on, paid_on, bank_reference, version, division_code',
    ),
    institution_payment_line: createTable(
      'institution_payment_line',
      'roster_line_id, institution_payment_id, amount, division_code',
    ),
  }
}

/** A household on a benefit from a day until another; `destitute` names who is supported as such. */
export type Span = {
  household: CityHousehold
  from: string
  until: string | null
  destitute: ReadonlySet<string>
}

const KIND = 'medical-insurance-subsidy'
const FIRST_YEAR = 2015
const BATCH = 200

/** The rosters of one district, every year that is over with its payment by today. */
export function addRosters(
  tables: RosterTables,
  master: Paymaster,
  spans: readonly Span[],
  book: Book,
): void {
  for (let year = FIRST_YEAR; year <= Number(master.today.slice(0, 4)); year += 1) {
    const [drawn, sent, answered, prepared, approved, paid] = [0, 1, 2, 3, 4, 6].map((count) =>
      master.days.workingDay(`${year}-01-10`, count),
    ) as [string, string, string, string, string, string]
    if (paid >= master.today) return
    const lines = spans
      .filter(({ from, until }) => from <= drawn && (until === null || until > drawn))
      .flatMap((span) => linesOf(master, span, year, drawn))
    if (lines.length === 0) continue
    const roster = { id: nextId(master), year, drawn, sent, answered }
    addLines(tables, master, roster, lines)
    addPayment(tables, master, roster.id, lines, { prepared, approved, paid, year }, book)
  }
}

type Line = {
  id: string
  personId: string
  household: CityHousehold
  group: string
  amount: number
  receipt: string
}

/** Whom of the household the law pays for, by what the insurer says of each. */
function linesOf(master: Paymaster, span: Span, year: number, drawn: string): Line[] {
  const { household, destitute } = span
  const programme = getProgramme(KIND)
  const assistance = assistanceOf(household)
  const members = membersOn(household, drawn)
  const facts = {
    date: drawn,
    division: household.district,
    household: { household_assistance: assistance },
    members: members.map((person) => {
      const { residents_insurance, premium_due } = wordOf(person.identityNumber, year)
      const registered = (name: string, code: string) => ({
        name,
        code,
        source: 'household_register' as const,
      })
      const known = inputsKnown(programme, 'person', [
        registered('relation', person.relation),
        registered('birth_date', person.birthDate),
        ...wholePersonFacts(household, person),
      ])
      return {
        id: person.id,
        facts: {
          ...known,
          is_destitute: destitute.has(person.id),
          residents_insurance,
          premium_due: BigInt(premium_due),
        },
      }
    }),
  }
  const decision = decide(programme.rules, facts)
  if (decision.status === 'incomplete') throw new Error(`a fact of household ${household.id} is missing`)
  if (decision.status === 'ineligible') return []
  const proof = JSON.stringify(receipt(programme.rules, facts, decision))
  return members.flatMap(({ id: personId }) => {
    const amount = Number(decision.memberAmounts['subsidy']?.[personId] ?? 0n)
    if (amount === 0) return []
    const group = subsidyGroups[destitute.has(personId) ? 'destitute' : assistance]
    return [{ id: nextId(master), personId, household, group, amount, receipt: proof }]
  })
}

function assistanceOf(household: CityHousehold): 'none' | 'subsistence' | 'low_income' {
  const { id } = programmeOf(household)
  if (id === 'minimum-living-guarantee') return 'subsistence'
  return id === 'low-income-household-aid' ? 'low_income' : 'none'
}

function addLines(
  tables: RosterTables,
  master: Paymaster,
  roster: { id: string; year: number; drawn: string; sent: string; answered: string },
  lines: readonly Line[],
): void {
  const { code } = master.district
  const { approver } = master.staff.district(code)
  addRow(tables.roster, roster.id, KIND, roster.year, roster.drawn, approver.id, code)
  const sentAt = `${roster.sent}T02:00:00Z`
  const finalBy = `${master.days.addDays(roster.sent, 2)}T02:00:00Z`
  let batch = ''
  for (const [at, line] of lines.entries()) {
    addRow(
      tables.roster_line,
      line.id,
      roster.id,
      line.personId,
      line.household.id,
      'join',
      JSON.stringify({ group: line.group }),
      'accepted',
      line.amount,
      line.receipt,
      roster.drawn,
      sentAt,
      finalBy,
      sentAt,
      roster.answered,
      line.household.community,
    )
    if (at % BATCH === 0) {
      batch = nextId(master)
      addRow(tables.roster_batch, batch, roster.id, roster.sent, code)
    }
    addRow(tables.roster_batch_line, batch, line.id, code)
  }
}

function addPayment(
  tables: RosterTables,
  master: Paymaster,
  rosterId: string,
  lines: readonly Line[],
  when: { prepared: string; approved: string; paid: string; year: number },
  book: Book,
): void {
  const { code, index } = master.district
  const { finance, secondFinance } = master.staff.district(code)
  const id = nextId(master)
  const amount = lines.reduce((sum, line) => sum + line.amount, 0)
  addRow(
    tables.institution_payment,
    id,
    KIND,
    rosterId,
    INSURER,
    lines.length,
    amount,
    'paid',
    finance.id,
    when.prepared,
    secondFinance.id,
    when.approved,
    when.paid,
    `示例 ${when.year}-${String(index + 1).padStart(2, '0')}`,
    3,
    code,
  )
  for (const line of lines)
    addRow(tables.institution_payment_line, line.id, id, line.amount, line.household.community)
  book({
    day: when.approved,
    kind: 'institution_payment',
    text: `${INSURER} 资助 ${lines.length} 人`,
    reference: `institution-payment:${id}`,
    by: secondFinance.id,
    moves: [
      ['assistance_expense', 'assistance_payable', amount],
      ['assistance_payable', 'bank_transit', amount],
    ],
  })
  book({
    day: when.paid,
    kind: 'institution_payment',
    text: `${INSURER} 到账`,
    reference: `institution-payment-paid:${id}`,
    by: finance.id,
    moves: [['bank_transit', 'assistance_fund', amount]],
  })
}

const INSURER = '医保经办机构'
