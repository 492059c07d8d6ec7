/** The look at whether kept figures still say what their records say. */
import type { Act } from '../act.ts'
import { audit } from '../audit/index.ts'
import type { KeptCount, KeptDifference } from './registry.ts'

/** Differences that the audit lists; more than that are only counted. */
const MOST_LISTED = 200

/**
 * Counts anew, corrects what differs and writes it down. Empty when all was right, as it should be: a difference
 * means that some act forgot to count. For the house itself, who sees everybody.
 */
export async function recount(act: Act, { name, correct }: KeptCount): Promise<KeptDifference[]> {
  if (act.caller.kind !== 'system') throw new Error('only the house itself counts everybody')
  const differences = await correct(act)
  if (differences.length > 0) {
    await audit(act, {
      act: 'kept_count.correct',
      subject_kind: 'kept_count',
      subject_id: name,
      division_code: act.caller.area,
      detail: { count: differences.length, differences: differences.slice(0, MOST_LISTED) },
    })
  }
  return differences
}
