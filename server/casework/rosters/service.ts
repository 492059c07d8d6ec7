/**
 * Rosters that go to another office, once they are drawn: sent, acknowledged line by line.
 * Only a final acknowledgement counts; a line without one in the hours that there are is shown as failed and may be
 * sent again: the office knows each line by its number, so it counts once there, too.
 */
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { ask, listPartners } from '../../platform/exchange/index.ts'
import { registerJob } from '../../platform/jobs/index.ts'
import { notFound } from '../../platform/problems/index.ts'
import { ownerOf, authoriseRoster } from './access.ts'
import { getRosterKind } from './kinds.ts'
import { askAgainAfter, batchSize, mayResend, type LineState } from './model.ts'
import { problem } from '../problems.ts'
import * as queries from './queries.ts'
import type { RosterRow } from './queries.ts'

export const sendKind = 'roster.send'
export const reconcileKind = 'roster.reconcile'

/** @throws not_found (404) */
export async function getRoster(act: Act, roster_id: string): Promise<RosterRow> {
  const found = await queries.findRoster(act.tx, roster_id)
  if (found === undefined) throw notFound()
  return found
}

/** Sends what is drafted. Answers how many lines. @throws roster_nothing_to_send, roster_not_connected (409) */
export async function sendRoster(act: Act, input: { roster_id: string }): Promise<number> {
  authoriseRoster(act, 'draw_roster')
  return send(act, await getRoster(act, input.roster_id), ['drafted'], null)
}

/**
 * Sends lines once more that have failed or were rejected: the named ones, or all that have failed.
 * @throws roster_nothing_to_send, roster_not_connected (409)
 */
export async function resendLines(
  act: Act,
  input: { roster_id: string; line_ids: readonly string[] | null },
): Promise<number> {
  authoriseRoster(act, 'draw_roster')
  const states: LineState[] = input.line_ids === null ? ['failed'] : ['failed', 'rejected']
  return send(act, await getRoster(act, input.roster_id), states.filter(mayResend), input.line_ids)
}

async function send(
  act: Act,
  roster: RosterRow,
  states: readonly LineState[],
  ids: readonly string[] | null,
): Promise<number> {
  const { partner_id, office } = getRosterKind(roster.kind)
  const partner = (await listPartners(act.tx)).find(
    (each) => each.partner_id === partner_id && each.connected,
  )
  if (partner === undefined) throw problem('roster_not_connected', { detail: `没有接入${office}。` })
  await queries.lockRoster(act.tx, roster.roster_id)
  const lines = await queries.listLinesToSend(act.tx, { roster_id: roster.roster_id, states, ids })
  if (lines.length === 0) throw problem('roster_nothing_to_send')
  const final_by = later(act.now, partner.answer_within_hours * 3_600_000)
  await sendLines(
    act,
    roster,
    lines.map((line) => line.roster_line_id),
    final_by,
  )
  await record(act, 'roster.send', roster, { lines: lines.length })
  return lines.length
}

/** @param final_by null: the hours that the lines have already run on */
async function sendLines(
  act: Act,
  roster: RosterRow,
  roster_line_ids: readonly string[],
  final_by: string | null,
): Promise<void> {
  const { partner_id } = getRosterKind(roster.kind)
  await queries.updateLinesSent(act.tx, { roster_line_ids, now: act.now, final_by })
  for (let at = 0; at < roster_line_ids.length; at += batchSize) {
    const subject_id = await queries.insertBatch(act.tx, {
      roster_id: roster.roster_id,
      sent_on: act.today,
      division_code: roster.division_code,
      roster_line_ids: roster_line_ids.slice(at, at + batchSize),
    })
    await ask(act, {
      partner_id,
      kind: sendKind,
      subject_id,
      division_code: roster.division_code,
      ...ownerOf(act, roster.division_code),
    })
  }
}

const later = (now: string, milliseconds: number): string =>
  new Date(Date.parse(now) + milliseconds).toISOString()

/** Asks the office for its books of the roster, to hold ours against them. @throws roster_not_connected (409) */
export async function reconcileRoster(act: Act, input: { roster_id: string }): Promise<string> {
  authoriseRoster(act, 'draw_roster')
  const roster = await getRoster(act, input.roster_id)
  const { partner_id, office } = getRosterKind(roster.kind)
  const connected = (await listPartners(act.tx)).some(
    (each) => each.partner_id === partner_id && each.connected,
  )
  if (!connected) throw problem('roster_not_connected', { detail: `没有接入${office}。` })
  const subject_id = await queries.insertReconciliation(act.tx, {
    roster_id: roster.roster_id,
    asked_on: act.today,
    division_code: roster.division_code,
  })
  await ask(act, {
    partner_id,
    kind: reconcileKind,
    subject_id,
    division_code: roster.division_code,
    ...ownerOf(act, roster.division_code),
  })
  await record(act, 'roster.reconcile', roster, {})
  return subject_id
}

export type Minded = { failed: number; asked_again: number }

/** Every few minutes: whose hours are over has failed; what the office put off is asked about again. */
export async function mindRosters(act: Act): Promise<Minded> {
  const failed = await queries.failOverdueLines(act.tx, {
    now: act.now,
    today: act.today,
    reason: '到时没有最终回执',
  })
  let asked_again = 0
  for (const waiting of await queries.listToAskAgain(act.tx, later(act.now, -askAgainAfter))) {
    const roster = await getRoster(act, waiting.roster_id)
    await queries.lockRoster(act.tx, roster.roster_id)
    await sendLines(act, roster, waiting.roster_line_ids, null)
    asked_again += waiting.roster_line_ids.length
  }
  return { failed, asked_again }
}

registerJob(
  'casework.mind_rosters',
  async (act) => {
    await mindRosters(act)
  },
  { cron: '*/5 * * * *' },
)

const record = (
  act: Act,
  verb: string,
  { roster_id, division_code }: Pick<RosterRow, 'roster_id' | 'division_code'>,
  detail: Record<string, number>,
): Promise<void> =>
  audit(act, { act: verb, subject_kind: 'roster', subject_id: roster_id, division_code, detail })
