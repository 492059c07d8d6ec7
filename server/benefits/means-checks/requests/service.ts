/**
 * Asking the sources: one request each for the household, on the authorisations of all its members, fanned out when
 * the check begins. What is asked is unknown until it is answered, whatever was known or declared before: a source that
 * is down says nothing, and nothing is not "none".
 */
import type { Act } from '../../../platform/act.ts'
import {
  ask,
  cancelExchange,
  listPartners,
  listRequests,
  registerExchange,
  type Owner,
} from '../../../platform/exchange/index.ts'
import type { RequestRow } from '../../../platform/exchange/index.ts'
import { notify } from '../../../platform/messages/index.ts'
import { getCase, logCase, tellPerson, type CaseInHand } from '../../../casework/index.ts'
import { refresh } from '../../cases/service.ts'
import { loadHistory, type HouseholdHistory } from '../../households/history.ts'
import { applyAnswers } from '../answers.ts'
import { listAuthorisations } from '../authorisations/queries.ts'
import * as checks from '../queries.ts'
import type { MeansCheckRow } from '../queries.ts'
import { askedOf, isStale, meansSources, silent, sourceCount, sources, type MeansSource } from '../sources.ts'
import { meansWord, type MeansWord } from './contract.ts'
import * as queries from './queries.ts'
import type { MeansRequestRow } from './queries.ts'
import { answersOfWord, detailsOfWord } from './words.ts'

export const exchangeKind = 'means_check.ask'

/** Sources that this house can ask by itself; the others answer on paper. */
export async function listConnected(act: Act): Promise<Set<MeansSource>> {
  const partners = await listPartners(act.tx)
  const connected = new Set(partners.filter((each) => each.connected).map((each) => each.partner_id))
  return new Set(meansSources.filter((source) => connected.has(source)))
}

type InCheck = { check: MeansCheckRow; hand: CaseInHand; history: HouseholdHistory; owner: Owner }

/** Asks each of the sources, in the act's transaction; from now on what they are asked is unknown. */
export async function askSources(act: Act, within: InCheck, which: readonly MeansSource[]): Promise<void> {
  const { check, hand, history, owner } = within
  const valid = (await listAuthorisations(act.tx, check.case_id)).filter((each) => each.withdrawn_on === null)
  for (const source of which) {
    const request_id = await ask(act, {
      partner_id: source,
      kind: exchangeKind,
      subject_id: check.means_check_id,
      division_code: check.division_code,
      ...owner,
    })
    const means_check_request_id = await queries.insertMeansRequest(act.tx, check, {
      source,
      way: 'exchange',
      request_id,
      asked_on: act.today,
      outcome: null,
      answered_on: null,
      as_of: null,
      recorded_by: null,
    })
    await queries.insertRequestAuthorisations(
      act.tx,
      check,
      means_check_request_id,
      valid.map((each) => each.authorisation_id),
    )
    await queries.deleteDetails(act.tx, check.means_check_id, source)
  }
  const people = valid.map((each) => each.person_id)
  const asked = which.flatMap((source) => askedOf(source, people)).map((each) => silent(each))
  if (asked.length > 0) await applyAnswers(act, check, hand, history, asked)
}

registerExchange<MeansWord>({
  kind: exchangeKind,
  answer: meansWord,
  compose: composeQuestion,
  take: takeWord,
  failed: noteFailure,
})

/** What is asked, made when it is sent; undefined once an authorisation is withdrawn or nobody waits any more. */
async function composeQuestion(act: Act, request: RequestRow): Promise<Record<string, unknown> | undefined> {
  const round = await queries.findByRequest(act.tx, request.request_id)
  const check = await checks.findMeansCheck(act.tx, request.subject_id)
  if (round === undefined || round.outcome !== null || check === undefined || !isOpen(check)) return undefined
  if ((await getCase(act, check.case_id)).row.state === 'closed') return undefined
  const people = await queries.listAskedPeople(act.tx, round.means_check_request_id)
  if (people.some((each) => each.withdrawn_on !== null)) return undefined
  return {
    source: round.source,
    as_of: request.asked_on,
    people: people.flatMap(({ person_id, name, identity_number, authorisation_id }) =>
      identity_number === null
        ? []
        : [{ reference: person_id, name, identity_number, authorisation: authorisation_id }],
    ),
  }
}

const isOpen = (check: MeansCheckRow): boolean => check.state === 'running' || check.state === 'answered'

