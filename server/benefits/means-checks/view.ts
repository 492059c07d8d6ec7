/** A means check as the case page shows it: how each source stands, what it said, and what that comes to. */
import type { Act } from '../../platform/act.ts'
import { notFound } from '../../platform/problems/index.ts'
import { findFactDefinition } from '../../registries/people/index.ts'
import type { HouseholdHistory } from '../households/history.ts'
import { isAdult } from '../households/history.ts'
import { listAuthorisations } from './authorisations/queries.ts'
import { missingMembers } from './authorisations/service.ts'
import { saidBy } from './findings.ts'
import * as queries from './queries.ts'
import type { AnswerRow, MeansCheckRow, ResolutionRow } from './queries.ts'
import { listRounds, type MeansRequestRow } from './requests/queries.ts'
import { faultText, listConnected, listTries } from './requests/service.ts'
import {
  askedOf,
  holdsOf,
  isHouseholds,
  meansSources,
  sameFactGroups,
  sourceCount,
  sources,
  type Answer,
  type MeansSource,
} from './sources.ts'
import { sourceStateTexts, stateOf } from './source-states.ts'
import { labelOf, textOf } from './texts.ts'
import { viewFinding, type Group } from './view-findings.ts'
import { findUnfinished } from './service.ts'

export async function viewMeansCheck(act: Act, check: MeansCheckRow) {
  const [answers, resolutions, viewed, authorisations] = await Promise.all([
    queries.listAnswers(act.tx, check.means_check_id),
    queries.listResolutions(act.tx, check.means_check_id),
    viewSources(act, check),
    listAuthorisations(act.tx, check.case_id),
  ])
  const order = new Map(answers.map((each, at) => [each.answer_id, at]))
  const people = authorisations.filter((each) => each.withdrawn_on === null)
  const open = check.state === 'running' || check.state === 'answered'
  return {
    ...check,
    sources: viewed.map((source) => ({
      ...source,
      asks: askedOf(
        source.source,
        people.map((each) => each.person_id),
      ).map(({ person_id, fact_name }) => ({
        person_id,
        person_name: people.find((each) => each.person_id === person_id)?.person_name ?? null,
        fact: fact_name,
        fact_label: labelOf(fact_name),
        value_kind: findFactDefinition(fact_name)?.value_kind ?? 'count',
        codes: findFactDefinition(fact_name)?.codes ?? [],
      })),
    })),
    sources_answered: viewed.filter((each) => each.state === 'answered' || each.state === 'stale').length,
    sources_asked: sourceCount,
    sources_running: viewed.filter((each) => each.state === 'asked').length,
    open_discrepancies: open ? answers.filter((each) => each.discrepancy === 'open').length : 0,
    unfinished: open ? ((await findUnfinished(act, check)) ?? null) : null,
    answers: sameFactGroups(answers)
      .flatMap((group) => group.map((answer) => viewAnswer(answer, group, resolutions)))
      .toSorted((a, b) => order.get(a.answer_id)! - order.get(b.answer_id)!),
    findings: sameFactGroups(answers)
      .filter((group) => group.length > 1)
      .map((group) => {
        const { differenceFrom: _difference, textFor: _text, ...finding } = viewFinding(group, resolutions)
        return finding
      }),
    contradictions: sameFactGroups(answers).flatMap((group) => viewContradiction(group, resolutions)),
  }
}

/** How far a check is, for a page that waits. @throws not_found (404) */
export async function viewProgress(act: Act, means_check_id: string) {
  const check = await queries.findMeansCheck(act.tx, means_check_id)
  if (check === undefined) throw notFound()
  const viewed = await viewSources(act, check)
  const sources = viewed.map(({ source, state, attempts, last_fault_text }) => ({
    source,
    state,
    attempts,
    last_fault_text,
  }))
  return { means_check_id, sources }
}

/** How each of the ten stands; how the tries go is the office's matter. */
async function viewSources(act: Act, check: MeansCheckRow) {
  const office = act.caller.kind !== 'resident'
  const [rounds, connected, tries] = await Promise.all([
    listRounds(act.tx, check.means_check_id),
    office ? listConnected(act) : new Set<MeansSource>(meansSources),
    office ? listTries(act, check.means_check_id) : [],
  ])
  return meansSources.map((source) => {
    const own = rounds.filter((each) => each.source === source)
    const last: MeansRequestRow | undefined = own.at(-1)
    const request = tries.find((each) => each.request_id === last?.request_id)
    const state = stateOf(source, last, act.today, connected.has(source))
    return {
      source,
      source_title: sources[source].title,
      state,
      state_text: sourceStateTexts[state],
      connected: connected.has(source),
      way: last?.way ?? null,
      rounds: own.length,
      asked_on: last?.asked_on ?? null,
      answered_on: last?.answered_on ?? null,
      as_of: last?.as_of ?? null,
      fresh_days: sources[source].freshDays,
      fault_text: last?.outcome === 'failed' ? faultText(last.fault) : null,
      attempts: request?.attempts ?? null,
      last_fault_text:
        last?.outcome === null && request !== undefined && request.fault !== null
          ? faultText(request.fault)
          : null,
      final_by: last?.outcome === null ? (request?.final_by ?? null) : null,
    }
  })
}

