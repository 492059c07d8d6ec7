/** A line of a roster: its states, what changes when the roster is drawn again, and ours against theirs. Pure. */

export const lineStates = ['drafted', 'sent', 'pending', 'accepted', 'rejected', 'failed'] as const
export type LineState = (typeof lineStates)[number]

/** Lines that may be sent again: the office knows them by their number, so nothing counts twice. */
export const mayResend = (state: LineState): boolean => state === 'failed' || state === 'rejected'

/** How many lines one request asks about. */
export const batchSize = 200

/** Milliseconds after which a line that the office put off is asked about again. */
export const askAgainAfter = 10 * 60_000

export type KnownLine = {
  roster_line_id: string
  person_id: string
  act: 'join' | 'leave'
  state: LineState
  sequence: number
}

export type Redrawn = {
  /** People who come on, with the sequence of their next line. */
  joins: { person_id: string; sequence: number }[]
  leaves: { person_id: string; sequence: number }[]
  /** Lines that nobody has sent and that are not needed any more. */
  dropped: string[]
}

/**
 * What a roster needs now: `latest` holds the last line of everybody on it. Who was never sent is dropped; who was, and
 * does not belong any more, leaves by a line of its own; who was rejected is neither on it nor asked for again by itself.
 */
export function redraw(belonging: ReadonlySet<string>, latest: readonly KnownLine[]): Redrawn {
  const known = new Map(latest.map((line) => [line.person_id, line]))
  const joins = [...belonging].flatMap((person_id) => {
    const line = known.get(person_id)
    if (line === undefined) return [{ person_id, sequence: 1 }]
    if (line.act === 'join') return []
    return line.state === 'drafted' ? [] : [{ person_id, sequence: line.sequence + 1 }]
  })
  const gone = latest.filter((line) => line.act === 'join' && !belonging.has(line.person_id))
  const stays = latest.filter((line) => line.act === 'leave' && belonging.has(line.person_id))
  return {
    joins,
    leaves: gone
      .filter((line) => line.state !== 'drafted' && line.state !== 'rejected')
      .map(({ person_id, sequence }) => ({ person_id, sequence: sequence + 1 })),
    dropped: [...gone, ...stays]
      .filter((line) => line.state === 'drafted')
      .map((line) => line.roster_line_id),
  }
}

export type Difference = { roster_line_id: string; where: 'only_ours' | 'only_theirs' }

/** What one side has accepted and the other has not, by the lines' numbers. */
export function compare(ours: readonly string[], theirs: readonly string[]): Difference[] {
  const [own, other] = [new Set(ours), new Set(theirs)]
  return [
    ...ours
      .filter((id) => !other.has(id))
      .map((roster_line_id) => ({ roster_line_id, where: 'only_ours' as const })),
    ...theirs
      .filter((id) => !own.has(id))
      .map((roster_line_id) => ({ roster_line_id, where: 'only_theirs' as const })),
  ]
}
