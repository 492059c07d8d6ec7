/** SQL of drawing rosters: what was asked for, how far it is, what came of it. */
import type { Transaction } from '../../platform/db/index.ts'

export type DrawingState = 'waiting' | 'running' | 'done' | 'failed'

export type DrawingRow = {
  roster_drawing_id: string
  roster_id: string
  state: DrawingState
  asked_on: string
  asked_by_name: string | null
  post_id: string
  household_count: number | null
  households_done: number
  joins: number | null
  leaves: number | null
  dropped: number | null
  hidden: number | null
  failure: string | null
}

/** The roster of the year, made where there is none yet. */
export async function ensureRoster(
  tx: Transaction,
  row: { kind: string; year: number; division_code: string; drawn_on: string; drawn_by: string },
): Promise<string> {
  await tx`insert into roster ${tx(row)} on conflict on constraint roster_once do nothing`
  const [found] = await tx<{ roster_id: string }[]>`
    select roster_id from roster
    where kind = ${row.kind} and year = ${row.year} and division_code = ${row.division_code}`
  return found!.roster_id
}

/** Asks for a drawing. Undefined while one is under way. */
export async function insertDrawing(
  tx: Transaction,
  row: { roster_id: string; asked_on: string; asked_by: string; post_id: string; division_code: string },
): Promise<string | undefined> {
  const [made] = await tx<{ roster_drawing_id: string }[]>`
    insert into roster_drawing ${tx(row)}
    on conflict (roster_id) where state in ('waiting', 'running') do nothing
    returning roster_drawing_id`
  return made?.roster_drawing_id
}

/** The latest that was asked for of a roster. */
export async function findLatestDrawing(tx: Transaction, roster_id: string): Promise<DrawingRow | undefined> {
  const [row] = await tx<DrawingRow[]>`
    select roster_drawing_id, roster_id, state, asked_on, staff_name(asked_by) as asked_by_name, post_id,
      household_count, households_done, joins, leaves, dropped, hidden, failure
    from roster_drawing where roster_id = ${roster_id}
    order by roster_drawing_id desc limit 1`
  return row
}

export type BegunDrawing = {
  roster_id: string
  kind: string
  year: number
  division_code: string
  asked_on: string
  post_id: string
}

/** Begins it, or begins it again where it was cut short. Undefined when it has ended. */
export async function beginDrawing(
  tx: Transaction,
  roster_drawing_id: string,
): Promise<BegunDrawing | undefined> {
  const [row] = await tx<BegunDrawing[]>`
    update roster_drawing g set state = 'running', household_count = null, households_done = 0
    from roster r
    where g.roster_drawing_id = ${roster_drawing_id} and g.state in ('waiting', 'running') and r.roster_id = g.roster_id
    returning r.roster_id, r.kind, r.year, r.division_code, g.asked_on, g.post_id`
  return row
}

export async function updateDrawingProgress(
  tx: Transaction,
  roster_drawing_id: string,
  far: { household_count: number; households_done: number },
): Promise<void> {
  await tx`update roster_drawing set ${tx(far)} where roster_drawing_id = ${roster_drawing_id} and state = 'running'`
}

export type DrawingCounts = { joins: number; leaves: number; dropped: number; hidden: number }

/** Ends it with what came of it, and says on the roster who drew it last. Answers false when it had ended before. */
export async function finishDrawing(
  tx: Transaction,
  roster_drawing_id: string,
  counts: DrawingCounts,
): Promise<boolean> {
  const rows = await tx`
    with done as (
      update roster_drawing set state = 'done', ${tx(counts)}
      where roster_drawing_id = ${roster_drawing_id} and state = 'running'
      returning roster_id, asked_on, asked_by, hidden
    )
    update roster r set drawn_on = d.asked_on, drawn_by = d.asked_by, hidden_count = d.hidden, version = version + 1
    from done d where r.roster_id = d.roster_id
    returning r.roster_id`
  return rows.length > 0
}

export async function failDrawing(
  tx: Transaction,
  roster_drawing_id: string,
  failure: string,
): Promise<void> {
  await tx`
    update roster_drawing set state = 'failed', failure = ${failure}
    where roster_drawing_id = ${roster_drawing_id} and state in ('waiting', 'running')`
}
