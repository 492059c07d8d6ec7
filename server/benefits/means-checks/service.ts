/**
 * 家庭经济状况核对: an object of its own. Authorised by every adult; each source answers, or does not, and then the
 * fact is unknown, which is not "nothing"; what contradicts the declaration waits for the applicant's word; at the end
 * the report is sealed and nothing is added any more.
 */
import { createHash } from 'node:crypto'
import { canonical, toJson } from '../../../engine/index.ts'
import type { Act } from '../../platform/act.ts'
import { notFound, problem as platformProblem } from '../../platform/problems/index.ts'
import {
  beginAct,
  checkEntry,
  enterCase,
  getCase,
  keepStep,
  logCase,
  type CaseInHand,
} from '../../casework/index.ts'
import { findFactDefinition } from '../../registries/people/index.ts'
import { insertAuthorisations, type Authorisation } from '../applications/queries.ts'
import { refresh } from '../cases/service.ts'
import { recordSourcedFacts } from '../households/facts.ts'
import { isAdult, loadHistory, type HouseholdHistory } from '../households/history.ts'
import { problem } from '../problems.ts'
import * as queries from './queries.ts'
import type { AnswerRow, MeansCheckRow } from './queries.ts'
import { findingsOf, sourceTitles, type Answer, type Finding } from './sources.ts'

/** Begins a check. @throws authorisation_missing (422), means_check_running (409), and what `enterCase` throws */
export async function startMeansCheck(act: Act, case_id: string): Promise<string> {
  const hand = await enterCase(act, case_id, 'record_means_check', { ofStep: 'record_means_check' })
  const { row } = hand
  const latest = await queries.findLatestMeansCheck(act.tx, case_id)
  if (latest !== undefined && latest.state !== 'sealed') throw problem('means_check_running')
  await checkAuthorised(act, row.household_id ?? '', case_id)
  const means_check_id = await queries.insertMeansCheck(act.tx, {
    case_id,
    requested_on: act.today,
    division_code: row.division_code,
    household_id: row.household_id,
  })
  await logCase(act, row, 'start_means_check', '发起家庭经济状况核对')
  await beginAct(act, hand, 'record_means_check')
  return means_check_id
}

async function checkAuthorised(act: Act, household_id: string, case_id: string): Promise<void> {
  const { memberships } = await loadHistory(act, household_id)
  const signed = await queries.listAuthorisations(act.tx, case_id)
  const missing = memberships.filter(
    (member) =>
      member.until === null &&
      isAdult(member, act.today) &&
      !signed.some((each) => each.person_id === member.person_id && each.withdrawn_on === null),
  )
  if (missing.length === 0) return
  throw problem('authorisation_missing', { detail: `还差 ${missing.length} 位成年成员的核对授权。` })
}

/** Takes in an authorisation that was still missing: a change or a review asks for them anew. */
export async function authorise(act: Act, input: { case_id: string } & Authorisation): Promise<void> {
  const hand = await getCase(act, input.case_id)
  const { row } = hand
  if (row.household_id === null) throw notFound()
  await checkEntry(act, hand, 'answer_supplement', { whileHeld: true })
  const { memberships } = await loadHistory(act, row.household_id)
  const present = memberships.filter((member) => member.until === null)
  const person = present.find((member) => member.person_id === input.person_id)
  const signer = present.find((member) => member.person_id === input.signed_by)
  const may =
    person !== undefined &&
    signer !== undefined &&
    isAdult(signer, act.today) &&
    (act.caller.kind !== 'resident' || act.caller.person_id === input.signed_by)
  if (!may) throw problem('authorisation_wrong', { field: 'signed_by' })
  await insertAuthorisations(
    act.tx,
    {
      case_id: input.case_id,
      signed_on: act.today,
      division_code: row.division_code,
      household_id: row.household_id,
    },
    [input],
  )
  await logCase(act, row, 'authorise_means_check', '收到核对授权 1 份')
}

/**
 * Takes in answers, singly or imported. Each becomes a fact with its source, known from today; a source that was
 * asked and did not answer makes the fact unknown.
 * @throws means_check_sealed, version_conflict (409), answer_wrong, member_not_of_household (422)
 */
