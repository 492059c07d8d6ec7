/** What the other office says of a roster's lines, and of its own books. Each line counts once, however often it is said. */
import { z } from 'zod'
import type { Act } from '../../platform/act.ts'
import { registerExchange, type RequestRow } from '../../platform/exchange/index.ts'
import { getRosterKind, type AcceptedLine, type RosterKind, type Settled } from './kinds.ts'
import { compare } from './model.ts'
import * as queries from './queries.ts'
import type { BatchLine, LineChange, RosterRow } from './queries.ts'
import { getRoster, reconcileKind, sendKind } from './service.ts'

const lineAnswer = z.object({
  line_id: z.uuid(),
  result: z.enum(['accepted', 'rejected', 'pending']),
  reason: z.string().max(200).optional(),
  /** What the office knows of the person: each kind of roster says what it needs. */
  word: z.record(z.string(), z.unknown()).optional(),
})
type LineAnswer = z.infer<typeof lineAnswer>
const sendAnswer = z.object({ lines: z.array(lineAnswer).max(1000) })
const booksAnswer = z.object({ accepted: z.array(z.uuid()).max(200_000) })

registerExchange<z.infer<typeof sendAnswer>>({
  kind: sendKind,
  answer: sendAnswer,
  compose: composeLines,
  take: takeLines,
  failed: noteFailure,
})

/** The lines as they travel; nothing of a person is kept in the outbox. */
async function composeLines(act: Act, request: RequestRow): Promise<Record<string, unknown> | undefined> {
  const batch = await queries.findRosterOfBatch(act.tx, request.subject_id)
  if (batch === undefined) return undefined
  const roster = await getRoster(act, batch.roster_id)
  const lines = await queries.listBatchLines(act.tx, request.subject_id)
  return {
    roster: headOf(roster),
    lines: lines.flatMap(({ roster_line_id, name, identity_number, act: what, content }) =>
      identity_number === null
        ? []
        : [{ line_id: roster_line_id, act: what, name, identity_number, content }],
    ),
  }
}

const headOf = ({ kind, year, division_code }: RosterRow) => ({ kind, year, division_code })

/** Each line of the answer is taken once; a line that the office does not name stays under way. */
async function takeLines(
  act: Act,
  request: RequestRow,
  { lines }: z.infer<typeof sendAnswer>,
): Promise<'counted' | 'late'> {
  const batch = await queries.findRosterOfBatch(act.tx, request.subject_id)
  if (batch === undefined) return 'late'
  await queries.lockRoster(act.tx, batch.roster_id)
  const roster = await getRoster(act, batch.roster_id)
  const kind = getRosterKind(roster.kind)
  const said = new Map(lines.map((each) => [each.line_id, each]))
  const read = (await queries.listBatchLines(act.tx, request.subject_id)).map((line) =>
    readLine(act, kind, line, said.get(line.roster_line_id)),
  )
  const accepted = read.flatMap((each) => ('word' in each ? [each] : []))
  const settled = await kind.settle(act, roster.year, accepted)
  await queries.updateLines(act.tx, [
    ...read.flatMap((each) => ('state' in each ? [each] : [])),
    ...accepted.map((line) => settle(act, line.roster_line_id, settled.get(line.roster_line_id))),
  ])
  return 'counted'
}

/** What becomes of a line by what the office says of it; a join that it accepts is settled with the others. */
function readLine(
  act: Act,
  kind: RosterKind,
  line: BatchLine,
  answer: LineAnswer | undefined,
): LineChange | AcceptedLine<unknown> | Record<never, never> {
  const { roster_line_id, person_id, household_id, state } = line
  if (state !== 'sent' && state !== 'pending' && state !== 'failed') return {}
  if (line.identity_number === null) return refused(act, roster_line_id, '没有公民身份号码')
  if (answer === undefined || answer.result === 'pending')
    // Not yet decided there; a line whose hours are over stays failed until it is.
    return state === 'failed' ? {} : { ...open, roster_line_id }
  if (answer.result === 'rejected') return refused(act, roster_line_id, answer.reason ?? '没有写明原因')
  if (line.act === 'leave') return settle(act, roster_line_id, { amount: 0n, receipt: null })
  const word = kind.word.safeParse(answer.word ?? {})
  if (!word.success) return refused(act, roster_line_id, '回执缺少应有的内容')
  return { roster_line_id, person_id, household_id, word: word.data }
}

const open = { state: 'pending' as const, amount: null, receipt: null, reason: null, finished_on: null }

function settle(act: Act, roster_line_id: string, settled: Settled | undefined): LineChange {
  if (settled === undefined) throw new Error('a line that was accepted is not settled')
  return 'refused' in settled
    ? refused(act, roster_line_id, settled.refused)
    : { roster_line_id, state: 'accepted', ...settled, reason: null, finished_on: act.today }
}

const refused = (act: Act, roster_line_id: string, reason: string): LineChange => ({
  roster_line_id,
  state: 'rejected',
  amount: null,
  receipt: null,
  reason,
  finished_on: act.today,
})

const faults: Record<string, string> = {
  refused: '对方不受理',
  not_connected: '没有接入',
  changed: '人员信息改过，请重发',
}

/** No final answer to the request: its lines have failed, and are seen as failed. */
async function noteFailure(act: Act, request: RequestRow): Promise<void> {
  const lines = await queries.listBatchLines(act.tx, request.subject_id)
  await queries.failLines(
    act.tx,
    lines.map((line) => line.roster_line_id),
    { reason: faults[request.fault ?? ''] ?? '到时没有最终回执', today: act.today },
  )
}

registerExchange<z.infer<typeof booksAnswer>>({
  kind: reconcileKind,
  answer: booksAnswer,
  compose: async (act, request) => {
    const found = await queries.findReconciliation(act.tx, request.subject_id)
    return found === undefined ? undefined : { roster: headOf(await getRoster(act, found.roster_id)) }
  },
  take: async (act, request, { accepted }) => {
    const found = await queries.findReconciliation(act.tx, request.subject_id)
    if (found === undefined || found.answered_on !== null) return 'late'
    const ours = await queries.listAcceptedIds(act.tx, found.roster_id)
    await queries.updateReconciliation(act.tx, request.subject_id, {
      answered_on: act.today,
      failed: null,
      ours: ours.length,
      theirs: accepted.length,
      differences: compare(ours, accepted),
    })
    return 'counted'
  },
  failed: (act, request) =>
    queries.updateReconciliation(act.tx, request.subject_id, {
      answered_on: null,
      failed: faults[request.fault ?? ''] ?? '到时没有答复',
      ours: null,
      theirs: null,
      differences: null,
    }),
})
