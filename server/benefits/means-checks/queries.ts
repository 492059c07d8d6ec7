/** SQL of means checks: the check, its answers, its authorisations. */
import type { Transaction } from '../../platform/db/index.ts'
import type { Answer } from './sources.ts'

export type MeansCheckRow = {
  means_check_id: string
  case_id: string
  household_id: string
  division_code: string
  requested_on: string
  completed_on: string | null
  state: 'running' | 'answered' | 'sealed'
  /** Hex. */
  seal: string | null
  sealed_on: string | null
  version: number
}

export async function insertMeansCheck(
  tx: Transaction,
  row: { case_id: string; requested_on: string; division_code: string; household_id: string | null },
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
    select means_check_id, case_id, household_id, division_code, requested_on, completed_on, state, encode(seal, 'hex') as seal,
      sealed_on, version
    from means_check where means_check_id = ${means_check_id}`
  return row
}

export async function findLatestMeansCheck(
  tx: Transaction,
  case_id: string,
): Promise<MeansCheckRow | undefined> {
  const [row] = await tx<MeansCheckRow[]>`
    select means_check_id, case_id, household_id, division_code, requested_on, completed_on, state, encode(seal, 'hex') as seal,
      sealed_on, version
    from means_check where case_id = ${case_id} order by requested_on desc, means_check_id desc limit 1`
  return row
}

/** Takes the next version of a check that is not sealed. */
export async function takeMeansCheck(
  tx: Transaction,
  means_check_id: string,
  version: number,
): Promise<boolean> {
  const done = await tx`
    update means_check set version = version + 1
    where means_check_id = ${means_check_id} and version = ${version} and state <> 'sealed'`
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
  discrepancy: 'none' | 'open' | 'accepted_by_applicant' | 'explained'
  explanation: string | null
  person_name: string | null
}

export function listAnswers(tx: Transaction, means_check_id: string): Promise<AnswerRow[]> {
  return tx<AnswerRow[]>`
    select a.answer_id, a.source, a.person_id, p.name as person_name, a.fact_name, a.declared_value, a.found_value, a.found_code,
      a.answered, a.as_of, a.discrepancy, a.explanation
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
      as_of = given.as_of, discrepancy = 'none', explanation = null
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

/** Marks the answers that contradict the declaration, with what was declared. */
export async function markDiscrepancies(
  tx: Transaction,
  marks: readonly { answer_id: string; declared_value: bigint }[],
): Promise<void> {
  await tx`
    update means_check_answer a set discrepancy = 'open', declared_value = m.declared_value
    from jsonb_to_recordset(${JSON.stringify(
      marks.map((mark) => ({ ...mark, declared_value: mark.declared_value.toString() })),
    )}::text::jsonb) as m (answer_id uuid, declared_value bigint)
    where a.answer_id = m.answer_id and a.discrepancy = 'none'`
}

export async function findAnswer(
  tx: Transaction,
  answer_id: string,
): Promise<(AnswerRow & { case_id: string; means_check_id: string }) | undefined> {
  const [row] = await tx<(AnswerRow & { case_id: string; means_check_id: string })[]>`
    select a.answer_id, a.source, a.person_id, null as person_name, a.fact_name, a.declared_value, a.found_value, a.found_code,
      a.answered, a.as_of, a.discrepancy, a.explanation, c.case_id, c.means_check_id
    from means_check_answer a join means_check c using (means_check_id) where a.answer_id = ${answer_id}`
  return row
}

export async function replyToDiscrepancy(
  tx: Transaction,
  reply: { answer_id: string; discrepancy: 'accepted_by_applicant' | 'explained'; explanation: string },
): Promise<boolean> {
  const done = await tx`
    update means_check_answer set discrepancy = ${reply.discrepancy}, explanation = ${reply.explanation}
    where answer_id = ${reply.answer_id} and discrepancy = 'open'`
  return done.count === 1
}

export type AuthorisationRow = {
  person_id: string
  person_name: string
  signed_by: string
  signed_by_name: string
  signed_on: string
  withdrawn_on: string | null
}

export function listAuthorisations(tx: Transaction, case_id: string): Promise<AuthorisationRow[]> {
  return tx<AuthorisationRow[]>`
    select m.person_id, coalesce(p.name, '') as person_name, m.signed_by, coalesce(s.name, '') as signed_by_name, m.signed_on,
      m.withdrawn_on
    from means_check_authorisation m
    left join person p on p.person_id = m.person_id
    left join person s on s.person_id = m.signed_by
    where m.case_id = ${case_id} order by m.signed_on, m.person_id`
}