function viewAnswer(answer: AnswerRow, group: Group, resolutions: readonly ResolutionRow[]) {
  const { fact_name, declared_value, found_value, found_code } = answer
  const differs = answer.discrepancy !== 'none'
  const finding = viewFinding(group, resolutions)
  return {
    answer_id: answer.answer_id,
    source: answer.source,
    source_title: sources[answer.source].title,
    person_id: answer.person_id,
    person_name: answer.person_name,
    subject_name: isHouseholds(fact_name) ? null : answer.person_name,
    fact: fact_name,
    fact_label: labelOf(fact_name),
    declared: declared_value?.toString() ?? null,
    declared_text: declared_value === null ? null : textOf(fact_name, declared_value),
    found: found_value?.toString() ?? found_code,
    found_text: answer.answered ? textOf(fact_name, found_value, found_code) : null,
    holds: holdsOf(answer),
    answered: answer.answered,
    as_of: answer.as_of,
    discrepancy: answer.discrepancy,
    discrepancy_text: differs ? finding.differenceFrom(answer) : null,
    finding_text: differs ? finding.textFor(answer) : null,
    explanation: answer.explanation,
    replied_on: answer.replied_on,
    taken_down_by: answer.taken_down_by,
    reply_file_ids: answer.reply_file_ids,
  }
}

/** What several sources say of one person's fact, where they differ, and by whom and why it was settled. */
function viewContradiction(group: Group, resolutions: readonly ResolutionRow[]) {
  const [{ fact_name, person_id, person_name }] = group
  const view = viewFinding(group, resolutions)
  const answered = group.filter((answer) => answer.answered)
  const words = new Set(Object.values(saidBy(answered)))
  if (isHouseholds(fact_name) || person_id === null || words.size < 2) return []
  const settled = resolutions.findLast((each) => each.fact_name === fact_name && each.person_id === person_id)
  return [
    {
      fact: fact_name,
      fact_label: labelOf(fact_name),
      person_id,
      person_name: person_name ?? '',
      said: answered.map((answer) => ({
        source: answer.source,
        source_title: sources[answer.source].title,
        found_text: textOf(fact_name, answer.found_value, answer.found_code),
        as_of: answer.as_of,
      })),
      resolution:
        view.contradictory || settled === undefined
          ? null
          : {
              source: settled.source,
              source_title: sources[settled.source].title,
              reason: settled.reason,
              resolved_by_name: settled.resolved_by_name,
              resolved_on: settled.resolved_on,
            },
    },
  ]
}

/** The latest check of a case; null when none was begun. */
export async function findMeansCheckView(act: Act, case_id: string) {
  const check = await queries.findLatestMeansCheck(act.tx, case_id)
  return check === undefined ? null : viewMeansCheck(act, check)
}

/** Who has agreed to the check and who has not yet, with what the caller may do about it. */
export async function viewAuthorisations(
  act: Act,
  case_id: string,
  { memberships }: HouseholdHistory,
  may: boolean,
) {
  const given = await listAuthorisations(act.tx, case_id)
  const own = (person_ids: readonly (string | null)[]) =>
    act.caller.kind === 'resident' && person_ids.includes(act.caller.person_id)
  return {
    open: may,
    given: given.map((each) => ({
      ...each,
      may_withdraw:
        may &&
        each.withdrawn_on === null &&
        (act.caller.kind === 'staff' || own([each.person_id, each.signed_by])),
    })),
    missing: missingMembers(memberships, given).map((member) => ({
      person_id: member.person_id,
      person_name: member.name,
      adult: isAdult(member, act.today),
      may_give:
        may && (act.caller.kind === 'staff' || own([member.person_id]) || !isAdult(member, act.today)),
    })),
  }
}

/** Answers as they come in by hand, in the engine's terms: amounts and flags as numbers, codes as text. */
export function answersOf(
  given: readonly {
    source: Answer['source']
    person_id: string | null
    fact: string
    answered: boolean
    found: string | number | boolean | null
    as_of: string | null
  }[],
): Answer[] {
  return given.map(({ source, person_id, fact, answered, found, as_of }) => {
    const code = findFactDefinition(fact)?.value_kind === 'code'
    const number =
      code || found === null
        ? null
        : typeof found === 'string' && !/^\d{1,15}$/.test(found)
          ? -1n
          : BigInt(found)
    return {
      source,
      person_id,
      fact_name: fact,
      answered,
      found_value: number,
      found_code: code && found !== null ? String(found) : null,
      as_of,
    }
  })
}
