/** Contracts of insight: a programme's page by division, and the records behind each figure. */
import { z } from 'zod'
import { code, defineRoute, divisionCode, fenText, isoDate, page } from '../platform/http/contract.ts'

const tags = ['数据']
const count = z.number().int()
const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const scope = { division_code: divisionCode.optional(), as_of: isoDate.optional() }

export const indicatorView = z.object({
  indicator_id: z.string(),
  title: z.string(),
  unit: z.enum(['people', 'households', 'fen', 'cases']),
  /** Fen as text; counts as text too, so that both kinds read alike. */
  value: fenText,
  population: z.string(),
  source: z.string(),
})

export const divisionFigures = z.object({
  division_code: divisionCode,
  name: z.string(),
  residents: count,
  people: count,
  households: count,
  spend: fenText,
  open_cases: count,
  overdue_cases: count,
  /** People on the programme among a thousand residents, with one decimal; null where nobody lives. */
  per_thousand: z.number().nullable(),
})

export const insightRoutes = {
  list_dashboards: defineRoute({
    method: 'GET',
    path: '/api/insight/dashboards',
    summary: '有数据页的项目，各有多少人、多少件',
    tags,
    access: 'staff',
    query: z.object(scope),
    response: z.object({
      division_code: divisionCode,
      division_name: z.string(),
      as_of: isoDate,
      /** The month whose payments are summed. */
      month: isoDate,
      rows: z.array(
        z.object({
          programme_id: z.string(),
          title: z.string(),
          counted: z.string().describe('人数、户数数的是什么：在保，本年救助'),
          people: count,
          households: count,
          spend: fenText,
          open_cases: count,
          overdue_cases: count,
        }),
      ),
    }),
  }),
  get_dashboard: defineRoute({
    method: 'GET',
    path: '/api/insight/dashboards/:programme_id',
    summary: '一个项目的数据页：总数、各区、走势',
    tags,
    access: 'staff',
    params: z.object({ programme_id: code }),
    query: z.object(scope),
    response: z.object({
      programme_id: z.string(),
      title: z.string(),
      counted: z.string().describe('人数、户数数的是什么：在保，本年救助'),
      division_code: divisionCode,
      division_name: z.string(),
      as_of: isoDate,
      /** The month whose payments are summed. */
      month: isoDate,
      residents: count,
      people: indicatorView,
      households: indicatorView,
      spend: indicatorView,
      open_cases: indicatorView,
      overdue_cases: indicatorView,
      divisions: z.array(divisionFigures),
      trend: z.object({
        title: z.string(),
        unit: z.enum(['fen', 'people']),
        source: z.string(),
        points: z.array(z.object({ month: isoDate, value: fenText })),
        marks: z.array(z.object({ month: isoDate, label: z.string() })),
      }),
    }),
  }),
  export_dashboard: defineRoute({
    method: 'GET',
    path: '/api/insight/dashboards/:programme_id/export',
    summary: '导出一个项目各区划的数字（Excel）',
    tags,
    access: 'staff',
    params: z.object({ programme_id: code }),
    query: z.object(scope),
    response: z.any(),
    produces: workbook,
  }),
  export_indicator_records: defineRoute({
    method: 'GET',
    path: '/api/insight/indicators/:indicator_id/export',
    summary: '导出一个数字背后的全部记录（Excel）',
    tags,
    access: 'staff',
    params: z.object({ indicator_id: code }),
    query: z.object(scope),
    response: z.any(),
    produces: workbook,
  }),
  list_indicator_records: defineRoute({
    method: 'GET',
    path: '/api/insight/indicators/:indicator_id/records',
    summary: '一个数字背后的记录',
    tags,
    access: 'staff',
    params: z.object({ indicator_id: code }),
    query: z.object({ ...page, ...scope }),
    response: z.object({
      indicator_id: z.string(),
      title: z.string(),
      unit: z.enum(['people', 'households', 'fen', 'cases']),
      population: z.string(),
      source: z.string(),
      division_code: divisionCode,
      division_name: z.string(),
      as_of: isoDate,
      columns: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          numeric: z.boolean().optional(),
          unit: z.enum(['fen', 'people', 'date']).optional(),
        }),
      ),
      rows: z.array(
        z.object({
          record_id: z.string(),
          path: z.string().nullable(),
          cells: z.record(z.string(), z.string().nullable()),
          value: fenText,
        }),
      ),
      total: count,
    }),
  }),
}
