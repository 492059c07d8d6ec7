/**
 * What the registers hear of acts the same day, by the house itself and without a procedure: a death ends the share
 * of the dead, a move takes the benefit to the new district's books.
 */
import type { Act } from '../../platform/act.ts'
import {
  closeCase,
  enterCase,
  findOpenCase,
  moveOpenCases,
  tellPerson,
  waysToObject,
  type CaseInHand,
  type CaseOutcome,
} from '../../casework/index.ts'
import { bearsOn } from '../../../law/index.ts'
import { listEntitlementsOfHousehold, moveEntitlements, releaseHold } from '../../payments/index.ts'
import { programmeOf } from '../decisions/decide.ts'
import { findDeterminationOfCase, listDeterminations } from '../determinations/queries.ts'
import { decideMonths, monthAfter, segmentsOf, supersede, type Month } from '../determinations/recompute.ts'
import { appealTextTold, articleText, outcomeText } from '../determinations/words.ts'
import { householdOn, loadHistory, receiverOf, type HouseholdHistory } from '../households/history.ts'
import { holdPayment } from './holds.ts'
import { findOpenReportOf } from './queries.ts'
import { openChangeCase } from './service.ts'

/**
 * Recomputes what the household has of any programme from the month after the death, in the case that
 * reported it where there is one. Where a fact is missing, payment is held and a case asks for it. Running it again
 * changes nothing.
 */
export async function stopAfterDeath(
  act: Act,
  input: { household_id: string; person_id: string; death_date: string },
): Promise<void> {
  await recomputeRunning(act, input, monthAfter(input.death_date), {
    reason: '成员死亡',
    whole: false,
    waits: '成员死亡，当日起暂停发放，待补齐事实后核定',
    told: '家里有人去世，还有情况没有弄清',
    dead: input.person_id,
  })
}

/**
 * The new division's office has the household's open cases and pays what is not paid yet; from the month after the
 * move its law decides.
 */
export async function followMove(act: Act, input: { household_id: string; moved_on: string }): Promise<void> {
  const { household } = await loadHistory(act, input.household_id)
  await moveOpenCases(act.tx, household.household_id, household.division_code)
  await moveEntitlements(act, household)
  await recomputeRunning(act, input, monthAfter(input.moved_on), {
    reason: '户籍迁移',
    // A determination in the new division is needed even where the amount stays: its staff see none of the old.
    whole: true,
    waits: '户籍迁移，当日起暂停发放，待补齐事实后核定',
    told: '您家搬到了新的地方，还有情况没有弄清',
  })
}

/**
 * After something was determined of one programme, what the household has of another is decided again where the one
 * bears on the other: its people are counted apart from then on, or again, or it leaves no room for the other.
 */
export async function settleOtherProgrammes(
  act: Act,
  made: { household_id: string; programme_id: string; effective_from: string },
): Promise<void> {
  const { title } = programmeOf(made.programme_id)
  const entitlements = await listEntitlementsOfHousehold(act.tx, made.household_id)
  const running = entitlements.filter(
    (each) => each.until_month === null || each.until_month > made.effective_from,
  )
  for (const programme_id of new Set(running.map((each) => each.programme_id))) {
    const rule = bearsOn(made.programme_id, programme_id, made.effective_from)
    if (rule === undefined) continue
    await recompute(act, made.household_id, programme_id, made.effective_from, {
      reason: `${title}已核定，${rule.text}（${articleText(rule)}）`,
      whole: false,
      waits: `${title}已核定，暂停发放，待补齐事实后重新核定`,
      told: `您家的${title}有了决定，还有情况没有弄清`,
    })
  }
}

type Cause = {
  reason: string
  /** Whether a determination is made even where nothing comes out otherwise. */
  whole: boolean
  /** Goes into the log while a fact is missing. */
  waits: string
  /** Is told to the household then. */
  told: string
  dead?: string
}

async function recomputeRunning(
  act: Act,
  { household_id }: { household_id: string },
  from: string,
  cause: Cause,
): Promise<void> {
  const entitlements = await listEntitlementsOfHousehold(act.tx, household_id)
  const running = entitlements.filter((each) => each.until_month === null || each.until_month > from)
  for (const programme_id of new Set(running.map((each) => each.programme_id))) {
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
  const reported = await enterReport(act, { household_id, programme_id }, cause)
  if (months === undefined) {
    if ((await findOpenCase(act.tx, household_id, programme_id, 'recomputation')) !== undefined) return
    const waiting = reported ?? (await openChangeCase(act, programme, history, 'recomputation', cause.waits))
    await holdPayment(act, waiting.row.case_id, cause.told)
    return
  }
  const segments = segmentsOf(months, cause.whole && !settled)
  if (segments.length === 0 && reported === undefined) return
  const hand =
    reported ?? (await openChangeCase(act, programme, history, 'recomputation', `${cause.reason}，当日核定`))
  await supersede(
    act,
    {
      programme,
      history,
      case_id: hand.row.case_id,
      reason: cause.reason,
      prepared_by: null,
      decided_by: null,
      barred: [],
      review: {
        review_class: current?.review_class ?? null,
        next_review_on: current?.next_review_on ?? null,
      },
    },
    determinations,
    segments,
  )
  await releaseHold(act, { household_id, programme_id, reason: 'change' })
  await closeCase(act, hand, { ...endingOf(segments, cause.reason), log_act: 'recompute' })
  await tellOutcome(act, hand, history, cause)
}

/** What the house has decided itself is told like any decision, with the way to object. */
async function tellOutcome(
  act: Act,
  { row }: CaseInHand,
  history: HouseholdHistory,
  { reason }: Cause,
): Promise<void> {
  const made = await findDeterminationOfCase(act.tx, row.case_id)
  const ways = await waysToObject(act, row.programme_id, act.today)
  const on = householdOn(history, { holding_on: act.today, known_on: act.today })
  await tellPerson(
    act,
    row,
    {
      title: `${programmeOf(row.programme_id).title}重新核定`,
      body: `${reason}，办件 ${row.case_number}。${outcomeText(made)}${appealTextTold(ways)}`,
    },
    receiverOf(on, row.person_id),
  )
}

/** The open case in which the household reported this very death: the register has answered it. */
async function enterReport(
  act: Act,
  of: { household_id: string; programme_id: string },
  { dead }: Cause,
): Promise<CaseInHand | undefined> {
  if (dead === undefined) return undefined
  const report = await findOpenReportOf(act.tx, { ...of, person_id: dead, kind: 'death' })
  return report && enterCase(act, report.case_id, 'approve', { whileHeld: true })
}

function endingOf(segments: readonly Month[][], reason: string): { outcome: CaseOutcome; text: string } {
  const last = segments.at(-1)?.[0]
  if (last === undefined) return { outcome: 'unchanged', text: `${reason}，核定金额不变` }
  return last.outcome === 'ineligible'
    ? { outcome: 'ended', text: `${reason}，停发` }
    : { outcome: 'approved', text: `${reason}，重新核定` }
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
