import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, beforeEach, test } from 'node:test'
import fc from 'fast-check'
import { asStaff, testDatabase } from '../../../test/database.ts'
import { machineNow } from '../clock/index.ts'
import { audit, auditCommands, logLines, readBatches, readLogFile, sealEntries, verifyLog } from './index.ts'
import { canonical, merkleRoot } from './merkle.ts'

const database = await testDatabase()
const { application, owner } = database
const folder = mkdtempSync(join(tmpdir(), 'haihe-audit-'))
after(() => rmSync(folder, { recursive: true }))
const clerk = asStaff({ role: 'street_clerk', area: '120101001', display_name: '周敏' })

async function write(count: number): Promise<void> {
  await database.as(clerk, async (act) => {
    for (let number = 0; number < count; number += 1) {
      await audit(act, {
        act: 'case.accept',
        subject_kind: 'case',
        subject_id: `case-${number}`,
        division_code: '120101001',
        detail: { amount: 74250n, step: number, 名称: '受理' },
      })
    }
  })
}
const verifyDatabase = async (seal?: string) => verifyLog(readBatches(application), seal)
const kinds = async () => (await verifyDatabase()).faults.map((fault) => fault.kind)

beforeEach(async () => {
  await owner`delete from audit_leaf`
  await owner`delete from audit_batch`
  await owner`delete from audit_entry`
  for (const count of [3, 1, 4]) {
    await write(count)
    await sealEntries(application, machineNow())
  }
})

test('an entry says who did what to what, on which business day', async () => {
  const [row] = await owner`select * from audit_entry order by entry_id limit 1`
  assert.equal(row?.['actor_name'], '周敏')
  assert.equal(row?.['business_date'], '2017-09-01')
  assert.deepEqual(row?.['detail'], { amount: '74250', step: 0, 名称: '受理' })
})

test('an act that is undone leaves no entry', async () => {
  await assert.rejects(
    database.as(clerk, async (act) => {
      await audit(act, { act: 'case.undone', subject_kind: 'case', subject_id: null })
      throw new Error('undone')
    }),
  )
  assert.equal((await owner`select from audit_entry where act = 'case.undone'`).length, 0)
})

test('nobody can change or remove an entry through the application', async () => {
  for (const statement of [
    'update audit_entry set act = $$x$$',
    'delete from audit_entry',
    'delete from audit_leaf',
  ]) {
    await assert.rejects(application.unsafe(statement), { code: '42501' })
    await assert.rejects(
      database.as(clerk, (act) => act.tx.unsafe(statement)),
      { code: '42501' },
    )
  }
})

test('an untouched log verifies, and each seal noted earlier is still in the chain', async () => {
  const result = await verifyDatabase()
  assert.deepEqual([result.batches, result.entries, result.faults], [3, 8, []])
  const [first] = await owner`select encode(seal, 'hex') as seal from audit_batch where batch_number = 1`
  assert.deepEqual((await verifyDatabase(String(first?.['seal']))).faults, [])
})

test('sealing again seals nothing twice', async () => {
  assert.equal(await sealEntries(application, machineNow()), 0)
})

test('two sealers at once make one chain', async () => {
  await write(5)
  const sealed = await Promise.all([
    sealEntries(application, machineNow()),
    sealEntries(application, machineNow()),
  ])
  assert.equal(sealed[0] + sealed[1], 5)
  assert.deepEqual(await kinds(), [])
})

for (const [what, change] of [
  ['who acted', `actor_name = '别人'`],
  ['the day', `business_date = '2017-08-31'`],
  ['the detail', `detail = detail || '{"amount": "1"}'`],
  ['the subject', `subject_id = null`],
] as const) {
  test(`a changed entry is found: ${what}`, async () => {
    await owner.unsafe(`update audit_entry set ${change} where subject_id = 'case-1'`)
    assert.ok((await kinds()).includes('entries_changed'))
  })
}

test('a removed entry is found, also when its leaf goes too', async () => {
  await owner`
    with gone as (delete from audit_leaf where (batch_number, position) = (1, 2) returning entry_id)
    select from gone`
  await owner`delete from audit_entry e where not exists (select from audit_leaf l where l.entry_id = e.entry_id)`
  assert.deepEqual(await kinds(), ['entries_missing'])
})

