/** Cases found by their number. Only what looks like a number is asked for: a name finds the person, and from there the cases. */
import { workRoutes } from '../../server/casework/contract.ts'
import { call } from './api.ts'
import type { SearchResult } from './search-provider.ts'

/** 津南开低保〔2017〕0327 号, a part of it with its year, or 0327 号. */
const caseNumber = /[〔［[]\d{4}|\d{2,}\s*号$/

export async function search(text: string): Promise<SearchResult[]> {
  if (!caseNumber.test(text)) return []
  const { rows } = await call(workRoutes.list_work, { body: { text, scope: 'area', limit: 5 } })
  return rows.map((row) => ({
    title: row.case_number,
    second: [row.programme_title, row.step_title, row.street_name].filter(Boolean).join('　'),
    path: `/workbench/cases/${row.case_id}`,
  }))
}
