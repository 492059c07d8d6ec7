/**
 * Where the entries of a timeline come from. Layers above register theirs at start, so that the registries show
 * cases, payments and visits without importing them.
 */
import type { z } from 'zod'
import type { Act } from '../../../platform/act.ts'
import type { timelineEntry } from './contract.ts'

export type TimelineEntry = z.output<typeof timelineEntry>

/** Of whom: a person, with the household of the day; or a household, with its members of the day. */
export type TimelineSubject = {
  /** Null when the timeline is a household's. */
  person_id: string | null
  household_id: string | null
  /** Everybody whose entries belong here. */
  person_ids: readonly string[]
  /** Nothing after this day. */
  as_of: string
}

/** What happened up to `subject.as_of`, in any order, under the caller's own rights; 200 entries at most. */
export type TimelineSource = (act: Act, subject: TimelineSubject) => Promise<TimelineEntry[]>

const sources = new Map<string, TimelineSource>()

/** Adds a source under a name of its own, e.g. `registerTimelineSource('cases', listCaseEvents)`. */
export function registerTimelineSource(name: string, source: TimelineSource): void {
  sources.set(name, source)
}

/** Everything, newest first, on one day what still goes on before the rest. Sources are asked one after the other: they share the act's connection. */
export async function collectTimeline(act: Act, subject: TimelineSubject): Promise<TimelineEntry[]> {
  const entries: TimelineEntry[] = []
  for (const source of sources.values()) entries.push(...(await source(act, subject)))
  return entries
    .filter((entry) => entry.date <= subject.as_of)
    .sort((a, b) => {
      if (a.date !== b.date) return a.date < b.date ? 1 : -1
      if (a.current !== b.current) return a.current ? -1 : 1
      return a.entry_id < b.entry_id ? 1 : -1
    })
}
