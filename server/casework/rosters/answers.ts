/** What the other office says of a roster's lines, and of its own books. Each line counts once, however often it is said. */
import { z } from 'zod'
import type { Act } from '../../platform/act.ts'
import { registerExchange, type RequestRow } from '../../platform/exchange/index.ts'
import { getRosterKind, type RosterKind } from './kinds.ts'
import { compare } from './model.ts'
import * as queries from './queries.ts'
import type { BatchLine, RosterRow } from './queries.ts'
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
  for (const line of await queries.listBatchLines(act.tx, request.subject_id)) {
    const answer = said.get(line.roster_line_id)
    const open = line.state === 'sent' || line.state === 'pending' || line.state === 'failed'
    if (open && line.identity_number === null) await refuse(act, line, '没有公民身份号码')
    else if (open) await takeLine(act, roster, kind, line, answer)
  }
  return 'counted'
}

async function takeLine(
  act: Act,
  roster: RosterRow,
  kind: RosterKind,
  line: BatchLine,
  answer: LineAnswer | undefined,
): Promise<void> {
  if (answer === undefined || answer.result === 'pending') return putOff(act, line)
  if (answer.result === 'rejected') return refuse(act, line, answer.reason ?? '没有写明原因')
  if (line.act === 'leave') return accept(act, line, { amount: 0n, receipt: null })
  const word = kind.word.safeParse(answer.word ?? {})
  if (!word.success) return refuse(act, line, '回执缺少应有的内容')
  const settled = await kind.settle(act, { ...line, year: roster.year }, word.data)
  return 'refused' in settled ? refuse(act, line, settled.refused) : accept(act, line, settled)
}

/** Not yet decided there; a line whose hours are over stays failed until it is. */
async function putOff(act: Act, line: BatchLine): Promise<void> {
  if (line.state === 'failed') return
  const change = { state: 'pending' as const, amount: null, receipt: null, reason: null, finished_on: null }
  await queries.updateLine(act.tx, line.roster_line_id, change)
}

const accept = (act: Act, line: BatchLine, settled: { amount: bigint; receipt: unknown }): Promise<void> =>
  queries.updateLine(act.tx, line.roster_line_id, {
    state: 'accepted',
    ...settled,
    reason: null,
    finished_on: act.today,
  })

const refuse = (act: Act, line: BatchLine, reason: string): Promise<void> =>
  queries.updateLine(act.tx, line.roster_line_id, {
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
