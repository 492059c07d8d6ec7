/** Rosters' routes: contracts joined to verbs. */
import type { FastifyInstance } from 'fastify'
import { streamRows } from '../../platform/db/index.ts'
import { implement, implementStream } from '../../platform/http/index.ts'
import { notFound } from '../../platform/problems/index.ts'
import { streamWorkbook, type WorkbookColumn } from '../../platform/workbooks/index.ts'
import { authoriseRoster, mayRoster } from './access.ts'
import { rosterRoutes as routes } from './contract.ts'
import { getRosterKind, listRosterKinds } from './kinds.ts'
import * as queries from './queries.ts'
import type { RosterCounts, RosterLineRow } from './queries.ts'
import { askForRoster } from './drawing.ts'
import { findLatestDrawing } from './drawing-queries.ts'
import { getRoster, reconcileRoster, resendLines, sendRoster } from './service.ts'

const view = (row: RosterCounts) => {
  const { title, office } = getRosterKind(row.kind)
  return { ...row, title, office }
}

const stateTitles: Record<RosterLineRow['state'], string> = {
  drafted: '待送出',
  sent: '已送出',
  pending: '对方办理中',
  accepted: '已回执',
  rejected: '对方不收',
  failed: '没有最终回执',
}

const columns: WorkbookColumn<RosterLineRow>[] = [
  { key: 'name', title: '姓名' },
  { key: 'division_name', title: '社区（村）', width: 24 },
  { key: (row) => (row.act === 'join' ? '参加' : '退出'), title: '增减', width: 8 },
  { key: (row) => row.content['group'] ?? '', title: '类别', width: 18 },
  { key: (row) => stateTitles[row.state], title: '回执' },
  { key: 'amount', title: '金额（元）', format: 'fen' },
  { key: 'reason', title: '原因', width: 28 },
  { key: 'finished_on', title: '回执日期' },
]

const rosterColumns: WorkbookColumn<RosterCounts>[] = [
  { key: 'year', title: '年度', width: 8 },
  { key: (row) => getRosterKind(row.kind).title, title: '名册' },
  { key: 'division_name', title: '区' },
  { key: (row) => getRosterKind(row.kind).office, title: '送给', width: 18 },
  { key: 'drafted', title: '待送出', width: 10 },
  { key: 'waiting', title: '等回执', width: 10 },
  { key: 'accepted', title: '已回执', width: 10 },
  { key: 'rejected', title: '不收', width: 10 },
  { key: 'failed', title: '失败', width: 10 },
  { key: 'amount', title: '有回执的金额（元）', format: 'fen' },
]

export function registerRosterRoutes(server: FastifyInstance): void {
  reading(server)
  acting(server)
}

function reading(server: FastifyInstance): void {
  implement(server, routes.list_rosters, async (act, { query }) => {
    authoriseRoster(act, 'view_roster')
    const rows = await queries.listRosters(act.tx, { roster_id: null, ...query })
    return {
      rows: rows.map(view),
      total: rows[0]?.total ?? 0,
      may_draw: mayRoster(act, 'draw_roster'),
      kinds: listRosterKinds().map(({ kind, title, office }) => ({ kind, title, office })),
    }
  })
  implement(server, routes.get_roster, async (act, { params }) => {
    authoriseRoster(act, 'view_roster')
    const [row] = await queries.listRosters(act.tx, { ...params, limit: 1, offset: 0 })
    if (row === undefined) throw notFound()
    return {
      roster: view(row),
      drawing: (await findLatestDrawing(act.tx, params.roster_id)) ?? null,
      may_draw: mayRoster(act, 'draw_roster'),
      reconciliations: await queries.listReconciliations(act.tx, params.roster_id),
    }
  })
  implement(server, routes.list_roster_lines, async (act, { params, query }) => {
    authoriseRoster(act, 'view_roster')
    await getRoster(act, params.roster_id)
    const rows = await queries.listLines(act.tx, { ...params, ...query, state: query.state ?? null })
    return { rows, total: rows[0]?.total ?? 0 }
  })
  implementStream(server, routes.export_rosters, (act, _asked, reply) => {
    authoriseRoster(act, 'view_roster')
    const rows = streamRows(queries.listRosters(act.tx, { roster_id: null, limit: null, offset: 0 }))
    return streamWorkbook(reply, { title: '名册', columns: rosterColumns, rows })
  })
  implementStream(server, routes.export_roster_lines, (act, { params, query }, reply) => {
    authoriseRoster(act, 'view_roster')
    const filter = { ...params, state: query.state ?? null, limit: null, offset: 0 }
    const rows = streamRows(queries.listLines(act.tx, filter))
    return streamWorkbook(reply, { title: '名册', columns, rows })
  })
}

function acting(server: FastifyInstance): void {
  implement(server, routes.draw_roster, (act, { body }) => askForRoster(act, body))
  implement(server, routes.send_roster, async (act, { params }) => ({
    lines: await sendRoster(act, params),
  }))
  implement(server, routes.resend_roster_lines, async (act, { params, body }) => ({
    lines: await resendLines(act, { ...params, ...body }),
  }))
  implement(server, routes.reconcile_roster, async (act, { params }) => ({
    roster_reconciliation_id: await reconcileRoster(act, params),
  }))
}
