/**
 * What goes wrong, and when: a list of rules for each source, read anew with every request, so that whoever plays the
 * demonstration or a test may change it meanwhile. A rule counts requests and tries; it never looks at people.
 */
import { readFileSync, statSync } from 'node:fs'
import type { Source } from './protocol.ts'

export type Deed =
  /** Answers at once. */
  | 'answer'
  /** Answers after `seconds`. */
  | 'slow'
  /** Says that it is out of service. */
  | 'down'
  /** Takes the request and never says anything. */
  | 'silent'
  /** Answers something that is no answer. */
  | 'wrong_format'
  /** Answers without a signature. */
  | 'unsigned'
  /** Will not answer. */
  | 'refuse'
  /** Says that it cannot tell. */
  | 'unknown'
  /** Answers from old books. */
  | 'stale'
  /** Says otherwise than the other sources. */
  | 'contradict'
  /** Takes the request and brings the answer after `seconds`. */
  | 'later'
  /** Brings it three times. */
  | 'duplicate'
  /** Brings the final answer first and the preliminary one after it. */
  | 'out_of_order'
  /** Brings an answer, and another one after it. */
  | 'second_thoughts'

export type Rule = {
  does: Deed
  /** For so many tries of a request, then the next rule; for all of them when left out. */
  tries?: number
  /** Only every so many requests of the source, beginning with the first. */
  every?: number
  seconds?: number
}
export type Script = Partial<Record<Source, Rule[]>>

export type Player = { next(source: Source, request_id: string): Rule }

/** Plays the script in the file; without one every source answers at once. */
export function openScript(path: string | undefined): Player {
  let script: Script = {}
  let readAt = -1
  let ordinals = new Map<Source, Map<string, { ordinal: number; tries: number }>>()

  function refresh(): void {
    if (path === undefined) return
    const changed = statSync(path).mtimeMs
    if (changed === readAt) return
    script = JSON.parse(readFileSync(path, 'utf8')) as Script
    readAt = changed
    ordinals = new Map()
  }

  return {
    next(source, request_id) {
      refresh()
      const requests = ordinals.get(source) ?? new Map<string, { ordinal: number; tries: number }>()
      ordinals.set(source, requests)
      const known = requests.get(request_id) ?? { ordinal: requests.size, tries: 0 }
      requests.set(request_id, { ...known, tries: known.tries + 1 })
      return ruleFor(script[source] ?? [], known)
    },
  }
}

/** The first rule that is meant for the request and whose tries are not used up. */
export function ruleFor(
  rules: readonly Rule[],
  { ordinal, tries }: { ordinal: number; tries: number },
): Rule {
  let before = 0
  for (const rule of rules) {
    if (rule.every !== undefined && ordinal % rule.every !== 0) continue
    before += rule.tries ?? Infinity
    if (tries < before) return rule
  }
  return { does: 'answer' }
}
