import type { FastifyInstance } from 'fastify'
import { implement, implementStream } from '../../platform/http/index.ts'
import type { Module } from '../../platform/http/index.ts'
import { implementTable } from '../../platform/tables/index.ts'
import { streamWorkbook } from '../../platform/workbooks/index.ts'
import { maskIdentityNumber } from '../identifiers/index.ts'
import { relationTitle } from '../people/index.ts'
import { staffRelativeRoutes } from './contract.ts'
import type { RegisteredRelativeRow } from './queries.ts'
import {
  declareOwnRelative,
  endRelative,
  exportRelatives,
  listColleaguesOfArea,
  listOwnRelatives,
  listRelatives,
  registerRelative,
} from './service.ts'

export const staffRelativesModule: Module = { name: 'staff-relatives', routes }

function viewOf({ identity_number, own, ...row }: RegisteredRelativeRow) {
  return {
    ...row,
    masked_identity_number: identity_number === null ? null : maskIdentityNumber(identity_number),
    may_end: row.until === null && !own,
  }
}

function routes(server: FastifyInstance): void {
  implementTable(server, staffRelativeRoutes.list_own_relatives, (act) => listOwnRelatives(act), {
    title: '我申报的近亲属',
    columns: [
      { key: 'name', title: '近亲属', width: 14 },
      { key: (row) => relationTitle(row.relation, '0'), title: '是我的', width: 12 },
      { key: 'from', title: '从', width: 14 },
      { key: 'until', title: '到（不含）', width: 14 },
      { key: 'declared_on', title: '登记日期', width: 14 },
      { key: (row) => (row.by_oneself ? '本人申报' : '区、市登记'), title: '怎么登记的', width: 14 },
      { key: 'basis', title: '依据', width: 28 },
      { key: 'end_reason', title: '结束原因', width: 28 },
    ],
  })
  implement(server, staffRelativeRoutes.declare_own_relative, (act, { body }) =>
    declareOwnRelative(act, body),
  )
  implement(server, staffRelativeRoutes.list_relatives, async (act, { query }) => {
    const { rows, total } = await listRelatives(act, query)
    return { rows: rows.map(viewOf), total }
  })
  implementStream(server, staffRelativeRoutes.export_relatives, async (act, { body }, reply) =>
    streamWorkbook(reply, {
      title: '近亲属备案',
      columns: [
        { key: 'staff_name', title: '工作人员', width: 14 },
        { key: 'unit_name', title: '单位', width: 28 },
        { key: (row) => relationTitle(row.relation, '0'), title: '是他的', width: 12 },
        { key: 'name', title: '近亲属', width: 14 },
        { key: 'masked_identity_number', title: '证件号码', width: 24 },
        { key: 'division_path', title: '所在地', width: 40 },
        { key: 'from', title: '从', width: 14 },
        { key: 'until', title: '到（不含）', width: 14 },
        { key: 'declared_on', title: '登记日期', width: 14 },
        { key: 'declared_by_name', title: '登记人', width: 14 },
        { key: 'basis', title: '依据', width: 28 },
        { key: 'end_reason', title: '结束原因', width: 28 },
      ],
      rows: (await exportRelatives(act, body.state)).map(viewOf),
    }),
  )
  implement(server, staffRelativeRoutes.list_colleagues_of_area, async (act) => ({
    rows: await listColleaguesOfArea(act),
  }))
  implement(server, staffRelativeRoutes.register_relative, (act, { body }) => registerRelative(act, body))
  implement(server, staffRelativeRoutes.end_relative, async (act, { params, body }) =>
    viewOf(await endRelative(act, params.staff_relative_id, body)),
  )
}
