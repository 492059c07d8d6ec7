/**
 * Drawing a roster: whoever draws it asks, and a job looks at the district's households some hundred at a time, with the
 * eyes and on the business day of whoever asked. The roster changes once, in the end; cut short, the job begins again.
 */
import { z } from 'zod'
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { withCaller } from '../../platform/db/index.ts'
import { enqueue, readPayload, registerLongJob, type JobHouse } from '../../platform/jobs/index.ts'
import { notFound, Problem } from '../../platform/problems/index.ts'
import { findPostHolder } from '../../platform/sessions/index.ts'
import { authoriseRoster } from './access.ts'
import { getRosterKind, type RosterEntry } from './kinds.ts'
import { redraw } from './model.ts'
import { problem } from '../problems.ts'
import * as drawings from './drawing-queries.ts'
import type { BegunDrawing } from './drawing-queries.ts'
import * as queries from './queries.ts'

const drawingJob = 'casework.draw_roster'
const payloadSchema = z.object({ roster_drawing_id: z.uuid() })
/** Households that are looked at in one transaction. */
const STRETCH = 200

/**
 * Asks for the district's roster of the year, or for what has changed of it since: who has come to belong joins, who
 * does no longer leaves. Asked again while it is drawn, it is drawn once.
 * @throws roster_year (422), case_not_yours (403), not_found (404)
 */
export async function askForRoster(
  act: Act,
  input: { kind: string; year: number; division_code: string },
): Promise<{ roster_id: string }> {
  const { area, account_id, post_id } = authoriseRoster(act, 'draw_roster')
  const { kind, year, division_code } = input
  if (!division_code.startsWith(area) || division_code.length !== 6) throw notFound()
  const now = Number(act.today.slice(0, 4))
  if (year !== now && year !== now + 1) throw problem('roster_year', { field: 'year' })
  getRosterKind(kind)
  const { today } = act
  const roster_id = await drawings.ensureRoster(act.tx, {
    kind,
    year,
    division_code,
    drawn_on: today,
    drawn_by: account_id,
  })
  const roster_drawing_id = await drawings.insertDrawing(act.tx, {
    roster_id,
    asked_on: today,
    asked_by: account_id,
    post_id,
    division_code,
  })
  if (roster_drawing_id !== undefined)
    await enqueue(act, drawingJob, { roster_drawing_id }, { key: `roster ${roster_drawing_id}` })
  return { roster_id }
}

registerLongJob(drawingJob, async (house, payload) => {
  const { roster_drawing_id } = readPayload(payloadSchema, payload)
  try {
    await draw(house, roster_drawing_id)
  } catch (error) {
    // What was cut short is begun again by the queue.
    if (house.signal.aborted) throw error
    const failure =
      error instanceof Problem
        ? [error.title, error.details.detail].filter((part) => part !== undefined).join('。')
        : '系统没有编制完，可以再编制一次。'
    await house.act(({ tx }) => drawings.failDrawing(tx, roster_drawing_id, failure))
    if (!(error instanceof Problem)) throw error
  }
})

type AsDrawer = <Result>(work: (act: Act) => Promise<Result>) => Promise<Result>

async function draw(house: JobHouse, roster_drawing_id: string): Promise<void> {
  const begun = await house.act(({ tx }) => drawings.beginDrawing(tx, roster_drawing_id))
  if (begun === undefined) return
  const drawer = await findPostHolder(house.pool, begun.post_id, begun.asked_on)
  if (drawer === undefined) throw problem('roster_drawer_gone')
  const asDrawer: AsDrawer = (work) =>
    withCaller(
      house.pool,
      drawer,
      { today: begun.asked_on, now: house.now(), request_id: 'job' },
      async (act) => {
        authoriseRoster(act, 'draw_roster')
        return work(act)
      },
    )
  const found = await collect(asDrawer, house.signal, begun, roster_drawing_id)
  await asDrawer((act) => write(act, begun, roster_drawing_id, found))
}

type Found = { entries: RosterEntry[]; hidden: number }

/** Everybody who belongs, stretch by stretch; how far it is can be seen meanwhile. */
async function collect(
  asDrawer: AsDrawer,
  signal: AbortSignal,
  { kind, year, division_code }: BegunDrawing,
  roster_drawing_id: string,
): Promise<Found> {
  const roster = getRosterKind(kind)
  const households = await asDrawer((act) => roster.households(act, { division_code }))
  const found: Found = { entries: [], hidden: 0 }
  for (let at = 0; at < households.length; at += STRETCH) {
    signal.throwIfAborted()
    await asDrawer(async (act) => {
      const household_ids = households.slice(at, at + STRETCH)
      const { entries, hidden_count } = await roster.entries(act, { household_ids, year })
      found.entries.push(...entries)
      found.hidden += hidden_count
      await drawings.updateDrawingProgress(act.tx, roster_drawing_id, {
        household_count: households.length,
        households_done: at + household_ids.length,
      })
    })
  }
  return found
}

/** The lines that come and go, in one transaction. */
async function write(
  act: Act,
  { roster_id, division_code }: BegunDrawing,
  roster_drawing_id: string,
  { entries, hidden }: Found,
): Promise<void> {
  await queries.lockRoster(act.tx, roster_id)
  const of = new Map(entries.map((entry) => [entry.person_id, entry]))
  const changes = redraw(new Set(of.keys()), await queries.listLatestLines(act.tx, roster_id))
  const counts = {
    joins: changes.joins.length,
    leaves: changes.leaves.length,
    dropped: changes.dropped.length,
    hidden,
  }
  // Somebody else's job was quicker.
  if (!(await drawings.finishDrawing(act.tx, roster_drawing_id, counts))) return
  await queries.deleteDrafted(act.tx, changes.dropped)
  const line = (what: 'join' | 'leave') => (each: { person_id: string; sequence: number }) => ({
    household_id: null,
    content: {},
    division_code,
    ...of.get(each.person_id),
    ...each,
    act: what,
  })
  const lines = [...changes.joins.map(line('join')), ...changes.leaves.map(line('leave'))]
  for (let at = 0; at < lines.length; at += LINES)
    await queries.insertLines(act.tx, { roster_id, drafted_on: act.today }, lines.slice(at, at + LINES))
  await audit(act, {
    act: 'roster.draw',
    subject_kind: 'roster',
    subject_id: roster_id,
    division_code,
    detail: counts,
  })
}

/** Lines that go into the database together. */
const LINES = 5000
