import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { connect as tlsConnect } from 'node:tls'
import { makeRoot, makeServerCertificate } from '../test/certificates.ts'
import { startOldPostgres } from '../test/old-postgres.ts'
import { bringUpToDate, openDatabase, within } from './database.ts'
import { connect, startPostgres, StartRefused } from './platform/db/index.ts'
import { drainJobs, installJobs } from './platform/jobs/index.ts'

const password = 'made-up: 50%@/#?&=海'

/** Somebody else's server: what we do there must not reach the one that the other tests share. */
const folder = mkdtempSync(join(tmpdir(), 'haihe-given-'))
chmodSync(folder, 0o711)
// The name is too long for a unix socket: the server listens on 127.0.0.1, as somebody else's would.
const server = await startPostgres({ dataFolder: join(folder, 'd'.repeat(100)), throwAway: true })
const place = server.target('superuser', 'postgres')
const superuser = connect(place, { max: 1 })
await superuser.unsafe(`create role city_maker login createrole password '${password}'`)
await superuser.unsafe(`create role reader login password '${password}'`)
await superuser.unsafe('create database city owner city_maker')
await superuser.unsafe('create database encrypted owner city_maker')
after(async () => {
  await superuser.end()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const url = (
  user: string,
  { word = password, host = 'localhost', port = place.port, database = 'city', query = '' } = {},
) => `postgres://${user}:${encodeURIComponent(word)}@${host}:${port}/${database}${query}`

const open = (DATABASE_URL: string, HAIHE_SCHEMA = 'tianjin') =>
  openDatabase({ HAIHE_DATA: mkdtempSync(join(folder, 'data-')), HAIHE_SCHEMA, DATABASE_URL })

/** The start is refused, in words that match and without the password. */
async function assertRefused(opening: Promise<unknown>, said: RegExp): Promise<void> {
  await assert.rejects(opening, (error) => {
    assert.ok(error instanceof StartRefused, String(error))
    assert.match(error.message, said)
    assert.ok(!error.message.includes(password))
    return true
  })
}

test('with DATABASE_URL a city is made by a user who may create roles and owns the database', async () => {
  const data = mkdtempSync(join(folder, 'data-'))
  for (const expected of [true, true]) {
    const database = await openDatabase({
      HAIHE_DATA: data,
      HAIHE_SCHEMA: 'wuhan',
      DATABASE_URL: url('city_maker'),
    })
    const owner = connect(database.target('owner'), { schema: 'wuhan', max: 2 })
    assert.deepEqual(await within(owner, bringUpToDate), { empty: expected })
    const application = connect(database.target('application'), { schema: 'wuhan', max: 1 })
    assert.equal(
      (await within(application, (pool) => pool`select current_user`))[0]?.['current_user'],
      'haihe_app',
    )
    await database.close()
  }
  const [left] = await superuser`select 1 as answer`
  assert.equal(left?.['answer'], 1)
})

test('a user of DATABASE_URL who may not create roles is told what to run', () =>
  assertRefused(open(url('reader')), /无权建立角色和模式.*createrole/))

test('a wrong password, an unknown user and an unknown database are told apart from a server that is not there', async () => {
  await assertRefused(open(url('reader', { word: 'other' })), /用户 reader 的密码不正确/)
  await assertRefused(open(url('nobody_here', { word: 'other' })), /用户 nobody_here 的密码不正确/)
  await assertRefused(open(url('reader', { database: 'wuhan' })), /没有名为 wuhan 的数据库/)
  await assertRefused(
    open(url('reader', { host: 'no-such-host.invalid' })),
    /找不到主机 no-such-host\.invalid/,
  )
  await assertRefused(open(url('reader', { port: await closedPort() })), /localhost:\d+ 没有数据库在运行/)
})

test('an older PostgreSQL is refused with its version and the one that is needed', async () => {
  const old = await startOldPostgres(160_003, '16.3')
  try {
    await assertRefused(
      open(url('reader', { host: '127.0.0.1', port: old.port })),
      /指向的是 PostgreSQL 16\.3，海河需要 PostgreSQL 18/,
    )
  } finally {
    old.stop()
  }
})

test('a schema that somebody else made is left alone', async () => {
  const city = connect({ ...place, database: 'city' }, { max: 1 })
  await within(city, (pool) => pool.unsafe('create schema beijing authorization reader'))
  await assertRefused(
    open(url('city_maker'), 'beijing'),
    /已有模式 beijing，属于 reader，不是海河建立的.*HAIHE_SCHEMA/,
  )
})

test('a connection is encrypted where that is asked for, and the server proves who it is as far as that is asked for', async () => {
  const asked = (mode: string, host = 'localhost', file = '') =>
    open(
      url('city_maker', {
        host,
        database: 'encrypted',
        query: `?sslmode=${mode}${file && `&sslrootcert=${encodeURIComponent(file)}`}`,
      }),
    )
  await assertRefused(asked('require'), /不能建立加密连接，请核对服务器是否启用了 TLS/)
  const root = makeRoot('Haihe test root')
  const stranger = write('stranger.pem', makeRoot('Somebody else').certificate)
  const trusted = write('root.pem', root.certificate)
  await encrypt(makeServerCertificate(['localhost'], root))

  for (const [mode, file] of [
    ['require', ''],
    ['require', trusted],
    ['verify-ca', trusted],
    ['verify-full', trusted],
  ] as const) {
    const database = await asked(mode, 'localhost', file)
    const owner = connect(database.target('owner'), { max: 2 })
    await within(owner, async (pool) => {
      const [row] = await pool`select ssl from pg_stat_ssl where pid = pg_backend_pid()`
      assert.deepEqual(row, { ssl: true }, mode)
      await bringUpToDate(pool)
    })
    // The queue has a driver of its own.
    await installJobs(database.target('owner'), 'tianjin')
    const pool = connect(database.target('application'), { max: 2 })
    const clock = { today: () => '2017-09-01', now: () => '2017-09-01T01:00:00.000Z' }
    await within(pool, () =>
      drainJobs({ target: database.target('application'), schema: 'tianjin', pool, clock }),
    )
  }
  const unproven = /服务器证书未通过校验.*sslrootcert/
  await assertRefused(asked('verify-full'), unproven)
  for (const mode of ['require', 'verify-ca', 'verify-full'])
    await assertRefused(asked(mode, 'localhost', stranger), unproven)
  // The certificate names another host: who asks for that only is refused.
  await encrypt(makeServerCertificate(['db.example'], root))
  await assertRefused(asked('verify-full', 'localhost', trusted), /服务器证书不是发给 localhost 的/)
  await (await asked('verify-ca', 'localhost', trusted)).close()
})

function write(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** Has the server answer with this certificate from now on. */
async function encrypt({ certificate, key }: { certificate: string; key: string }): Promise<void> {
  const [row] = await superuser<{ cluster: string }[]>`select current_setting('data_directory') as cluster`
  const cluster = row?.cluster ?? ''
  const { uid, gid } = statSync(cluster)
  for (const [name, text] of [
    ['server.crt', certificate],
    ['server.key', key],
  ] as const) {
    writeFileSync(join(cluster, name), text, { mode: 0o600 })
    chownSync(join(cluster, name), uid, gid)
  }
  await superuser.unsafe('alter system set ssl = on')
  await superuser`select pg_reload_conf()`
  const expected = new X509Certificate(certificate).fingerprint256
  while ((await presented()) !== expected) await delay(20)
}

/** The fingerprint of the certificate that the server shows whoever asks for encryption now. */
async function presented(): Promise<string | undefined> {
  const plain = createConnection(place.port, '127.0.0.1')
  plain.on('error', () => undefined)
  plain.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]))
  const [answer] = (await once(plain, 'data')) as [Buffer]
  if (answer.toString() !== 'S') {
    plain.destroy()
    return undefined
  }
  const secured = tlsConnect({ socket: plain, rejectUnauthorized: false })
  await once(secured, 'secureConnect')
  const { fingerprint256 } = secured.getPeerCertificate()
  secured.destroy()
  return fingerprint256
}

async function closedPort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}
