/**
 * Verbs of claims: quote, settle, reverse. A claim is reckoned here by the law, on totals that were read before; the
 * database settles it only if these still stand, under a lock of that person's year, and otherwise it is reckoned anew.
 */
import { createHash } from 'node:crypto'
import { LawError } from '../../../../engine/index.ts'
import {
  claimLimitDays,
  isSevere,
  lawDayOf,
  medicalGroupOf,
  settlementArticles,
  yearOf,
} from '../../../../law/index.ts'
import { asEnacted } from '../../../benefits/index.ts'
import { addDays } from '../../../platform/clock/index.ts'
import type { Database } from '../../../platform/db/index.ts'
import { serialise } from '../../../platform/http/index.ts'
import { notFound } from '../../../platform/problems/index.ts'
import type { Hospital } from '../hospitals/signer.ts'
import { programmesForBill } from '../model.ts'
import { problem } from '../problems.ts'
import { assessBill, type Assessed, type Bill } from './assess.ts'
import { hospitalClaimRoutes as routes, type NewClaim } from './contract.ts'
import { entriesOf, payersOf, explanationsOf } from './lines.ts'
import * as queries from './queries.ts'
import type { OpenedClaim } from './queries.ts'

/** Who asks, when, and under which key of theirs. */
export type Asked = {
  pool: Database
  hospital: Hospital
  today: string
  now: string
  request_id: string
}

type Place = { law_day: string; year: number }
type Reckoned = Place & { medical_group: string; assessed: Assessed }

/** What each payer would bear, article by article. Nothing is kept of it. @throws the refusals of a claim (422) */
export async function quoteClaim(asked: Asked, claim: NewClaim) {
  const place = placeOf(asked, claim)
  const opened = await open(asked, claim, place)
  const reckoned = reckon(asked, claim, place, opened, totalsOf(opened.totals))
  const { assessed } = reckoned
  return { ...viewOf(claim, reckoned), state: 'quoted' as const, explanations: explanationsOf(assessed) }
}

/** How often a claim is reckoned anew because another of the same person came in between. */
const mostTries = 8

/**
 * Settles a claim; the JSON text of the answer. What was settled before is answered as it was then, to the byte.
 * @throws the refusals of a claim (422), claim_number_taken, claim_key_reused, claim_busy (409), hospital_key_revoked (401)
 */
export async function settleClaim(
  asked: Asked,
  claim: NewClaim,
  idempotency_key: string,
): Promise<{ text: string; again: boolean }> {
  const place = placeOf(asked, claim)
  const opened = await open(asked, claim, place)
  const content_hash = hashOf(claim)
  if (opened.content_hash !== null) return answeredBefore(opened, content_hash)
  let totals = totalsOf(opened.totals)
  for (let tries = 0; tries < mostTries; tries += 1) {
    const claimed = composeClaim(asked, claim, place, opened, { totals, idempotency_key, content_hash })
    const done = await queries.settleClaim(asked.pool, claimed)
    if (done.outcome === 'outdated') totals = totalsOf(done.totals ?? {})
    else return { text: answerOf(done), again: done.outcome === 'again' }
  }
  throw problem('claim_busy')
}

/** What the database is asked to settle: the claim reckoned on these totals, with the answer that it will have. */
function composeClaim(
  asked: Asked,
  claim: NewClaim,
  place: Place,
  opened: OpenedClaim,
  given: { totals: Record<string, bigint>; idempotency_key: string; content_hash: string },
): string {
  const reckoned = reckon(asked, claim, place, opened, given.totals)
  const answer = { ...viewOf(claim, reckoned), state: 'settled' as const, settled_on: asked.today }
  const text = serialise(routes.settle_claim, answer)
  return claimText(asked, claim, opened, reckoned, { ...given, text })
}

/** What `settleClaim` asks of the database for a first claim of a person, and no more: for measuring that alone. */
export async function prepareClaim(asked: Asked, claim: NewClaim, idempotency_key: string): Promise<string> {
  const place = placeOf(asked, claim)
  const opened = await open(asked, claim, place)
  const totals = totalsOf(opened.totals)
  return composeClaim(asked, claim, place, opened, { totals, idempotency_key, content_hash: hashOf(claim) })
}

