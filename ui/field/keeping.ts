/**
 * Writing to the disk as one types: the newest state of each visit, one write after the other. What is not on the disk
 * yet is in `unsaved`. When the disk refuses (mostly it is full) that is said, nothing typed is dropped, and it is tried
 * again until it is kept.
 */
import { getField, setField } from './state.ts'
import { countVisits, deleteVisit, isOpen, writeVisit, type OpenVisit } from './vault/vault.ts'

const waiting = new Map<string, OpenVisit>()
let writing: Promise<void> | undefined

function show(visit: OpenVisit): void {
  const others = getField().visits.filter(({ visit_id }) => visit_id !== visit.visit_id)
  const known = others.length < getField().visits.length
  setField({
    visits: known
      ? getField().visits.map((each) => (each.visit_id === visit.visit_id ? visit : each))
      : [...others, visit],
    unsaved: new Set(waiting.keys()),
  })
}

/** Shows a visit as changed and writes it down; resolves when it is on the disk, or the disk refused. */
export function storeVisit(visit: OpenVisit): Promise<void> {
  const next = { ...visit, kept_at: Date.now() }
  waiting.set(visit.visit_id, next)
  show(next)
  writing ??= writeAll()
  return writing
}

async function writeAll(): Promise<void> {
  try {
    while (waiting.size > 0 && isOpen()) {
      for (const [visit_id, visit] of waiting) {
        await writeVisit(visit)
        // Typed on meanwhile: the newer one is still to be written.
        if (waiting.get(visit_id) === visit) waiting.delete(visit_id)
      }
      const counts = await countVisits()
      setField({ unsaved: new Set(waiting.keys()), saved_at: Date.now(), counts, disk_refuses: false })
    }
  } catch {
    setField({ unsaved: new Set(waiting.keys()), disk_refuses: true })
  } finally {
    // In the same breath as the last look at what waits, so that nothing comes in between.
    writing = undefined
  }
}

/** Resolves when nothing is left to be written. */
export const allWritten = (): Promise<void> => writing ?? Promise.resolve()

/** Tries anew what the disk refused. */
export function writeAgain(): Promise<void> {
  if (waiting.size > 0) writing ??= writeAll()
  return allWritten()
}

/** A visit leaves the phone with its photos. */
export async function dropVisit(visit_id: string): Promise<void> {
  await allWritten()
  waiting.delete(visit_id)
  await deleteVisit(visit_id)
  // Where something went, there may be room now for what the disk refused.
  void writeAgain()
  setField({
    visits: getField().visits.filter((each) => each.visit_id !== visit_id),
    counts: await countVisits(),
  })
}
