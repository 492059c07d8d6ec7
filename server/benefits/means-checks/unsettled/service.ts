/** Requests that nobody has answered usably, for those who look after them: who, until when, and what went wrong. */
import type { Act } from '../../../platform/act.ts'
import { audit } from '../../../platform/audit/index.ts'
import { roleTitles } from '../../../platform/auth/contract.ts'
import { addDays } from '../../../platform/clock/index.ts'
import { dayText } from '../../../casework/index.ts'
import { authorise } from '../../access.ts'
import { programmeOf } from '../../decisions/decide.ts'
import { faultText } from '../requests/service.ts'
import { meansSources, sources } from '../sources.ts'
import * as queries from './queries.ts'
import type { UnsettledRow, Why } from './queries.ts'

/** The first day up to which each source's books must go to say anything on `today`. */
const oldestOn = (today: string): Record<string, string> =>
  Object.fromEntries(meansSources.map((source) => [source, addDays(today, -sources[source].freshDays)]))

/** Those of the caller's area. @throws case_not_yours (403) */
export async function listUnsettled(
  act: Act,
  filter: { why?: Why | undefined; limit: number; offset: number },
) {
  authorise(act, 'read_unsettled_requests')
  const { today } = act
  const oldest = oldestOn(today)
  const { limit, offset } = filter
  const [rows, counts] = await Promise.all([
    queries.listUnsettled(act.tx, { why: filter.why ?? null, oldest, today, limit, offset }),
    queries.countUnsettled(act.tx, oldest),
  ])
  const total = filter.why === undefined ? counts.failed + counts.stale + counts.waiting : counts[filter.why]
  return { rows: rows.map((row) => viewRow(act, row)), total, counts }
}

/** All of them for a workbook; that it was taken out is in the audit log. */
export async function exportUnsettled(act: Act, why: Why | undefined) {
  const { rows } = await listUnsettled(act, { why, limit: 100_000, offset: 0 })
  await audit(act, {
    act: 'means_check.export_unsettled',
    subject_kind: 'means_check',
    subject_id: null,
    detail: { why: why ?? 'any', count: rows.length },
  })
  return rows
}

const states = { failed: 'failed', stale: 'stale', waiting: 'asked' } as const

function viewRow({ now }: Pick<Act, 'now'>, row: UnsettledRow) {
  const {
    programme_id,
    as_of: _as_of,
    outcome: _outcome,
    fault: _fault,
    attempts: _attempts,
    owner_role,
    ...rest
  } = row
  return {
    ...rest,
    title: row.title ?? '没有户主',
    programme_title: programmeOf(programme_id).title,
    source_title: sources[row.source].title,
    state: states[row.why],
    why_text: whyText(row),
    overdue: row.why === 'waiting' && row.final_by !== null && row.final_by < now,
    owner_role_title: roleTitles[owner_role as keyof typeof roleTitles] ?? owner_role,
  }
}

function whyText({ why, as_of, outcome, fault, attempts }: UnsettledRow): string {
  if (why === 'stale') return `数据过期${as_of === null ? '' : `，截至 ${dayText(as_of)}`}`
  if (outcome === 'stopped') return '不再等待，没有答复'
  if (outcome === 'unanswered') return '纸质登记，没有答复'
  if (why === 'failed') return `查询失败，${faultText(fault)}`
  const tries = attempts === null || attempts < 2 ? '' : `，已试 ${attempts} 次`
  return `正在等${tries}${fault === null ? '' : `，上次${faultText(fault)}`}`
}
