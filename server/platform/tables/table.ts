/**
 * A list and its export by one declaration: the page and the workbook come from the same handler under the same
 * rights, and a table names its columns once.
 */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { z } from 'zod'
import type { Act } from '../act.ts'
import { audit } from '../audit/index.ts'
import { seeOneState } from '../db/index.ts'
import type { RouteDefinition } from '../http/contract.ts'
import { implement, implementStream, serialise } from '../http/index.ts'
import type { Answerable, Handler, RouteOptions } from '../http/index.ts'
import { streamWorkbook } from '../workbooks/index.ts'
import type { Workbook, WorkbookColumn } from '../workbooks/index.ts'
import { exportOf } from './contract.ts'

/** Rows that one reading of a list brings into memory for an export. */
const most = 5000

type Paged = { limit: number; offset: number }
type Listed<Row> = z.ZodType<{ rows: Row[] }>

/** What a table is in a workbook: its name and its columns, over rows as the list's contract gives them. */
export type Table<Row> = { title: string; columns: readonly WorkbookColumn<Row>[] }

/** Serves a list, and beside it its export. `limit` and `offset`, where the list has them, walk through all of it. */
export function implementTable<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Row extends object,
  Answer extends Listed<Row>,
>(
  server: FastifyInstance,
  route: RouteDefinition<Params, Query, Body, Answer> & { response: Listed<Row> },
  handler: Handler<z.output<Params>, z.output<Query>, z.output<Body>, Answerable<z.output<Answer>>>,
  table: Table<Row>,
  options: RouteOptions = {},
): void {
  implement(server, route, handler, options)
  implementStream(
    server,
    exportOf(route),
    async (act, input, reply) => {
      // One view of the whole list, however long it takes to write.
      await seeOneState(act.tx)
      const read = async (page: Paged): Promise<Row[]> => {
        const given = { params: input.params, query: paged(input.query, page), body: paged(input.body, page) }
        const answer = await handler(act, given as typeof input, reply)
        return (JSON.parse(serialise(route, answer)) as { rows: Row[] }).rows
      }
      const rows = hasOffset(route) ? everyRow(read) : await read({ limit: most, offset: 0 })
      return streamTable(act, reply, { ...table, rows }, { table: route.path, filter: input.query ?? null })
    },
    { ...options, writes: true },
  )
}

/** A workbook that leaves the house; who took it along, of what, and how many rows is in the audit log. */
export function streamTable<Row extends object>(
  act: Act,
  reply: FastifyReply,
  workbook: Workbook<Row>,
  detail: Record<string, unknown> & { table: string },
): AsyncIterable<Uint8Array> {
  return streamWorkbook(reply, { ...workbook, rows: counted(act, workbook.rows, detail) })
}

async function* counted<Row>(
  act: Act,
  rows: Iterable<Row> | AsyncIterable<Row>,
  detail: Record<string, unknown>,
): AsyncGenerator<Row> {
  let count = 0
  for await (const row of rows) {
    count += 1
    yield row
  }
  await audit(act, {
    act: 'table.export',
    subject_kind: 'table',
    subject_id: null,
    detail: { ...detail, rows: count },
  })
}

async function* everyRow<Row>(read: (page: Paged) => Promise<Row[]>): AsyncGenerator<Row> {
  for (let offset = 0; ; offset += most) {
    const rows = await read({ limit: most, offset })
    yield* rows
    if (rows.length < most) return
  }
}

/** Query or body of the list, with the page that is read now; what a list does not know it does not look at. */
function paged(given: unknown, page: Paged): unknown {
  return given !== null && typeof given === 'object' ? { ...given, ...page } : given
}

function hasOffset(route: { query?: z.ZodType; body?: z.ZodType }): boolean {
  return [route.query, route.body].some(
    (schema) => schema !== undefined && 'shape' in schema && 'offset' in (schema.shape as object),
  )
}
