/** A death stops what is paid for the dead the same day: no procedure, one determination, by the house itself. */
import type { Act } from '../../platform/act.ts'
import { closeCase } from '../../casework/index.ts'
import { listEntitlementsOfHousehold, releaseHold } from '../../payments/index.ts'
import { programmeOf } from '../decisions/decide.ts'
import { listDeterminations } from '../determinations/queries.ts'
import { decideMonths, monthAfter, segmentsOf, supersede } from '../determinations/recompute.ts'
import { loadHistory } from '../households/history.ts'
import { holdPayment, openChangeCase } from './service.ts'

/**
 * Recomputes every running benefit of the household from the month after the death. Where a fact is missing, payment
 * is held and a case asks for it. Running it again changes nothing.
 */
export async function stopAfterDeath(
  act: Act,
  input: { person_id: string; household_id: string; death_date: string },
): Promise<void> {
  const entitlements = await listEntitlementsOfHousehold(act.tx, input.household_id)
  const from = monthAfter(input.death_date)
  const running = entitlements.filter((each) => each.until_month === null || each.until_month > from)
  for (const programme_id of new Set(running.map((each) => each.programme_id))) {
    await recomputeAfterDeath(act, input.household_id, programme_id, from)
  }
}

async function recomputeAfterDeath(
  act: Act,
  household_id: string,
  programme_id: string,
  from: string,
): Promise<void> {
  const programme = programmeOf(programme_id)
  const history = await loadHistory(act, household_id)
  const determinations = await listDeterminations(act.tx, household_id, programme_id)
  const months = tryMonths(() => decideMonths(act, programme, history, determinations, from))
  if (months === undefined) {
    await holdPayment(act, history, programme_id)
    await openChangeCase(
      act,
      programme,
      history,
      'recomputation',
      '成员死亡，当日起暂停发放，待补齐事实后核定',
    )
    return
  }
  const segments = segmentsOf(months, false)
  if (segments.length === 0) return
  const hand = await openChangeCase(act, programme, history, 'recomputation', '成员死亡，当日核定')
  const current = determinations.find((each) => each.superseded_by === null)
  await supersede(
    act,
    {
      programme,
      history,
      case_id: hand.row.case_id,
      reason: '成员死亡',
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
    text: ended ? '成员死亡，停发' : '成员死亡，按现有成员重新核定',
  })
}

function tryMonths<Months>(decide: () => Months): Months | undefined {
  try {
    return decide()
  } catch (error) {
    if ((error as { code?: string }).code === 'decision_incomplete') return undefined
    throw error
  }
}
