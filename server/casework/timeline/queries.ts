/** SQL of what cases and visits add to the timeline of a household or a person. */
import type { Transaction } from '../../platform/db/index.ts'
import type { CaseKind } from '../cases/model.ts'

type Subject = { household_id: string | null; person_id: string | null; as_of: string }

export type CaseEvent = {
  entry_id: string
  case_id: string
  programme_id: string
  kind: CaseKind
  business_date: string
  unit_name: string | null
  text: string
  /** The last thing that happened in a case that is still open. */
  current: boolean
}

/** The logs of the cases, newest first; 200 at most. */
export function listCaseEvents(tx: Transaction, subject: Subject): Promise<CaseEvent[]> {
  return tx<CaseEvent[]>`
    select l.entry_id, l.case_id, c.programme_id, c.kind, l.business_date, l.unit_name, l.text,
      c.state = 'open' and l.entry_id = first_value(l.entry_id) over (
        partition by l.case_id order by l.at desc, l.entry_id desc) as current
    from case_file c join case_log l using (case_id)
    where (c.household_id = ${subject.household_id}::uuid or c.person_id = ${subject.person_id}::uuid)
      and l.business_date <= ${subject.as_of}::date
    order by l.at desc, l.entry_id desc limit 200`
}

export type VisitEvent = {
  visit_id: string
  visited_on: string
  agrees_with_declaration: boolean | null
  visitor_name: string | null
  second_visitor_name: string | null
}

/** Visits that were paid, newest first; 100 at most. */
export function listVisitEvents(tx: Transaction, subject: Subject): Promise<VisitEvent[]> {
  return tx<VisitEvent[]>`
    select v.visit_id, v.visited_on, v.agrees_with_declaration, a.display_name as visitor_name,
      b.display_name as second_visitor_name
    from visit v
      left join account a on a.account_id = v.visitor_id
      left join account b on b.account_id = v.second_visitor_id
    where v.household_id = ${subject.household_id}::uuid and v.state = 'done'
      and v.visited_on <= ${subject.as_of}::date
    order by v.visited_on desc limit 100`
}
