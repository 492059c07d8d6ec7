/** The HTTP face of insight. */
import type { FastifyInstance } from 'fastify'
import { streamTable } from '../platform/tables/index.ts'
import { implement, implementStream } from '../platform/http/index.ts'
import { authoriseFigures } from './access.ts'
import { insightRoutes as routes } from './contract.ts'
import { exportDashboard, exportIndicatorRecords } from './export.ts'
import { listDashboards } from './indicators/model.ts'
import { getDashboard, listIndicatorRecords } from './service.ts'

export function registerInsightRoutes(server: FastifyInstance): void {
  implement(server, routes.list_dashboards, (act) => {
    authoriseFigures(act, undefined)
    return { rows: listDashboards().map(({ programme_id, title }) => ({ programme_id, title })) }
  })
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
