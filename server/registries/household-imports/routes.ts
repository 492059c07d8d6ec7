import type { FastifyInstance } from 'fastify'
import { streamWorkbook } from '../../platform/workbooks/index.ts'
import { implement, implementMultipart, implementStream } from '../../platform/http/index.ts'
import type { Module } from '../../platform/http/index.ts'
import { authorise } from './access.ts'
import { householdImportRoutes } from './contract.ts'
import type { ImportRow } from './queries.ts'
import { getErrorFile, getImport, listImports, listProblems, startImport } from './service.ts'
import { template } from './template.ts'

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
  implement(server, householdImportRoutes.list_imports, async (act, { query }) => {
    const { rows, total } = await listImports(act, query.limit, query.offset)
    return { rows: rows.map((row) => viewOf(row)), total }
  })
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
