/** The HTTP face of the simulation. */
import type { FastifyInstance } from 'fastify'
import { implement, implementStream } from '../../platform/http/index.ts'
import { streamWorkbook } from '../../platform/workbooks/index.ts'
import { exportAffected, listAffected } from './affected.ts'
import { simulationRoutes as routes } from './contract.ts'
import { exportDivisions } from './divisions.ts'
import { compareSchemes, readSnapshot } from './service.ts'
import { getSimulation } from './state.ts'

export function registerSimulationRoutes(server: FastifyInstance): void {
  implement(server, routes.get_simulation, (act, { query }) => getSimulation(act, query.date ?? act.today))
  implement(server, routes.read_simulation_snapshot, (act, { body }) => readSnapshot(act, body.as_of))
  implement(server, routes.compare_schemes, (act, { body }) => compareSchemes(act, body))
  implement(server, routes.list_affected_households, (act, { params, query }) =>
    listAffected(act, { ...params, ...query }),
  )
  implementStream(
    server,
    routes.export_affected_households,
    async (act, { params, query }, reply) =>
      streamWorkbook(reply, await exportAffected(act, { ...params, ...query })),
    { writes: true },
  )
  implementStream(
    server,
    routes.export_division_impacts,
    async (act, { params, query }, reply) =>
      streamWorkbook(reply, await exportDivisions(act, { ...params, ...query })),
    { writes: true },
  )
}
