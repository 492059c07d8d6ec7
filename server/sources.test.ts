import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { readEnvironment } from './environment.ts'
import { findPartner, usePartners } from './platform/exchange/index.ts'
import { openSources, readConfiguration } from './sources.ts'

const folder = mkdtempSync(join(tmpdir(), 'haihe-open-sources-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const settings = readEnvironment({ HAIHE_DATA: folder, HAIHE_RESIDENTS: '3000' })

const listens = (address: string) =>
  fetch(address, { method: 'POST', body: '{}' }).then(
    ({ status }) => status === 401,
    () => false,
  )

async function eventually(what: () => Promise<boolean>): Promise<void> {
  while (!(await what())) await delay(50)
}

test('the demonstration starts its sources, they come back when they are killed, and end with the house', async () => {
  const sources = await openSources(settings)
  const { address } = sources.partners[0]!
  // Ten that a means check asks, and the insurer that rosters go to.
  assert.equal(sources.partners.length, 11)
  await eventually(() => listens(address))
  const first = sources.process_id()!
  process.kill(first, 'SIGKILL')
  await eventually(async () => !(await listens(address)))
  await eventually(() => listens(address))
  assert.notEqual(sources.process_id(), first)
  sources.close()
  await eventually(async () => !(await listens(address)))
  await delay(2500)
  assert.equal(await listens(address), false, 'closed for good')
})

test('when another program has taken their port meanwhile they come back elsewhere, and the house asks there', async () => {
  const sources = await openSources(settings)
  usePartners(sources.partners)
  const { address, partner_id } = sources.partners[0]!
  process.kill(sources.process_id()!, 'SIGKILL')
  await eventually(async () => !(await listens(address)))
  const other = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => other.listen(Number(new URL(address).port), '127.0.0.1', resolve))
  try {
    await eventually(async () => {
      const now = findPartner(partner_id)!.address
      return now !== address && (await listens(now))
    })
  } finally {
    sources.close()
    other.close()
    usePartners([])
  }
})

test('a production house without a file asks nobody; a file that others can read, or that names no source, is refused', async () => {
  const secret = 'c2VjcmV0IG9mIHRoaXJ0eS10d28gcmFuZG9tIGJ5dGVzIQ9'
  const path = join(folder, 'sources.json')
  const write = (content: object) => writeFileSync(path, JSON.stringify(content), { mode: 0o600 })
  assert.deepEqual(
    (await openSources({ ...settings, HAIHE_MODE: 'production', HAIHE_SOURCES: undefined })).partners,
    [],
  )
  write({ tax: { address: 'https://tax.example/haihe', secret } })
  assert.deepEqual(
    readConfiguration(path).map(({ partner_id }) => partner_id),
    ['tax'],
  )
  write({ neighbour: { address: 'https://neighbour.example/haihe', secret } })
  assert.throws(() => readConfiguration(path), /没有来源 neighbour/)
  chmodSync(path, 0o644)
  assert.throws(() => readConfiguration(path), /别人能读/)
  assert.throws(() => readConfiguration(join(folder, 'none.json')), /文件不存在/)
})
