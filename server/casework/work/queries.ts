/** SQL of the lists of work. One filter serves rows, counts, facets, neighbours and export, so they always agree. */
import type { Listing, Transaction } from '../../platform/db/index.ts'
import type { ProcedureVariant } from '../../../law/index.ts'
import type { CaseKind, CaseOutcome, HoldKind, Light } from '../cases/model.ts'

export type WorkFilter = {
  /** null: every open case in the area. */
  owner_role: string | null
  area: string
  account_id: string
  today: string
  near_until: string
  light?: Light | undefined
  domain?: string | undefined
  programme_id?: string | undefined
  kind?: CaseKind | undefined
  step_id?: string | undefined
  division_code?: string | undefined
  due_from?: string | undefined
  due_to?: string | undefined
  owner: 'me' | 'nobody' | 'any'
  text?: string | undefined
}

export type WorkSort =
  | 'due_on'
  | '-due_on'
  | 'opened_on'
  | '-opened_on'
  | 'proposed_amount'
  | '-proposed_amount'

export type WorkRow = {
  case_id: string
  case_number: string
  domain: string
  programme_id: string
  kind: CaseKind
  procedure_from: string
  variant: ProcedureVariant | null
  conditions: string[]
  step_id: string
  title: string | null
  identity_number: string | null
  division_code: string
  street_name: string | null
  community_name: string | null
  proposed_amount: bigint | null
  opened_on: string
  due_on: string
  due_provisional: boolean
  held_on: string | null
  hold_kind: HoldKind | null
  hold_reason: string | null
  owner_role: string
  owner_account_id: string | null
  owner_name: string | null
  version: number
}

/** What every list is filtered by, the lights apart. */
function withoutLight(tx: Transaction, filter: WorkFilter) {
  const { text } = filter
  return tx`c.state = 'open'
    ${filter.owner_role === null ? tx`` : tx`and c.owner_role = ${filter.owner_role} and starts_with(c.owner_division, ${filter.area})`}
    ${filter.domain === undefined ? tx`` : tx`and c.domain = ${filter.domain}`}
    ${filter.programme_id === undefined ? tx`` : tx`and c.programme_id = ${filter.programme_id}`}
    ${filter.kind === undefined ? tx`` : tx`and c.kind = ${filter.kind}`}
    ${filter.step_id === undefined ? tx`` : tx`and c.step_id = ${filter.step_id}`}
    ${filter.division_code === undefined ? tx`` : tx`and starts_with(c.division_code, ${filter.division_code})`}
    ${filter.due_from === undefined ? tx`` : tx`and c.due_on >= ${filter.due_from}`}
    ${filter.due_to === undefined ? tx`` : tx`and c.due_on <= ${filter.due_to}`}
    ${filter.owner === 'me' ? tx`and c.owner_account_id = ${filter.account_id}` : tx``}
    ${filter.owner === 'nobody' ? tx`and c.owner_account_id is null` : tx``}
    ${
      text === undefined || text === ''
        ? tx``
        : tx`and (strpos(c.case_number, ${text}) > 0 or exists (
            select from person p where p.person_id = c.person_id
              and (strpos(p.name, ${text}) > 0 or right(p.identity_number, 4) = upper(${text}))))`
    }`
}

function lightOnly(tx: Transaction, filter: WorkFilter) {
  if (filter.light === 'overdue') return tx`and c.due_on < ${filter.today}`
  if (filter.light === 'near') return tx`and c.due_on between ${filter.today} and ${filter.near_until}`
  return filter.light === 'normal' ? tx`and c.due_on > ${filter.near_until}` : tx``
}

function inOrder(tx: Transaction, sort: WorkSort) {
  switch (sort) {
    case 'due_on':
      return tx`c.due_on, c.case_id`
    case '-due_on':
      return tx`c.due_on desc, c.case_id`
    case 'opened_on':
      return tx`c.opened_on, c.case_id`
    case '-opened_on':
      return tx`c.opened_on desc, c.case_id`
    case 'proposed_amount':
      return tx`c.proposed_amount nulls last, c.case_id`
    case '-proposed_amount':
      return tx`c.proposed_amount desc nulls last, c.case_id`
  }
}

const rowColumns = (tx: Transaction) => tx`
  c.case_id, c.case_number, c.domain, c.programme_id, c.kind, c.procedure_from, c.variant, c.conditions, c.step_id, p.name as title,
  p.identity_number, c.division_code, street.name as street_name, community.name as community_name, c.proposed_amount, c.opened_on, c.due_on,
  c.due_provisional, c.held_on, c.hold_kind, c.hold_reason, c.owner_role, c.owner_account_id,
  staff_name(c.owner_account_id) as owner_name, c.version`

const rowNames = (tx: Transaction) => tx`
  left join person p on p.person_id = c.person_id
  left join division street on street.division_code = left(c.division_code, 9) and length(c.division_code) >= 9
  left join division community on community.division_code = c.division_code and length(c.division_code) = 12`