export async function recordAnswers(
  act: Act,
  input: { means_check_id: string; version: number; answers: readonly Answer[] },
): Promise<MeansCheckRow> {
  const { check, hand } = await enterCheck(act, input)
  const history = await loadHistory(act, check.household_id)
  checkAnswers(history, input.answers)
  await queries.replaceAnswers(act.tx, check.means_check_id, input.answers)
  await queries.insertAnswers(act.tx, check, input.answers)
  const rows = await queries.listAnswers(act.tx, check.means_check_id)
  const touched = new Set(input.answers.map((answer) => answer.fact_name))
  const findings = findingsOf(rows).filter((finding) => touched.has(finding.fact_name))
  await queries.markDiscrepancies(act.tx, discrepanciesOf(history, rows, findings))
  await recordFindings(act, check, hand, findings)
  const answered = new Set(input.answers.filter((answer) => answer.answered).map((answer) => answer.source))
    .size
  await logCase(act, hand.row, 'record_means_answers', `${answered} 个来源答复核对`)
  await refresh(act, hand)
  return (await queries.findMeansCheck(act.tx, check.means_check_id))!
}

function checkAnswers(history: HouseholdHistory, answers: readonly Answer[]): void {
  for (const [at, answer] of answers.entries()) {
    const field = `answers.${at}`
    const definition = findFactDefinition(answer.fact_name)
    if (definition === undefined) throw problem('answer_wrong', { field: `${field}.fact` })
    const known = history.memberships.some((member) => member.person_id === answer.person_id)
    if (answer.person_id === null ? definition.subject_kind === 'person' : !known) {
      throw problem('member_not_of_household', { field: `${field}.person_id` })
    }
    const code = definition.value_kind === 'code'
    const wrong = answer.answered
      ? code
        ? !definition.codes.some((each) => each.code === answer.found_code)
        : answer.found_value === null || answer.found_value < 0n
      : answer.found_value !== null || answer.found_code !== null
    if (wrong)
      throw problem('answer_wrong', { field: `${field}.found`, detail: `${definition.label}的答复不对。` })
  }
}

/** One mark per contradicted fact, on the answer that says most; the difference itself is that of the whole finding. */
function discrepanciesOf(
  history: HouseholdHistory,
  rows: readonly AnswerRow[],
  findings: readonly Finding[],
) {
  return findings.flatMap((finding) => {
    const subject_id = finding.person_id ?? history.household.household_id
    const declared = history.facts.find(
      (fact) =>
        fact.subject_id === subject_id && fact.name === finding.fact_name && fact.source_kind === 'declared',
    )?.number_value
    if (declared === undefined || declared === null || finding.number_value === null) return []
    if (declared === finding.number_value) return []
    const own = rows
      .filter(
        (row) =>
          row.fact_name === finding.fact_name &&
          row.answered &&
          (finding.person_id === null || row.person_id === finding.person_id),
      )
      .toSorted((a, b) => Number((b.found_value ?? 0n) - (a.found_value ?? 0n)))
    // What was replied to once is not asked again while the answer stands.
    if (own.some((row) => row.discrepancy !== 'none') || own[0] === undefined) return []
    return [{ answer_id: own[0].answer_id, declared_value: declared }]
  })
}

function recordFindings(
  act: Act,
  check: MeansCheckRow,
  { row }: CaseInHand,
  findings: readonly Finding[],
): Promise<void> {
  return recordSourcedFacts(
    act,
    check,
    findings.map((finding) => {
      const silent = finding.number_value === null && finding.code_value === null
      return {
        person_id: finding.person_id,
        name: finding.fact_name,
        number_value: finding.number_value,
        code_value: finding.code_value,
        source_kind: 'means_check',
        source_name: silent ? '来源未答复' : finding.sources.map((source) => sourceTitles[source]).join('、'),
        source_reference: row.case_number,
        valid_from: finding.as_of !== null && finding.as_of < act.today ? finding.as_of : act.today,
      }
    }),
  )
}

