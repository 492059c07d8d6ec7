/** SQL of notices and objections. */
import type { Transaction } from '../../platform/db/index.ts'

export type NoticeKind = 'street' | 'district' | 'end'
export type NoticeState = 'running' | 'held' | 'ended' | 'withdrawn'
export type NoticeRow = {
  notice_id: string
  kind: NoticeKind
  published_on: string
  ends_on: string
  masked_name: string
  masked_text: string
  amount: bigint | null
  member_count: number | null
  state: NoticeState
}

export function listNoticesOfCase(tx: Transaction, case_id: string): Promise<NoticeRow[]> {
  return tx<NoticeRow[]>`
    select notice_id, kind, published_on, ends_on, masked_name, masked_text, amount, member_count, state
    from notice where case_id = ${case_id} order by published_on desc, notice_id desc`
}

/** The notice that hangs, or hung last, for a case. */
export async function findLatestNotice(
  tx: Transaction,
  case_id: string,
  kind: NoticeKind,
): Promise<NoticeRow | undefined> {
  const [row] = await tx<NoticeRow[]>`
    select notice_id, kind, published_on, ends_on, masked_name, masked_text, amount, member_count, state
    from notice where case_id = ${case_id} and kind = ${kind}
    order by published_on desc, notice_id desc limit 1`
  return row
}

export async function insertNotice(
  tx: Transaction,
  notice: {
    case_id: string
    kind: NoticeKind
    division_code: string
    published_on: string
    ends_on: string
    masked_name: string
    masked_text: string
    programme_id: string
    amount: bigint | null
    member_count: number | null
    household_id: string | null
    published_by: string | null
  },
): Promise<string> {
  const [row] = await tx<{ notice_id: string }[]>`insert into notice ${tx(notice)} returning notice_id`
  return row!.notice_id
}

/** Takes down what hangs for a case. */
export async function endNoticesOfCase(
  tx: Transaction,
  case_id: string,
  state: 'ended' | 'withdrawn',
): Promise<void> {
  await tx`update notice set state = ${state} where case_id = ${case_id} and state in ('running', 'held')`
}

/** Names and place for a notice's text. */
export async function findSubject(
  tx: Transaction,
  input: { person_id: string | null; division_code: string },
): Promise<{ name: string | null; street_name: string | null; community_name: string | null } | undefined> {
  const [row] = await tx<
    { name: string | null; street_name: string | null; community_name: string | null }[]
  >`
    select (select name from person where person_id = ${input.person_id}) as name,
      (select name from division where division_code = left(${input.division_code}, 9)) as street_name,
      (select name from division where division_code = ${input.division_code} and length(division_code) = 12) as community_name`
  return row
}

export type PublicNoticeRow = NoticeRow & {
  programme_id: string
  division_code: string
  district_name: string | null
  street_name: string | null
  community_name: string | null
}

export function listPublicNotices(
  tx: Transaction,
  filter: { division_code: string; today: string; limit: number; offset: number; notice_id: string | null },
): Promise<(PublicNoticeRow & { total: number })[]> {
  return tx<(PublicNoticeRow & { total: number })[]>`
    select n.notice_id, n.kind, n.published_on, n.ends_on, n.masked_name, n.masked_text, n.amount, n.member_count, n.state,
      n.programme_id, n.division_code, district.name as district_name, street.name as street_name,
      community.name as community_name, (count(*) over ())::int as total
    from notice n
    left join division district on district.division_code = left(n.division_code, 6)
    left join division street on street.division_code = left(n.division_code, 9) and length(n.division_code) >= 9
    left join division community on community.division_code = n.division_code and length(n.division_code) = 12
    where n.state in ('running', 'held') and n.ends_on >= ${filter.today}::date and starts_with(n.division_code, ${filter.division_code})
      and (${filter.notice_id}::uuid is null or n.notice_id = ${filter.notice_id}::uuid)
    order by n.ends_on desc, n.notice_id
    limit ${filter.limit} offset ${filter.offset}`
}

/** Files an objection and holds the case; null when the notice does not hang. */
export async function fileObjection(
  tx: Transaction,
  objection: {
    notice_id: string
    text: string
    contact: string | null
    filed_on: string
    due_on: string
    due_provisional: boolean
    at: string
  },
): Promise<string | null> {
  const [row] = await tx<{ objection_id: string | null }[]>`
    select file_objection(${objection.notice_id}, ${objection.text}, ${objection.contact}, ${objection.filed_on}, ${objection.due_on},
      ${objection.due_provisional}, ${objection.at}) as objection_id`
  return row?.objection_id ?? null
}

export async function findNoticeForObjection(
  tx: Transaction,
  notice_id: string,
): Promise<{ programme_id: string; published_on: string } | undefined> {
  const [row] = await tx<{ programme_id: string; published_on: string }[]>`
    select programme_id, published_on from notice where notice_id = ${notice_id} and state in ('running', 'held')`
  return row
}

export type ObjectionRow = {
  objection_id: string
  notice_id: string
  case_id: string
  text: string
  contact: string | null
  filed_on: string
  due_on: string
  state: 'open' | 'upheld' | 'rejected' | 'lapsed'
  finding: string | null
  decided_on: string | null
}

