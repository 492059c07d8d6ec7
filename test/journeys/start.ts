import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { startHaihe, temporaryFolder } from './harness.ts'

// Made up for this run: a real one is random, too.
const secret = { HAIHE_MODE: 'production', HAIHE_SECRET: randomBytes(32).toString('base64') }

test('a house that was killed starts again on the same data with nothing lost', async () => {
  const dataFolder = temporaryFolder()
  const first = await startHaihe({ dataFolder, residents: 1000 })
  const before = await (await fetch(`${first.address}/api/health`)).json()
  await first.kill()
  const second = await startHaihe({ dataFolder, residents: 1000 })
  assert.deepEqual(await (await fetch(`${second.address}/api/health`)).json(), before)
  assert.equal(await second.stop(), 0)
})

test('a second start on the same folder is refused, and so is a taken port', async () => {
  const house = await startHaihe({ environment: secret })
  await assert.rejects(
    startHaihe({ dataFolder: house.dataFolder, environment: secret }),
    /数据目录正在被另一个海河服务使用/,
  )
  const port = new URL(house.address).port
  await assert.rejects(startHaihe({ environment: { ...secret, PORT: port } }), /端口 \d+ 已被占用/)
})

test('a house whose DATABASE_URL leads nowhere ends at once with a word why', async () => {
  const nowhere = 'postgres://clerk:made-up@localhost:1/city'
  await assert.rejects(startHaihe({ environment: { ...secret, DATABASE_URL: nowhere } }), (error) => {
    assert.match(String(error), /无法连接 DATABASE_URL 指定的数据库：localhost:1 没有数据库在运行/)
    assert.match(String(error), /code 1\b/)
    assert.doesNotMatch(String(error), /made-up/)
    return true
  })
})

test('production refuses to start without a secret, or on a weak one', async () => {
  await assert.rejects(startHaihe({ environment: { HAIHE_MODE: 'production' } }), /HAIHE_SECRET/)
  await assert.rejects(
    startHaihe({ environment: { HAIHE_MODE: 'production', HAIHE_SECRET: 'secret'.repeat(12) } }),
    /HAIHE_SECRET/,
  )
  await assert.rejects(
    startHaihe({ environment: { PORT: 'http', HAIHE_RESIDENTS: '3' } }),
    /PORT, HAIHE_RESIDENTS/,
  )
})
