/** When a household's entitlements began, changed and ended, in the timeline of people and households. */
import { getProgramme } from '../../../law/index.ts'
import { registerTimelineSource } from '../../registries/people/index.ts'
import type { TimelineEntry } from '../../registries/people/index.ts'
import { listEntitlementsOfHousehold } from '../entitlements/queries.ts'
import type { EntitlementRow } from '../entitlements/queries.ts'

registerTimelineSource('payments', async (act, subject) => {
  if (subject.household_id === null) return []
  const rows = await listEntitlementsOfHousehold(act.tx, subject.household_id)
  return rows.flatMap((row, at) => entriesOf(row, rows[at - 1], rows[at + 1]))
})

/** The rows of one programme stand in order of time; a gap is an end and a new beginning. */
function entriesOf(
  row: EntitlementRow,
  before: EntitlementRow | undefined,
  after: EntitlementRow | undefined,
) {
  const { title } = getProgramme(row.programme_id)
  const continues = before?.programme_id === row.programme_id && before.until_month === row.from_month
  const continued = after?.programme_id === row.programme_id && after.from_month === row.until_month
  const amount = `${yuan(row.amount)} 元/户·月`
  const same = continues && before.amount === row.amount
  const change = same
    ? `${title}重新核定，仍为 ${amount}`
    : continues
      ? `${title} ${yuan(before.amount)} → ${amount}`
      : `${title}开始，${amount}`
  const began = entry(`entitlement-${row.entitlement_id}`, row.from_month, change)
  if (row.until_month === null || continued) return [began]
  return [began, entry(`entitlement-end-${row.entitlement_id}`, row.until_month, `${title}停发`)]
}

function entry(entry_id: string, date: string, text: string): TimelineEntry {
  const rest = { where: null, current: false, link: null, needs_reason: false }
  return { entry_id, date, category: '待遇', text, ...rest }
}

function yuan(fen: bigint): string {
  return `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`
}