export function listObjectionsOfCase(tx: Transaction, case_id: string): Promise<ObjectionRow[]> {
  return tx<ObjectionRow[]>`
    select objection_id, notice_id, case_id, text, contact, filed_on, due_on, state, finding, decided_on
    from objection where case_id = ${case_id} order by filed_on, objection_id`
}

export async function findObjection(
  tx: Transaction,
  objection_id: string,
): Promise<ObjectionRow | undefined> {
  const [row] = await tx<ObjectionRow[]>`
    select objection_id, notice_id, case_id, text, contact, filed_on, due_on, state, finding, decided_on
    from objection where objection_id = ${objection_id}`
  return row
}

export async function decideObjection(
  tx: Transaction,
  decision: {
    objection_id: string
    state: 'upheld' | 'rejected'
    finding: string
    decided_on: string
    decided_by: string | null
  },
): Promise<boolean> {
  const done = await tx`
    update objection set state = ${decision.state}, finding = ${decision.finding}, decided_on = ${decision.decided_on},
      decided_by = ${decision.decided_by}
    where objection_id = ${decision.objection_id} and state = 'open'`
  return done.count === 1
}

/** What else was objected to a notice that has come down is not looked into apart any more. */
export async function lapseObjectionsOfCase(
  tx: Transaction,
  lapse: { case_id: string; finding: string; decided_on: string },
): Promise<void> {
  await tx`
    update objection set state = 'lapsed', finding = ${lapse.finding}, decided_on = ${lapse.decided_on}
    where case_id = ${lapse.case_id} and state = 'open'`
}

/** Cases whose notice has hung through its last day without anybody objecting. */
export function listNoticesOver(
  tx: Transaction,
  today: string,
): Promise<{ notice_id: string; case_id: string; kind: NoticeKind; ends_on: string }[]> {
  return tx`
    select n.notice_id, n.case_id, n.kind, n.ends_on
    from notice n join case_file c using (case_id)
    where n.state = 'running' and n.ends_on < ${today}::date and c.state = 'open'
    order by n.ends_on, n.notice_id` as Promise<
    { notice_id: string; case_id: string; kind: NoticeKind; ends_on: string }[]
  >
}

export type CaseNoticeRow = PublicNoticeRow & {
  total: number
  case_id: string
  person_name: string | null
  step_id: string
  case_state: 'open' | 'closed'
  open_objections: number
}

/** Notices of cases in the caller's area, the latest first. */
export function listCaseNotices(
  tx: Transaction,
  filter: { state: NoticeState | null; limit: number; offset: number },
): Promise<CaseNoticeRow[]> {
  return tx<CaseNoticeRow[]>`
    with listed as (
      select * from notice
      where (${filter.state}::text is null or state = ${filter.state})
      order by published_on desc, notice_id desc
      limit ${filter.limit} offset ${filter.offset}
    )
    select n.notice_id, n.kind, n.published_on, n.ends_on, n.masked_name, n.masked_text, n.amount, n.member_count, n.state,
      n.programme_id, n.division_code, district.name as district_name, street.name as street_name,
      community.name as community_name, n.case_id, p.name as person_name, c.step_id, c.state as case_state,
      (select count(*)::int from objection o where o.case_id = n.case_id and o.state = 'open') as open_objections,
      (select count(*)::int from notice where ${filter.state}::text is null or state = ${filter.state}) as total
    from listed n
    join case_file c using (case_id)
    left join person p on p.person_id = c.person_id
    left join division district on district.division_code = left(n.division_code, 6)
    left join division street on street.division_code = left(n.division_code, 9) and length(n.division_code) >= 9
    left join division community on community.division_code = n.division_code and length(n.division_code) = 12
    order by n.published_on desc, n.notice_id desc`
}

export type ObjectionListRow = ObjectionRow & {
  total: number
  case_number: string
  programme_id: string
  person_name: string | null
  street_name: string | null
  community_name: string | null
}

/** Objections in the caller's area: the open ones by date, the decided ones the latest first. */
export function listObjections(
  tx: Transaction,
  filter: { open: boolean; limit: number; offset: number },
): Promise<ObjectionListRow[]> {
  return tx<ObjectionListRow[]>`
    select o.objection_id, o.notice_id, o.case_id, o.text, o.contact, o.filed_on, o.due_on, o.state, o.finding, o.decided_on,
      c.case_number, c.programme_id, p.name as person_name, street.name as street_name, community.name as community_name,
      (count(*) over ())::int as total
    from objection o
    join case_file c using (case_id)
    left join person p on p.person_id = c.person_id
    left join division street on street.division_code = left(o.division_code, 9) and length(o.division_code) >= 9
    left join division community on community.division_code = o.division_code and length(o.division_code) = 12
    where (o.state = 'open') = ${filter.open}
    order by case when o.state = 'open' then o.due_on end, o.decided_on desc, o.objection_id
    limit ${filter.limit} offset ${filter.offset}`
}
