/** 王桂兰's household after a fire: aid that is paid once, taken through by street, district and bank. */
import assert from 'node:assert/strict'
import {
  accept,
  approveCase,
  grantFirst,
  notifyCase,
  recordAssessment,
  refuseCase,
  submitApplication,
} from '../../server/benefits/index.ts'
import { readBankReturn, sendPayroll } from '../../server/payments/bank/service.ts'
import { listTrialBalance } from '../../server/payments/ledger/queries.ts'
import { approvePayroll, draftPayroll, lockPayroll } from '../../server/payments/payroll/service.ts'
import { recordVisit } from '../../server/casework/visits/service.ts'
import { buildStaff } from './index.ts'
import {
  build,
  community,
  day,
  nobodyEarns,
  onVersion,
  publish,
  submitAs,
  visited,
  type Story,
} from './story.ts'
import type { Stage } from '../database.ts'

export const hardship = 'temporary-assistance'

const asked = ['is_studying', 'lives_independently', 'absent_as_clergy', 'in_prison'] as const
const person = Object.fromEntries(asked.map((name) => [name, nobodyEarns[name]]))

/** The household with an account, a third clerk of the street who did not visit, and two people of finance. */
export async function buildHardship(stage: Stage) {
  const story = await build(stage)
  await stage.tx`
    insert into bank_account (person_id, bank_name, number, valid, division_code)
    values (${story.head}, '示例银行', '6228000000000001', daterange('2017-01-01', null), ${community})`
  const staff = {
    sun: await buildStaff(stage.tx, { role: 'street_clerk', area: '120104008', display_name: '孙丽' }),
    finance: await buildStaff(stage.tx, { role: 'finance', area: '120104' }),
    second: await buildStaff(stage.tx, { role: 'finance', area: '120104' }),
  }
  return { ...story, ...staff }
}
export type Hardship = Awaited<ReturnType<typeof buildHardship>>

export const applyForHardship = (
  story: Story,
  { kind = 'sudden', urgent = false, today = '2017-09-04' } = {},
) =>
  story.stage.as(
    story.resident,
    (act) =>
      submitApplication(act, {
        programme_id: hardship,
        urgent,
        answers: {
          household: { hardship_kind: kind },
          members: [story.head, story.spouse, story.child].map((person_id) => ({
            person_id,
            answers: person,
          })),
        },
        authorisations: [],
        materials: [],
      }),
    { today },
  )

/** What the street finds: living has become hard, and how much is needed, in fen. */
export const assess = (
  story: Story,
  case_id: string,
  needed: string,
  today: string,
  more: { fact: string; value: number | boolean }[] = [],
) =>
  onVersion(
    story.stage,
    case_id,
    story.zhao,
    (act, version) =>
      recordAssessment(act, {
        case_id,
        version,
        note: '',
        facts: [
          { fact: 'living_in_difficulty', value: true },
          { fact: 'hardship_amount', value: needed },
          ...more,
        ].map((each) => ({ ...each, person_id: null })),
      }),
    { today },
  )

export const visit = (story: Story, case_id: string, today: string) =>
  story.stage.as(
    story.zhao,
    (act) =>
      recordVisit(act, {
        ...visited,
        visited_on: today,
        case_id,
        visit_id: crypto.randomUUID(),
        second_visitor_id: story.li.account_id,
      }),
    { today },
  )

/** Accepted on the 4th, visited on the 5th, published, and on the desk of whoever decides from the 13th on. */
export async function toDesk(story: Story, case_id: string, needed: string): Promise<void> {
  await onVersion(story.stage, case_id, story.zhao, (act, version) => accept(act, { case_id, version }), {
    today: '2017-09-04',
  })
  await visit(story, case_id, '2017-09-05')
  await assess(story, case_id, needed, '2017-09-05')
  await submitAs(story, 'zhao', case_id, '2017-09-05')
  await publish(story, 'zhao', case_id, '2017-09-05')
  await day(story, '2017-09-13')
}

export const decideHardship = (
  story: Hardship,
  who: 'sun' | 'zhao' | 'li' | 'chen',
  case_id: string,
  amount: string,
  today = '2017-09-14',
) =>
  onVersion(
    story.stage,
    case_id,
    story[who],
    (act, version) => approveCase(act, { case_id, version, amount, opinion: '' }),
    { today },
  )

