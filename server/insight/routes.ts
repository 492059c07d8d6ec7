/** The HTTP face of insight. */
import type { FastifyInstance } from 'fastify'
import { implementTable, streamTable } from '../platform/tables/index.ts'
import { implement, implementStream } from '../platform/http/index.ts'
import { insightRoutes as routes } from './contract.ts'
import { exportDashboard, exportIndicatorRecords } from './export.ts'
import { getDashboard, listDashboardTotals, listIndicatorRecords } from './service.ts'

export function registerInsightRoutes(server: FastifyInstance): void {
  implementTable(
    server,
    routes.list_dashboards,
    (act, { query }) => listDashboardTotals(act, { division_code: query.division_code, as_of: query.as_of }),
    {
      title: '各项目的数',
      columns: [
        { key: 'title', title: '项目', width: 24 },
        { key: 'counted', title: '口径' },
        { key: 'people', title: '人数（人）' },
        { key: 'households', title: '户数（户）' },
        { key: 'spend', title: '本月发放（元）', format: 'fen' },
        { key: 'open_cases', title: '在办（件）' },
        { key: 'overdue_cases', title: '超期（件）' },
      ],
    },
  )
  implement(server, routes.get_dashboard, (act, { params, query }) =>
    getDashboard(act, { ...params, division_code: query.division_code, as_of: query.as_of }),
  )
  implement(server, routes.list_indicator_records, (act, { params, query }) =>
    listIndicatorRecords(act, {
      ...params,
      ...query,
      division_code: query.division_code,
      as_of: query.as_of,
    }),
  )
  implementStream(
    server,
    routes.export_dashboard,
    async (act, { params, query }, reply) =>
      streamTable(
        act,
        reply,
        await exportDashboard(act, { ...params, division_code: query.division_code, as_of: query.as_of }),
        { table: routes.get_dashboard.path, ...params, filter: query },
      ),
    { writes: true },
  )
  implementStream(
    server,
    routes.export_indicator_records,
    async (act, { params, query }, reply) =>
      streamTable(
        act,
        reply,
        await exportIndicatorRecords(act, {
          ...params,
          division_code: query.division_code,
          as_of: query.as_of,
        }),
        { table: routes.list_indicator_records.path, ...params, filter: query },
      ),
    { writes: true },
  )
}
