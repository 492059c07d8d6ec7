/**
 * What medical aid gives towards one bill, on what the year has come to before. Every figure is the law's: the
 * programmes say whom they aid and how much, what of a bill counts towards the year, and where a limit lies. Pure.
 */
import { decide, lawHash, trace } from '../../../../engine/index.ts'
import type { Decision, FactValue, Facts } from '../../../../engine/index.ts'
import type { ArticleReference, ClaimPayment, PolicyProgramme } from '../../../../law/index.ts'

/** Amounts of a bill in fen; of a bill that balances, `total` is the sum of the next two. */
export type Bill = {
  total: bigint
  within_policy: bigint
  outside_policy: bigint
  basic_paid: bigint
  serious_insurance_paid: bigint
}

/** The sums of a person's year by the law's names; what has no row yet is nothing. */
export type YearTotals = Readonly<Record<string, bigint>>

/** What is known of the patient and the place; null is unknown, never "no". */
export type PatientFacts = {
  medical_group: string
  severe_disability: boolean | null
  facility_level: string
}

export type Aid = {
  programme_id: string
  title: string
  /** Fen. */
  amount: bigint
  article: ArticleReference
  version: string
  law_hash: string
  facts: Readonly<Record<string, FactValue>>
}

export type ProgrammeDecision = { programme_id: string; title: string; decision: Decision }

export type Counted = { name: string; amount: bigint; at_most: bigint | null }

export type Assessed = {
  /** What gives something. */
  aids: Aid[]
  /** Of every programme that such a bill may be aided by. */
  decisions: ProgrammeDecision[]
  /** Fen, all programmes together. */
  aid: bigint
  own_paid: bigint
  /** The totals that were read, as they stood; and what the bill adds to them. */
  totals_before: Record<string, bigint>
  counted: Counted[]
  /** Facts that the law needs and nobody knows. */
  missing: string[]
}

/** Reckons a bill by the law of `date` at `division`. Throws `LawError`: a day without law, or amounts beyond what the law can take. */
export function assessBill(
  programmes: readonly PolicyProgramme[],
  given: { bill: Bill; patient: PatientFacts; totals: YearTotals; date: string; division: string },
): Assessed {
  const assessed: Assessed = {
    aids: [],
    decisions: [],
    aid: 0n,
    own_paid: 0n,
    totals_before: {},
    counted: [],
    missing: [],
  }
  for (const programme of programmes) add(assessed, programme, given)
  const { bill } = given
  assessed.own_paid = bill.total - bill.basic_paid - bill.serious_insurance_paid - assessed.aid
  return assessed
}

function add(
  into: Assessed,
  { id, title, rules, payment }: PolicyProgramme,
  { bill, patient, totals, date, division }: Parameters<typeof assessBill>[1],
): void {
  const claim = payment.claim
  if (claim === undefined) return
  for (const name of Object.keys(claim.counts)) into.totals_before[name] = totals[name] ?? 0n
  const all: Facts = { ...bill, ...patient, ...into.totals_before }
  const facts = Object.fromEntries(rules.inputs.map(({ name }) => [name, all[name] ?? null]))
  const decision = decide(rules, { date, division, household: {}, members: [{ id: 'patient', facts }] })
  into.decisions.push({ programme_id: id, title, decision })
  if (decision.status === 'incomplete') into.missing.push(...decision.missing.map(({ label }) => label))
  const amount = decision.status === 'eligible' ? (decision.amounts['benefit'] ?? 0n) : 0n
  into.aid += amount
  into.counted.push(...countedOf(claim, decision, amount, facts))
  if (amount === 0n) return
  into.aids.push({
    programme_id: id,
    title,
    amount,
    article: payment.amounts['benefit']!.article,
    version: decision.version,
    law_hash: lawHash(trace(rules, date, division)),
    facts,
  })
}

/** What a bill adds to the year's totals: a fact of it, or what the rules made of it. */
function countedOf(
  { counts, limit }: ClaimPayment,
  decision: Decision,
  amount: bigint,
  facts: Readonly<Record<string, FactValue>>,
): Counted[] {
  const resultOf = (name: string): bigint => {
    if (name === 'benefit') return amount
    const value = decision.values[name]
    return typeof value === 'bigint' ? value : 0n
  }
  const isLimited =
    limit !== undefined && (limit.applies === undefined || decision.values[limit.applies] === true)
  return Object.entries(counts).map(([name, by]) => ({
    name,
    amount: 'fact' in by ? BigInt((facts[by.fact] as bigint | null) ?? 0n) : resultOf(by.result),
    at_most: isLimited && limit.total === name ? resultOf(limit.cap) : null,
  }))
}
