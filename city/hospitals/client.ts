/**
 * A hospital's side of the wire: signed requests over HTTP, repeated until they have a final answer, and the ways in
 * which a line may break.
 */
import { createPrivateKey, randomUUID, sign, type KeyObject } from 'node:crypto'
import { Agent, request, type ClientRequest } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { httpbis } from 'http-message-signatures'
import { machineMilliseconds } from '../../server/platform/clock/index.ts'
import { contentDigest, coveredParts } from '../../server/platform/http/index.ts'

export type PlayedHospital = {
  hospital_id: string
  code: string
  hospital_key_id: string
  /** PKCS 8, DER, base64. */
  private_key: string
}

export type Reply = { status: number; text: string; retry_after: number }
/** How the line breaks: before all has been sent, or before the answer is read. */
export type Break = 'while_sending' | 'before_answer'

export type Client = {
  /** One try; undefined when the line broke. `skew`: seconds by which the sender's clock is off. */
  once(
    path: string,
    content: unknown,
    options: { key: string; skew?: number; breaks?: Break },
  ): Promise<Reply | undefined>
  /** Tries until there is an answer that trying again would not change. Throws when there is none in time. */
  finally(path: string, content: unknown, key: string): Promise<Reply>
  /** Tries that had no final answer. */
  repeated(): number
}

const PATIENCE_MS = 120_000

export function createClient(house: string, hospital: PlayedHospital, agent: Agent): Client {
  const key = createPrivateKey({
    key: Buffer.from(hospital.private_key, 'base64'),
    format: 'der',
    type: 'pkcs8',
  })
  let repeated = 0
  const once: Client['once'] = async (path, content, { key: idempotency_key, skew = 0, breaks }) => {
    const body = JSON.stringify(content)
    const headers = await signedHeaders(hospital, key, path, body, idempotency_key, skew)
    return send({ address: new URL(path, house), body, headers, agent, breaks })
  }
  return {
    once,
    repeated: () => repeated,
    finally: async (path, content, idempotency_key) => {
      const until = performance.now() + PATIENCE_MS
      while (performance.now() < until) {
        const reply = await once(path, content, { key: idempotency_key })
        if (reply !== undefined && isFinal(reply)) return reply
        repeated += 1
        await delay(reply?.status === 429 ? Math.max(50, reply.retry_after * 1000) : 50 + Math.random() * 200)
      }
      throw new Error(`no final answer of ${path} in time`)
    },
  }
}

/** Server errors, a full house and a busy patient pass; everything else stays as it is. */
const isFinal = ({ status, text }: Reply): boolean =>
  status < 500 && status !== 429 && !(status === 409 && text.includes('claim_busy'))

async function signedHeaders(
  hospital: PlayedHospital,
  key: KeyObject,
  path: string,
  body: string,
  idempotency_key: string,
  skew: number,
): Promise<Record<string, string>> {
  const { headers } = await httpbis.signMessage(
    {
      key: {
        id: hospital.hospital_key_id,
        alg: 'ed25519',
        sign: (data) => Promise.resolve(sign(null, data, key)),
      },
      fields: [...coveredParts],
      params: ['created', 'keyid', 'alg', 'nonce'],
      paramValues: { created: new Date(machineMilliseconds() + skew * 1000), nonce: randomUUID() },
    },
    {
      method: 'POST',
      url: `http://house${path}`,
      headers: {
        'content-type': 'application/json',
        'content-digest': contentDigest(body),
        'idempotency-key': idempotency_key,
      },
    },
  )
  return headers as Record<string, string>
}

function send(given: {
  address: URL
  body: string
  headers: Record<string, string>
  agent: Agent
  breaks: Break | undefined
}): Promise<Reply | undefined> {
  const { address, body, headers, agent, breaks } = given
  return new Promise((resolve) => {
    const bytes = Buffer.from(body)
    const outgoing = request(
      address,
      { method: 'POST', agent, headers: { ...headers, 'content-length': bytes.length }, timeout: 30_000 },
      (incoming) => {
        const pieces: Buffer[] = []
        incoming.on('data', (piece: Buffer) => pieces.push(piece))
        incoming.on('error', () => resolve(undefined))
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            text: Buffer.concat(pieces).toString(),
            retry_after: Number(incoming.headers['retry-after'] ?? 0),
          }),
        )
      },
    )
    outgoing.on('error', () => resolve(undefined))
    outgoing.on('timeout', () => outgoing.destroy())
    if (breaks === 'while_sending') breakOff(outgoing, bytes)
    else outgoing.end(bytes)
    if (breaks === 'before_answer') setTimeout(() => outgoing.destroy(), Math.random() * 8)
  })
}

function breakOff(outgoing: ClientRequest, bytes: Buffer): void {
  outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => outgoing.destroy())
}
