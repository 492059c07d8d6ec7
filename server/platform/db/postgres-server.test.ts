import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { connect } from './connect.ts'
import { startPostgres } from './postgres-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'haihe-log-'))
chmodSync(folder, 0o711)
// Last year's log of a start, grown long.
const startLog = join(folder, 'postgres.log')
writeFileSync(startLog, 'old\n'.repeat(100_000))
const server = await startPostgres({ dataFolder: folder })
after(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
})

test('PostgreSQL keeps a week of logs and writes over the oldest; the log of a start holds one start', async () => {
  assert.ok(statSync(startLog).size < 10_000, 'the old start is gone')
  const superuser = connect(server.target('superuser', 'postgres'), { max: 1 })
  const settings = await superuser<{ name: string; setting: string }[]>`
    select name, setting from pg_settings where name like 'log\\_%rotation%' or name = 'log_filename' order by name`
  assert.deepEqual(Object.fromEntries(settings.map(({ name, setting }) => [name, setting])), {
    log_filename: 'postgres-%a.log',
    log_rotation_age: '1440',
    log_rotation_size: '0',
    log_truncate_on_rotation: 'on',
  })
  await superuser`do $$ begin raise log 'a line for the log'; end $$`
  await superuser.end()
  const logs = join(folder, 'postgres', 'log')
  const written = () => readdirSync(logs).map((name) => readFileSync(join(logs, name), 'utf8'))
  for (let tries = 0; tries < 500 && !written().join('').includes('a line for the log'); tries += 1)
    await delay(20)
  assert.match(written().join(''), /a line for the log/)
  for (const name of readdirSync(logs)) assert.match(name, /^postgres-(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.log$/)
  assert.doesNotMatch(readFileSync(startLog, 'utf8'), /a line for the log/)
})
