import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openHouse, visit } from '../../test/client.ts'
import { testDatabase } from '../../test/database.ts'
import { authModule } from '../platform/auth/index.ts'
import { administrationCommands } from './index.ts'

const database = await testDatabase()

test('a new city’s first administrators are made at the command line, each once, without a default password', async (context) => {
  const printed: string[] = []
  context.mock.method(console, 'log', (line: string) => printed.push(line))
  context.mock.method(console, 'error', (line: string) => printed.push(line))
  const run = (...given: string[]) =>
    administrationCommands[0]?.run({
      arguments: given,
      database: async () => ({ target: database.target, schema: 'tianjin' }),
    })
  const rest = ['--name', '安全员', '--area', '12', '--unit', '市民政局']
  assert.equal(await run('guard', '--role', 'leader', ...rest), 1)
  assert.equal(await run('guard', '--role', 'security_administrator', ...rest), 0)
  assert.equal(await run('guard2', '--role', 'security_administrator', ...rest), 1)
  const token = /一次性口令 ([\w-]{43})/.exec(printed.join('\n'))?.[1]
  const newcomer = await visit(await openHouse(database, [authModule], { mode: 'production' }))
  await newcomer.get('/api/session')
  const accepted = await newcomer.post('/api/session/invitation', { token, password: 'Herbst-Wind-42' })
  assert.deepEqual(accepted.body, { user_name: 'guard' })
  const entered = await newcomer.post('/api/session', { user_name: 'guard', password: 'Herbst-Wind-42' })
  assert.equal((entered.body['account'] as { post: { role: string } }).post.role, 'security_administrator')
})
