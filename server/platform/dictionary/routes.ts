import type { FastifyInstance } from 'fastify'
import type { Module } from '../http/index.ts'
import { implementTable } from '../tables/index.ts'
import { listDictionaryEntries } from './contract.ts'
import { listEntries } from './queries.ts'

export const dictionaryModule: Module = { name: 'dictionary', routes }

function routes(server: FastifyInstance): void {
  implementTable(
    server,
    listDictionaryEntries,
    async (act, { params, query }) => ({
      rows: await listEntries(act.tx, params.dictionary, query.on ?? act.today),
    }),
    {
      title: '字典',
      columns: [
        { key: 'code', title: '代码', width: 20 },
        { key: 'label', title: '说法', width: 32 },
        { key: 'position', title: '次序', width: 8 },
        { key: 'source', title: '出处', width: 40 },
        {
          key: ({ source_mark }) => (source_mark === null || 'OT'.includes(source_mark) ? '' : '待核实'),
          title: '核实',
        },
      ],
    },
  )
}
