/** 好差评: by the household, once, when its case is closed. */
import type { Act } from '../../platform/act.ts'
import { getCase } from '../cases/hand.ts'
import { logCase } from '../cases/log.ts'
import { problem } from '../problems.ts'
import { findRating, insertRating, type Rating } from './queries.ts'

/** @throws rating_before_end, rating_once (409), case_not_yours (403) */
export async function rateCase(
  act: Act,
  input: { case_id: string; stars: number; text: string | null },
): Promise<Rating> {
  if (act.caller.kind !== 'resident') throw problem('case_not_yours')
  const { row } = await getCase(act, input.case_id)
  if (row.state === 'open') throw problem('rating_before_end')
  if ((await findRating(act.tx, input.case_id)) !== undefined) throw problem('rating_once')
  const rating = { stars: input.stars, text: input.text, rated_on: act.today }
  await insertRating(act.tx, {
    ...rating,
    case_id: input.case_id,
    division_code: row.division_code,
    household_id: row.household_id,
  })
  await logCase(act, row, 'rate', `评价 ${input.stars} 星`)
  return rating
}
