import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { implement } from '../../platform/http/index.ts'
import type { Module } from '../../platform/http/index.ts'
import { divisionRoutes } from './contract.ts'
import type { divisionKind } from './contract.ts'
import type { DivisionRow } from './queries.ts'
import { readOutline } from './outline.ts'
import { getDivision, listDivisions } from './service.ts'

export const divisionsModule: Module = { name: 'divisions', routes }

function routes(server: FastifyInstance): void {
  implement(server, divisionRoutes.list_divisions, async (act, { query }) => ({
    rows: (await listDivisions(act, query)).map(viewOf),
  }))
  implement(server, divisionRoutes.get_outline, () => readOutline())
  implement(server, divisionRoutes.get_division, async (act, { params }) => {
    const division = await getDivision(act, params.division_code)
    return { ...viewOf(division), ancestors: division.ancestors.map(viewOf) }
  })
}

function viewOf(row: DivisionRow) {
  return { ...row, kind: row.kind as z.output<typeof divisionKind> }
}