/** The applicant's word on a difference, given by himself or taken down by a clerk. */
export async function replyToDiscrepancy(
  act: Act,
  input: { answer_id: string; reply: 'accepted_by_applicant' | 'explained'; explanation: string },
): Promise<void> {
  const answer = await queries.findAnswer(act.tx, input.answer_id)
  if (answer === undefined) throw notFound()
  const hand = await getCase(act, answer.case_id)
  await checkEntry(act, hand, 'answer_supplement', { whileHeld: true })
  if (input.reply === 'explained' && input.explanation.length < 5) {
    throw problem('explanation_missing', { field: 'explanation' })
  }
  const replied = await queries.replyToDiscrepancy(act.tx, { ...input, discrepancy: input.reply })
  if (!replied) throw problem('discrepancy_answered')
  const { row } = hand
  const label = findFactDefinition(answer.fact_name)?.label ?? answer.fact_name
  const text = input.reply === 'explained' ? `申请人说明${label}差异` : `申请人认可${label}差异`
  await logCase(act, row, 'reply_to_discrepancy', text)
}

/** Seals the report: no open difference, at least one answer. @throws means_check_not_complete (409) */
export async function sealMeansCheck(
  act: Act,
  input: { means_check_id: string; version: number },
): Promise<MeansCheckRow> {
  const { check, hand } = await enterCheck(act, input)
  const [answers, authorisations] = await Promise.all([
    queries.listAnswers(act.tx, check.means_check_id),
    queries.listAuthorisations(act.tx, check.case_id),
  ])
  if (answers.length === 0 || answers.some((answer) => answer.discrepancy === 'open')) {
    throw problem('means_check_not_complete')
  }
  await queries.changeMeansCheck(act.tx, check.means_check_id, {
    state: 'sealed',
    completed_on: act.today,
    sealed_on: act.today,
    seal: sealOf(check, answers, authorisations),
  })
  const sources = new Set(answers.filter((answer) => answer.answered).map((answer) => answer.source)).size
  const differences = answers.filter((answer) => answer.discrepancy !== 'none').length
  await keepStep(act, hand, {
    act: 'record_means_check',
    text: `经济状况核对完成，${sources} 个来源已答复，${differences} 处差异`,
  })
  await refresh(act, hand)
  return (await queries.findMeansCheck(act.tx, check.means_check_id))!
}

/** SHA-256 of everything that the report says; the same report always gives the same seal. */
function sealOf(
  check: MeansCheckRow,
  answers: AnswerRow[],
  authorisations: queries.AuthorisationRow[],
): Buffer {
  const report = {
    means_check_id: check.means_check_id,
    case_id: check.case_id,
    requested_on: check.requested_on,
    answers: answers
      .map(({ person_name: _name, ...answer }) => answer)
      .toSorted((a, b) => (a.answer_id < b.answer_id ? -1 : 1)),
    authorisations: authorisations.map(({ person_id, signed_by, signed_on }) => ({
      person_id,
      signed_by,
      signed_on,
    })),
  }
  return createHash('sha256')
    .update(canonical(toJson(report)))
    .digest()
}

/** Whether the rows still are what was sealed. */
export async function verifySeal(act: Act, means_check_id: string): Promise<boolean> {
  const check = await queries.findMeansCheck(act.tx, means_check_id)
  if (check === undefined) throw notFound()
  const answers = await queries.listAnswers(act.tx, means_check_id)
  const authorisations = await queries.listAuthorisations(act.tx, check.case_id)
  return check.seal === sealOf(check, answers, authorisations).toString('hex')
}

async function enterCheck(
  act: Act,
  input: { means_check_id: string; version: number },
): Promise<{ check: MeansCheckRow; hand: CaseInHand }> {
  const check = await queries.findMeansCheck(act.tx, input.means_check_id)
  if (check === undefined) throw notFound()
  if (check.state === 'sealed') throw problem('means_check_sealed')
  const hand = await enterCase(act, check.case_id, 'record_means_check', { ofStep: 'record_means_check' })
  if (!(await queries.takeMeansCheck(act.tx, check.means_check_id, input.version))) {
    throw platformProblem('version_conflict', {
      current: { version: check.version, state: check.state },
      yours: { version: input.version },
    })
  }
  return { check, hand }
}