export const tellHardship = (story: Story, case_id: string, today = '2017-09-14') =>
  onVersion(story.stage, case_id, story.zhao, (act, version) => notifyCase(act, { case_id, version }), {
    today,
  })

export const september = { programme_id: hardship, division_code: '120104', month: '2017-09-01' }

/** What is granted once and waits goes to the bank: drafted, locked, approved by the other and sent, on the 14th. */
export async function sent(story: Hardship, draft = september) {
  const { stage, finance, second } = story
  const today = { today: '2017-09-14' }
  const drafted = await stage.as(finance, (act) => draftPayroll(act, draft), today)
  const locked = await stage.as(finance, (act) => lockPayroll(act, drafted), today)
  const approved = await stage.as(second, (act) => approvePayroll(act, locked), today)
  return stage.as(finance, (act) => sendPayroll(act, approved), today)
}

export const on14 = { today: '2017-09-14' }

export const lineIds = async (stage: Stage, payroll_id: string) =>
  (
    await stage.tx<{ payroll_line_id: string }[]>`
      select payroll_line_id from payroll_line where payroll_id = ${payroll_id}`
  ).map((row) => row.payroll_line_id)

/** What the bank answers to every line. */
export const answer = (story: Hardship, payroll_id: string, result: string) =>
  story.stage.as(
    story.finance,
    async (act) => {
      const ids = await lineIds(story.stage, payroll_id)
      const content = `发放编号,结果,原因\n${ids.map((id) => `${id},${result}`).join('\n')}\n`
      return readBankReturn(act, { payroll_id, name: '回盘.csv', content: Buffer.from(content) })
    },
    on14,
  )

/** The district's books, which add up to nothing. */
export const balances = async ({ stage, finance }: Hardship) => {
  const rows = await stage.as(finance, (act) =>
    listTrialBalance(act.tx, { division_code: '120104', until: '2099-01-01' }),
  )
  assert.equal(
    rows.reduce((sum, row) => sum + row.balance, 0n),
    0n,
  )
  return Object.fromEntries(rows.map((row) => [row.code, row.balance]))
}

/** What cannot wait, before the papers. */
export const grantAhead = (story: Hardship, case_id: string, amount: string, today = '2017-09-04') =>
  onVersion(
    story.stage,
    case_id,
    story.zhao,
    (act, version) => grantFirst(act, { case_id, version, amount }),
    { today },
  )

/** From aid in advance to the desk, with what the visit found. */
export async function papersAfter(story: Hardship, case_id: string, needed: string): Promise<void> {
  await visit(story, case_id, '2017-09-11')
  await assess(story, case_id, needed, '2017-09-11')
  await submitAs(story, 'zhao', case_id, '2017-09-11')
}

export async function inAdvance(story: Hardship): Promise<string> {
  const { case_id } = await applyForHardship(story, { urgent: true })
  await assess(story, case_id, '300000', '2017-09-04')
  await grantAhead(story, case_id, '300000')
  return case_id
}

/** The visit finds that nothing had happened. */
export async function notNeeded(story: Hardship, case_id: string, submitted = true): Promise<void> {
  await visit(story, case_id, '2017-09-11')
  await onVersion(
    story.stage,
    case_id,
    story.zhao,
    (act, version) =>
      recordAssessment(act, {
        case_id,
        version,
        note: '火灾没有发生',
        facts: [
          { fact: 'living_in_difficulty', person_id: null, value: false },
          { fact: 'hardship_amount', person_id: null, value: '0' },
        ],
      }),
    { today: '2017-09-11' },
  )
  if (submitted) await submitAs(story, 'zhao', case_id, '2017-09-11')
}

/** A clerk of the street refuses what was not needed. */
export const refuseAid = ({ stage, sun }: Hardship, case_id: string) =>
  onVersion(
    stage,
    case_id,
    sun,
    (act, version) => refuseCase(act, { case_id, version, reason: '火灾没有发生，不符合条件' }),
    { today: '2017-09-14' },
  )
