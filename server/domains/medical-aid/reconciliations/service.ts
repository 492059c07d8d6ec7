/** Verbs of reconciliation: our book of a day, a hospital's book held against it, and a difference looked into. */
import { createHash } from 'node:crypto'
import { differenceWorkingDays } from '../../../../law/index.ts'
import { afterWorkingDays, calendarOf } from '../../../casework/index.ts'
import type { Act } from '../../../platform/act.ts'
import { audit } from '../../../platform/audit/index.ts'
import { notFound, problem as refusal } from '../../../platform/problems/index.ts'
import { authorise } from '../access.ts'
import { problem } from '../problems.ts'
import type { DayRow } from './contract.ts'
import { compareDays, type Compared, type Entry } from './model.ts'
import * as queries from './queries.ts'

export type OwnHospital = { hospital_id: string; division_code: string }

/** What the house has of a hospital's day. @throws day_not_over (422) for a day to come */
export async function readDayBook(act: Act, { hospital_id }: OwnHospital, day: string) {
  if (day > act.today) throw problem('day_not_over')
  const rows = await queries.listDay(act.tx, hospital_id, day)
  const aid = rows.reduce((sum, row) => (row.state === 'settled' ? sum + row.aid : sum), 0n)
  return { day, rows, aid }
}

/**
 * Holds a hospital's book of a day against ours. What differs becomes work of the hospital's district, due in the law's
 * working days; what a later file of the same day clears up is settled by it. The same file again changes nothing.
 * @throws day_not_over, day_listed_twice (422)
 */
export async function reconcileDay(
  act: Act,
  hospital: OwnHospital,
  { day, rows }: { day: string; rows: readonly DayRow[] },
): Promise<Compared & { day: string; due_on: string | null }> {
  if (day >= act.today) throw problem('day_not_over')
  const theirs = new Map<string, Entry>()
  for (const { claim_number, state, aid, own_paid } of rows)
    theirs.set(claim_number, { state, aid: BigInt(aid), own_paid: BigInt(own_paid) })
  if (theirs.size < rows.length) throw problem('day_listed_twice')
  const { hospital_id, division_code } = hospital
  await queries.lockDay(act.tx, hospital_id, day)
  const ours = new Map(
    (await queries.listDay(act.tx, hospital_id, day)).map(({ claim_number, ...entry }) => [
      claim_number,
      entry,
    ]),
  )
  const compared = compareDays(ours, theirs)
  const due_on = compared.differences.length === 0 ? null : await dueOn(act, division_code)
  await record(act, hospital, { day, rows, compared, due_on: due_on ?? act.today })
  return { ...compared, day, due_on }
}

async function dueOn(act: Act, division_code: string): Promise<string> {
  const days = differenceWorkingDays(act.today, division_code)
  return afterWorkingDays(await calendarOf(act), act.today, days).due_on
}

async function record(
  act: Act,
  { hospital_id, division_code }: OwnHospital,
  {
    day,
    rows,
    compared,
    due_on,
  }: { day: string; rows: readonly DayRow[]; compared: Compared; due_on: string },
): Promise<void> {
  const { matched, our_aid, their_aid, differences } = compared
  const content_hash = createHash('sha256').update(JSON.stringify(rows)).digest()
  const before = await queries.findReconciliation(act.tx, { hospital_id, day, content_hash })
  if (before.claim_reconciliation_id !== null) return
  const claim_reconciliation_id = await queries.insertReconciliation(act.tx, {
    hospital_id,
    day,
    content_hash,
    claim_count: rows.length,
    matched_count: matched,
    their_aid,
    our_aid,
    reconciled_on: act.today,
    sequence: before.sequence + 1,
    division_code,
  })
  const still = differences.map(({ claim_number }) => claim_number)
  await queries.settleByFile(act.tx, { hospital_id, day, still, on: act.today })
  if (differences.length > 0)
    await queries.insertDifferences(act.tx, {
      claim_reconciliation_id,
      hospital_id,
      day,
      due_on,
      division_code,
      differences: JSON.stringify(differences, (_key, value: unknown) =>
        typeof value === 'bigint' ? value.toString() : value,
      ),
    })
  await audit(act, {
    act: 'claim_reconciliation.record',
    subject_kind: 'claim_reconciliation',
    subject_id: claim_reconciliation_id,
    division_code,
    detail: { day, claims: rows.length, differences: differences.length },
  })
}

/** @throws not_permitted (403) */
export async function listDifferences(
  act: Act,
  filter: { state: 'open' | 'settled'; limit: number; offset: number },
) {
  authorise(act, 'read_claims')
  const rows = await queries.listDifferences(act.tx, filter)
  return { rows, total: rows[0]?.total ?? 0 }
}

/** @throws not_permitted (403), not_found (404), difference_settled_before (409) */
export async function settleDifference(
  act: Act,
  { claim_difference_id, note }: { claim_difference_id: string; note: string },
): Promise<void> {
  authorise(act, 'settle_difference')
  if (act.caller.kind !== 'staff') throw refusal('not_permitted')
  const settled = await queries.settleDifference(act.tx, {
    claim_difference_id,
    note,
    on: act.today,
    by: act.caller.account_id,
  })
  if (settled === undefined) throw notFound()
  if (!settled.was_open) throw problem('difference_settled_before')
  await audit(act, {
    act: 'claim_difference.settle',
    subject_kind: 'claim_difference',
    subject_id: claim_difference_id,
    division_code: settled.division_code,
  })
}
