/**
 * After values or rules were enacted, every household that has the benefit is decided anew from their first month on, by the
 * two people of the proposal: what months already paid differ by becomes difference items. Stretch by stretch, each in
 * a transaction of its own; what was cut short goes on where it stopped, and running twice changes nothing.
 */
import type { Receipt } from '../../../engine/index.ts'
import type { Act } from '../../platform/act.ts'
import { enqueue, registerLongJob, subscribe, type JobHouse } from '../../platform/jobs/index.ts'
import { addMonths } from '../../platform/clock/index.ts'
import type { PolicyProgramme } from '../../../law/index.ts'
import { listMonthsPaid } from '../../payments/index.ts'
import { amountOf, decideInput, programmeOf } from '../decisions/decide.ts'
import { findDetermination, listDeterminations, type DeterminationRow } from '../determinations/queries.ts'
import { inForce, monthAfter, segmentsOf, supersede, type Month } from '../determinations/recompute.ts'
import { loadHistory } from '../households/history.ts'
import { reachingOutJob } from '../outreach/after-standard.ts'
import { readLaw } from './current-law.ts'
import { firstWholeMonth } from './model.ts'
import { programmesTouched } from './parameters.ts'
import * as queries from './queries.ts'
import type { ProposalRow } from './queries.ts'

const stretch = 50

/** Applies what is approved and due; answers how many proposals are now applied. */
export async function applyDueProposals(house: Pick<JobHouse, 'act' | 'signal'>): Promise<number> {
  const due = await house.act(async (act) => {
    await readLaw(act.tx)
    return queries.listDueProposals(act.tx, monthAfter(act.today))
  })
  let applied = 0
  for (const { proposal_id } of due) {
    let left = true
    while (left && !house.signal.aborted) left = await house.act((act) => applyStretch(act, proposal_id))
    if (!left) applied += 1
  }
  return applied
}

/** Decides the next households. Answers whether any are left. */
export async function applyStretch(act: Act, proposal_id: string): Promise<boolean> {
  const proposal = await queries.findProposal(act.tx, proposal_id)
  if (proposal === undefined || proposal.state !== 'approved') return false
  const values = await queries.listValues(act.tx, proposal_id)
  const versions = await queries.listVersions(act.tx, proposal_id)
  const programmes = programmesTouched(
    values.map((each) => each.parameter),
    versions.map((each) => each.programme_id),
  )
  const month = firstWholeMonth(proposal.effective_from)
  const households = await queries.listHouseholdsOnBenefit(act.tx, {
    programmes,
    month,
    after: proposal.last_household_id,
    limit: stretch,
  })
  const came = { done: households.length, changed: 0, waiting: 0, difference: 0n }
  for (const { household_id } of households)
    for (const programme_id of programmes) {
      const one = await applyToHousehold(act, proposal, { household_id, programme_id, month })
      came.changed += one.changed ? 1 : 0
      came.waiting += one.waiting ? 1 : 0
      came.difference += one.difference
    }
  const last = households.at(-1)?.household_id
  if (last !== undefined) await queries.addProgress(act.tx, { proposal_id, ...came, last })
  if (households.length === stretch) return true
  await queries.finishProposal(act.tx, proposal_id, act.today)
  // Whoever the values let in has nothing to be decided anew, but is asked.
  await enqueue(act, reachingOutJob, { effective_from: proposal.effective_from })
  return false
}

type Came = { changed: boolean; waiting: boolean; difference: bigint }
const nothing: Came = { changed: false, waiting: false, difference: 0n }

async function applyToHousehold(
  act: Act,
  proposal: ProposalRow,
  of: { household_id: string; programme_id: string; month: string },
): Promise<Came> {
  const history = await loadHistory(act, of.household_id)
  const determinations = await listDeterminations(act.tx, of.household_id, of.programme_id)
  const current = inForce(determinations, monthAfter(act.today))
  const programme = programmeOf(of.programme_id)
  const months = await decideOnReceipts(act, programme, determinations, of.month)
  // What a new rule asks for and nobody knows is asked at the next review; until then nothing changes.
  if (months === undefined) return { ...nothing, waiting: true }
  const segments = segmentsOf(months, false)
  if (segments.length === 0) return nothing
  const before = await differencesOf(act, of)
  await supersede(
    act,
    {
      programme,
      history,
      case_id: null,
      reason: reasonOf(proposal),
      prepared_by: proposal.prepared_by,
      decided_by: proposal.approved_by,
      barred: [],
      review: {
        review_class: current?.review_class ?? null,
        next_review_on: current?.next_review_on ?? null,
      },
    },
    determinations,
    segments,
  )
  return { changed: true, waiting: false, difference: (await differencesOf(act, of)) - before }
}

/**
 * Each month from the first determination on, on the facts of the month's own receipt: a new standard changes the law
 * and no fact. Undefined when the new law wants a fact that a receipt does not hold. Months without the benefit are
 * listed too, for what is granted anew ends where the benefit ended.
 */
async function decideOnReceipts(
  act: Act,
  programme: PolicyProgramme,
  determinations: readonly DeterminationRow[],
  from: string,
): Promise<Month[] | undefined> {
  const receipts = new Map<string, Receipt>()
  const months: Month[] = []
  for (let month = from; month <= monthAfter(act.today); month = addMonths(month, 1)) {
    const before = inForce(determinations, month)
    if (before === undefined) continue
    const { determination_id } = before
    const receipt =
      receipts.get(determination_id) ?? (await findDetermination(act.tx, determination_id))!.receipt
    receipts.set(determination_id, receipt)
    const decided =
      receipt.facts.members.length === 0
        ? null
        : decideInput(programme, { date: month, division: before.division_code, ...receipt.facts })
    const stays = asItWas(month, before, decided)
    const amount = decided === null ? 0n : amountOf(decided.decision)
    if (stays === undefined && amount === null) return undefined
    const outcome = decided?.decision.status === 'eligible' ? 'eligible' : 'ineligible'
    months.push(stays ?? { month, decided, amount: amount ?? 0n, outcome, until: null, before })
  }
  return months
}

/** Nobody is let in by a new standard, and who is kept on for some months keeps what was said. */
function asItWas(month: string, before: DeterminationRow, decided: Month['decided']): Month | undefined {
  if (before.outcome === 'ineligible')
    return { month, decided, amount: 0n, outcome: 'ineligible', until: null, before }
  const until = before.effective_until
  return until === null
    ? undefined
    : { month, decided, amount: before.amount, outcome: 'eligible', until, before }
}

async function differencesOf(act: Act, of: { household_id: string; programme_id: string }): Promise<bigint> {
  return (await listMonthsPaid(act, of)).reduce((sum, row) => sum + row.difference_amount, 0n)
}

const reasonOf = ({ title, document_number }: ProposalRow): string =>
  document_number === null ? title : `${title}（${document_number}）`

/** Runs after an approval, each morning in China, and when the business day was moved by hand. */
export const applyingJob = 'benefits.apply_proposals'

registerLongJob(applyingJob, async (house) => void (await applyDueProposals(house)), {
  cron: '15 16 * * *',
})

subscribe('business_day.moved', 'benefits.apply_proposals_of_the_day', (act) =>
  enqueue(act, applyingJob, {}, { key: applyingJob }),
)
