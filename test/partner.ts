/**
 * A system outside, for tests: a real HTTP server that believes signed requests only and does what a test tells it.
 *
 *     const tax = await startPartner('tax')
 *     tax.does = (request) => tax.says(request, { found: true })
 */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { after } from 'node:test'
import { randomBytes } from 'node:crypto'
import { machineNow } from '../server/platform/clock/index.ts'
import { exchangeHeaders, isSigned, sign, type Partner } from '../server/platform/exchange/index.ts'

export type Seen = {
  request_id: string
  kind: string
  body: Record<string, unknown>
  text: string
  url: string
}
export type Reply = { status: number; body?: string; headers?: Record<string, string> }

export type TestPartner = Partner & {
  /** Every request that came, in order. */
  seen: Seen[]
  /** What it replies; 202 unless told otherwise. `undefined`: it never replies. */
  does: (request: Seen) => Reply | undefined | Promise<Reply | undefined>
  /** A signed final answer to a request. */
  says: (request: Pick<Seen, 'request_id'>, body: Record<string, unknown>, sequence?: number) => Reply
  /** The same as a message that it brings to the inbox. */
  brings: (message: unknown) => { payload: string; headers: Record<string, string> }
}

/** Starts a partner on a free port; it ends with the file. */
export async function startPartner(partner_id: string, given: Partial<Partner> = {}): Promise<TestPartner> {
  const secret = randomBytes(32).toString('base64url')
  const signed = (body: string): Record<string, string> => {
    const { time, signature } = sign(secret, 'answer', machineNow(), body)
    return {
      'content-type': 'application/json',
      [exchangeHeaders.time]: time,
      [exchangeHeaders.signature]: signature,
    }
  }
  const partner: TestPartner = {
    partner_id,
    address: '',
    secret,
    timeout_milliseconds: 5000,
    answer_within_hours: 1,
    first_wait_milliseconds: 20,
    first_pause_milliseconds: 60_000,
    ...given,
    seen: [],
    does: () => ({ status: 202 }),
    says: ({ request_id }, body, sequence = 1) => {
      const text = JSON.stringify({ request_id, sequence, final: true, body })
      return { status: 200, body: text, headers: signed(text) }
    },
    brings: (message) => {
      const payload = JSON.stringify(message)
      return { payload, headers: signed(payload) }
    },
  }
  const server = createServer((message, reply) => {
    void read(partner, message).then(async (request) => {
      if (request === undefined) return void reply.writeHead(401).end()
      partner.seen.push(request)
      const answer = await partner.does(request)
      if (answer === undefined) return
      reply.writeHead(answer.status, answer.headers).end(answer.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  partner.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/requests`
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  return partner
}

async function read(partner: Partner, message: IncomingMessage): Promise<Seen | undefined> {
  const body = await buffer(message)
  const one = (name: string) => String(message.headers[name] ?? '')
  const proof = { time: one(exchangeHeaders.time), signature: one(exchangeHeaders.signature) }
  if (!isSigned(partner.secret, 'request', proof, body, machineNow())) return undefined
  const text = body.toString('utf8')
  return { ...(JSON.parse(text) as Pick<Seen, 'request_id' | 'kind' | 'body'>), text, url: message.url ?? '' }
}
