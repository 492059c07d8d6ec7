/**
 * What rosters there are. Layers above say once who belongs on theirs, what a line says, and what an accepted line
 * comes to; drawing, sending, acknowledging, failing and reconciling are the same for the insurer and every other office.
 */
import type { z } from 'zod'
import type { Act } from '../../platform/act.ts'

/** Somebody who belongs on a roster; `content` holds no number of a person. */
export type RosterEntry = {
  person_id: string
  household_id: string | null
  division_code: string
  content: Record<string, string>
}

/** A join that the other office has accepted, with its word on it. */
export type AcceptedLine<Word> = {
  roster_line_id: string
  person_id: string
  household_id: string | null
  word: Word
}

/** What an accepted join comes to, in fen, with how it was reckoned; or why it is not taken after all. */
export type Settled = { amount: bigint; receipt: unknown } | { refused: string }

export type RosterKind<Word = unknown> = {
  /** The programme's id, where a programme stands behind it: unique in the house. */
  kind: string
  title: string
  /** The system that it goes to, and the office that this is. */
  partner_id: string
  office: string
  /** The households of the district in which somebody may belong, by the registers of today; in the order of places. */
  households: (act: Act, of: { division_code: string }) => Promise<string[]>
  /** Everybody of these households for the year, by the registers and the law of today: a few hundred at a time. */
  entries: (
    act: Act,
    of: { household_ids: readonly string[]; year: number },
  ) => Promise<{ entries: RosterEntry[]; hidden_count: number }>
  /** What the office says of a line that it accepts. */
  word: z.ZodType<Word>
  /** What each accepted join comes to, by its line. */
  settle: (act: Act, year: number, lines: readonly AcceptedLine<Word>[]) => Promise<Map<string, Settled>>
}

const kinds = new Map<string, RosterKind>()

/** From now on rosters of this kind may be drawn. Throws when the kind is taken. */
export function registerRoster<Word>(given: RosterKind<Word>): void {
  if (kinds.has(given.kind)) throw new Error(`roster ${given.kind} is registered twice`)
  kinds.set(given.kind, given as RosterKind)
}

export const listRosterKinds = (): RosterKind[] => [...kinds.values()]

export function getRosterKind(kind: string): RosterKind {
  const found = kinds.get(kind)
  if (found === undefined) throw new Error(`nobody registered the roster ${kind}`)
  return found
}
