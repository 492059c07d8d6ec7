import type { FastifyInstance } from 'fastify'
import { implementTable } from '../../platform/tables/index.ts'
import { streamWorkbook } from '../../platform/workbooks/index.ts'
import { implement, implementMultipart, implementStream } from '../../platform/http/index.ts'
import type { Module } from '../../platform/http/index.ts'
import { authorise } from './access.ts'
import { householdImportRoutes } from './contract.ts'
import type { ImportRow } from './queries.ts'
import { getErrorFile, getImport, listImports, listProblems, startImport } from './service.ts'
import { template } from './template.ts'

const stateTitles = { waiting: '排队中', running: '正在读', done: '读完', failed: '文件不能用' }

export const householdImportsModule: Module = { name: 'household-imports', routes }

function routes(server: FastifyInstance): void {
  implementStream(server, householdImportRoutes.get_template, (act, _input, reply) => {
    authorise(act, 'import_households')
    return streamWorkbook(reply, template)
  })
  implementMultipart(server, householdImportRoutes.import_households, async (act, { body }) => {
    const { row, repeated } = await startImport(act, body.files[0])
    return viewOf(row, repeated)
  })
  implementTable(
    server,
    householdImportRoutes.list_imports,
    async (act, { query }) => {
      const { rows, total } = await listImports(act, query.limit, query.offset)
      return { rows: rows.map((row) => viewOf(row)), total }
    },
    {
      title: '导入记录',
      columns: [
        { key: 'file_name', title: '文件', width: 32 },
        { key: 'uploaded_on', title: '上传', width: 12 },
        { key: 'uploaded_by_name', title: '上传人' },
        { key: (row) => stateTitles[row.state], title: '状态' },
        { key: 'household_count', title: '已登记（户）', width: 14 },
        { key: 'person_count', title: '已登记（人）', width: 14 },
        { key: 'bad_row_count', title: '有错（行）', width: 14 },
        { key: 'failure', title: '文件不能用的原因', width: 32 },
      ],
    },
  )
  implement(server, householdImportRoutes.get_import, async (act, { params }) =>
    viewOf(await getImport(act, params.import_id)),
  )
  implement(server, householdImportRoutes.list_import_problems, (act, { params, query }) =>
    listProblems(act, params.import_id, query.limit, query.offset),
  )
  implementStream(server, householdImportRoutes.get_error_file, async (act, { params }, reply) => {
    const { titles, rows } = await getErrorFile(act, params.import_id)
    return streamWorkbook(reply, {
      title: '未登记的户',
      columns: [
        ...titles.map((title, at) => ({ title, key: (row: { cells: string[] }) => row.cells[at] })),
        { title: '错误说明', key: 'problems' as const, width: 60 },
      ],
      rows,
    })
  })
}

function viewOf(row: ImportRow, repeated = false) {
  return { ...row, repeated }
}
