/**
 * Who sent a message is shown by a code over its time and its bytes, made with the secret that the two systems share
 * (HMAC, SHA-256). Requests and answers are told apart, so that one can never be played back as the other.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

export type Direction = 'request' | 'answer'
export type Signed = { time: string; signature: string }

/** Names of the headers that carry the sender, the time and the code. */
export const headers = {
  partner: 'exchange-partner',
  time: 'exchange-time',
  signature: 'exchange-signature',
} as const

/** A message older or newer than this by the receiver's clock is not believed. */
export const clockTolerance = 5 * 60_000

/** Signs bytes at a machine time (ISO 8601). */
export function sign(secret: string, direction: Direction, time: string, body: Buffer | string): Signed {
  const signature = createHmac('sha256', secret).update(`${direction}\n${time}\n`).update(body).digest('hex')
  return { time, signature }
}

/** Whether the bytes come from who shares the secret, and were signed around `now`. */
export function isSigned(
  secret: string,
  direction: Direction,
  { time, signature }: Partial<Signed>,
  body: Buffer | string,
  now: string,
): boolean {
  if (time === undefined || signature === undefined) return false
  const away = Math.abs(Date.parse(now) - Date.parse(time))
  if (!(away <= clockTolerance)) return false
  const expected = Buffer.from(sign(secret, direction, time, body).signature)
  const given = Buffer.from(signature)
  return expected.length === given.length && timingSafeEqual(expected, given)
}

/** SHA-256 of what was sent or came in. */
export const digestOf = (body: Buffer | string): Buffer => createHash('sha256').update(body).digest()
