/**
 * What the registers hear of acts the same day, by the house itself and without a procedure: a death ends the share
 * of the dead, a move takes the benefit to the new district's books.
 */
import type { Act } from '../../platform/act.ts'
import { closeCase, findOpenCase, moveOpenCases } from '../../casework/index.ts'
import { listEntitlementsOfHousehold, moveEntitlements, releaseHold } from '../../payments/index.ts'
import { programmeOf } from '../decisions/decide.ts'
import { listDeterminations } from '../determinations/queries.ts'
import { decideMonths, monthAfter, segmentsOf, supersede, type Month } from '../determinations/recompute.ts'
import { loadHistory } from '../households/history.ts'
import { holdPayment, openChangeCase } from './service.ts'

type OfDomain = { household_id: string; domain: string }

/**
 * Recomputes what the household has of the domain's programmes from the month after the death. Where a fact is
 * missing, payment is held and a case asks for it. Running it again changes nothing.
 */
export async function stopAfterDeath(act: Act, input: OfDomain & { death_date: string }): Promise<void> {
  await recomputeRunning(act, input, monthAfter(input.death_date), {
    reason: '成员死亡',
    whole: false,
    waits: '成员死亡，当日起暂停发放，待补齐事实后核定',
  })
}

/**
 * The new division's office has the household's open cases and pays what is not paid yet; from the month after the
 * move its law decides.
 */
export async function followMove(act: Act, input: OfDomain & { moved_on: string }): Promise<void> {
  const { household } = await loadHistory(act, input.household_id)
  await moveOpenCases(act.tx, household.household_id, household.division_code)
  await moveEntitlements(act, household)
  await recomputeRunning(act, input, monthAfter(input.moved_on), {
    reason: '户籍迁移',
    // A determination in the new division is needed even where the amount stays: its staff see none of the old.
    whole: true,
    waits: '户籍迁移，当日起暂停发放，待补齐事实后核定',
  })
}

type Cause = { reason: string; whole: boolean; waits: string }

async function recomputeRunning(
  act: Act,
  { household_id, domain }: OfDomain,
  from: string,
  cause: Cause,
): Promise<void> {
  const entitlements = await listEntitlementsOfHousehold(act.tx, household_id)
  const running = entitlements.filter((each) => each.until_month === null || each.until_month > from)
  for (const programme_id of new Set(running.map((each) => each.programme_id))) {
    if (programmeOf(programme_id).domain === domain)
      await recompute(act, household_id, programme_id, from, cause)
  }
}

async function recompute(
  act: Act,
  household_id: string,
  programme_id: string,
  from: string,
  cause: Cause,
): Promise<void> {
  const programme = programmeOf(programme_id)
  const history = await loadHistory(act, household_id)
  const determinations = await listDeterminations(act.tx, household_id, programme_id)
  const current = determinations.find((each) => each.superseded_by === null)
  const settled = current?.division_code === history.household.division_code && current.effective_from >= from
  const months = tryMonths(() => decideMonths(act, programme, history, determinations, from))
  if (months === undefined) {
    if ((await findOpenCase(act.tx, household_id, programme_id, 'recomputation')) !== undefined) return
    const waiting = await openChangeCase(act, programme, history, 'recomputation', cause.waits)
    await holdPayment(act, history, { programme_id, case_id: waiting.row.case_id })
    return
  }
  const segments = segmentsOf(months, cause.whole && !settled)
  if (segments.length === 0) return
  const hand = await openChangeCase(act, programme, history, 'recomputation', `${cause.reason}，当日核定`)
  await supersede(
    act,
    {
      programme,
      history,
      case_id: hand.row.case_id,
      reason: cause.reason,
      prepared_by: null,
      decided_by: null,
      review: {
        review_class: current?.review_class ?? null,
        next_review_on: current?.next_review_on ?? null,
      },
    },
    determinations,
    segments,
  )
  await releaseHold(act, { household_id, programme_id, reason: 'change' })
  const ended = segments.at(-1)?.[0]?.outcome === 'ineligible'
  await closeCase(act, hand, {
    outcome: ended ? 'ended' : 'approved',
    log_act: 'recompute',
    text: ended ? `${cause.reason}，停发` : `${cause.reason}，重新核定`,
  })
}

/** Undefined where a fact is missing: then people have to find out. */
function tryMonths(decide: () => Month[]): Month[] | undefined {
  try {
    return decide()
  } catch (error) {
    if ((error as { code?: string }).code === 'decision_incomplete') return undefined
    throw error
  }
}
