/**
 * 示例银行: the bank of the demonstration city, a program of its own. It reads a payment file from standard input,
 * keeps its own book of what it has paid, never pays a number twice, and writes its return file to standard output.
 *
 *     node city/bank/main.ts --fail 1 --book .haihe/demonstration-bank.jsonl < out.csv > return.csv
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { fail: { type: 'string', default: '0' }, book: { type: 'string' } },
})
const book = values.book ?? `${process.env['HAIHE_DATA'] ?? '.haihe'}/demonstration-bank.jsonl`
const failures = Number(values.fail)
const head = '发放编号,户名,账号,开户行,金额（元）,用途'

type Payment = { number: string; account: string; amount: string }

const payments = readPayments(await text(process.stdin))
const paid = readBook()
const answers: string[] = []
let failed = 0
for (const payment of payments) {
  const before = paid.get(payment.number)
  if (before !== undefined) answers.push(`${payment.number},${before}`)
  else if (failed < failures) {
    failed++
    answers.push(`${payment.number},失败,账户状态异常（演示）`)
  } else {
    answers.push(`${payment.number},成功,`)
    enter(payment)
  }
}
process.stdout.write(`发放编号,结果,原因\r\n${answers.join('\r\n')}\r\n`)

function readPayments(content: string): Payment[] {
  const [first, ...lines] = content.replace(/^\uFEFF/, '').split(/\r?\n/)
  if (first !== head) throw new Error(`the file's head is not ${head}`)
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const [number, , account, , amount] = line.split(',')
      if (number === undefined || account === undefined || !/^\d+\.\d\d$/.test(amount ?? ''))
        throw new Error('a line of the file cannot be read')
      return { number, account, amount: amount as string }
    })
}

/** What this bank has paid before; the same number is answered as before and not paid again. */
function readBook(): Map<string, string> {
  if (!existsSync(book)) return new Map()
  const entries = readFileSync(book, 'utf8').split('\n').filter(Boolean)
  return new Map(entries.map((line) => [(JSON.parse(line) as Payment).number, '成功,']))
}

function enter(payment: Payment): void {
  mkdirSync(dirname(book), { recursive: true })
  appendFileSync(book, `${JSON.stringify(payment)}\n`)
}
