/**
 * 变更: what changed in a household on benefit. The report declares the new facts from the day on which they hold and
 * opens a case; the determination then supersedes month by month. Death and moving away hold payment the same day.
 */
import type { Act } from '../../platform/act.ts'
import {
  caseworkProblem,
  changeProposal,
  dateText,
  findOpenCase,
  openCase,
  tellPerson,
  type CaseInHand,
  type CaseRow,
} from '../../casework/index.ts'
import { announce } from '../../platform/jobs/index.ts'
import { listEntitlementsOfHousehold } from '../../payments/index.ts'
import { findFactDefinition } from '../../registries/people/index.ts'
import { authorise } from '../access.ts'
import { decideHousehold, membersFor, programmeOf } from '../decisions/decide.ts'
import { viewDecision, viewNobody } from '../decisions/view.ts'
import { listDeterminations } from '../determinations/queries.ts'
import { decideMonths, monthAfter, viewMonths, type Month } from '../determinations/recompute.ts'
import { recordHouseholdFacts, type NewFact } from '../households/facts.ts'
import { householdOn, loadHistory, type HouseholdHistory } from '../households/history.ts'
import { problem } from '../problems.ts'
import type { Answers } from '../questions/contract.ts'
import { factValuesOf, findAnswerProblems } from '../questions/service.ts'
import type { PolicyProgramme } from '../../../law/index.ts'
import { insertReportedChange, type ChangeKind } from './queries.ts'
import { loadReported, withFacts, withoutLeaver, type Reported } from './supposed.ts'

export type Change = {
  household_id: string
  programme_id: string
  kind: ChangeKind
  changed_on: string
  text: string
  household: Answers
  members: { person_id: string; answers: Answers }[]
  person_id: string | null
}

const kindTitles: Record<ChangeKind, string> = {
  income: '收入变化',
  assets: '财产变化',
  birth: '出生',
  death: '死亡',
  joins: '成员增加',
  leaves: '成员离开',
  move: '迁移',
  other: '其他变化',
}

/** These hold payment the same day, until the change is decided. */
const holdsAtOnce: ReadonlySet<ChangeKind> = new Set(['death', 'move'])

/**
 * Takes a report in: declared facts, a case, and for a death or a move a hold on payment.
 * @throws not_entitled, case_already_open (409), change_too_early, change_without_facts, answer_wrong (422)
 */
export async function reportChange(act: Act, change: Change): Promise<CaseInHand> {
  authorise(act, 'report_change')
  const { programme, history } = await checkChange(act, change)
  const { household } = history
  const hand = await openChangeCase(act, programme, history, 'change', `申报${kindTitles[change.kind]}`)
  await insertReportedChange(act.tx, {
    case_id: hand.row.case_id,
    programme_id: programme.id,
    household_id: household.household_id,
    kind: change.kind,
    changed_on: change.changed_on,
    reported_on: act.today,
    text: change.text,
    person_id: change.person_id,
    division_code: household.division_code,
  })
  await recordHouseholdFacts(act, household, factsOf(programme, change), {
    source_kind: 'declared',
    source_name: '申请人申报变化',
    source_reference: hand.row.case_number,
    valid_from: change.changed_on,
  })
  if (holdsAtOnce.has(change.kind)) {
    await announce(act, {
      kind: 'change.reported',
      subject_id: hand.row.case_id,
      payload: { case_id: hand.row.case_id },
    })
  }
  await refreshChangeProposal(act, hand.row)
  await tellPerson(act, hand.row, {
    title: '您报告的变化已收到',
    body: `${kindTitles[change.kind]}，从${dateText(change.changed_on)}起，办件号 ${hand.row.case_number}。街道核实、区里核定以后，金额有没有变会告诉您。`,
  })
  return hand
}

/** Opens a case about a household on benefit, for the head as its person. @throws case_already_open (409) */
export async function openChangeCase(
  act: Act,
  programme: PolicyProgramme,
  history: HouseholdHistory,
  kind: 'change' | 'review' | 'recomputation',
  text: string,
  parent_case_id: string | null = null,
): Promise<CaseInHand> {
  const { household } = history
  const { members } = householdOn(history, { holding_on: act.today, known_on: act.today })
  const open =
    kind === 'recomputation'
      ? undefined
      : await findOpenCase(act.tx, household.household_id, programme.id, kind)
  if (open !== undefined) throw caseworkProblem('case_already_open', { current: open })
  return openCase(act, {
    programme_id: programme.id,
    kind,
    household_id: household.household_id,
    person_id: members[0]?.person_id ?? null,
    division_code: household.division_code,
    restricted: history.hidden || members.some((member) => member.restricted),
    parent_case_id,
    text,
  })
}

