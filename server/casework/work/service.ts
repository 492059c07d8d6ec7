/** 待办, 已办 and what is stuck: by role and area, with lights that are counted where they are filtered. */
import type { Act, Caller } from '../../platform/act.ts'
import { addDays, dayNumber } from '../../platform/clock/index.ts'
import { streamRows } from '../../platform/db/index.ts'
import { maskIdentityNumber } from '../../registries/identifiers/index.ts'
import { getProgramme, listProgrammes } from '../../../law/index.ts'
import { calendarOf, lightOf, nearUntil, workingDaysLeft } from '../cases/clock.ts'
import { isHeld } from '../cases/enter.ts'
import { inHand } from '../cases/hand.ts'
import { kindTitles, outcomeTitles, todoOf } from '../cases/model.ts'
import { problem } from '../problems.ts'
import * as queries from './queries.ts'
import type { StuckWhy, WorkFilter, WorkRow, WorkSort } from './queries.ts'

type Asked = Omit<WorkFilter, 'owner_role' | 'area' | 'account_id' | 'today' | 'near_until'> & {
  scope: 'mine' | 'area'
  sort: WorkSort
}
type Paged = { limit: number; offset: number }

async function filterOf(act: Act, asked: Asked): Promise<{ filter: WorkFilter; near_until: string }> {
  const caller = staffOf(act.caller)
  const near_until = nearUntil(await calendarOf(act), act.today)
  const filter = {
    ...asked,
    owner_role: asked.scope === 'mine' ? caller.role : null,
    area: caller.area,
    account_id: caller.account_id,
    today: act.today,
    near_until,
  }
  return { filter, near_until }
}

function staffOf(caller: Caller): Extract<Caller, { kind: 'staff' }> {
  if (caller.kind !== 'staff') throw problem('case_not_yours')
  return caller
}

/** Sunday of the week that the day lies in. */
function weekEnd(day: string): string {
  // 1970-01-01 was a Thursday.
  return addDays(day, 6 - ((dayNumber(day) + 3) % 7))
}

/** A page of work with its counts and choices, in one answer. */
export async function listWork(act: Act, asked: Asked & Paged) {
  const { filter, near_until } = await filterOf(act, asked)
  const [rows, counts, facets, calendar] = await Promise.all([
    queries.listWork(act.tx, filter, asked),
    queries.countWork(act.tx, filter, weekEnd(act.today)),
    queries.listWorkFacets(act.tx, filter),
    calendarOf(act),
  ])
  const choices = (facet: queries.WorkFacet['facet'], label: (each: queries.WorkFacet) => string) =>
    facets
      .filter((each) => each.facet === facet)
      .map((each) => ({ value: each.value, label: label(each), count: each.count }))
  return {
    rows: rows.map((row) => viewRow(act, row, near_until, calendar)),
    total: counts.listed,
    counts: {
      ...counts,
      by_domain: choices('domain', (each) => each.value).map(({ value, count }) => ({
        domain: value,
        count,
      })),
    },
    filters: {
      programmes: choices('programme', (each) => getProgramme(each.value).title),
      steps: choices('step', (each) => stepTitle(each.value)),
      streets: choices('street', (each) => each.label ?? each.value),
    },
  }
}

/** Every row that the filter lists, for an export. */
export async function* streamWork(act: Act, asked: Asked): AsyncGenerator<ReturnType<typeof viewRow>> {
  const { filter, near_until } = await filterOf(act, asked)
  const calendar = await calendarOf(act)
  const all = queries.listWork(act.tx, filter, { sort: asked.sort, limit: null, offset: 0 })
  for await (const row of streamRows(all)) yield viewRow(act, row, near_until, calendar)
}

const appealTitles: Record<string, string> = { appeal_examination: '复议审查', appeal_decision: '复议决定' }

function stepTitle(step_id: string): string {
  const known = listProgrammes()
    .flatMap((programme) => programme.procedures)
    .flatMap((procedure) => procedure.steps)
    .find((step) => step.id === step_id)
  return known?.title ?? appealTitles[step_id] ?? step_id
}

function viewRow(
  act: Act,
  row: WorkRow,
  near_until: string,
  calendar: Parameters<typeof workingDaysLeft>[0],
) {
  const { step } = inHand(row)
  const { identity_number, ...rest } = row
  return {
    ...rest,
    title: row.title ?? '',
    programme_title: getProgramme(row.programme_id).title,
    kind_title: kindTitles[row.kind],
    light: lightOf(act.today, near_until, row.due_on),
    todo: todoOf(step, isHeld(row, act.today) ? row.hold_kind : null),
    step_title: step.title,
    masked_identity_number: identity_number === null ? null : maskIdentityNumber(identity_number),
    street_code: row.division_code.slice(0, 9),
    calendar_published: !row.due_provisional,
    working_days_left: workingDaysLeft(calendar, act.today, row.due_on),
  }
}

/** 第 6 件，共 37 件，下一件. */
export async function findPlaceInWork(act: Act, case_id: string, asked: Asked) {
  const { filter } = await filterOf(act, asked)
  const [place, counts] = await Promise.all([
    queries.findPlace(act.tx, filter, asked.sort, case_id),
    queries.countWork(act.tx, filter, weekEnd(act.today)),
  ])
  return place ?? { position: null, total: counts.listed, previous_case_id: null, next_case_id: null }
}

/** What this person did, case by case. */
export async function listDone(
  act: Act,
  asked: {
    programme_id?: string | undefined
    from?: string | undefined
    to?: string | undefined
    text?: string | undefined
  } & Paged,
) {
  const { account_id } = staffOf(act.caller)
  const rows = await queries.listDone(act.tx, {
    account_id,
    programme_id: asked.programme_id ?? null,
    from: asked.from ?? null,
    to: asked.to ?? null,
    text: asked.text === undefined || asked.text === '' ? null : asked.text,
    limit: asked.limit,
    offset: asked.offset,
  })
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ identity_number, ...row }) => ({
      ...row,
      title: row.title ?? '',
      programme_title: getProgramme(row.programme_id).title,
      kind_title: kindTitles[row.kind],
      step_title: inHand(row).step.title,
      outcome_title: row.outcome === null ? null : outcomeTitles[row.outcome],
      masked_identity_number: identity_number === null ? null : maskIdentityNumber(identity_number),
    })),
  }
}

const whyTitles: Record<StuckWhy, string> = {
  overdue: '超期',
  held: '暂停中',
  nobody: '岗位无人',
  calendar_not_published: '工作日历未公布，期限暂定',
}

/** Open cases that do not move: over their date, held, without anybody in the post, or with a provisional date. */
export async function listStuck(act: Act, asked: { why?: StuckWhy | undefined } & Paged) {
  staffOf(act.caller)
  const [rows, counts, calendar] = await Promise.all([
    queries.listStuck(act.tx, {
      why: asked.why ?? null,
      today: act.today,
      limit: asked.limit,
      offset: asked.offset,
    }),
    queries.countStuck(act.tx, act.today),
    calendarOf(act),
  ])
  const near_until = nearUntil(calendar, act.today)
  return {
    rows: rows.map((row) => ({
      ...viewRow(act, row, near_until, calendar),
      why: row.why,
      why_title: row.why === 'held' ? (row.hold_reason ?? whyTitles.held) : whyTitles[row.why],
    })),
    total: rows[0]?.total ?? 0,
    counts,
  }
}
