import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import exceljs from 'exceljs'
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

test('a day is a date that Excel can sort, a count a number, and both are read back as they were', async () => {
  const content = await buffer(
    writeWorkbook({
      title: '名单',
      columns: [
        { key: 'on', title: '日期' },
        { key: 'count', title: '笔数' },
        { key: 'number', title: '证件号码' },
        { key: 'month', title: '月份', format: 'month' },
      ],
      rows: [
        { on: '2017-09-01', count: 12n, number: '120104199001010011', month: '2017-09-01' },
        { on: '1899-12-31', count: 3, number: '2017-02-30', month: '2017-10-01' },
      ],
    }),
  )
  const book = new exceljs.Workbook()
  await book.xlsx.load(content as unknown as ArrayBuffer)
  const [first] = book.worksheets
  assert.deepEqual(first!.getCell('A2').value, new Date('2017-09-01'))
  assert.equal(first!.getCell('A2').numFmt, 'yyyy"年"m"月"d"日"')
  assert.deepEqual(
    [first!.getCell('D3').value, first!.getCell('D3').numFmt],
    [new Date('2017-10-01'), 'yyyy"年"m"月"'],
  )
  assert.deepEqual([first!.getCell('B2').value, first!.getCell('B2').numFmt ?? 'General'], [12, 'General'])
  // Too many digits for a number: text, as are what is no day and what lies before Excel's calendar.
  assert.deepEqual([first!.getCell('C2').value, first!.getCell('C2').numFmt], ['120104199001010011', '@'])
  assert.deepEqual(
    (await read(content)).map(({ cells }) => cells),
    [
      ['日期', '笔数', '证件号码'],
      ['2017-09-01', '12', '120104199001010011'],
      ['1899-12-31', '3', '2017-02-30'],
    ],
  )
})

test('no character is cut in two, however long the file', async () => {
  const rows = Array.from({ length: 30_000 }, (_none, at) => ({
    name: `${'汉𠮷'.repeat(at % 7)}字${at}`,
    amount: BigInt(at),
  }))
  const found = (await read(await write(rows))).slice(1)
  assert.deepEqual(
    found.map((row) => row.cells[0]),
    rows.map((row) => row.name),
  )
})

test('dates, rich text, formulas and numbers are read as people see them', async () => {
  const book = new exceljs.Workbook()
  const sheet = book.addWorksheet('表')
  sheet.addRow([new Date('1990-02-28'), 742.5, Number('120104199001010011')])
  sheet.addRow([{ richText: [{ text: '王' }, { text: '桂兰' }] }, { formula: '1+1', result: 2 }, 'a<b&"c"'])
  sheet.addRow([])
  sheet.addRow([0.1 + 0.2, true, ' 两边有空格 '])
  sheet.getCell('A1').numFmt = 'yyyy"年"m"月"d"日"'
  assert.deepEqual(await read(Buffer.from(await book.xlsx.writeBuffer())), [
    { number: 1, cells: ['1990-02-28', '742.5', '1.2010419900101002e+17'] },
    { number: 2, cells: ['王桂兰', '2', 'a<b&"c"'] },
    { number: 4, cells: ['0.30000000000000004', '1', '两边有空格'] },
  ])
})

test('a file that unpacks to far more than it should is refused while it is read', async () => {
  const content = await write(Array.from({ length: 5000 }, () => ({ name: '一'.repeat(1000), amount: 1n })))
  const rows = readSheet(content, { rows: 100_000, columns: 3, unpacked: 1_000_000 })
  await assert.rejects(Array.fromAsync(rows), { code: 'workbook_unreadable' })
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
