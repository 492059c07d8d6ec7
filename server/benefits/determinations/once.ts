/**
 * What the law pays once for one matter: decided on the facts of the application, granted at once. A later decision on
 * the same matter takes the place of the one before; what it comes to more is granted, what it comes to less recovered.
 */
import type { Act } from '../../platform/act.ts'
import { firstOfMonth } from '../../platform/clock/index.ts'
import { amountText, isStayed, type CaseInHand } from '../../casework/index.ts'
import { settleOneOff, type Settled } from '../../payments/index.ts'
import { listMatter } from '../cases/queries.ts'
import { amountOf, type Decided } from '../decisions/decide.ts'
import { problem } from '../problems.ts'
import { payeeOf } from './payees.ts'
import { listDeterminations } from './queries.ts'
import { makeDetermination, membersCounted, type Making } from './recompute.ts'

/** Whether the programme pays once for one decision. */
export const paysOnce = ({ payment }: Making['programme']): boolean => payment.kind === 'once'

export type DecidedOnce = { determination_id: string; amount: bigint; settled: Settled; text: string }

/**
 * Decides the matter: one determination with its receipt, and whatever it comes to beside what was granted before.
 * Somebody who is not entitled after all has an amount of zero, and gives back what was paid.
 */
export function decideOnce(act: Act, making: Making, decided: Decided): Promise<DecidedOnce> {
  const amount = amountOf(decided.decision) ?? 0n
  return determine(act, making, decided, decided.decision.status === 'eligible', amount)
}

/** Refuses the matter, whatever the rules would give: nothing is due, and what was given in advance is given back. */
export const refuseOnce = (act: Act, making: Making, decided: Decided): Promise<DecidedOnce> =>
  determine(act, making, decided, false, 0n)

async function determine(
  act: Act,
  making: Making,
  decided: Decided,
  eligible: boolean,
  amount: bigint,
): Promise<DecidedOnce> {
  const { household } = making.history
  const { id: programme_id } = making.programme
  const before = await determinationsOf(act, making)
  const determination_id = await makeDetermination(
    act,
    { ...making, review: { review_class: null, next_review_on: null } },
    {
      month: firstOfMonth(act.today),
      decided,
      amount,
      outcome: eligible ? 'eligible' : 'ineligible',
      until: null,
    },
    before[0] ?? null,
  )
  const settled = await settleOneOff(act, {
    household_id: household.household_id,
    programme_id,
    determination_id,
    before,
    payee_id: payeeOf(act, making.history, programme_id),
    amount,
    member_count: membersCounted(decided),
    reason: making.reason,
    stayed: await isStayed(act.tx, { household_id: household.household_id, programme_id }),
    division_code: household.division_code,
  })
  return { determination_id, amount, settled, text: settledText(programme_id, amount, settled) }
}

/** What was determined on the same matter so far, the latest first. */
async function determinationsOf(act: Act, { history, programme, case_id }: Making): Promise<string[]> {
  if (case_id === null) return []
  const cases = new Set((await listMatter(act.tx, case_id)).map((each) => each.case_id))
  const all = await listDeterminations(act.tx, history.household.household_id, programme.id)
  return all
    .filter((each) => each.case_id !== null && cases.has(each.case_id))
    .map((each) => each.determination_id)
}

function settledText(programme_id: string, amount: bigint, { granted, recovered }: Settled): string {
  const whole = amountText(programme_id, amount)
  if (recovered > 0n) return `核定${whole}，多给的 ${bare(programme_id, recovered)}追回`
  if (granted > 0n && granted < amount) return `核定${whole}，再给 ${bare(programme_id, granted)}`
  return `批准，${whole}`
}

const bare = (programme_id: string, fen: bigint): string =>
  amountText(programme_id, fen).replace(/^一次性 /, '')

/** Nobody gives in advance what another one decides on. @throws first_aid_beyond_power (409) */
export function checkWithinPower({ procedure, step }: CaseInHand, { decision }: Decided): void {
  const power = procedure.steps.find((each) => each.acts.includes('approve'))?.delegate
  if (power?.onlyIf === undefined || power.actor !== step.actor) return
  if (decision.values[power.onlyIf] !== true) throw problem('first_aid_beyond_power')
}

/**
 * The street decides on what the rules hand it, and the district on the rest; the facts may have changed since the
 * case came to this desk. @throws decided_elsewhere (409)
 */
export function checkOwnPower({ procedure, step }: CaseInHand, { decision }: Decided): void {
  const own = procedure.steps.find((each) => each.id === step.id)
  if (own?.delegate?.onlyIf === undefined) return
  const actor = decision.values[own.delegate.onlyIf] === true ? own.delegate.actor : own.actor
  if (actor !== step.actor) throw problem('decided_elsewhere')
}
