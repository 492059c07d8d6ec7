/** What happens at a hospital's counter: ordinary visits, and everything that goes wrong at counters and on lines. */
import { randomUUID } from 'node:crypto'
import assert from 'node:assert/strict'
import type { Random } from '../people/random.ts'
import { noteReversed, noteSettled, type Book } from './book.ts'
import type { Client, Reply } from './client.ts'

export type Patient = { identity_number: string; name: string }

export type Counter = { client: Client; book: Book; code: string; today: string }

const paths = {
  quote: '/api/hospital/quotes',
  settle: '/api/hospital/claims',
  reverse: '/api/hospital/reversals',
} as const

type Claim = ReturnType<typeof makeClaim>

/** A bill of this patient: mostly a visit or a short stay, now and then a costly one. */
export function makeClaim(counter: Counter, patient: Patient, random: Random) {
  const costly = random.chance(0.02)
  const within = BigInt(random.between(1000, costly ? 8_000_000 : 400_000))
  const outside = BigInt(random.below(costly ? 12_000_000 : 60_000))
  const basic = (within * BigInt(random.below(80))) / 100n
  const serious = random.chance(0.1) ? (within - basic) / 3n : 0n
  return {
    claim_number: `${counter.code}-${randomUUID().slice(0, 13)}`,
    kind: random.pick(['inpatient', 'chronic_outpatient', 'outpatient'] as const),
    patient,
    admitted_on: counter.today,
    discharged_on: counter.today,
    bill: {
      total: String(within + outside),
      within_policy: String(within),
      outside_policy: String(outside),
      basic_paid: String(basic),
      serious_insurance_paid: String(serious),
    },
    items: [],
  }
}

const answerOf = (reply: Reply) => JSON.parse(reply.text) as Record<string, string>

/** Settles until there is a final answer, and writes down what it says. Other answers than a settlement are a fault. */
export async function settle(counter: Counter, claim: Claim, key: string = randomUUID()): Promise<Reply> {
  const reply = await counter.client.finally(paths.settle, claim, key)
  assert.equal(reply.status, 200, `${claim.claim_number}: ${reply.text}`)
  noteSettled(counter.book, answerOf(reply) as { claim_number: string; aid: string; own_paid: string })
  return reply
}

async function reverse(
  counter: Counter,
  { claim_number }: Claim,
  key: string = randomUUID(),
): Promise<Reply> {
  const reply = await counter.client.finally(paths.reverse, { claim_number }, key)
  assert.equal(reply.status, 200, `${claim_number}: ${reply.text}`)
  noteReversed(counter.book, claim_number)
  return reply
}

const isRefused = (reply: Reply | undefined, status: number, code: string): void => {
  // A line that broke by itself says nothing.
  if (reply === undefined || reply.status >= 500 || reply.status === 429) return
  assert.deepEqual([reply.status, answerOf(reply)['code']], [status, code])
}

/** An ordinary visit: quoted now and then, settled, seldom reversed. What was quoted is what is settled, unless another came in between. */
export async function ordinary(counter: Counter, claim: Claim, random: Random): Promise<void> {
  if (random.chance(0.3)) await counter.client.finally(paths.quote, claim, randomUUID())
  await settle(counter, claim)
  if (random.chance(0.05)) await reverse(counter, claim)
}

/** What goes wrong, by name; each ends in a state that the hospital is sure of. */
export const faults = {
  /** The answer came, and the same is sent again all the same. */
  async retried(counter, claim) {
    const key = randomUUID()
    const first = await settle(counter, claim, key)
    assert.equal((await settle(counter, claim, key)).text, first.text)
  },
  /** One claim over several lines at once. */
  async parallel(counter, claim) {
    const key = randomUUID()
    const replies = await Promise.all([1, 2, 3].map(() => settle(counter, claim, key)))
    assert.equal(new Set(replies.map(({ text }) => text)).size, 1)
  },
  /** Another content under a number that has been used. */
  async changed(counter, claim) {
    await settle(counter, claim)
    const { bill } = claim
    const more = {
      ...bill,
      total: String(BigInt(bill.total) + 1n),
      outside_policy: String(BigInt(bill.outside_policy) + 1n),
    }
    const key = randomUUID()
    isRefused(
      await counter.client.once(paths.settle, { ...claim, bill: more }, { key }),
      409,
      'claim_number_taken',
    )
  },
  /** The reversal overtakes its claim, and comes again after it; then once more under another key. */
  async out_of_order(counter, claim) {
    const key = randomUUID()
    isRefused(
      await counter.client.once(paths.reverse, { claim_number: claim.claim_number }, { key }),
      404,
      'not_found',
    )
    await settle(counter, claim)
    await reverse(counter, claim, key)
    const again = { claim_number: claim.claim_number }
    isRefused(
      await counter.client.once(paths.reverse, again, { key: randomUUID() }),
      409,
      'claim_reversed_before',
    )
  },
  /** The line breaks before all was sent; nothing can have happened. */
  async cut_while_sending(counter, claim) {
    const key = randomUUID()
    await counter.client.once(paths.settle, claim, { key, breaks: 'while_sending' })
    await settle(counter, claim, key)
  },
  /** The line breaks before the answer; whether it was settled is not known. */
  async cut_before_answer(counter, claim) {
    const key = randomUUID()
    await counter.client.once(paths.settle, claim, { key, breaks: 'before_answer' })
    await settle(counter, claim, key)
  },
  /** The same with a reversal. */
  async reversal_cut(counter, claim) {
    await settle(counter, claim)
    const key = randomUUID()
    await counter.client.once(
      paths.reverse,
      { claim_number: claim.claim_number },
      { key, breaks: 'before_answer' },
    )
    await reverse(counter, claim, key)
  },
  /** A clock that is ten minutes off is not believed; put right, it is. */
  async skewed(counter, claim) {
    const key = randomUUID()
    const reply = await counter.client.once(paths.settle, claim, { key, skew: -600 })
    isRefused(reply, 401, 'hospital_signature_wrong')
    await settle(counter, claim, key)
  },
} satisfies Record<string, (counter: Counter, claim: Claim) => Promise<void>>

export type Fault = keyof typeof faults
