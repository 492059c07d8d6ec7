/** SQL of who has to stay away from a case. */
import type { Transaction } from '../../platform/db/index.ts'

/** Whether the caller is of the household or has declared a member, or the person, as a near relative. */
export async function isOfOwnFamily(
  tx: Transaction,
  input: {
    account_id: string
    own_person_id: string | null
    household_id: string | null
    person_id: string | null
    today: string
  },
): Promise<boolean> {
  const [row] = await tx<{ own: boolean }[]>`
    with concerned as (
      select person_id from household_member
      where household_id = ${input.household_id} and valid @> ${input.today}::date
      union select ${input.person_id}::uuid
    )
    select exists (select from concerned where person_id = ${input.own_person_id}::uuid)
      or exists (
        select from concerned join staff_relative r using (person_id)
        where r.account_id = any (accounts_of_same_people(array[${input.account_id}]::uuid[]))
          and r.valid @> ${input.today}::date) as own`
  return row?.own ?? false
}

/** Open cases of a person or the person's household that somebody of these accounts has taken. */
export function listHeldOfRelative(
  tx: Transaction,
  relative: { accounts: readonly string[]; person_id: string; today: string },
): Promise<{ case_id: string }[]> {
  return tx<{ case_id: string }[]>`
    select c.case_id from case_file c
    where c.state = 'open' and c.owner_account_id = any (${relative.accounts as string[]}::uuid[])
      and (c.person_id = ${relative.person_id}::uuid or c.household_id in (
        select m.household_id from household_member m
        where m.person_id = ${relative.person_id}::uuid and m.valid @> ${relative.today}::date))
    order by c.case_id`
}

/** Who may not finish the step that runs. */
export async function updateBarred(
  tx: Transaction,
  case_id: string,
  step_id: string,
  barred: readonly string[],
): Promise<void> {
  await tx`
    update case_step set barred = ${barred as string[]}::uuid[]
    where case_id = ${case_id} and step_id = ${step_id} and finished_on is null`
}
