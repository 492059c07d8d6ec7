/** The records behind a figure, a page of them or all for an export, from one statement. */
import type { TransactionSql } from 'postgres'
import { streamRows } from '../../platform/db/index.ts'
import type { Listing } from '../../platform/db/index.ts'
import type { Indicator, IndicatorRecord, Scope } from './model.ts'

type Page = Scope & { limit: number | null; offset: number }

/** `list` cuts a page, or nothing where `limit` is null; each row says how many there are in all. */
export function recordsOf<Row extends { total: number }>(
  list: (tx: TransactionSql, page: Page) => Listing<Row>,
  record: (row: Row) => IndicatorRecord,
): Pick<Indicator, 'listRecords' | 'streamRecords'> {
  return {
    listRecords: async (tx, page) => {
      const rows = await list(tx, page)
      return { rows: rows.map(record), total: rows[0]?.total ?? 0 }
    },
    streamRecords: async function* (tx, scope) {
      for await (const row of streamRows(list(tx, { ...scope, limit: null, offset: 0 }))) yield record(row)
    },
  }
}
