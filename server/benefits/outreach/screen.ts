/**
 * One look at a household after something happened: every programme that it may be entitled to, has nothing of, and
 * did not decline for this reason becomes a finding for its community. Running it again finds nothing new.
 */
import type { Decision } from '../../../engine/index.ts'
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { listProgrammes, type PolicyProgramme } from '../../../law/index.ts'
import { afterWorkingDays, calendarOf } from '../../casework/index.ts'
import { listEntitlementsOfHousehold } from '../../payments/index.ts'
import { amountOf, decideHousehold, membersFor } from '../decisions/decide.ts'
import { monthAfter } from '../determinations/recompute.ts'
import { householdOn, loadHistory, type HouseholdOn } from '../households/history.ts'
import { asEnacted } from '../proposals/current-law.ts'
import type { Cause } from './model.ts'
import * as queries from './queries.ts'
import type { NewOutreach, OutreachOfHousehold } from './queries.ts'

/**
 * Screens the household on the facts of today by the law of today, or of the cause's day where that lies ahead. Answers
 * the programmes newly found.
 */
export async function screenHousehold(act: Act, household_id: string, cause: Cause): Promise<string[]> {
  const history = await loadHistory(act, household_id)
  const on = householdOn(history, { holding_on: act.today, known_on: act.today })
  if (on.members.length === 0) return []
  const [covered, past] = await Promise.all([
    listCovered(act, household_id),
    queries.listOfHousehold(act.tx, household_id),
  ])
  const due_on = await contactBy(act)
  const law_of = cause.happened_on > act.today ? cause.happened_on : act.today
  const found: string[] = []
  // What is paid once follows from a blow that no register tells of.
  for (const programme of listProgrammes().filter(({ payment }) => payment.kind === 'monthly')) {
    const open = past.find((each) => each.programme_id === programme.id && each.state === 'open')
    const outcome = covered.has(programme.id) ? undefined : outcomeOf(programme, on, law_of)
    if (outcome === undefined) {
      if (open !== undefined) await lapse(act, open)
    } else if (open !== undefined) {
      await queries.refreshOutreach(act.tx, open.outreach_id, outcome)
    } else if (!wasDeclined(past, programme.id, cause)) {
      const { division_code } = on.household
      const row = { household_id, programme_id: programme.id, ...cause, found_on: act.today, due_on }
      if (await queries.insertOutreach(act.tx, { ...row, ...outcome, division_code }))
        found.push(programme.id)
    }
  }
  if (found.length > 0) {
    await audit(act, {
      act: 'outreach.find',
      subject_kind: 'household',
      subject_id: household_id,
      division_code: on.household.division_code,
      detail: { programmes: found, reason: cause.reason },
    })
  }
  return found
}

/** Programmes that the household has, or has a case for. */
async function listCovered(act: Act, household_id: string): Promise<Set<string>> {
  const [entitlements, inHand] = await Promise.all([
    listEntitlementsOfHousehold(act.tx, household_id),
    queries.listProgrammesInHand(act.tx, household_id),
  ])
  const next = monthAfter(act.today)
  const running = entitlements.filter((each) => each.until_month === null || each.until_month > next)
  return new Set([...running.map((each) => each.programme_id), ...inHand])
}

type Outcome = Pick<NewOutreach, 'outcome' | 'amount' | 'missing'>

/** Undefined when the household is not entitled, whatever is still unknown. */
function outcomeOf(programme: PolicyProgramme, on: HouseholdOn, date: string): Outcome | undefined {
  const decision = tryDecide(programme, on, date)
  if (decision === undefined) return undefined
  if (decision.status === 'ineligible') return undefined
  if (decision.status === 'eligible')
    return { outcome: 'eligible', amount: amountOf(decision) ?? 0n, missing: [] }
  // What is not known of one member says nothing of the household: every family with a child would be on the list.
  if (programme.payment.beneficiary === 'member') return undefined
  const labels = decision.missing.map(({ label }) => label)
  return { outcome: 'incomplete', amount: null, missing: [...new Set(labels)] }
}

/** Undefined on a day or in a place without law for the programme, or with nobody whom it could look at. */
function tryDecide(programme: PolicyProgramme, on: HouseholdOn, date: string): Decision | undefined {
  const current = asEnacted(programme)
  if (membersFor(current, on, date).length === 0) return undefined
  try {
    return decideHousehold(current, on, date).decision
  } catch (error) {
    if ((error as { code?: string }).code === 'law_not_in_force') return undefined
    throw error
  }
}

/** Who said no is not asked again for the same event of the same person, or for the same standard. */
const wasDeclined = (past: readonly OutreachOfHousehold[], programme_id: string, cause: Cause): boolean =>
  past.some(
    (each) =>
      each.programme_id === programme_id &&
      each.state === 'declined' &&
      each.reason === cause.reason &&
      each.person_id === cause.person_id &&
      (cause.reason !== 'new_standard' || each.happened_on === cause.happened_on),
  )

async function lapse(act: Act, { outreach_id }: OutreachOfHousehold): Promise<void> {
  const note = '情况有变化，按现有事实不再符合，或已有待遇、已在办理'
  await queries.settleOutreach(act.tx, { outreach_id, state: 'lapsed', on: act.today, by: null, note })
}

async function contactBy(act: Act): Promise<string> {
  const [calendar, amount] = await Promise.all([calendarOf(act), queries.getContactWithin(act.tx, act.today)])
  return afterWorkingDays(calendar, act.today, amount).due_on
}
