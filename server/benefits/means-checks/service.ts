/**
 * 家庭经济状况核对: an object of its own. Authorised by every member; each source answers, or does not, and then the
 * fact is unknown, which is not "nothing"; what contradicts the declaration waits for the applicant's word, what
 * contradicts another source for somebody's who settles it; at the end the report is sealed and nothing is added.
 */
import type { Act } from '../../platform/act.ts'
import { lockExchange, type Owner } from '../../platform/exchange/index.ts'
import { notFound, problem as platformProblem } from '../../platform/problems/index.ts'
import {
  addMaterials,
  beginAct,
  checkEntry,
  enterCase,
  getCase,
  logCase,
  type CaseInHand,
} from '../../casework/index.ts'
import { isAdult, loadHistory, requireWhole, type HouseholdHistory } from '../households/history.ts'
import { problem } from '../problems.ts'
import { applyAnswers, applyFindings, checkAnswers } from './answers.ts'
import { listAuthorisations } from './authorisations/queries.ts'
import { authorisedPeople } from './authorisations/model.ts'
import { missingMembers } from './authorisations/service.ts'
import { findingsOf, saidBy } from './findings.ts'
import * as queries from './queries.ts'
import type { MeansCheckRow } from './queries.ts'
import * as requests from './requests/queries.ts'
import { askSources, callOff, listConnected, settleCheck } from './requests/service.ts'
import { stateOf } from './source-states.ts'
import { labelOf } from './texts.ts'
import {
  askedOf,
  meansSources,
  sameFactGroups,
  saysOf,
  silent,
  sources,
  type Answer,
  type MeansSource,
} from './sources.ts'

/**
 * Begins a check and asks every source that is connected.
 * @throws authorisation_missing (422), means_check_running (409), household_not_whole (403), and what `enterCase` throws
 */
export async function startMeansCheck(act: Act, case_id: string): Promise<string> {
  const hand = await enterCase(act, case_id, 'record_means_check', { ofStep: 'record_means_check' })
  const { row } = hand
  const latest = await queries.findLatestMeansCheck(act.tx, case_id)
  if (latest !== undefined && latest.state !== 'sealed' && latest.state !== 'stopped') {
    throw problem('means_check_running')
  }
  const history = await loadHistory(act, row.household_id ?? '')
  requireWhole(history)
  await checkAuthorised(act, history, case_id)
  const means_check_id = await queries.insertMeansCheck(act.tx, {
    case_id,
    requested_on: act.today,
    requested_by: act.caller.kind === 'staff' ? act.caller.account_id : null,
    division_code: row.division_code,
    household_id: row.household_id,
  })
  const check = (await queries.findMeansCheck(act.tx, means_check_id))!
  const connected = await listConnected(act)
  await askSources(act, { check, hand, history, owner: ownerOf(act, hand) }, [...connected])
  await logCase(
    act,
    row,
    'start_means_check',
    connected.size === 0 ? '发起家庭经济状况核对' : `发起家庭经济状况核对，向 ${connected.size} 个来源查询`,
  )
  await beginAct(act, hand, 'record_means_check')
  return means_check_id
}

/** Whoever asks answers for what is not answered. */
function ownerOf({ caller }: Act, { row }: CaseInHand): Owner {
  if (caller.kind === 'staff') {
    return { owner_role: caller.role, owner_division: caller.area, owner_account_id: caller.account_id }
  }
  return { owner_role: 'street_clerk', owner_division: row.division_code.slice(0, 9), owner_account_id: null }
}

/** @throws authorisation_missing (422) */
export async function checkAuthorised(act: Act, history: HouseholdHistory, case_id: string): Promise<void> {
  const missing = missingMembers(history.memberships, await listAuthorisations(act.tx, case_id))
  if (missing.length === 0) return
  const adults = history.memberships.some((member) => member.until === null && isAdult(member, act.today))
  throw problem('authorisation_missing', {
    detail: adults
      ? `还差 ${missing.length} 位成员的核对授权。`
      : '本户没有成年成员，须由不同住的监护人到窗口签授权书。',
  })
}

/**
 * Takes in what sources answered on paper, or that they did not. Each becomes a fact with its source, known from today;
 * what a source is asked and its paper does not say is unknown.
 * @throws means_check_sealed, version_conflict, source_answered (409), answer_wrong, member_not_of_household (422)
 */
