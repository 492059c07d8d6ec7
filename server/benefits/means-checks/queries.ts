/** SQL of means checks: the check, its answers, and how contradictions between them were settled. */
import type { Transaction } from '../../platform/db/index.ts'
import type { Resolution } from './findings.ts'
import type { Answer, MeansSource } from './sources.ts'

export type MeansCheckRow = {
  means_check_id: string
  case_id: string
  household_id: string
  division_code: string
  requested_on: string
  requested_by: string | null
  completed_on: string | null
  state: 'running' | 'answered' | 'sealed' | 'stopped'
  /** Hex. */
  seal: string | null
  sealed_on: string | null
  stopped_on: string | null
  version: number
}

export async function insertMeansCheck(
  tx: Transaction,
  row: {
    case_id: string
    requested_on: string
    requested_by: string | null
    division_code: string
    household_id: string | null
  },
): Promise<string> {
  const [made] = await tx<
    { means_check_id: string }[]
  >`insert into means_check ${tx(row)} returning means_check_id`
  return made!.means_check_id
}

export async function findMeansCheck(
  tx: Transaction,
  means_check_id: string,
): Promise<MeansCheckRow | undefined> {
  const [row] = await tx<MeansCheckRow[]>`
    select means_check_id, case_id, household_id, division_code, requested_on, requested_by, completed_on, state,
      encode(seal, 'hex') as seal, sealed_on, stopped_on, version
    from means_check where means_check_id = ${means_check_id}`
  return row
}

/** Takes the check for this transaction: answers, the seal and a withdrawal wait for each other here. */
export async function lockMeansCheck(
  tx: Transaction,
  means_check_id: string,
): Promise<MeansCheckRow | undefined> {
  const [row] = await tx<MeansCheckRow[]>`
    select means_check_id, case_id, household_id, division_code, requested_on, requested_by, completed_on, state,
      encode(seal, 'hex') as seal, sealed_on, stopped_on, version
    from means_check where means_check_id = ${means_check_id} for update`
  return row
}

export async function findLatestMeansCheck(
  tx: Transaction,
  case_id: string,
): Promise<MeansCheckRow | undefined> {
  const [row] = await tx<MeansCheckRow[]>`
    select means_check_id, case_id, household_id, division_code, requested_on, requested_by, completed_on, state,
      encode(seal, 'hex') as seal, sealed_on, stopped_on, version
    from means_check where case_id = ${case_id} order by requested_on desc, means_check_id desc limit 1`
  return row
}

/** Takes the next version of a check that is still open. */
export async function takeMeansCheck(
  tx: Transaction,
  means_check_id: string,
  version: number,
): Promise<boolean> {
  const done = await tx`
    update means_check set version = version + 1
    where means_check_id = ${means_check_id} and version = ${version} and state in ('running', 'answered')`
  return done.count === 1
}

export async function changeMeansCheck(
  tx: Transaction,
  means_check_id: string,
  change: {
    state: MeansCheckRow['state']
    completed_on: string | null
    sealed_on: string | null
    seal: Buffer | null
  },
): Promise<void> {
  await tx`update means_check set ${tx(change)} where means_check_id = ${means_check_id}`
}

export type AnswerRow = Answer & {
  answer_id: string
  declared_value: bigint | null
  /** What all sources together had found when the difference was put to the applicant. */
  put_total: bigint | null
  discrepancy: 'none' | 'open' | 'accepted_by_applicant' | 'explained'
  explanation: string | null
  replied_on: string | null
  /** The member of staff who wrote it down; null: the household itself. */
  taken_down_by: string | null
  /** Photos handed in with the reply. */
  reply_file_ids: string[]
  person_name: string | null
}

export function listAnswers(tx: Transaction, means_check_id: string): Promise<AnswerRow[]> {
  return tx<AnswerRow[]>`
    select a.answer_id, a.source, a.person_id, p.name as person_name, a.fact_name, a.declared_value, a.put_total, a.found_value, a.found_code,
      a.answered, a.as_of, a.discrepancy, a.explanation, a.replied_on, staff_name(a.replied_by) as taken_down_by, a.reply_file_ids
    from means_check_answer a left join person p using (person_id)
    where a.means_check_id = ${means_check_id} order by a.source, a.fact_name, a.person_id`
}

const recordset = (tx: Transaction, answers: readonly Answer[]) => tx`
  jsonb_to_recordset(${JSON.stringify(
    answers.map((answer) => ({ ...answer, found_value: answer.found_value?.toString() ?? null })),
  )}::text::jsonb) as given (source text, person_id uuid, fact_name text, answered boolean, found_value bigint, found_code text, as_of date)`

/** A later word of the same source about the same thing replaces its earlier one. */
export async function replaceAnswers(
  tx: Transaction,
  means_check_id: string,
  answers: readonly Answer[],
): Promise<void> {
  await tx`
    update means_check_answer a set answered = given.answered, found_value = given.found_value, found_code = given.found_code,
      as_of = given.as_of, discrepancy = 'none', declared_value = null, put_total = null, explanation = null, replied_on = null, replied_by = null,
      reply_file_ids = '{}'
    from ${recordset(tx, answers)}
    where a.means_check_id = ${means_check_id} and a.source = given.source and a.fact_name = given.fact_name
      and a.person_id is not distinct from given.person_id`
}