/**
 * Reverses a claim of the hospital's, once. @throws not_found (404) for a number that it has not used,
 * claim_reversed_before (409), hospital_key_revoked (401)
 */
export async function reverseClaim(
  asked: Asked,
  claim_number: string,
  reversal_key: string,
): Promise<{ text: string; again: boolean }> {
  const { pool, hospital, today, now, request_id } = asked
  const view = { claim_number, state: 'reversed' as const, reversed_on: today }
  const done = await queries.reverseClaim(pool, {
    hospital_id: hospital.hospital_id,
    claim_number,
    reversal_key,
    answer: serialise(routes.reverse_claim, view),
    business_date: today,
    at: now,
    request_id,
    hospital_key_id: hospital.hospital_key_id,
    account_id: null,
    text: `医疗救助冲销 ${hospital.code} ${claim_number}`,
  })
  switch (done.outcome) {
    case 'unknown':
      throw notFound()
    case 'reversed_before':
      throw problem('claim_reversed_before')
    case 'key_revoked':
      throw problem('hospital_key_revoked')
    default:
      return { text: done.answer!, again: done.outcome === 'again' }
  }
}

/** The day of the law and the year, once the bill itself is in order. */
function placeOf({ hospital, today }: Asked, claim: NewClaim): Place {
  const { admitted_on, discharged_on } = claim
  if (discharged_on < admitted_on) throw problem('claim_dates_reversed')
  if (discharged_on > today) throw problem('claim_in_the_future')
  checkBill(claim)
  return byLaw(() => ({
    law_day: lawDayOf(claim, hospital.division_code),
    year: yearOf(claim, hospital.division_code),
  }))
}

/** @throws bill_unbalanced, insurance_above_policy (422) */
function checkBill({ bill, items }: NewClaim): void {
  const { total, within_policy, outside_policy, basic_paid, serious_insurance_paid } = billOf(bill)
  if (total !== within_policy + outside_policy) throw problem('bill_unbalanced')
  if (basic_paid + serious_insurance_paid > within_policy) throw problem('insurance_above_policy')
  if (items.length === 0) return
  for (const part of ['within_policy', 'outside_policy'] as const) {
    const sum = items.reduce((all, item) => all + BigInt(item[part]), 0n)
    if (sum !== BigInt(bill[part])) throw problem('bill_unbalanced', { field: `bill.${part}` })
  }
}

function open(asked: Asked, claim: NewClaim, place: Place): Promise<OpenedClaim> {
  return queries.openClaim(asked.pool, {
    hospital_id: asked.hospital.hospital_id,
    claim_number: claim.claim_number,
    identity_number: claim.patient.identity_number,
    name: claim.patient.name,
    law_day: place.law_day,
    admitted_on: claim.admitted_on,
    year: place.year,
  })
}

function answeredBefore(opened: OpenedClaim, content_hash: string): { text: string; again: boolean } {
  if (opened.content_hash?.toString('hex') !== content_hash) throw problem('claim_number_taken')
  return { text: opened.answer!, again: true }
}

function answerOf({ outcome, answer }: queries.SettledOutcome): string {
  switch (outcome) {
    case 'other_content':
      throw problem('claim_number_taken')
    case 'key_reused':
      throw problem('claim_key_reused')
    case 'key_revoked':
      throw problem('hospital_key_revoked')
    default:
      return answer!
  }
}