test('a batch that was rewritten to fit its changed entries breaks the chain', async () => {
  await owner`update audit_batch set merkle_root = ${Buffer.alloc(32, 7)} where batch_number = 2`
  assert.deepEqual(await kinds(), ['entries_changed', 'seal_changed'])
  await owner`update audit_batch set previous_seal = ${Buffer.alloc(32, 7)} where batch_number = 3`
  assert.ok((await kinds()).includes('chain_broken'))
})

test('a batch taken out of the middle is found', async () => {
  await owner`delete from audit_leaf where batch_number = 2`
  await owner`delete from audit_batch where batch_number = 2`
  assert.deepEqual(await kinds(), ['batch_missing', 'chain_broken'])
})

test('a log whose end was cut off is found by a seal that was noted down', async () => {
  const { last_seal } = await verifyDatabase()
  await owner`delete from audit_leaf where batch_number = 3`
  await owner`delete from audit_batch where batch_number = 3`
  assert.deepEqual(await kinds(), [])
  assert.deepEqual((await verifyDatabase(last_seal)).faults[0]?.kind, 'expected_seal_missing')
})

async function exported(): Promise<string> {
  let text = ''
  for await (const line of logLines(readBatches(application))) text += line
  return text
}

test('an exported log verifies without the database, and a changed or missing line is found', async () => {
  const path = join(folder, 'log.jsonl')
  const text = await exported()
  const check = async (changed: string) => {
    writeFileSync(path, changed)
    return (await verifyLog(readLogFile(path))).faults.map((fault) => fault.kind)
  }
  assert.deepEqual(await check(text), [])
  assert.deepEqual(await check(text.replace('周敏', '周明')), ['entries_changed'])
  const lines = text.split('\n')
  assert.deepEqual(await check(lines.toSpliced(2, 1).join('\n')), ['entries_missing'])
  await assert.rejects(check('{"format":"something else"}\n'), /第 1 行/)
  await assert.rejects(check(''), /第 1 行/)
})

test('the command line seals, exports and verifies, and ends with 1 when something is wrong', async (context) => {
  const printed: string[] = []
  context.mock.method(console, 'log', (line: string) => printed.push(line))
  context.mock.method(console, 'error', (line: string) => printed.push(line))
  const run = (name: string, ...given: string[]) =>
    auditCommands
      .find((command) => command.name === name)
      ?.run({ arguments: given, database: async () => ({ target: database.target, schema: 'tianjin' }) })
  const path = join(folder, 'export.jsonl')
  assert.equal(await run('audit seal'), 0)
  assert.equal(await run('audit verify'), 0)
  assert.equal(await run('audit export', path), 0)
  assert.equal(await run('audit export', path), 1)
  assert.equal(await run('audit verify', '--file', path), 0)
  writeFileSync(path, readFileSync(path, 'utf8').replace('case-3', 'case-4'))
  assert.equal(await run('audit verify', '--file', path), 1)
  assert.equal(await run('audit verify', '--file', join(folder, 'none')), 1)
  assert.match(printed.join('\n'), /审计日志完整[^]*有条目被改动/)
})

test('the root depends on every leaf and on their order', () => {
  const leaves = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { minLength: 2, maxLength: 40 })
  fc.assert(
    fc.property(leaves, fc.nat(), (made, seed) => {
      const all = made.map((leaf) => Buffer.from(leaf))
      const at = seed % all.length
      const changed = all.with(at, Buffer.from((all[at] as Buffer).map((byte) => byte ^ 1)))
      assert.notDeepEqual(merkleRoot(all), merkleRoot(changed))
      assert.notDeepEqual(merkleRoot(all), merkleRoot(all.slice(0, -1)))
    }),
  )
})

test('content has one spelling, whatever the order of its keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const shuffled = Object.fromEntries(Object.entries(value).reverse())
      assert.equal(canonical(shuffled), canonical(value))
      assert.deepEqual(JSON.parse(canonical(value)), JSON.parse(JSON.stringify(value)))
    }),
  )
})
