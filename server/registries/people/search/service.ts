/** Finding people within the caller's area by name, part of a name, pinyin or number. */
import type { z } from 'zod'
import type { Act } from '../../../platform/act.ts'
import { audit } from '../../../platform/audit/index.ts'
import { cappedTotal, MOST_COUNTED } from '../../capped.ts'
import { authorise } from '../access.ts'
import { listPeople } from '../queries.ts'
import type { PersonRow } from '../queries.ts'
import type { personSearch } from './contract.ts'
import { readSearch } from './kind.ts'
import type { SearchKind } from './kind.ts'
import { findPeople } from './queries.ts'

export type Search = Omit<z.output<typeof personSearch>, 'limit' | 'offset'>
export type Found = { rows: PersonRow[]; total: number; more: boolean; total_text: string; kind: SearchKind }

/** One page of at most 200 people; a longer list says so and asks for a narrower search. */
export async function searchPeople(act: Act, search: Search, limit: number, offset: number): Promise<Found> {
  authorise(act, 'read')
  const { kind, ids } = await find(act, search)
  const shown = ids.slice(0, MOST_COUNTED).slice(offset, offset + limit)
  const rows = shown.length === 0 ? [] : await listPeople(act.tx, shown, act.today)
  return { rows, kind, ...cappedTotal(ids.length, '条') }
}

/** The people of a search for a workbook; the export itself is in the audit log. */
export async function exportPeople(act: Act, search: Search): Promise<PersonRow[]> {
  authorise(act, 'export')
  const { kind, ids } = await find(act, search)
  await audit(act, {
    act: 'person.export',
    subject_kind: 'person',
    subject_id: null,
    detail: { kind, division: search.division ?? null, count: Math.min(ids.length, MOST_COUNTED) },
  })
  return listPeople(act.tx, ids.slice(0, MOST_COUNTED), act.today)
}

async function find(act: Act, search: Search): Promise<{ kind: SearchKind; ids: string[] }> {
  const { kind, wanted } = readSearch(search.text, search.kind)
  const ids = await findPeople(act.tx, {
    kind,
    wanted,
    division: search.division ?? null,
    most: MOST_COUNTED + 1,
  })
  return { kind, ids }
}