export async function insertAnswers(
  tx: Transaction,
  into: { means_check_id: string; division_code: string; household_id: string | null },
  answers: readonly Answer[],
): Promise<void> {
  await tx`
    insert into means_check_answer (means_check_id, source, person_id, fact_name, answered, found_value, found_code, as_of, division_code, household_id)
    select ${into.means_check_id}::uuid, given.source, given.person_id, given.fact_name, given.answered, given.found_value, given.found_code,
      given.as_of, ${into.division_code}, ${into.household_id}::uuid
    from ${recordset(tx, answers)}
    where not exists (
      select from means_check_answer a where a.means_check_id = ${into.means_check_id}::uuid and a.source = given.source
        and a.fact_name = given.fact_name and a.person_id is not distinct from given.person_id)`
}

/** What a source was asked in vain goes when a paper says the same facts in other words, of the household as a whole. */
export async function deleteSilent(
  tx: Transaction,
  means_check_id: string,
  answers: readonly Answer[],
): Promise<void> {
  await tx`
    delete from means_check_answer a
    using ${recordset(tx, answers)}
    where a.means_check_id = ${means_check_id} and not a.answered and a.source = given.source and a.fact_name = given.fact_name
      and a.person_id is distinct from given.person_id and (a.person_id is null or given.person_id is null)`
}

export type Mark = { answer_id: string; declared_value: bigint; put_total: bigint }

/** Marks the answers that contradict the declaration, with what was declared and what was found; a reply is left alone. */
export async function markDiscrepancies(tx: Transaction, marks: readonly Mark[]): Promise<void> {
  await tx`
    update means_check_answer a set discrepancy = 'open', declared_value = m.declared_value, put_total = m.put_total
    from jsonb_to_recordset(${JSON.stringify(
      marks.map(({ answer_id, declared_value, put_total }) => ({
        answer_id,
        declared_value: declared_value.toString(),
        put_total: put_total.toString(),
      })),
    )}::text::jsonb) as m (answer_id uuid, declared_value bigint, put_total bigint)
    where a.answer_id = m.answer_id and a.discrepancy in ('none', 'open')`
}

export type AnswerInCheck = AnswerRow & {
  case_id: string
  means_check_id: string
  check_state: MeansCheckRow['state']
}

export async function findAnswer(tx: Transaction, answer_id: string): Promise<AnswerInCheck | undefined> {
  const [row] = await tx<AnswerInCheck[]>`
    select a.answer_id, a.source, a.person_id, null as person_name, a.fact_name, a.declared_value, a.put_total, a.found_value, a.found_code,
      a.answered, a.as_of, a.discrepancy, a.explanation, a.replied_on, null as taken_down_by, a.reply_file_ids, c.case_id,
      c.means_check_id, c.state as check_state
    from means_check_answer a join means_check c using (means_check_id) where a.answer_id = ${answer_id}`
  return row
}

export async function replyToDiscrepancy(
  tx: Transaction,
  reply: {
    answer_id: string
    discrepancy: 'accepted_by_applicant' | 'explained'
    explanation: string
    file_ids: readonly string[]
    replied_on: string
    replied_by: string | null
  },
): Promise<boolean> {
  const done = await tx`
    update means_check_answer set discrepancy = ${reply.discrepancy}, explanation = ${reply.explanation},
      replied_on = ${reply.replied_on}, replied_by = ${reply.replied_by}::uuid, reply_file_ids = ${reply.file_ids as string[]}::uuid[]
    where answer_id = ${reply.answer_id} and discrepancy = 'open'`
  return done.count === 1
}

export async function insertResolution(
  tx: Transaction,
  into: { means_check_id: string; division_code: string; household_id: string | null },
  row: Resolution & { reason: string; resolved_by: string; resolved_on: string },
): Promise<void> {
  await tx`
    insert into means_check_resolution (means_check_id, fact_name, person_id, said, source, reason, resolved_by, resolved_on, division_code, household_id)
    values (${into.means_check_id}, ${row.fact_name}, ${row.person_id}, ${JSON.stringify(row.said)}::text::jsonb, ${row.source},
      ${row.reason}, ${row.resolved_by}, ${row.resolved_on}, ${into.division_code}, ${into.household_id})`
}

export type ResolutionRow = {
  fact_name: string
  person_id: string
  said: Record<string, string>
  source: MeansSource
  reason: string
  resolved_by_name: string
  resolved_on: string
}

/** How contradictions were settled, in the order in which that happened. */
export function listResolutions(tx: Transaction, means_check_id: string): Promise<ResolutionRow[]> {
  return tx<ResolutionRow[]>`
    select r.fact_name, r.person_id, r.said, r.source, r.reason, coalesce(staff_name(r.resolved_by), '') as resolved_by_name, r.resolved_on
    from means_check_resolution r where r.means_check_id = ${means_check_id} order by r.means_check_resolution_id`
}