/** Takes a source's word in; late when the check is sealed or stopped, the case closed, or the source asked anew. */
async function takeWord(act: Act, request: RequestRow, word: MeansWord): Promise<'counted' | 'late'> {
  const check = await checks.lockMeansCheck(act.tx, request.subject_id)
  const round = await queries.findByRequest(act.tx, request.request_id)
  if (check === undefined || round === undefined || !isOpen(check)) return 'late'
  if (round.outcome !== null && round.outcome !== 'failed') return 'late'
  const latest = await queries.listLatestRequests(act.tx, check.means_check_id)
  if (!latest.some((each) => each.means_check_request_id === round.means_check_request_id)) return 'late'
  const people = await queries.listAskedPeople(act.tx, round.means_check_request_id)
  if (people.some((each) => each.withdrawn_on !== null)) return 'late'
  const hand = await getCase(act, check.case_id)
  if (hand.row.state === 'closed') return 'late'
  const history = await loadHistory(act, check.household_id)
  // Books of tomorrow are no books.
  const usable = word.as_of <= act.today && !isStale(round.source, word.as_of, act.today)
  const persons = people.map((each) => each.person_id)
  const asked = askedOf(round.source, persons)
  await queries.endRound(act.tx, round.means_check_request_id, {
    outcome: usable ? 'answered' : 'stale',
    answered_on: act.today,
    as_of: word.as_of,
    fault: null,
  })
  const answers = usable ? answersOfWord(asked, word) : asked.map((each) => silent(each, word.as_of))
  await applyAnswers(act, check, hand, history, answers)
  if (usable) {
    await queries.insertDetails(act.tx, { ...check, source: round.source }, detailsOfWord(persons, word))
  } else if (round.round === 1) {
    // Too old: asked once more by itself, and then by whoever has the case in hand.
    const owner = ownerOf(request)
    await askSources(act, { check, hand, history, owner }, [round.source])
  }
  await settleCheck(act, check, hand)
  return 'counted'
}

export const ownerOf = ({ owner_role, owner_division, owner_account_id }: RequestRow): Owner => ({
  owner_role: owner_role as Owner['owner_role'],
  owner_division,
  owner_account_id,
})

/** No answer, and none is waited for: the facts stay unknown, and whoever asked is told. */
async function noteFailure(act: Act, request: RequestRow): Promise<void> {
  const check = await checks.lockMeansCheck(act.tx, request.subject_id)
  const round = await queries.findByRequest(act.tx, request.request_id)
  if (check === undefined || round === undefined || round.outcome !== null) return
  await queries.endRound(act.tx, round.means_check_request_id, {
    outcome: 'failed',
    answered_on: null,
    as_of: null,
    fault: request.fault,
  })
  const hand = await getCase(act, check.case_id)
  if (hand.row.state === 'closed') return
  const { title } = sources[round.source]
  const text = `${title}没有答复核对：${faultText(request.fault)}，这些事实仍为未知`
  await logCase(act, hand.row, 'means_source_failed', text)
  if (request.owner_account_id !== null) {
    await notify(act, {
      account_id: request.owner_account_id,
      title: `${title}没有答复核对`,
      body: `办件 ${hand.row.case_number}：${text}。请重新查询，或取得纸质答复后登记。`,
      case_id: check.case_id,
      division_code: check.division_code,
    })
  }
  await settleCheck(act, check, hand)
}

const faultTexts: Record<string, string> = {
  timeout: '没有按时回应',
  unreachable: '连不上',
  unavailable: '暂停服务',
  unreadable: '答复读不懂',
  unsigned: '答复没有签名或签名不对',
  refused: '不受理',
  changed: '人员信息改过，须重新查询',
  no_answer: '到时没有答复',
  not_connected: '没有接入',
}

export const faultText = (fault: string | null): string => faultTexts[fault ?? ''] ?? '没有答复'

/** Once every source has had its word, or has none, the check is answered; until then it runs. */
export async function settleCheck(act: Act, check: MeansCheckRow, hand: CaseInHand): Promise<void> {
  const latest = await queries.listLatestRequests(act.tx, check.means_check_id)
  const whole = latest.length === sourceCount && latest.every((each) => each.outcome !== null)
  const state = whole ? 'answered' : 'running'
  if (check.state !== state) {
    await checks.changeMeansCheck(act.tx, check.means_check_id, {
      state,
      completed_on: whole ? act.today : null,
      sealed_on: null,
      seal: null,
    })
    if (whole) await announceAnswered(act, check, hand, latest)
  }
  await refresh(act, hand)
}

async function announceAnswered(
  act: Act,
  check: MeansCheckRow,
  { row }: CaseInHand,
  latest: readonly MeansRequestRow[],
): Promise<void> {
  const answered = latest.filter((each) => each.outcome === 'answered').length
  const open = (await checks.listAnswers(act.tx, check.means_check_id)).filter(
    (each) => each.discrepancy === 'open',
  ).length
  const rest = answered === sourceCount ? '' : `，${sourceCount - answered} 个没有可用的答复`
  await logCase(
    act,
    row,
    'means_sources_answered',
    `${sourceCount} 个来源查询完毕，${answered} 个已答复${rest}`,
  )
  if (open === 0) return
  await tellPerson(act, row, {
    title: `核对结果有 ${open} 处和您填的不一样`,
    body: `办件 ${row.case_number}：请看一看查到的对不对。对的就认可；不对的说明一下，街道会再核实。`,
  })
}

/** Calls off what a source is being asked; the round ends, and a new one may begin. */
export async function callOff(act: Act, check: MeansCheckRow, source: MeansSource): Promise<void> {
  await cancelExchange(act, check.means_check_id, source)
  const round = (await queries.listLatestRequests(act.tx, check.means_check_id)).find(
    (each) => each.source === source && each.outcome === null,
  )
  if (round === undefined) return
  await queries.endRound(act.tx, round.means_check_request_id, {
    outcome: 'stopped',
    answered_on: null,
    as_of: null,
    fault: null,
  })
}

/** How the tries of each open request go, by the request's number; for the office only. */
export const listTries = (act: Act, means_check_id: string): Promise<RequestRow[]> =>
  listRequests(act.tx, means_check_id)