/** The page is cut first and only its rows get their names. */
export function listWork(
  tx: Transaction,
  filter: WorkFilter,
  page: { sort: WorkSort; limit: number | null; offset: number },
): Listing<WorkRow> {
  return tx<WorkRow[]>`
    with listed as (
      select * from case_file c
      where ${withoutLight(tx, filter)} ${lightOnly(tx, filter)}
      order by ${inOrder(tx, page.sort)} limit ${page.limit} offset ${page.offset}
    )
    select ${rowColumns(tx)} from listed c ${rowNames(tx)} order by ${inOrder(tx, page.sort)}`
}

export type WorkCounts = {
  listed: number
  all: number
  overdue: number
  near: number
  normal: number
  due_this_week: number
}

export async function countWork(tx: Transaction, filter: WorkFilter, week_end: string): Promise<WorkCounts> {
  const [row] = await tx<WorkCounts[]>`
    select (count(*) filter (where true ${lightOnly(tx, filter)}))::int as listed, count(*)::int as "all",
      (count(*) filter (where c.due_on < ${filter.today}))::int as overdue,
      (count(*) filter (where c.due_on between ${filter.today} and ${filter.near_until}))::int as near,
      (count(*) filter (where c.due_on > ${filter.near_until}))::int as normal,
      (count(*) filter (where c.due_on between ${filter.today} and ${week_end}))::int as due_this_week
    from case_file c where ${withoutLight(tx, filter)}`
  return row!
}

export type WorkFacet = {
  facet: 'domain' | 'programme' | 'step' | 'street'
  value: string
  label: string | null
  count: number
}

/** How many cases lie behind each choice of the filters. */
export function listWorkFacets(tx: Transaction, filter: WorkFilter): Promise<WorkFacet[]> {
  return tx<WorkFacet[]>`
    with counted as (
      select c.domain, c.programme_id, c.step_id, left(c.division_code, 9) as street, count(*)::int as count
      from case_file c where ${withoutLight(tx, filter)} ${lightOnly(tx, filter)}
      group by grouping sets ((c.domain), (c.programme_id), (c.step_id), (left(c.division_code, 9)))
    )
    select case when domain is not null then 'domain' when programme_id is not null then 'programme'
        when step_id is not null then 'step' else 'street' end as facet,
      coalesce(domain, programme_id, step_id, street) as value,
      (select name from division where division_code = street) as label, count
    from counted order by count desc, value`
}

export type Place = {
  position: number
  total: number
  previous_case_id: string | null
  next_case_id: string | null
}

/** Where a case stands in the list; undefined when it isn't in it. */
export async function findPlace(
  tx: Transaction,
  filter: WorkFilter,
  sort: WorkSort,
  case_id: string,
): Promise<Place | undefined> {
  const [row] = await tx<Place[]>`
    with listed as (
      select c.case_id, (row_number() over inorder)::int as position, (count(*) over ())::int as total,
        lag(c.case_id) over inorder as previous_case_id, lead(c.case_id) over inorder as next_case_id
      from case_file c where ${withoutLight(tx, filter)} ${lightOnly(tx, filter)}
      window inorder as (order by ${inOrder(tx, sort)})
    )
    select position, total, previous_case_id, next_case_id from listed where case_id = ${case_id}`
  return row
}

export type DoneRow = {
  case_id: string
  case_number: string
  programme_id: string
  kind: CaseKind
  procedure_from: string
  variant: ProcedureVariant | null
  conditions: string[]
  step_id: string
  title: string | null
  identity_number: string | null
  street_name: string | null
  act_text: string
  done_on: string
  state: 'open' | 'closed'
  outcome: CaseOutcome | null
  proposed_amount: bigint | null
  total: number
}

/** Cases that the account has worked on, by its last act in each. */
export function listDone(
  tx: Transaction,
  filter: {
    account_id: string
    programme_id: string | null
    from: string | null
    to: string | null
    text: string | null
    limit: number
    offset: number
  },
): Promise<DoneRow[]> {
  return tx<DoneRow[]>`
    with mine as (
      select distinct on (case_id) case_id, text, business_date
      from case_log where account_id = ${filter.account_id}
      order by case_id, at desc, entry_id desc
    ), listed as (
      select c.*, mine.text as act_text, mine.business_date as done_on, (count(*) over ())::int as total
      from mine join case_file c using (case_id)
      where (${filter.programme_id}::text is null or c.programme_id = ${filter.programme_id})
        and (${filter.from}::date is null or mine.business_date >= ${filter.from}::date)
        and (${filter.to}::date is null or mine.business_date <= ${filter.to}::date)
        and (${filter.text}::text is null or strpos(c.case_number, ${filter.text}) > 0 or exists (
          select from person p where p.person_id = c.person_id and strpos(p.name, ${filter.text}) > 0))
      order by mine.business_date desc, c.case_id
      limit ${filter.limit} offset ${filter.offset}
    )
    select c.case_id, c.case_number, c.programme_id, c.kind, c.procedure_from, c.variant, c.conditions, c.step_id, p.name as title,
      p.identity_number, street.name as street_name, c.act_text, c.done_on, c.state, c.outcome, c.proposed_amount, c.total
    from listed c ${rowNames(tx)}
    order by c.done_on desc, c.case_id`
}

