/** Reading the tree of divisions, and holding what is registered to divisions that are in force. */
import type { Act } from '../../platform/act.ts'
import { notFound } from '../../platform/problems/index.ts'
import { problem } from './problems.ts'
import * as queries from './queries.ts'
import type { DivisionRow } from './queries.ts'

/** The divisions right below one, on a day; the districts when none is given. */
export function listDivisions(
  act: Act,
  filter: { parent?: string | undefined; on?: string | undefined },
): Promise<DivisionRow[]> {
  return queries.listChildren(act.tx, filter.parent ?? null, filter.on ?? act.today)
}

/** A division with those above it. @throws not_found */
export async function getDivision(
  act: Act,
  code: string,
): Promise<DivisionRow & { ancestors: DivisionRow[] }> {
  const rows = await queries.listDivisions(act.tx, lineage(code))
  const own = rows.find((row) => row.division_code === code)
  if (own === undefined) throw notFound()
  return { ...own, ancestors: rows.filter((row) => row !== own) }
}

/** The code with those above it, from the province down. */
export function lineage(code: string): string[] {
  return [2, 4, 6, 9, 12].filter((length) => length <= code.length).map((length) => code.slice(0, length))
}

/**
 * The division, when something may be registered in it on that day.
 * @throws division_unknown, division_ended (422), naming the field
 */
export async function requireDivision(
  act: Act,
  code: string,
  on: string,
  field = 'division_code',
): Promise<DivisionRow> {
  const [row] = await queries.listDivisions(act.tx, [code])
  if (row === undefined) throw problem('division_unknown', { field })
  if ((row.valid_from !== null && on < row.valid_from) || (row.valid_to !== null && on > row.valid_to)) {
    throw problem('division_ended', { field })
  }
  return row
}

/** As `requireDivision`, and it must be a community or a village: households live nowhere wider. */
export async function requireCommunity(act: Act, code: string, on: string, field = 'division_code') {
  const row = await requireDivision(act, code, on, field)
  if (code.length !== 12) throw problem('division_too_wide', { field })
  return row
}
