/** People for the search box of the head, found by name, a part of it, pinyin, document, its last four, telephone. */
import { searchRoutes } from '../../../server/registries/people/search/contract.ts'
import { call } from '../../shell/api.ts'
import type { SearchResult } from '../../shell/search-provider.ts'

const most = 8

/** At most eight; who needs more uses the page of people. */
export async function search(text: string): Promise<SearchResult[]> {
  const { rows, total_text } = await call(searchRoutes.search_people, { body: { text, limit: most + 1 } })
  const results = rows.slice(0, most).map((row) => ({
    title: row.name,
    second: [row.masked_identity_number, row.division_path].filter(Boolean).join('　'),
    path: `/workbench/people/${row.person_id}`,
  }))
  if (rows.length <= most) return results
  return [...results, { title: `共 ${total_text}`, second: '到“人员”页查全部', path: '/workbench/people' }]
}
