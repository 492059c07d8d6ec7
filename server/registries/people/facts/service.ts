/** Recording what becomes known of a person or a household, and asking what was known of them on any day. */
import type { Act } from '../../../platform/act.ts'
import { audit } from '../../../platform/audit/index.ts'
import { announce } from '../../../platform/jobs/index.ts'
import { notFound } from '../../../platform/problems/index.ts'
import { authorise } from '../access.ts'
import { problem } from '../problems.ts'
import { findFactDefinition } from './catalogue.ts'
import * as queries from './queries.ts'
import type { FactRow, NewFactRow } from './queries.ts'

export type GivenFact = {
  name: string
  /** First and last day on which it holds; null for "until further notice". */
  valid_from: string
  valid_to?: string | null
  /** Fen, count, or 1 and 0; both values null mean "known to be unknown", which is not "no". */
  number_value?: bigint | null
  code_value?: string | null
  source_kind: FactRow['source_kind']
  source_name: string
  source_reference?: string | null
  /** When it became known, `YYYY-MM-DD`; the business day unless a source says an earlier one. */
  known_on?: string
}

/**
 * Records facts about one visible subject; nothing recorded before is touched.
 * @throws not_found; fact_unknown, fact_value_wrong, fact_time_wrong (422) naming the field
 */
export async function recordFacts(
  act: Act,
  subject_id: string,
  facts: readonly GivenFact[],
): Promise<string[]> {
  if (act.caller.kind !== 'resident') authorise(act, 'record_facts')
  const subject = await queries.findSubject(act.tx, subject_id, act.today)
  if (subject === undefined) throw notFound()
  const rows = facts.map((fact, at) => rowOf(act, subject_id, subject, fact, `facts.${at}`))
  const ids = await queries.insertFacts(act.tx, rows)
  await audit(act, {
    act: 'fact.record',
    subject_kind: subject.kind,
    subject_id,
    division_code: subject.division_code,
    detail: { names: facts.map(({ name }) => name), fact_ids: ids },
  })
  if (facts.some(({ source_kind }) => source_kind === 'register')) {
    const { household_id } = subject
    await announce(act, { kind: 'fact.registered', subject_id, payload: { household_id, fact_ids: ids } })
  }
  return ids
}

/** Records one fact; see `recordFacts`. */
export async function recordFact(act: Act, subject_id: string, fact: GivenFact): Promise<string> {
  const [fact_id] = await recordFacts(act, subject_id, [fact])
  return fact_id as string
}

type Subject = { kind: 'person' | 'household'; household_id: string | null; division_code: string }

function rowOf(act: Act, subject_id: string, subject: Subject, fact: GivenFact, field: string): NewFactRow {
  checkFact(fact, subject.kind, act.today, field)
  return {
    subject_id,
    subject_kind: subject.kind,
    household_id: subject.household_id,
    name: fact.name,
    valid_from: fact.valid_from,
    valid_to: fact.valid_to ?? null,
    known_on: fact.known_on ?? act.today,
    number_value: fact.number_value?.toString() ?? null,
    code_value: fact.code_value ?? null,
    source_kind: fact.source_kind,
    source_name: fact.source_name,
    source_reference: fact.source_reference ?? null,
    division_code: subject.division_code,
  }
}

/** @throws fact_unknown, fact_value_wrong, fact_time_wrong (422) */
export function checkFact(fact: GivenFact, kind: Subject['kind'], today: string, field: string): void {
  const definition = findFactDefinition(fact.name)
  if (definition === undefined || definition.subject_kind !== kind) {
    throw problem('fact_unknown', { field: `${field}.name` })
  }
  if (fact.valid_to !== undefined && fact.valid_to !== null && fact.valid_to < fact.valid_from) {
    throw problem('fact_time_wrong', { field: `${field}.valid_to` })
  }
  if (fact.known_on !== undefined && fact.known_on > today) {
    throw problem('fact_time_wrong', { field: `${field}.known_on`, detail: '得知的日期不能晚于今天。' })
  }
  const wrong = wrongValue(definition, fact.number_value ?? null, fact.code_value ?? null)
  if (wrong !== undefined) {
    throw problem('fact_value_wrong', {
      field: `${field}.number_value`,
      detail: `${definition.label}：${wrong}。`,
    })
  }
}

function wrongValue(
  definition: { value_kind: string; codes: { code: string }[] },
  number: bigint | null,
  code: string | null,
): string | undefined {
  if (definition.value_kind === 'code') {
    if (number !== null) return '应从列表中选择'
    return code === null || definition.codes.some((known) => known.code === code) ? undefined : '没有这一选项'
  }
  if (code !== null) return '应填写数值'
  if (number === null) return undefined
  if (number < 0n) return '不能为负数'
  if (definition.value_kind === 'flag' && number > 1n) return '只能是“是”或“否”'
  return number > 10n ** 13n ? '数额过大' : undefined
}

/**
 * What holds on one day by what was known on another, for any number of people and households in one statement.
 * A name that is missing was never asked; a row with both values null was asked and is unknown.
 */
export function listFactsAsOf(
  act: Act,
  asked: { subject_ids: readonly string[]; holding_on: string; known_on: string },
): Promise<FactRow[]> {
  return queries.listFactsAsOf(act.tx, asked.subject_ids, asked.holding_on, asked.known_on)
}

/** Facts of one subject that the caller may see. @throws not_found */
export async function listFactsOf(
  act: Act,
  subject_id: string,
  when: { holding_on?: string | undefined; known_on?: string | undefined },
): Promise<FactRow[]> {
  authorise(act, 'read')
  await requireSubject(act, subject_id)
  const holding_on = when.holding_on ?? act.today
  return queries.listFactsAsOf(act.tx, [subject_id], holding_on, when.known_on ?? act.today)
}

/** Every record of one subject, the latest first. @throws not_found */
export async function listFactVersions(
  act: Act,
  subject_id: string,
  name: string | undefined,
): Promise<FactRow[]> {
  authorise(act, 'read')
  await requireSubject(act, subject_id)
  return queries.listFactVersions(act.tx, subject_id, name ?? null)
}

async function requireSubject(act: Act, subject_id: string): Promise<void> {
  if ((await queries.findSubject(act.tx, subject_id, act.today)) === undefined) throw notFound()
}
