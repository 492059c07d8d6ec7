/** The report of a check from its rows: who agreed, who was asked and said what, what it comes to, who settled what. */
import type { Act } from '../../../platform/act.ts'
import { maskIdentityNumber } from '../../../registries/identifiers/index.ts'
import { declaredOf } from '../answers.ts'
import { labelOf, textOf } from '../texts.ts'
import { getCase } from '../../../casework/index.ts'
import { loadHistory } from '../../households/history.ts'
import { listAuthorisations, type AuthorisationRow } from '../authorisations/queries.ts'
import { viewFinding } from '../view-findings.ts'
import { listAnswers, listResolutions, type AnswerRow, type MeansCheckRow } from '../queries.ts'
import { listDetails, listRounds, type DetailRow, type MeansRequestRow } from '../requests/queries.ts'
import { faultText } from '../requests/service.ts'
import { holdsOf, meansSources, sameFactGroups, sources, type MeansSource } from '../sources.ts'
import { sourceStateTexts, stateOf } from '../source-states.ts'
import type { MeansReport } from './contract.ts'
import { listFiles, listNumbers } from './queries.ts'

/** The report as it would be sealed now. */
export async function buildReport(act: Act, check: MeansCheckRow): Promise<MeansReport> {
  const { means_check_id } = check
  const [hand, history, authorisations, rounds, answers, details, resolutions] = await Promise.all([
    getCase(act, check.case_id),
    loadHistory(act, check.household_id),
    listAuthorisations(act.tx, check.case_id),
    listRounds(act.tx, means_check_id),
    listAnswers(act.tx, means_check_id),
    listDetails(act.tx, means_check_id),
    listResolutions(act.tx, means_check_id),
  ])
  const head = history.memberships.find((member) => member.relation === 'head' && member.until === null)
  const files = await listFiles(
    act.tx,
    answers.flatMap((answer) => answer.reply_file_ids),
  )
  const nameOf = (person_id: string) =>
    history.memberships.find((member) => member.person_id === person_id)?.name ?? null
  return {
    means_check_id,
    case_id: check.case_id,
    case_number: hand.row.case_number,
    household_title: `${head?.name ?? ''}户`,
    address: history.household.address,
    requested_on: check.requested_on,
    completed_on: check.completed_on,
    sealed_on: null,
    sealed_by_name: null,
    authorisations: await authorisationsOf(act, authorisations),
    sources: meansSources.map((source) => sourceOf(act, source, rounds, answers, details)),
    findings: sameFactGroups(answers).map((group) => {
      const view = viewFinding(group, resolutions)
      // A difference that grew was put to the household more than once: the last one, with every reply.
      const put = group
        .filter((answer) => answer.discrepancy !== 'none')
        .toSorted((a, b) => (a.replied_on ?? '9').localeCompare(b.replied_on ?? '9'))
      const differing = put.at(-1)
      const explanations = put.flatMap(({ explanation }) => (explanation === null ? [] : [explanation]))
      const declared =
        differing?.declared_value ??
        declaredOf(history, { person_id: view.person_id, fact_name: view.fact })?.number_value ??
        null
      return {
        fact: view.fact,
        fact_label: view.fact_label,
        person_name: view.person_name,
        text: view.text,
        known: view.total_text !== null,
        declared_text: declared === null ? null : textOf(view.fact, declared),
        difference_text: differing === undefined ? null : view.differenceFrom(differing),
        reply: differing?.discrepancy ?? 'none',
        explanation: explanations.length === 0 ? null : explanations.join('；'),
        replied_on: differing?.replied_on ?? null,
        taken_down_by: differing?.taken_down_by ?? null,
        materials: files.filter(({ file_id }) =>
          put.some((answer) => answer.reply_file_ids.includes(file_id)),
        ),
      }
    }),
    resolutions: resolutions.map((each) => ({
      fact_label: labelOf(each.fact_name),
      person_name: nameOf(each.person_id),
      said_text: Object.entries(each.said)
        .map(
          ([source, word]) =>
            `${sources[source as MeansSource].title} ${textOf(each.fact_name, BigInt(word))}`,
        )
        .join('，'),
      source_title: sources[each.source].title,
      reason: each.reason,
      resolved_by_name: each.resolved_by_name,
      resolved_on: each.resolved_on,
    })),
  }
}

async function authorisationsOf(act: Act, rows: readonly AuthorisationRow[]) {
  const numbers = await listNumbers(
    act.tx,
    rows.map((row) => row.person_id),
  )
  return rows.map(({ file_id: _file, signed_by: _signer, ...row }) => {
    const number = numbers.find((each) => each.person_id === row.person_id)?.identity_number ?? null
    return { ...row, masked_identity_number: number === null ? null : maskIdentityNumber(number) }
  })
}

function sourceOf(
  { today }: Pick<Act, 'today'>,
  source: MeansSource,
  rounds: readonly MeansRequestRow[],
  answers: readonly AnswerRow[],
  details: readonly DetailRow[],
): MeansReport['sources'][number] {
  const own = rounds.filter((each) => each.source === source)
  const state = stateOf(source, own.at(-1), today)
  return {
    source,
    source_title: sources[source].title,
    state,
    state_text: sourceStateTexts[state],
    fresh_days: sources[source].freshDays,
    rounds: own.map(({ round, way, asked_on, outcome, answered_on, as_of, fault }) => ({
      round,
      way,
      asked_on,
      outcome,
      answered_on,
      as_of,
      fault_text: outcome === 'failed' ? faultText(fault) : null,
    })),
    answers: answers
      .filter((answer) => answer.source === source)
      .map((answer) => ({
        person_id: answer.person_id,
        person_name: answer.person_name,
        fact: answer.fact_name,
        fact_label: labelOf(answer.fact_name),
        holds: holdsOf(answer),
        found_text: answer.answered ? textOf(answer.fact_name, answer.found_value, answer.found_code) : null,
      })),
    details: details
      .filter((detail) => detail.source === source)
      .map(({ person_name, label, amount }) => ({ person_name, label, amount: amount?.toString() ?? null })),
  }
}