export type StuckWhy = 'overdue' | 'held' | 'nobody' | 'calendar_not_published'
export type StuckRow = WorkRow & { why: StuckWhy; total: number }
export type StuckCounts = Record<StuckWhy, number> & { without_owner_or_date: number }

/** Nobody in office holds the role for that division today; asked once for each office that has an open case. */
const nobodyHolds = (tx: Transaction, today: string) => tx`(c.owner_role, c.owner_division) in (
  with office as (select distinct owner_role, owner_division from case_file where state = 'open')
  select owner_role, owner_division from office
  except
  -- A post holds its own division and all below it: looked up by each division above the office. Role and division are
  -- one key, or they would be joined by the role alone.
  select office.owner_role, office.owner_division
  from office
  cross join lateral (
    select office.owner_role || ' ' || left(office.owner_division, length) as held_by
    from unnest('{2,4,6,9,12}'::int[]) length) above
  join post on post.role || ' ' || post.division_code = above.held_by and post.valid @> ${today}::date
  join account on account.account_id = post.account_id and account.state = 'active')`

function stuckFor(tx: Transaction, why: StuckWhy, today: string) {
  switch (why) {
    case 'overdue':
      return tx`c.due_on < ${today}`
    case 'held':
      return tx`c.held_on is not null`
    case 'nobody':
      return nobodyHolds(tx, today)
    case 'calendar_not_published':
      return tx`c.due_provisional`
  }
}

export function listStuck(
  tx: Transaction,
  filter: { why: StuckWhy | null; today: string; limit: number; offset: number },
): Promise<StuckRow[]> {
  const { today, why } = filter
  const any = tx`(${stuckFor(tx, 'overdue', today)} or ${stuckFor(tx, 'held', today)} or ${stuckFor(tx, 'nobody', today)}
    or ${stuckFor(tx, 'calendar_not_published', today)})`
  return tx<StuckRow[]>`
    with found as materialized (
      -- Counted and put in order by what an index of open cases holds; only the page's own cases are read.
      select c.case_id, c.due_on from case_file c
      where c.state = 'open' and ${why === null ? any : stuckFor(tx, why, today)}
    ), listed as (
      select c.*, (select count(*) from found)::int as total,
        case when ${stuckFor(tx, 'held', today)} then 'held' when ${stuckFor(tx, 'overdue', today)} then 'overdue'
          when ${stuckFor(tx, 'calendar_not_published', today)} then 'calendar_not_published' else 'nobody' end as why
      from (select * from found order by due_on, case_id limit ${filter.limit} offset ${filter.offset}) f
      join case_file c using (case_id)
    )
    select ${rowColumns(tx)}, c.why, c.total from listed c ${rowNames(tx)} order by c.due_on, c.case_id`
}

export async function countStuck(tx: Transaction, today: string): Promise<StuckCounts> {
  const [row] = await tx<StuckCounts[]>`
    select (count(*) filter (where ${stuckFor(tx, 'overdue', today)}))::int as overdue,
      (count(*) filter (where ${stuckFor(tx, 'held', today)}))::int as held,
      (count(*) filter (where ${stuckFor(tx, 'nobody', today)}))::int as nobody,
      (count(*) filter (where ${stuckFor(tx, 'calendar_not_published', today)}))::int as calendar_not_published,
      (count(*) filter (where c.owner_role is null or c.owner_division is null or c.due_on is null))::int as without_owner_or_date
    from case_file c where c.state = 'open'`
  return row!
}

export type CaseworkAhead = { notices_ending: number; silent_acceptances: number; deadlines_passing: number }

/** What the days after `today` up to `until` bring to open cases, as far as it is known today. */
export async function countAhead(
  tx: Transaction,
  range: { today: string; until: string },
): Promise<CaseworkAhead> {
  const [row] = await tx<CaseworkAhead[]>`
    select (select count(*) from notice n where n.state = 'running' and n.ends_on < ${range.until}::date)::int as notices_ending,
      (count(*) filter (where c.kind = 'application' and c.step_id = 'acceptance' and c.held_on is null))::int as silent_acceptances,
      (count(*) filter (where c.due_on >= ${range.today}::date))::int as deadlines_passing
    from case_file c where c.state = 'open' and c.due_on < ${range.until}::date`
  return row!
}
