/**
 * The insurer's desk: takes rosters line by line, keeps its own book of who is enrolled, and gives the same answer to the
 * same line ever after: a line that comes twice enrols once. What goes wrong is in the script, by the count of requests
 * and lines, never by who it is.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { codeOf } from '../sources/protocol.ts'
import { wordOf } from './charge.ts'
import { ruleFor, type Rule } from '../sources/script.ts'

export type InsurerScript = {
  /** What happens to requests, in the words of the sources' script. */
  requests?: Rule[]
  /** Every so many lines that come for the first time are not taken, or are put off for so many times of asking. */
  reject_every?: number
  put_off_every?: number
  put_off_times?: number
}

export type Line = {
  line_id: string
  act: 'join' | 'leave'
  name: string
  identity_number: string
  content: Record<string, string>
}
export type Letter = {
  request_id: string
  kind: string
  body: { roster: { kind: string; year: number; division_code: string }; lines?: Line[] }
}

type Result = { result: 'accepted' | 'rejected' | 'pending'; reason?: string; word?: Record<string, string> }
export type Enrolment = { line_id: string; roster: string; identity_number: string; act: 'join' | 'leave' }
export type Reply = { status: number; text?: string; signed?: boolean } | 'never'

export type InsurerOptions = {
  secret: string
  script: () => InsurerScript
  /** The house whose inbox late answers are brought to. */
  house: string | undefined
  partner_id: string
  now: () => string
  /** What it has accepted before, in that order, and where it writes what it accepts now. */
  book?: { read: () => Enrolment[]; write: (enrolment: Enrolment) => void }
}

export function openInsurer(options: InsurerOptions) {
  /** Final results by line, and how often a line was put off. */
  const decided = new Map<string, Result>()
  const putOff = new Map<string, number>()
  /** Who is enrolled, by roster and number: once, however many lines say so. */
  const enrolled = new Map<string, Enrolment>()
  const accepted: Enrolment[] = []
  const tries = new Map<string, number>()
  /** In which order lines came for the first time. */
  const ordinals = new Map<string, number>()

  /** Once, before the first letter is answered. */
  function remember(): void {
    for (const enrolment of options.book?.read() ?? []) {
      note(enrolment)
      const { line_id, act, identity_number, roster } = enrolment
      const year = Number(roster.split(' ')[1])
      const word = act === 'join' ? { word: wordOf(identity_number, year) } : {}
      decided.set(line_id, { result: 'accepted', ...word })
    }
  }

  function note(enrolment: Enrolment): void {
    const key = `${enrolment.roster} ${enrolment.identity_number}`
    if (enrolment.act === 'leave') enrolled.delete(key)
    else enrolled.set(key, enrolment)
    accepted.push(enrolment)
  }

  function decide(roster: Letter['body']['roster'], line: Line): Result {
    const known = decided.get(line.line_id)
    if (known !== undefined) return known
    const waiting = putOff.get(line.line_id)
    const { reject_every, put_off_every, put_off_times = 1 } = options.script()
    const ordinal = ordinals.get(line.line_id) ?? ordinals.size + 1
    ordinals.set(line.line_id, ordinal)
    if (waiting !== undefined ? waiting < put_off_times : isEvery(ordinal, put_off_every)) {
      putOff.set(line.line_id, (waiting ?? 0) + 1)
      return { result: 'pending' }
    }
    const result: Result = isEvery(ordinal, reject_every)
      ? { result: 'rejected', reason: '姓名与参保登记不符' }
      : enrol(roster, line)
    decided.set(line.line_id, result)
    return result
  }

  function enrol(roster: Letter['body']['roster'], line: Line): Result {
    const name = `${roster.kind} ${roster.year} ${roster.division_code}`
    const key = `${name} ${line.identity_number}`
    if (line.act === 'leave' && !enrolled.has(key)) return { result: 'rejected', reason: '没有参保登记' }
    const enrolment = {
      line_id: line.line_id,
      roster: name,
      identity_number: line.identity_number,
      act: line.act,
    }
    note(enrolment)
    options.book?.write(enrolment)
    if (line.act === 'leave') return { result: 'accepted' }
    return { result: 'accepted', word: wordOf(line.identity_number, roster.year) }
  }

  function finalOf({ request_id, kind, body }: Letter): string {
    const { roster } = body
    const name = `${roster.kind} ${roster.year} ${roster.division_code}`
    const answer =
      kind === 'roster.reconcile'
        ? { accepted: accepted.filter((each) => each.roster === name).map((each) => each.line_id) }
        : { lines: (body.lines ?? []).map((line) => ({ line_id: line.line_id, ...decide(roster, line) })) }
    return JSON.stringify({ request_id, sequence: 1, final: true, body: answer })
  }

  async function bring(text: string, times: number, seconds: number): Promise<void> {
    await delay(seconds * 1000)
    for (let time = 0; time < times; time += 1) {
      const at = options.now()
      await fetch(`${options.house}/api/exchange/${options.partner_id}/answers`, {
        method: 'POST',
        body: text,
        headers: {
          'content-type': 'application/json',
          'exchange-time': at,
          'exchange-signature': codeOf(options.secret, 'answer', at, text),
        },
        signal: AbortSignal.timeout(5000),
      }).catch(() => undefined)
    }
  }

  let remembered = false
  return {
    /** Who is enrolled now. */
    enrolled: (): Enrolment[] => [...enrolled.values()],
    async answer(letter: Letter): Promise<Reply> {
      if (!remembered) remember()
      remembered = true
      const tried = tries.get(letter.request_id) ?? 0
      const ordinal = tried > 0 ? [...tries.keys()].indexOf(letter.request_id) : tries.size
      tries.set(letter.request_id, tried + 1)
      const rule = ruleFor(options.script().requests ?? [], { ordinal, tries: tried })
      if (rule.does === 'down') return { status: 503 }
      if (rule.does === 'silent') return 'never'
      if (rule.does === 'refuse') return { status: 422 }
      if (rule.does === 'slow') await delay((rule.seconds ?? 1) * 1000)
      if (rule.does === 'later' || rule.does === 'duplicate') {
        if (tried === 0 && options.house !== undefined)
          void bring(finalOf(letter), rule.does === 'duplicate' ? 3 : 1, rule.seconds ?? 0)
        return { status: 202 }
      }
      return { status: 200, signed: true, text: finalOf(letter) }
    },
  }
}

const isEvery = (count: number, every: number | undefined): boolean =>
  every !== undefined && count % every === 0
