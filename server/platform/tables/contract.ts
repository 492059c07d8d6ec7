/** The export of a list: the same filter and rights, all of its rows as a workbook instead of one page as JSON. */
import { z } from 'zod'
import type { RouteDefinition } from '../http/contract.ts'

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The route that exports what `list` lists: `/api/visits/export` for `/api/visits`, `…/export` for `…/search`. */
export function exportOf<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  list: RouteDefinition<Params, Query, Body>,
): RouteDefinition<Params, Query, Body, z.ZodAny> {
  return {
    ...list,
    path: `${list.path.replace(/\/search$/, '')}/export`,
    summary: `导出（Excel）：${list.summary}`,
    // Whoever takes a list along is known by name, also where everybody may read it.
    access: list.access === 'public' ? 'staff' : list.access,
    ...(list.query && { query: unpaged(list.query) }),
    ...(list.body && { body: unpaged(list.body) }),
    response: z.any(),
    produces: workbook,
  }
}

/** Without `limit` and `offset`: an export has one page. */
function unpaged<Schema extends z.ZodType>(schema: Schema): Schema {
  if (!(schema instanceof z.ZodObject)) return schema
  const mask = Object.fromEntries(
    ['limit', 'offset'].filter((key) => key in schema.shape).map((key) => [key, true]),
  )
  return schema.omit(mask as Record<string, true>) as unknown as Schema
}
