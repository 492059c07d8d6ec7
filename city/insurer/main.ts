/**
 * 示例医保经办机构: the insurer that rosters go to, for the demonstration city and for tests: a program of its own that
 * believes signed requests only and keeps its own book, on paper if a file is named. Says where it listens; ends with whoever started it.
 *
 *     node city/insurer/main.ts --secret-file insurer.secret --script script.json --house http://127.0.0.1:8080
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { machineNow } from '../../server/platform/clock/index.ts'
import { codeOf, isGenuine } from '../sources/protocol.ts'
import { openInsurer, type Enrolment, type InsurerScript, type Letter } from './desk.ts'

const { values } = parseArgs({
  options: {
    /** The file that holds the secret shared with the house. */
    'secret-file': { type: 'string' },
    script: { type: 'string' },
    /** The file that keeps its book, a line of JSON for each that it accepted; without one it forgets when it ends. */
    book: { type: 'string' },
    house: { type: 'string' },
    port: { type: 'string', default: '0' },
    partner: { type: 'string', default: 'medical_insurer' },
  },
})
const secretFile = values['secret-file']
if (secretFile === undefined)
  throw new Error('--secret-file names the file with the secret shared with the house')
const secret = readFileSync(secretFile, 'utf8').trim()
const { script, book } = values
const bookAt = (path: string) => ({
  read: () =>
    existsSync(path)
      ? readFileSync(path, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line) as Enrolment)
      : [],
  write: (enrolment: Enrolment) => appendFileSync(path, `${JSON.stringify(enrolment)}\n`, { mode: 0o600 }),
})

const insurer = openInsurer({
  secret,
  house: values.house,
  partner_id: values.partner,
  now: machineNow,
  ...(book === undefined ? {} : { book: bookAt(book) }),
  // Read anew each time: whoever plays the demonstration or a test may change it meanwhile.
  script: () =>
    script !== undefined && existsSync(script)
      ? (JSON.parse(readFileSync(script, 'utf8')) as InsurerScript)
      : {},
})

async function serve(message: IncomingMessage, reply: ServerResponse): Promise<void> {
  if (message.method !== 'POST') return void reply.writeHead(404).end()
  const text = await textOf(message)
  const header = (name: string) => String(message.headers[name] ?? '')
  const proof = { time: header('exchange-time'), signature: header('exchange-signature') }
  if (!isGenuine(secret, proof, text, Date.parse(machineNow()))) return void reply.writeHead(401).end()
  const answer = await insurer.answer(JSON.parse(text) as Letter)
  if (answer === 'never') return
  const time = machineNow()
  const signed =
    answer.signed === true
      ? { 'exchange-time': time, 'exchange-signature': codeOf(secret, 'answer', time, answer.text ?? '') }
      : {}
  reply.writeHead(answer.status, { 'content-type': 'application/json', ...signed }).end(answer.text)
}

const server = createServer((message, reply) => {
  serve(message, reply).catch(() => reply.headersSent || reply.writeHead(500).end())
})
server.listen(Number(values.port), '127.0.0.1', () => {
  process.send?.({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
})
// Whoever plays a test asks for the book.
process.on('message', (asked) => {
  if (asked === 'enrolled') process.send?.({ enrolled: insurer.enrolled() })
})
process.on('disconnect', () => process.exit(0))
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => process.exit(0))
