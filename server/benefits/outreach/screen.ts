/**
 * One look at households after something happened: every programme that one may be entitled to, has nothing of, and
 * did not decline for this reason becomes a finding for its community. Running it again finds nothing new.
 */
import type { Decision, Facts } from '../../../engine/index.ts'
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { notFound } from '../../platform/problems/index.ts'
import { listProgrammes, type PolicyProgramme } from '../../../law/index.ts'
import { afterWorkingDays, calendarOf } from '../../casework/index.ts'
import { amountOf, decideInput, inputOf, membersFor } from '../decisions/decide.ts'
import { monthAfter } from '../determinations/recompute.ts'
import { householdOn, loadHistories, type HouseholdHistory, type HouseholdOn } from '../households/history.ts'
import { asEnacted } from '../proposals/current-law.ts'
import type { Cause } from './model.ts'
import * as queries from './queries.ts'
import type { NewOutreach, OutreachOfHousehold } from './queries.ts'

/** One household. Answers the programmes newly found. @throws not_found (404) when it is out of the caller's sight */
export async function screenHousehold(act: Act, household_id: string, cause: Cause): Promise<string[]> {
  const found = (await screenHouseholds(act, [household_id], cause)).get(household_id)
  if (found === undefined) throw notFound()
  return found
}

/**
 * Screens households on the facts of today by the law of today, or of the cause's day where that lies ahead. Answers
 * the programmes newly found for each; who is out of the caller's sight is left out.
 */
export async function screenHouseholds(
  act: Act,
  household_ids: readonly string[],
  cause: Cause,
): Promise<Map<string, string[]>> {
  const [histories, inHand, past, due_on] = await Promise.all([
    loadHistories(act, household_ids),
    queries.listProgrammesInHand(act.tx, household_ids),
    queries.listOfHouseholds(act.tx, household_ids),
    contactBy(act),
  ])
  const inHandOf = Map.groupBy(inHand, (row) => row.household_id)
  const pastOf = Map.groupBy(past, (row) => row.household_id)
  const findings: NewOutreach[] = []
  for (const [household_id, history] of histories) {
    const covered = listCovered(act, history, inHandOf.get(household_id) ?? [])
    const findable = await lookAt(act, { history, covered, past: pastOf.get(household_id) ?? [] }, cause)
    findings.push(...findable.map((each) => ({ ...each, found_on: act.today, due_on })))
  }
  const made = findings.length === 0 ? [] : await queries.insertOutreach(act.tx, findings)
  const found = new Map([...histories.keys()].map((id): [string, string[]] => [id, []]))
  for (const { household_id, programme_id } of made) found.get(household_id)!.push(programme_id)
  for (const [household_id, programmes] of found)
    if (programmes.length > 0)
      await audit(act, {
        act: 'outreach.find',
        subject_kind: 'household',
        subject_id: household_id,
        division_code: histories.get(household_id)!.household.division_code,
        detail: { programmes, reason: cause.reason },
      })
  return found
}

type Looked = {
  history: HouseholdHistory
  covered: ReadonlySet<string>
  past: readonly OutreachOfHousehold[]
}

/** What is open is brought up to date or lapses; answers what might be opened. */
async function lookAt(
  act: Act,
  { history, covered, past }: Looked,
  cause: Cause,
): Promise<Omit<NewOutreach, 'found_on' | 'due_on'>[]> {
  const on = householdOn(history, { holding_on: act.today, known_on: act.today })
  if (on.members.length === 0) return []
  const law_of = cause.happened_on > act.today ? cause.happened_on : act.today
  const { household_id, division_code } = on.household
  const findable: Omit<NewOutreach, 'found_on' | 'due_on'>[] = []
  for (const programme of listProgrammes().filter((each) => mayFollow(each, cause))) {
    const { id } = programme
    const open = past.find((each) => each.programme_id === id && each.state === 'open')
    const outcome = covered.has(id) ? undefined : outcomeOf(programme, on, law_of, cause)
    if (outcome === undefined) {
      if (open !== undefined) await lapse(act, open)
    } else if (open !== undefined) {
      await queries.refreshOutreach(act.tx, open.outreach_id, outcome)
    } else if (!wasDeclined(past, id, cause)) {
      findable.push({ household_id, programme_id: id, ...cause, ...outcome, division_code })
    }
  }
  return findable
}

