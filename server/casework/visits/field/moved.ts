/** Whether the server's side has moved on since a phone took a visit along, and how it stands there now. */
import type { Act } from '../../../platform/act.ts'
import { findVisit, type OneVisitRow } from '../queries.ts'
import type { PlannedRow } from './brief-queries.ts'
import { briefOf, visitorsOf } from './briefs.ts'
import type { VisitMoved } from './contract.ts'

/** undefined while the visit is still to be made by this account, of the household as it was taken along. */
export async function findMoved(
  act: Act,
  row: PlannedRow,
  phone: { account_id: string; brief_code: string },
): Promise<VisitMoved | undefined> {
  const names = visitorsOf(row).map(({ name }) => name)
  if (row.state === 'done' || row.state === 'set_aside') {
    const visit = await findVisit(act.tx, row.visit_id)
    return {
      kind: 'done',
      text: `${names.join('、')}已经去过并记录`,
      brief_code: null,
      visit: visit ? seen(visit) : null,
    }
  }
  if (row.state === 'cancelled')
    return { kind: 'cancelled', text: '这次入户已经取消', brief_code: null, visit: null }
  if (row.case_state === 'closed') {
    return { kind: 'case_closed', text: '办件已经办结或撤回，不再需要入户', brief_code: null, visit: null }
  }
  if (row.visitor_id !== phone.account_id && row.second_visitor_id !== phone.account_id) {
    return { kind: 'reassigned', text: `已改派${names.join('、')}`, brief_code: null, visit: null }
  }
  const { brief_code } = await briefOf(act, row)
  if (brief_code === phone.brief_code) return undefined
  return { kind: 'changed', text: '带走以后，登记的内容变了', brief_code, visit: null }
}

function seen(visit: OneVisitRow): NonNullable<VisitMoved['visit']> {
  return {
    visited_on: visit.visited_on,
    visitors: [visit.visitor_name, visit.second_visitor_name].filter((name) => name !== null),
    finding: visit.finding,
    resident_count: visit.detail.resident_count ?? null,
    agrees_with_declaration: visit.agrees_with_declaration,
  }
}
