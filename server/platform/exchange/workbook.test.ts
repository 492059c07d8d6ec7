import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import { readSheet, writeWorkbook } from './index.ts'
import type { SheetRow } from './index.ts'

const read = async (content: Buffer, rows = 100_000) => {
  const found: SheetRow[] = []
  for await (const row of readSheet(content, { rows, columns: 3 })) found.push(row)
  return found
}
const write = (rows: { name: string; amount: bigint }[]) =>
  buffer(
    writeWorkbook({
      title: '名单',
      columns: [
        { key: 'name', title: '姓名' },
        { key: 'amount', title: '金额（元）', format: 'fen' },
      ],
      rows,
    }),
  )

test('what is written is read back, rare characters and fen included', async () => {
  const rows = await read(await write([{ name: '𠮷田䶮', amount: 74250n }]))
  assert.deepEqual(rows, [
    { number: 1, cells: ['姓名', '金额（元）', ''] },
    { number: 2, cells: ['𠮷田䶮', '742.5', ''] },
  ])
})

test('a name that looks like a formula stays text', async () => {
  const names = ['=1+1', '+1', '-1', '@SUM(A1)', '\u0007响']
  const rows = await read(await write(names.map((name) => ({ name, amount: 0n }))))
  assert.deepEqual(
    rows.slice(1).map((row) => row.cells[0]),
    ['=1+1', '+1', '-1', '@SUM(A1)', '响'],
  )
})

test('a list of a hundred thousand rows is written while it is read', async () => {
  let made = 0
  async function* rows() {
    for (; made < 100_000; made += 1) yield { name: `示例${made}` }
  }
  const bytes = writeWorkbook({ title: '名单', columns: [{ key: 'name', title: '姓名' }], rows: rows() })
  for await (const piece of bytes) {
    assert.ok(piece.length > 0)
    break
  }
  assert.ok(made < 100_000, 'the reader stopped early, so must the writer')
})

test('a file that is no workbook is refused', async () => {
  await assert.rejects(read(Buffer.from('PK\u0003\u0004 not really a workbook')), {
    code: 'workbook_unreadable',
  })
  await assert.rejects(read(Buffer.from('姓名,证件号码\n')), { code: 'workbook_unreadable' })
  const cut = await write([{ name: '张三', amount: 1n }])
  await assert.rejects(read(cut.subarray(0, cut.length - 200)), { code: 'workbook_unreadable' })
})

test('a workbook with too many rows says how many are allowed', async () => {
  const content = await write(Array.from({ length: 20 }, () => ({ name: '张三', amount: 1n })))
  await assert.rejects(read(content, 10), { code: 'workbook_too_long' })
})
