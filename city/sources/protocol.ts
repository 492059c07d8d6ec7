/**
 * How the sources are asked and how they answer, as `server/platform/exchange/README.md` and
 * `server/benefits/means-checks/README.md` describe it: written anew for this side, as another office would.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

export const SOURCES = [
  'household_register',
  'social_insurance',
  'housing_fund',
  'tax',
  'real_estate',
  'vehicles',
  'company_register',
  'deposits',
  'securities',
  'insurance',
] as const
export type Source = (typeof SOURCES)[number]

export type Question = {
  request_id: string
  body: {
    source: string
    as_of: string
    people: { reference: string; name: string; identity_number: string; authorisation: string }[]
  }
}

export type Fact = { fact: string; value: string | null }
export type Detail = { label: string; amount: string | null }
export type Holding = { holds: 'yes' | 'no' | 'unknown'; facts: Fact[]; details: Detail[] }
export type Word = {
  as_of: string
  people: ({ reference: string } & Holding)[]
  household: Holding | null
}

export type Answer = {
  request_id: string
  sequence: number
  final: boolean
  body: Word | Record<string, unknown>
}

/** Code over direction, time and text, hex. */
export function codeOf(secret: string, direction: 'request' | 'answer', time: string, text: string): string {
  return createHmac('sha256', secret).update(`${direction}\n${time}\n${text}`).digest('hex')
}

/** Whether a question was signed by who shares the secret, less than five minutes ago. */
export function isGenuine(
  secret: string,
  headers: { time: string; signature: string },
  text: string,
  now: number,
): boolean {
  if (!(Math.abs(now - Date.parse(headers.time)) <= 300_000)) return false
  const expected = Buffer.from(codeOf(secret, 'request', headers.time, text))
  const given = Buffer.from(headers.signature)
  return expected.length === given.length && timingSafeEqual(expected, given)
}
