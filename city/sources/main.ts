/**
 * 示例来源: the registers and banks that a means check asks, for the demonstration city: one program of its own with an
 * address for each of the ten. They keep their own books, know the truth, believe signed requests only, and behave as
 * their script says. Prints where it listens; ends with whoever started it.
 *
 *     node city/sources/main.ts --secrets sources.json --port 9000 --house http://127.0.0.1:8080 --residents 50000
 */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { machineNow } from '../../server/platform/clock/index.ts'
import { openBooks } from './books.ts'
import { openDesk, type Desk } from './desk.ts'
import { codeOf, isGenuine, SOURCES, type Question, type Source } from './protocol.ts'
import { openScript } from './script.ts'

const { values } = parseArgs({
  options: {
    /** `{ "tax": { "secret": "…" }, … }`: the same file that tells the house of its partners will do. */
    secrets: { type: 'string' },
    port: { type: 'string', default: '0' },
    house: { type: 'string' },
    script: { type: 'string' },
    residents: { type: 'string', default: '50000' },
    seed: { type: 'string', default: '2017' },
  },
})
if (values.secrets === undefined) throw new Error('--secrets names the file with a secret for each source')
const secrets = JSON.parse(readFileSync(values.secrets, 'utf8')) as Partial<
  Record<Source, { secret: string }>
>
const books = openBooks({ residents: Number(values.residents), seed: Number(values.seed) })
const player = openScript(values.script)
const desks = new Map<string, { desk: Desk; secret: string }>()
for (const source of SOURCES) {
  const secret = secrets[source]?.secret
  if (secret === undefined) continue
  desks.set(source, {
    secret,
    desk: openDesk({ source, secret, books, player, house: values.house, now: machineNow }),
  })
}

const server = createServer((message, reply) => {
  serve(message, reply).catch(() => reply.headersSent || reply.writeHead(500).end())
})

async function serve(message: IncomingMessage, reply: ServerResponse): Promise<void> {
  const found = desks.get((message.url ?? '').slice(1))
  if (message.method !== 'POST' || found === undefined) return void reply.writeHead(404).end()
  const text = await textOf(message)
  const header = (name: string) => String(message.headers[name] ?? '')
  const proof = { time: header('exchange-time'), signature: header('exchange-signature') }
  if (!isGenuine(found.secret, proof, text, Date.parse(machineNow()))) return void reply.writeHead(401).end()
  const answer = await found.desk.answer(JSON.parse(text) as Question, text)
  if (answer === 'never') return
  const time = machineNow()
  const signed =
    answer.signed === true
      ? {
          'exchange-time': time,
          'exchange-signature': codeOf(found.secret, 'answer', time, answer.text ?? ''),
        }
      : {}
  reply.writeHead(answer.status, { 'content-type': 'application/json', ...signed }).end(answer.text)
}

// Whoever started it is told by the end: it may begin anew elsewhere.
server.once('error', (error) => {
  console.error(error.message)
  process.exit(1)
})
server.listen(Number(values.port), '127.0.0.1', () => {
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  console.log(JSON.stringify({ address }))
  process.send?.({ address })
})
process.on('disconnect', () => process.exit(0))
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => process.exit(0))
