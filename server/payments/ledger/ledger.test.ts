import assert from 'node:assert/strict'
import { test } from 'node:test'
import exceljs from 'exceljs'
import { buildDivision } from '../../../test/builders/index.ts'
import { openHouse, signIn } from '../../../test/client.ts'
import { asSystem, testDatabase } from '../../../test/database.ts'
import { bookTransaction } from './queries.ts'
import { paymentsModule } from '../index.ts'

const database = await testDatabase()
const server = await openHouse(database, [paymentsModule])
const finance = await signIn(server, database, { role: 'finance', area: '120104' })

await database.owner.begin((tx) => buildDivision(tx, '120104'))
await database.as(asSystem(), ({ tx }) =>
  bookTransaction(tx, {
    business_date: '2017-09-01',
    kind: 'bank_return',
    text: '2017年9月银行回盘',
    reference: 'ledger.test',
    division_code: '120104',
    account_id: null,
    entries: [
      { account: 'bank_transit', amount: 2_162_176n },
      { account: 'assistance_fund', amount: -2_137_426n },
      { account: 'assistance_payable', amount: -24_750n },
    ],
  }),
)

test('a transaction says in whose books it is by the name of the district', async () => {
  const { status, body } = await finance.get('/api/ledger/transactions')
  assert.equal(status, 200)
  assert.deepEqual(
    body.rows?.map(({ text, division_name, booked_by_name }) => [text, division_name, booked_by_name]),
    [['2017年9月银行回盘', '测试区划120104', null]],
  )
  const neighbour = await signIn(server, database, { role: 'finance', area: '120105' })
  assert.deepEqual((await neighbour.get('/api/ledger/transactions')).body.rows, [])
})

test('as a file it has a line for each account, debit and credit apart, with a date and amounts that add up', async () => {
  const file = await finance.get('/api/ledger/transactions/export')
  const book = new exceljs.Workbook()
  await book.xlsx.load(file.bytes as unknown as ArrayBuffer)
  const sheet = book.worksheets[0]!
  const rows = Array.from({ length: sheet.rowCount }, (_none, at) =>
    Array.from({ length: 8 }, (_cell, column) => sheet.getRow(at + 1).getCell(column + 1).value),
  )
  assert.deepEqual(rows, [
    ['第几笔', '日期', '摘要', '区划', '科目', '借方（元）', '贷方（元）', '经办'],
    [
      1,
      new Date('2017-09-01'),
      '2017年9月银行回盘',
      '测试区划120104',
      '银行代发在途',
      21_621.76,
      null,
      '系统',
    ],
    [
      1,
      new Date('2017-09-01'),
      '2017年9月银行回盘',
      '测试区划120104',
      '救助资金专户',
      null,
      21_374.26,
      '系统',
    ],
    [1, new Date('2017-09-01'), '2017年9月银行回盘', '测试区划120104', '应付救助金', null, 247.5, '系统'],
  ])
})
