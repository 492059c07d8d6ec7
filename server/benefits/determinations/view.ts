/** A determination as pages show it: its decision again from the receipt, and the way to object. */
import { replay, type Receipt } from '../../../engine/index.ts'
import type { Act } from '../../platform/act.ts'
import { notFound } from '../../platform/problems/index.ts'
import { getProcedure } from '../../../law/index.ts'
import { waysToObject } from '../../casework/index.ts'
import { authorise } from '../access.ts'
import { amountOf, programmeOf } from '../decisions/decide.ts'
import { viewDecision, viewNobody } from '../decisions/view.ts'
import type { DecisionView } from '../decisions/contract.ts'
import { listMemberships } from '../households/queries.ts'
import { viewArticle } from '../questions/service.ts'
import { reviewClassTitle } from '../reviews/service.ts'
import * as queries from './queries.ts'
import type { DeterminationRow } from './queries.ts'
import { appealText, appealTextAhead } from './words.ts'

export function viewRow(act: Act, row: DeterminationRow) {
  return {
    ...row,
    amount: row.amount.toString(),
    programme_title: programmeOf(row.programme_id).title,
    payment_kind: programmeOf(row.programme_id).payment.kind,
    review_class_title: reviewClassTitle(row.programme_id, row.review_class, act.today),
  }
}

/** @throws not_found (404) */
export async function viewDetermination(act: Act, determination_id: string) {
  authorise(act, 'read_determination')
  const row = await queries.findDetermination(act.tx, determination_id)
  if (row === undefined) throw notFound()
  const { receipt, ...rest } = row
  const memberships = await listMemberships(act.tx, [row.household_id])
  const names = new Map(memberships.map((member) => [member.person_id, member.name]))
  const told = row.case_id === null ? null : await queries.findToldOn(act.tx, row.case_id)
  return {
    ...viewRow(act, rest),
    decision: decisionOf(row, receipt, names),
    appeal: await viewAppeal(act, row, told),
  }
}

/** How to object to what was decided on a day; with the last day once the household has been told. */
export async function viewAppeal(
  act: Act,
  { programme_id, decided_on }: { programme_id: string; decided_on: string },
  told_on: string | null,
) {
  const { reconsideration, court, right } = getProcedure(programme_id, decided_on).appeal
  const ways = told_on === null ? null : await waysToObject(act, programme_id, told_on)
  return {
    text: ways === null ? appealTextAhead({ reconsideration, court }) : appealText(ways),
    body: reconsideration.body,
    file_by: ways?.file_by ?? null,
    article: viewArticle(right),
    to_verify: reconsideration.fileWithin.toVerify ?? null,
  }
}

/** Nobody left in the household: there was nothing to reason about. */
const isEmpty = (receipt: Receipt): boolean => receipt.facts.members.length === 0

function decisionOf(
  row: DeterminationRow,
  receipt: Receipt,
  names: ReadonlyMap<string, string>,
): DecisionView {
  const programme = programmeOf(row.programme_id)
  if (isEmpty(receipt)) {
    const { effective_from: as_of, division_code, law_version } = row
    const receipt_hash = row.receipt_hash.slice(0, 8)
    return viewNobody(programme, { as_of, division_code, law_version, receipt_hash })
  }
  const { decision } = replay(programme.rules, receipt)
  const input = { date: receipt.date, division: receipt.division, ...receipt.facts }
  return viewDecision({ programme, input, decision }, names, receipt.code)
}

/** Who is kept on over the standard gets what the determination before gave. */
async function amountKept(act: Act, row: DeterminationRow): Promise<bigint> {
  const all = await queries.listDeterminations(act.tx, row.household_id, row.programme_id)
  return all.find((each) => each.determination_id === row.supersedes)?.amount ?? 0n
}

/** Decides again what the receipt says; the same to the fen, or something was tampered with. */
export async function replayDetermination(act: Act, determination_id: string) {
  authorise(act, 'read_determination')
  const row = await queries.findDetermination(act.tx, determination_id)
  if (row === undefined) throw notFound()
  const hash = row.receipt_hash
  if (isEmpty(row.receipt)) {
    return { same: row.amount === 0n, amount: row.amount, recomputed_amount: 0n, receipt_hash: hash }
  }
  const again = replay(programmeOf(row.programme_id).rules, row.receipt)
  const recomputed =
    row.outcome === 'ineligible'
      ? 0n
      : row.effective_until === null
        ? (amountOf(again.decision) ?? 0n)
        : await amountKept(act, row)
  return {
    same: again.same && row.receipt.hash === hash && recomputed === row.amount,
    amount: row.amount,
    recomputed_amount: recomputed,
    receipt_hash: hash,
  }
}
