/** The nightly look at whether the kept counts still say what the register says. */
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { correctCounts } from './queries.ts'
import type { ResidentDifference } from './queries.ts'

/**
 * Counts everybody in the act's area anew, corrects what differs and writes it down. Empty when all was right, as it
 * should be: a difference means that some act forgot to count. For the house itself, who sees everybody.
 */
export async function recountResidents(act: Act): Promise<ResidentDifference[]> {
  if (act.caller.kind !== 'system') throw new Error('only the house itself counts everybody')
  const differences = await correctCounts(act.tx)
  if (differences.length > 0) {
    await audit(act, {
      act: 'resident_count.correct',
      subject_kind: 'resident_count',
      subject_id: null,
      division_code: act.caller.area,
      detail: { differences: differences.map(textOf) },
    })
  }
  return differences
}

function textOf({ division_code, kept, counted }: ResidentDifference): Record<string, string> {
  return { division_code, kept: String(kept), counted: String(counted) }
}