async function checkChange(
  act: Act,
  change: Change,
): Promise<{ programme: PolicyProgramme; history: HouseholdHistory; since: string }> {
  const programme = programmeOf(change.programme_id)
  const history = await loadHistory(act, change.household_id)
  const entitlements = await listEntitlementsOfHousehold(act.tx, change.household_id)
  const running = entitlements.filter((each) => each.programme_id === programme.id)
  const since = running[0]?.from_month
  if (
    since === undefined ||
    running.every((each) => each.until_month !== null && each.until_month <= act.today)
  ) {
    throw problem('not_entitled')
  }
  if (change.changed_on > act.today) throw problem('change_too_early', { field: 'changed_on' })
  const known = new Set(history.memberships.map((member) => member.person_id))
  const strangers = change.members.findIndex(({ person_id }) => !known.has(person_id))
  if (strangers >= 0) throw problem('member_not_of_household', { field: `members.${strangers}.person_id` })
  if (change.person_id !== null && !known.has(change.person_id)) {
    throw problem('member_not_of_household', { field: 'person_id' })
  }
  const questions = [...programme.questions]
  const wrong = [
    ...findAnswerProblems(
      questions.filter((each) => each.entity === 'household'),
      change.household,
      'household',
    ),
    ...change.members.flatMap((member, at) =>
      findAnswerProblems(
        questions.filter((each) => each.entity === 'person'),
        member.answers,
        `members.${at}.answers`,
      ),
    ),
  ]
  if (wrong.length > 0) throw problem('answer_wrong', { field: wrong[0]!.field, errors: wrong })
  const said = change.text !== '' || change.person_id !== null || factsOf(programme, change).length > 0
  if (!said) throw problem('change_without_facts', { field: 'text' })
  return { programme, history, since }
}

/** What was answered as facts; 说不准 makes a fact unknown here, because what was known holds no longer. */
function factsOf(programme: PolicyProgramme, change: Pick<Change, 'household' | 'members'>): NewFact[] {
  const asked = new Set(programme.questions.map((question) => question.fact))
  const of = (person_id: string | null, answers: Answers): NewFact[] =>
    Object.entries(answers)
      .filter(([name]) => findFactDefinition(name) !== undefined && asked.has(name))
      .map(([name, value]) => ({ person_id, name, ...factValuesOf(programme.rules, name, value) }))
  return [
    ...of(null, change.household),
    ...change.members.flatMap((member) => of(member.person_id, member.answers)),
  ]
}

/** What each month would come to if the change were so; nothing is stored. */
export async function previewChange(act: Act, change: Change) {
  const { programme, history } = await checkChange(act, change)
  const facts = factsOf(programme, change)
  const supposed = withoutLeaver(withFacts(act, history, facts, change.changed_on), change)
  const determinations = await listDeterminations(act.tx, change.household_id, programme.id)
  const months = decideMonths(act, programme, supposed, determinations, monthAfter(change.changed_on))
  const on = householdOn(supposed, { holding_on: act.today, known_on: act.today })
  const as_of = monthAfter(act.today)
  const { division_code } = history.household
  const law_version = determinations[0]?.law_version ?? ''
  const names = new Map(on.members.map((member) => [member.person_id, member.name]))
  const decision =
    membersFor(programme, on, as_of).length === 0
      ? viewNobody(programme, { as_of, division_code, law_version, receipt_hash: null })
      : viewDecision(decideHousehold(programme, on, as_of), names, null)
  const of = { household_id: change.household_id, programme_id: programme.id }
  return { decision, months: await viewMonths(act, of, months) }
}

type OfCase = Pick<CaseRow, 'case_id' | 'kind' | 'state' | 'household_id' | 'programme_id'>

/** The months that an open change would decide, as reported; empty while something is unknown. */
export async function monthsOfCase(act: Act, row: OfCase, known?: Reported): Promise<Month[]> {
  if (row.household_id === null || row.kind === 'application' || row.kind === 'appeal') return []
  // What is paid once for one matter has no months.
  if (programmeOf(row.programme_id).payment.kind === 'once') return []
  const { supposed, change } = known ?? (await loadReported(act, row))
  if (supposed.hidden) return []
  const from = monthAfter(change?.changed_on ?? act.today)
  const determinations = await listDeterminations(act.tx, row.household_id, row.programme_id)
  try {
    return decideMonths(act, programmeOf(row.programme_id), supposed, determinations, from)
  } catch (error) {
    if ((error as { code?: string }).code === 'decision_incomplete') return []
    throw error
  }
}

/** Keeps beside a change what the next month comes to. */
export async function refreshChangeProposal(act: Act, row: OfCase): Promise<void> {
  if (row.household_id === null) return
  const known = await loadReported(act, row)
  if (known.history.hidden) return
  const last = (await monthsOfCase(act, row, known)).at(-1)
  const members = last?.decided?.input.members.length ?? null
  await changeProposal(act, row.case_id, { amount: last?.amount ?? null, member_count: members })
}

/**
 * What the register says decides, not what was reported of it: who died or left is registered before the case goes on.
 * @throws leaver_still_registered (409)
 */
export async function checkLeaverRegistered(act: Act, row: OfCase): Promise<void> {
  const { leaver } = await loadReported(act, row)
  if (leaver === undefined) return
  throw problem('leaver_still_registered', {
    detail: `${leaver.name}${leaverText(leaver)}，登记上还是本户成员。`,
  })
}

/** 申报于2017年11月20日死亡. */
export const leaverText = ({ kind, on }: NonNullable<Reported['leaver']>): string =>
  `申报于${dateText(on)}${kind === 'death' ? '死亡' : '离开本户'}`