export async function recordAnswers(
  act: Act,
  input: { means_check_id: string; version: number; answers: readonly Answer[] },
): Promise<MeansCheckRow> {
  const { check, hand } = await enterCheck(act, input)
  const history = await loadHistory(act, check.household_id)
  checkAnswers(history, input.answers, act.today)
  const given = [...new Set(input.answers.map((answer) => answer.source))]
  const [latest, standing, authorisations] = await Promise.all([
    requests.listLatestRequests(act.tx, check.means_check_id),
    queries.listAnswers(act.tx, check.means_check_id),
    listAuthorisations(act.tx, check.case_id),
  ])
  const earlier = standing.filter((row) => row.answered && !input.answers.some((each) => saysOf(each, row)))
  for (const source of given) {
    const before = latest.find((each) => each.source === source)
    if (before?.way === 'exchange' && before.outcome === 'answered') {
      throw problem('source_answered', { detail: `${sources[source].title}已经答复；数据旧了请重新查询。` })
    }
    await recordPaper(act, check, source, [...input.answers, ...earlier])
  }
  await queries.deleteSilent(act.tx, check.means_check_id, input.answers)
  const unsaid = given
    .flatMap((source) => askedOf(source, authorisedPeople(authorisations)))
    .filter((asked) => ![...input.answers, ...earlier].some((each) => saysOf(each, asked)))
  await applyAnswers(act, check, hand, history, [...input.answers, ...unsaid.map((asked) => silent(asked))])
  const answered = new Set(input.answers.filter((answer) => answer.answered).map((answer) => answer.source))
    .size
  await logCase(
    act,
    hand.row,
    'record_means_answers',
    `登记 ${given.length} 个来源的纸质答复，${answered} 个有答复`,
  )
  await settleCheck(act, (await queries.findMeansCheck(act.tx, check.means_check_id))!, hand)
  return (await queries.findMeansCheck(act.tx, check.means_check_id))!
}

/** A paper ends whatever the source is being asked, as a round of its own, as old as the oldest of what now stands. */
async function recordPaper(
  act: Act,
  check: MeansCheckRow,
  source: MeansSource,
  answers: readonly Answer[],
): Promise<void> {
  await callOff(act, check, source)
  await requests.deleteDetails(act.tx, check.means_check_id, source)
  const own = answers.filter((answer) => answer.source === source)
  const dates = own.flatMap((answer) => (answer.answered && answer.as_of !== null ? [answer.as_of] : []))
  const as_of = dates.toSorted()[0] ?? null
  await requests.insertMeansRequest(act.tx, check, {
    source,
    way: 'paper',
    request_id: null,
    asked_on: act.today,
    outcome: as_of === null ? 'unanswered' : 'answered',
    answered_on: as_of === null ? null : act.today,
    as_of,
    recorded_by: act.caller.kind === 'staff' ? act.caller.account_id : null,
  })
}

/**
 * Asks one source again: what it said is put aside until it answers.
 * @throws source_not_connected, means_check_sealed, version_conflict (409)
 */
export async function askAgain(
  act: Act,
  input: { means_check_id: string; version: number; source: MeansSource },
): Promise<MeansCheckRow> {
  const { check, hand } = await enterCheck(act, input)
  if (!(await listConnected(act)).has(input.source)) throw problem('source_not_connected')
  const history = await loadHistory(act, check.household_id)
  await checkAuthorised(act, history, check.case_id)
  await callOff(act, check, input.source)
  await askSources(act, { check, hand, history, owner: ownerOf(act, hand) }, [input.source])
  await logCase(act, hand.row, 'ask_source_again', `重新查询${sources[input.source].title}`)
  await settleCheck(act, check, hand)
  return (await queries.findMeansCheck(act.tx, check.means_check_id))!
}

/** Waits for a source no longer; what it was asked stays unknown. @throws source_not_asked (409) */
export async function stopAsking(
  act: Act,
  input: { means_check_id: string; version: number; source: MeansSource },
): Promise<MeansCheckRow> {
  const { check, hand } = await enterCheck(act, input)
  const latest = await requests.listLatestRequests(act.tx, check.means_check_id)
  if (!latest.some((each) => each.source === input.source && each.outcome === null)) {
    throw problem('source_not_asked')
  }
  await callOff(act, check, input.source)
  await logCase(act, hand.row, 'stop_asking_source', `不再等${sources[input.source].title}，这些事实仍为未知`)
  await settleCheck(act, check, hand)
  return (await queries.findMeansCheck(act.tx, check.means_check_id))!
}

/**
 * The applicant's word on a difference, with photos where he has some, given by himself or taken down by a clerk.
 * @throws explanation_missing, material_file_unknown (422), discrepancy_answered, means_check_stopped (409)
 */
export async function replyToDiscrepancy(
  act: Act,
  input: {
    answer_id: string
    reply: 'accepted_by_applicant' | 'explained'
    explanation: string
    file_ids: readonly string[]
  },
): Promise<void> {
  const answer = await queries.findAnswer(act.tx, input.answer_id)
  if (answer === undefined) throw notFound()
  const hand = await getCase(act, answer.case_id)
  await checkEntry(act, hand, 'answer_supplement', { whileHeld: true })
  if (input.reply === 'explained' && input.explanation.length < 5) {
    throw problem('explanation_missing', { field: 'explanation' })
  }
  if (answer.check_state === 'stopped') throw problem('means_check_stopped')
  const { caller, today } = act
  const replied = await queries.replyToDiscrepancy(act.tx, {
    ...input,
    discrepancy: input.reply,
    replied_on: today,
    replied_by: caller.kind === 'staff' || caller.kind === 'resident' ? caller.account_id : null,
  })
  if (!replied) throw problem('discrepancy_answered')
  const label = labelOf(answer.fact_name)
  await addMaterials(
    act,
    hand,
    input.file_ids.map((file_id) => ({
      file_id,
      kind: 'discrepancy_reply',
      label: `${label}差异的说明材料`,
      person_id: answer.person_id,
    })),
  )
  const photos = input.file_ids.length === 0 ? '' : `，附材料 ${input.file_ids.length} 份`
  const text = input.reply === 'explained' ? `申请人说明${label}差异` : `申请人认可${label}差异`
  await logCase(act, hand.row, 'reply_to_discrepancy', `${text}${photos}`)
}

