import type { FastifyInstance } from 'fastify'
import { implement } from '../http/index.ts'
import type { Module } from '../http/index.ts'
import { listDictionaryEntries } from './contract.ts'
import { listEntries } from './queries.ts'

export const dictionaryModule: Module = { name: 'dictionary', routes }

function routes(server: FastifyInstance): void {
  implement(server, listDictionaryEntries, async (act, { params, query }) => ({
    rows: await listEntries(act.tx, params.dictionary, query.on ?? act.today),
  }))
}
