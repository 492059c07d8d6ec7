/** SQL of appeals. */
import type { Transaction } from '../../platform/db/index.ts'

export type AppealState = 'filed' | 'admitted' | 'not_admitted' | 'decided' | 'withdrawn'
export type AppealDecision = 'upheld' | 'changed' | 'revoked' | 'remade'
export type AppealRow = {
  appeal_id: string
  case_id: string
  appeal_case_id: string
  person_id: string
  person_name: string
  grounds: string
  filed_on: string
  decision_told_on: string
  in_time: boolean
  state: AppealState
  stays: boolean
  decision: AppealDecision | null
  reasons: string | null
  decided_on: string | null
}

/** Whether a person is the case's own, or is or was of its household: nobody else appeals, or hears of it. */
export async function isConcerned(
  tx: Transaction,
  against: { household_id: string | null; person_id: string | null },
  person_id: string,
): Promise<boolean> {
  if (against.person_id === person_id) return true
  const [row] = await tx<{ concerned: boolean }[]>`
    select exists (
      select from household_member where household_id = ${against.household_id} and person_id = ${person_id}) as concerned`
  return row?.concerned ?? false
}

export async function insertAppeal(
  tx: Transaction,
  row: Pick<
    AppealRow,
    'case_id' | 'appeal_case_id' | 'person_id' | 'grounds' | 'filed_on' | 'decision_told_on' | 'in_time'
  > & {
    division_code: string
    household_id: string | null
  },
): Promise<string> {
  const [made] = await tx<{ appeal_id: string }[]>`insert into appeal ${tx(row)} returning appeal_id`
  return made!.appeal_id
}

/** Appeals against a case, or the one that a case handles. */
export function listAppealsOfCase(tx: Transaction, case_id: string): Promise<AppealRow[]> {
  return tx<AppealRow[]>`
    select a.appeal_id, a.case_id, a.appeal_case_id, a.person_id, coalesce(p.name, '') as person_name, a.grounds, a.filed_on,
      a.decision_told_on, a.in_time, a.state, a.stays, a.decision, a.reasons, a.decided_on
    from appeal a left join person p using (person_id)
    where ${case_id}::uuid in (a.case_id, a.appeal_case_id) order by a.filed_on, a.appeal_id`
}

export async function findAppeal(tx: Transaction, appeal_id: string): Promise<AppealRow | undefined> {
  const [row] = await tx<AppealRow[]>`
    select a.appeal_id, a.case_id, a.appeal_case_id, a.person_id, coalesce(p.name, '') as person_name, a.grounds, a.filed_on,
      a.decision_told_on, a.in_time, a.state, a.stays, a.decision, a.reasons, a.decided_on
    from appeal a left join person p using (person_id) where a.appeal_id = ${appeal_id}`
  return row
}

export async function examineAppeal(
  tx: Transaction,
  input: { appeal_id: string; state: 'admitted' | 'not_admitted'; stays: boolean; reasons: string },
): Promise<boolean> {
  const done = await tx`
    update appeal set state = ${input.state}, stays = ${input.stays}, reasons = ${input.reasons}
    where appeal_id = ${input.appeal_id} and state = 'filed'`
  return done.count === 1
}

export async function decideAppeal(
  tx: Transaction,
  input: {
    appeal_id: string
    decision: AppealDecision
    reasons: string
    decided_on: string
    decided_by: string | null
  },
): Promise<boolean> {
  const done = await tx`
    update appeal set state = 'decided', decision = ${input.decision}, reasons = ${input.reasons}, decided_on = ${input.decided_on},
      decided_by = ${input.decided_by}
    where appeal_id = ${input.appeal_id} and state = 'admitted'`
  return done.count === 1
}

/** Whether an admitted appeal of the household stays what the programme decided. */
export async function isStayed(
  tx: Transaction,
  of: { household_id: string; programme_id: string },
): Promise<boolean> {
  const [row] = await tx<{ stayed: boolean }[]>`
    select exists (
      select from appeal a join case_file c on c.case_id = a.appeal_case_id
      where a.household_id = ${of.household_id} and c.programme_id = ${of.programme_id}
        and a.state = 'admitted' and a.stays) as stayed`
  return row?.stayed ?? false
}
