/**
 * One try to reach a partner: a signed POST to its configured address, within its time, without following anybody
 * elsewhere. What comes back is held to the signature and the contract before anything looks at it.
 */
import { lookup as lookUpName } from 'node:dns'
import { request as overHttp } from 'node:http'
import type { IncomingMessage, RequestOptions } from 'node:http'
import { request as overHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { exchangeAnswer, type ExchangeAnswer } from './contract.ts'
import type { Fault } from './model.ts'
import { isOnThisMachine, isReachable, type Partner } from './partners.ts'
import { headers, isSigned, sign } from './signature.ts'

export type Outcome =
  | { kind: 'answer'; answer: ExchangeAnswer }
  /** Taken in; the answer comes later. */
  | { kind: 'accepted' }
  /** The partner will not answer this request, however often it is asked. */
  | { kind: 'refused' }
  | { kind: 'fault'; fault: Fault; retry_after_milliseconds: number | null }
  /** The house is stopping. */
  | { kind: 'stopped' }

/** An answer longer than this is not read. */
const answerLimit = 1024 * 1024

/** Posts `body` (JSON text) and judges what comes back. Never throws, and never tells what was said. */
export async function post(
  partner: Partner,
  body: string,
  clock: { now: () => string },
  signal: AbortSignal,
): Promise<Outcome> {
  const patience = AbortSignal.timeout(partner.timeout_milliseconds)
  try {
    const reply = await exchange(partner, body, clock.now(), AbortSignal.any([patience, signal]))
    return judgeReply(partner, reply, clock.now())
  } catch {
    if (signal.aborted) return { kind: 'stopped' }
    return fault(patience.aborted ? 'timeout' : 'unreachable')
  }
}

type Reply = { status: number; message: IncomingMessage; body: Buffer }

function exchange(partner: Partner, body: string, now: string, signal: AbortSignal): Promise<Reply> {
  const { time, signature } = sign(partner.secret, 'request', now, body)
  const options: RequestOptions = {
    method: 'POST',
    signal,
    // A line that was kept open may have been cut meanwhile: each try has its own.
    agent: false,
    lookup: saferLookup(isOnThisMachine(partner.address)),
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      [headers.partner]: partner.partner_id,
      [headers.time]: time,
      [headers.signature]: signature,
    },
  }
  const open = partner.address.startsWith('https:') ? overHttps : overHttp
  return new Promise((resolve, reject) => {
    const sending = open(partner.address, options, (message) => {
      readWhole(message).then(
        (whole) => resolve({ status: message.statusCode ?? 0, message, body: whole }),
        reject,
      )
    })
    sending.once('error', reject)
    sending.end(body)
  })
}

async function readWhole(message: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of message as AsyncIterable<Buffer>) {
    length += piece.length
    if (length > answerLimit) {
      message.destroy()
      throw new Error('the answer is too long')
    }
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** A name that leads to an address where no partner lives is not followed, whatever the name server says. */
function saferLookup(onThisMachine: boolean): LookupFunction {
  return (host, options, callback) => {
    lookUpName(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '', 4)
      const [first] = addresses
      if (first === undefined || addresses.some(({ address }) => !isReachable(address, onThisMachine))) {
        return callback(new Error('no partner lives there'), '', 4)
      }
      return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family)
    })
  }
}

function judgeReply(partner: Partner, { status, message, body }: Reply, now: string): Outcome {
  if (status === 202) return { kind: 'accepted' }
  if (status === 200) return readAnswer(partner, message, body, now)
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    return fault('unavailable', waitOf(message))
  }
  if (status >= 400) return { kind: 'refused' }
  // Elsewhere is no partner: redirects are not followed.
  return fault('unreadable')
}

function readAnswer(
  partner: Partner,
  { headers: given }: IncomingMessage,
  body: Buffer,
  now: string,
): Outcome {
  const one = (name: string) => (typeof given[name] === 'string' ? given[name] : undefined)
  const time = one(headers.time)
  const signature = one(headers.signature)
  const signed = {
    ...(time === undefined ? {} : { time }),
    ...(signature === undefined ? {} : { signature }),
  }
  if (!isSigned(partner.secret, 'answer', signed, body, now)) return fault('unsigned')
  const parsed = exchangeAnswer.safeParse(jsonOf(body))
  if (!parsed.success) return fault('unreadable')
  return { kind: 'answer', answer: parsed.data }
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

/** `Retry-After` in seconds, an hour at most. */
function waitOf({ headers: given }: IncomingMessage): number | null {
  const seconds = Number(given['retry-after'])
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(3600, seconds) * 1000 : null
}

const fault = (of: Fault, retry_after_milliseconds: number | null = null): Outcome => ({
  kind: 'fault',
  fault: of,
  retry_after_milliseconds,
})