/** What is paid once follows from a blow; most registers tell of none. */
const mayFollow = (programme: PolicyProgramme, { reason }: Cause): boolean =>
  programme.payment.kind === 'monthly' ||
  (reason === 'hospital_bill' && programme.followsFrom?.[reason] !== undefined)

/** What the event itself says of the household. */
const saidBy = ({ followsFrom }: PolicyProgramme, { reason }: Cause): Facts =>
  reason === 'hospital_bill' ? (followsFrom?.[reason] ?? {}) : {}

/** Programmes that the household has, or has a case for. */
function listCovered(
  act: Act,
  { benefits }: HouseholdHistory,
  inHand: readonly { programme_id: string }[],
): Set<string> {
  const next = monthAfter(act.today)
  const running = benefits.filter((each) => each.until_month === null || each.until_month > next)
  return new Set([...running, ...inHand].map((each) => each.programme_id))
}

type Outcome = Pick<NewOutreach, 'outcome' | 'amount' | 'missing'>

/** Undefined when the household is not entitled, whatever is still unknown. */
function outcomeOf(
  programme: PolicyProgramme,
  on: HouseholdOn,
  date: string,
  cause: Cause,
): Outcome | undefined {
  const decision = tryDecide(programme, on, date, saidBy(programme, cause))
  if (decision === undefined) return undefined
  if (decision.status === 'ineligible') return undefined
  if (decision.status === 'eligible')
    return { outcome: 'eligible', amount: amountOf(decision) ?? 0n, missing: [] }
  // What is not known of one member says nothing of the household: every family with a child would be on the list.
  if (programme.payment.beneficiary === 'member') return undefined
  const registers = new Set(programme.supplied.flatMap(({ fact, by }) => (by === 'street' ? [] : [fact])))
  const labels = decision.missing.filter(({ name }) => !registers.has(name)).map(({ label }) => label)
  return { outcome: 'incomplete', amount: null, missing: [...new Set(labels)] }
}

/** Undefined on a day or in a place without law for the programme, or with nobody whom it could look at. */
function tryDecide(
  programme: PolicyProgramme,
  on: HouseholdOn,
  date: string,
  said: Facts,
): Decision | undefined {
  const current = asEnacted(programme)
  if (membersFor(current, on, date).length === 0) return undefined
  try {
    const input = inputOf(current, on, date)
    return decideInput(current, { ...input, household: { ...input.household, ...said } }).decision
  } catch (error) {
    if ((error as { code?: string }).code === 'law_not_in_force') return undefined
    throw error
  }
}

/** A standard rises and bills come more than once: each is another matter. */
const datedReasons: ReadonlySet<string> = new Set(['new_standard', 'hospital_bill'])

/** Who said no is not asked again for the same event of the same person, for the same standard, for the same bill. */
const wasDeclined = (past: readonly OutreachOfHousehold[], programme_id: string, cause: Cause): boolean =>
  past.some(
    (each) =>
      each.programme_id === programme_id &&
      each.state === 'declined' &&
      each.reason === cause.reason &&
      each.person_id === cause.person_id &&
      (!datedReasons.has(cause.reason) || each.happened_on === cause.happened_on),
  )

async function lapse(act: Act, { outreach_id }: OutreachOfHousehold): Promise<void> {
  const note = '情况有变化，按现有事实不再符合，或已有待遇、已在办理'
  await queries.settleOutreach(act.tx, { outreach_id, state: 'lapsed', on: act.today, by: null, note })
}

async function contactBy(act: Act): Promise<string> {
  const [calendar, amount] = await Promise.all([calendarOf(act), queries.getContactWithin(act.tx, act.today)])
  return afterWorkingDays(calendar, act.today, amount).due_on
}
