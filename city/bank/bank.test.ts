import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { parseReturnFile } from '../../server/payments/bank/file.ts'

const folder = mkdtempSync(join(tmpdir(), 'haihe-bank-'))
after(() => rmSync(folder, { recursive: true }))
const book = join(folder, 'book.jsonl')
const number = (n: number) => `0159a000-0000-7000-8000-00000000000${n}`
const file = [1, 2]
  .map((n) => `${number(n)},测试,622800000000000${n},示例银行,742.50,社会救助201709`)
  .join('\r\n')

const bank = (content: string, ...given: string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), '--book', book, ...given], {
    input: content,
    encoding: 'utf8',
  })

test('the bank answers every payment, pays what it can, and pays no number twice', () => {
  const content = `发放编号,户名,账号,开户行,金额（元）,用途\r\n${file}\r\n`
  const first = parseReturnFile(bank(content, '--fail', '1').stdout)
  assert.deepEqual(first.errors, [])
  assert.deepEqual(
    first.lines.map((line) => line.paid),
    [false, true],
  )
  const again = parseReturnFile(bank(content).stdout)
  assert.deepEqual(
    again.lines.map((line) => line.paid),
    [true, true],
  )
  assert.equal(readFileSync(book, 'utf8').trim().split('\n').length, 2)
})

test('a file that is not a payment file is refused', () => {
  assert.notEqual(bank('不是付款文件').status, 0)
})
