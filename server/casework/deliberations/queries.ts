/** SQL of deliberations. */
import type { Transaction } from '../../platform/db/index.ts'

export type Deliberation = {
  held_on: string
  present_count: number
  representative_count: number
  agree_count: number
  disagree_count: number
  opinion: string
}

export async function insertDeliberation(
  tx: Transaction,
  row: Deliberation & {
    case_id: string
    recorded_by: string
    division_code: string
    household_id: string | null
  },
): Promise<string> {
  const [made] = await tx<{ deliberation_id: string }[]>`
    insert into deliberation ${tx(row)} returning deliberation_id`
  return made!.deliberation_id
}

export function listDeliberations(
  tx: Transaction,
  case_id: string,
): Promise<(Deliberation & { deliberation_id: string })[]> {
  return tx`
    select deliberation_id, held_on, present_count, representative_count, agree_count, disagree_count, opinion
    from deliberation where case_id = ${case_id} order by held_on, deliberation_id` as Promise<
    (Deliberation & { deliberation_id: string })[]
  >
}
