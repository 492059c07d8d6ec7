import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { streamTable } from '../../platform/tables/index.ts'
import { implement, implementStream } from '../../platform/http/index.ts'
import type { Module } from '../../platform/http/index.ts'
import { personViewOf } from '../people/index.ts'
import { authorise } from './access.ts'
import { householdRoutes } from './contract.ts'
import type { householdFilter } from './contract.ts'
import { registerBirth, registerDeath } from './life-events.ts'
import { exportHouseholds, getHouseholdPage, getMyHouseholdPage, listHouseholds } from './page.ts'
import type { HouseholdFilter } from './queries.ts'
import { changeHead, createHousehold, join, leave, move } from './service.ts'

export const householdsModule: Module = { name: 'households', routes }

function routes(server: FastifyInstance): void {
  readingRoutes(server)
  changingRoutes(server)
  lifeRoutes(server)
}

function readingRoutes(server: FastifyInstance): void {
  implement(server, householdRoutes.list_households, (act, { query }) =>
    listHouseholds(act, filterOf(query), query.limit, query.offset),
  )
  implementStream(
    server,
    householdRoutes.export_households,
    (act, { query }, reply) => {
      authorise(act, 'export')
      return streamTable(
        act,
        reply,
        {
          title: '家庭',
          columns: [
            { key: 'head_name', title: '户主', width: 14 },
            { key: 'member_count', title: '人口', width: 8 },
            { key: 'register_kind_title', title: '户口类别', width: 10 },
            { key: 'division_path', title: '所在地', width: 40 },
            { key: 'address', title: '住址', width: 40 },
            { key: 'established_on', title: '立户日期', width: 14 },
            { key: 'dissolved_on', title: '注销日期', width: 14 },
          ],
          rows: exportHouseholds(act, filterOf(query)),
        },
        { table: householdRoutes.list_households.path, filter: query },
      )
    },
    { writes: true },
  )
  implement(server, householdRoutes.get_household, (act, { params, query }) =>
    getHouseholdPage(act, params.household_id, query),
  )
  implement(server, householdRoutes.get_my_household, (act) => getMyHouseholdPage(act))
}

function changingRoutes(server: FastifyInstance): void {
  implement(server, householdRoutes.create_household, async (act, { body }) =>
    getHouseholdPage(act, await createHousehold(act, body), {}),
  )
  implement(server, householdRoutes.join, async (act, { params, body }) => {
    await join(act, params.household_id, body)
    return getHouseholdPage(act, params.household_id, {})
  })
  implement(server, householdRoutes.leave, async (act, { params, body }) => {
    await leave(act, params.household_id, { ...body, person_id: params.person_id })
    return getHouseholdPage(act, params.household_id, {})
  })
  implement(server, householdRoutes.change_head, async (act, { params, body }) => {
    await changeHead(act, params.household_id, body)
    return getHouseholdPage(act, params.household_id, {})
  })
  implement(server, householdRoutes.move, (act, { params, body }) => move(act, params.household_id, body))
}

function lifeRoutes(server: FastifyInstance): void {
  implement(server, householdRoutes.register_birth, async (act, { params, body }) => ({
    person: personViewOf(await registerBirth(act, params.household_id, body), act.today),
  }))
  implement(server, householdRoutes.register_death, async (act, { params, body }) => ({
    person: personViewOf(await registerDeath(act, params.person_id, body), act.today),
  }))
}

function filterOf(query: z.output<typeof householdFilter>): Omit<HouseholdFilter, 'day'> {
  return {
    division: query.division ?? null,
    register_kind: query.register_kind ?? null,
    member_count_min: query.member_count_min ?? null,
    member_count_max: query.member_count_max ?? null,
    established_from: query.established_from ?? null,
    established_to: query.established_to ?? null,
    state: query.state,
  }
}
