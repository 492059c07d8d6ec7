import type { TimelineEntry } from './sources.ts'

/** An entry of the registries' own: a change, unless it says otherwise. */
export const entry = (
  given: Pick<TimelineEntry, 'entry_id' | 'date' | 'text'> & Partial<TimelineEntry>,
): TimelineEntry => ({
  category: '变更',
  where: null,
  current: false,
  link: null,
  needs_reason: false,
  ...given,
})