/** @throws the refusals that the patient, the place or the law has (422) */
function reckon(
  { hospital, today }: Asked,
  claim: NewClaim,
  place: Place,
  opened: OpenedClaim,
  totals: Record<string, bigint>,
): Reckoned {
  const { law_day } = place
  if (opened.person_id === null || opened.division_code === null) throw problem('patient_not_found')
  if (!opened.designated)
    throw problem('hospital_not_designated', { article: settlementArticles.designation })
  if (opened.died_on !== null && opened.died_on < claim.admitted_on) throw problem('patient_deceased')
  return byLaw(() => {
    const limit = claimLimitDays(today, hospital.division_code)
    if (addDays(claim.discharged_on, limit) < today)
      throw problem('claim_too_late', { article: settlementArticles.limit })
    const grade = opened.disability_grade === null ? null : Number(opened.disability_grade)
    const severe_disability = isSevere(grade, law_day, hospital.division_code)
    const { programmes, destitute } = opened
    const medical_group = medicalGroupOf({ programmes, destitute, severely_disabled: severe_disability })
    if (medical_group === 'none') throw problem('patient_not_entitled', { article: settlementArticles.group })
    const assessed = assessBill(programmesForBill(claim.kind).map(asEnacted), {
      bill: billOf(claim.bill),
      // Not registered as disabled: no certificate was issued, which is what the law asks for.
      patient: {
        medical_group,
        severe_disability: severe_disability ?? false,
        facility_level: hospital.facility_level,
      },
      totals,
      date: law_day,
      division: opened.division_code!,
    })
    if (assessed.missing.length > 0) throw problem('patient_facts_unknown')
    // Where the year's threshold is passed by a small bill, the law gives for the earlier ones too.
    if (assessed.own_paid < 0n) throw problem('aid_above_bill', { article: settlementArticles.own_share })
    return { ...place, medical_group, assessed }
  })
}

/** A day without law, and amounts that it cannot take, are refusals and no faults. */
export function byLaw<Result>(ask: () => Result): Result {
  try {
    return ask()
  } catch (error) {
    if (!(error instanceof LawError)) throw error
    if (error.code === 'fact_refused') throw problem('bill_refused')
    if (error.code === 'version_not_in_force' || error.code === 'parameter_not_in_force')
      throw problem('law_of_day_missing')
    throw error
  }
}

function viewOf(claim: NewClaim, { law_day, year, medical_group, assessed }: Reckoned) {
  return {
    claim_number: claim.claim_number,
    medical_group,
    law_day,
    year,
    payers: payersOf(billOf(claim.bill), assessed),
    aid: String(assessed.aid),
    own_paid: String(assessed.own_paid),
  }
}

/** What the database settles, as JSON text; fen stay text on the way. */
function claimText(
  { hospital, today, now, request_id }: Asked,
  claim: NewClaim,
  opened: OpenedClaim,
  { law_day, year, medical_group, assessed }: Reckoned,
  { idempotency_key, content_hash, text }: { idempotency_key: string; content_hash: string; text: string },
): string {
  const { claim_number, kind, admitted_on, discharged_on, bill } = claim
  const { person_id, household_id, division_code } = opened
  const { aids, aid, own_paid, counted, totals_before } = assessed
  const said = {
    claim: {
      hospital_id: hospital.hospital_id,
      claim_number,
      idempotency_key,
      kind,
      person_id,
      household_id,
      admitted_on,
      discharged_on,
      received_on: today,
      law_day,
      year,
      medical_group,
      ...bill,
      aid,
      own_paid,
      counted: Object.fromEntries(counted.map(({ name, amount }) => [name, amount])),
      answer: text,
      division_code,
    },
    content_hash,
    hospital_key_id: hospital.hospital_key_id,
    account_id: null,
    at: now,
    request_id,
    text: `医疗救助结算 ${hospital.code} ${claim_number}`,
    totals_before,
    totals: counted,
    aids: aids.map(({ programme_id, amount, version, law_hash, facts }) => ({
      programme_id,
      amount,
      version,
      law_hash,
      facts,
    })),
    entries: entriesOf(assessed),
  }
  return JSON.stringify(said, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
}

const billOf = (bill: NewClaim['bill']): Bill => ({
  total: BigInt(bill.total),
  within_policy: BigInt(bill.within_policy),
  outside_policy: BigInt(bill.outside_policy),
  basic_paid: BigInt(bill.basic_paid),
  serious_insurance_paid: BigInt(bill.serious_insurance_paid),
})

const totalsOf = (totals: Record<string, string>): Record<string, bigint> =>
  Object.fromEntries(Object.entries(totals).map(([name, amount]) => [name, BigInt(amount)]))

/** Two requests are the same when everything that was asked is: the contract has brought it into one order. */
const hashOf = (claim: NewClaim): string => createHash('sha256').update(JSON.stringify(claim)).digest('hex')