/**
 * Settles which of several sources counts, in the caller's own name and with a reason. It holds as long as they say the
 * same. @throws not_contradictory, means_check_sealed, version_conflict (409), reason_missing (422)
 */
export async function resolveContradiction(
  act: Act,
  input: {
    means_check_id: string
    version: number
    fact: string
    person_id: string
    source: MeansSource
    reason: string
  },
): Promise<MeansCheckRow> {
  const { check, hand } = await enterCheck(act, input)
  if (act.caller.kind !== 'staff') throw problem('not_contradictory')
  if (input.reason.length < 5) throw problem('reason_missing', { field: 'reason' })
  const [rows, resolutions] = await Promise.all([
    queries.listAnswers(act.tx, check.means_check_id),
    queries.listResolutions(act.tx, check.means_check_id),
  ])
  const group = sameFactGroups(rows).find(
    ([first]) => first.fact_name === input.fact && first.person_id === input.person_id,
  )
  const [finding] = group === undefined ? [] : findingsOf(group, resolutions)
  const contradicts = finding?.contradictory === true || (finding?.resolution ?? null) !== null
  if (group === undefined || !contradicts || !group.some((answer) => answer.source === input.source)) {
    throw problem('not_contradictory')
  }
  await queries.insertResolution(act.tx, check, {
    fact_name: input.fact,
    person_id: input.person_id,
    said: saidBy(group.filter((answer) => answer.answered)),
    source: input.source,
    reason: input.reason,
    resolved_by: act.caller.account_id,
    resolved_on: act.today,
  })
  const history = await loadHistory(act, check.household_id)
  await applyFindings(act, check, hand.row.case_number, history, new Set([input.fact]))
  const label = labelOf(input.fact)
  const text = `${label}的来源说法不一，认定以${sources[input.source].title}为准：${input.reason}`
  await logCase(act, hand.row, 'resolve_contradiction', text)
  await settleCheck(act, check, hand)
  return (await queries.findMeansCheck(act.tx, check.means_check_id))!
}

/** Why a check cannot be sealed yet; undefined when it can. In the order in which somebody would mend it. */
export async function findUnfinished(act: Act, check: MeansCheckRow): Promise<string | undefined> {
  const [rows, resolutions, latest] = await Promise.all([
    queries.listAnswers(act.tx, check.means_check_id),
    queries.listResolutions(act.tx, check.means_check_id),
    requests.listLatestRequests(act.tx, check.means_check_id),
  ])
  const titles = (which: readonly MeansSource[]) => which.map((source) => sources[source].title).join('、')
  const of = (source: MeansSource) => latest.find((each) => each.source === source)
  const unasked = meansSources.filter((source) => of(source) === undefined)
  if (unasked.length > 0) return `${unasked.length} 个来源还没有查询：${titles(unasked)}`
  const running = meansSources.filter((source) => of(source)?.outcome === null)
  if (running.length > 0) return `${running.length} 个来源还在查询：${titles(running)}`
  const old = meansSources.filter(
    (source) => stateOf(source, of(source), act.today) === 'stale' && of(source)?.outcome === 'answered',
  )
  if (old.length > 0) return `${old.length} 个来源的数据已过期，先重新查询：${titles(old)}`
  const open = rows.filter((row) => row.discrepancy === 'open').length
  if (open > 0) return `${open} 处差异等申请人答复`
  const contradictory = findingsOf(rows, resolutions).filter((finding) => finding.contradictory).length
  return contradictory === 0 ? undefined : `${contradictory} 处来源说法不一，先认定以哪个为准`
}

/**
 * Takes an open check at the version that the caller saw. Locks are taken in the order in which an arriving answer takes
 * them: requests, check, case.
 */
export async function enterCheck(
  act: Act,
  input: { means_check_id: string; version: number },
): Promise<{ check: MeansCheckRow; hand: CaseInHand }> {
  const seen = await queries.findMeansCheck(act.tx, input.means_check_id)
  if (seen === undefined) throw notFound()
  const options = { ofStep: 'record_means_check' } as const
  await checkEntry(act, await getCase(act, seen.case_id), 'record_means_check', options)
  await lockExchange(act, seen.means_check_id)
  const taken = await queries.takeMeansCheck(act.tx, seen.means_check_id, input.version)
  const check = (await queries.findMeansCheck(act.tx, seen.means_check_id))!
  if (check.state === 'sealed') throw problem('means_check_sealed')
  if (check.state === 'stopped') throw problem('means_check_stopped')
  if (!taken) {
    throw platformProblem('version_conflict', {
      current: { version: check.version, state: check.state },
      yours: { version: input.version },
    })
  }
  return { check, hand: await enterCase(act, check.case_id, 'record_means_check', options) }
}
