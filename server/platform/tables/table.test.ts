import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { openHouse, signIn, visit } from '../../../test/client.ts'
import { testDatabase } from '../../../test/database.ts'
import { defineRoute, page } from '../http/contract.ts'
import { problem } from '../problems/index.ts'
import { readSheet } from '../workbooks/index.ts'
import { exportOf } from './contract.ts'
import { implementTable } from './index.ts'

const database = await testDatabase()

const row = z.object({ number: z.number().int(), amount: z.string() })
const list = defineRoute({
  method: 'GET',
  path: '/api/trial/rows',
  summary: '行',
  tags: ['试'],
  access: 'staff',
  query: z.object({ from: z.coerce.number().int().default(1), ...page }),
  response: z.object({ rows: z.array(row), total: z.number().int() }),
})
const open = defineRoute({ ...list, path: '/api/trial/open/search', access: 'public' })

const server = await openHouse(database, [
  {
    name: 'trial',
    routes: (to) => {
      for (const route of [list, open])
        implementTable(
          to,
          route,
          async (act, { query }) => {
            if (act.caller.kind === 'staff' && act.caller.role === 'finance') throw problem('not_permitted')
            const rows = await act.tx<{ number: number; amount: bigint; secret: string }[]>`
              select n as number, n::bigint * 100 as amount, 'not in the contract' as secret
              from generate_series(${query.from}::int, 12001) n
              order by n limit ${query.limit} offset ${query.offset}`
            return { rows, total: 12_001 }
          },
          {
            title: '行',
            columns: [
              { key: 'number', title: '号' },
              { key: 'amount', title: '金额（元）', format: 'fen' },
              { key: (each) => JSON.stringify(each).includes('secret'), title: '约定之外' },
            ],
          },
        )
    },
  },
])

const leader = await signIn(server, database, { role: 'leader', area: '12' })

async function cells(content: Buffer): Promise<string[][]> {
  const rows: string[][] = []
  for await (const each of readSheet(content, { rows: 20_000, columns: 3 })) rows.push(each.cells)
  return rows
}

test('an export holds every row of the list once, in its order, and no more than the list’s contract shows', async () => {
  const answer = await leader.get('/api/trial/rows/export')
  assert.equal(answer.status, 200)
  const [head, ...rows] = await cells(answer.bytes)
  assert.deepEqual(head, ['号', '金额（元）', '约定之外'])
  assert.deepEqual(
    rows.map(([number]) => Number(number)),
    Array.from({ length: 12_001 }, (_none, at) => at + 1),
  )
  assert.deepEqual(rows.at(-1), ['12001', '12001', '否'])
})

test('an export keeps to the list’s filter, and the audit log says who took along what and how much of it', async () => {
  const clerk = await signIn(server, database, { role: 'street_clerk', area: '120104008' })
  assert.equal((await cells((await clerk.get('/api/trial/rows/export?from=11999')).bytes)).length, 4)
  const [entry] = await database.owner<{ act: string; detail: Record<string, unknown> }[]>`
    select act, detail from audit_entry where account_id = ${clerk.account_id as string}`
  assert.equal(entry?.act, 'table.export')
  assert.deepEqual(entry?.detail, { table: '/api/trial/rows', filter: { from: 11999 }, rows: 3 })
})

test('who may not read the list may not take it along, and a public list is taken along by name only', async () => {
  const finance = await signIn(server, database, { role: 'finance', area: '12' })
  assert.equal((await finance.get('/api/trial/rows')).status, 403)
  assert.equal((await finance.get('/api/trial/rows/export')).status, 403)
  const entries = await database.owner`
    select from audit_entry where account_id = ${finance.account_id as string}`
  assert.equal(entries.length, 0)
  const stranger = await visit(server)
  assert.equal((await stranger.get('/api/trial/open/search')).status, 200)
  assert.equal(exportOf(open).path, '/api/trial/open/export')
  assert.equal((await stranger.get('/api/trial/open/export')).status, 401)
})
