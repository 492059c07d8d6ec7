/** People found by name, the last four characters of a document, or telephone. */
import { searchRoutes } from '../../server/registries/people/search/contract.ts'
import { call } from './api.ts'
import type { SearchResult } from './search-provider.ts'

/** At most eight; who needs more uses the list of people. */
export async function search(text: string): Promise<SearchResult[]> {
  const { rows } = await call(searchRoutes.search_people, { body: { text, limit: 8 } })
  return rows.map((row) => ({
    title: row.name,
    second: [row.masked_identity_number, row.division_path].filter(Boolean).join('　'),
    path: `/workbench/people/${row.person_id}`,
  }))
}
