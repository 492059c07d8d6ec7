/** Opening a case: number, first step, owner and date. */
import type { Act } from '../../platform/act.ts'
import { getProgramme, type ProcedureVariant } from '../../../law/index.ts'
import { calendarOf, stepDeadline, wholeDeadline } from './clock.ts'
import type { CaseInHand } from './hand.ts'
import { logCase } from './log.ts'
import { caseNumber, numberSeries, ownerDivisionOf, ownerRoleOf, type CaseKind } from './model.ts'
import { procedureOf, stepOf } from './procedure.ts'
import * as queries from './queries.ts'
import type { CaseRow } from './queries.ts'
import { insertStepOf } from './steps.ts'

export type OpenCaseInput = {
  programme_id: string
  kind: CaseKind
  /** The way for what cannot wait; left out: the ordinary one. */
  variant?: ProcedureVariant | null
  household_id: string | null
  person_id: string | null
  division_code: string
  restricted?: boolean
  parent_case_id?: string | null
  /** Goes first into the log. */
  text: string
}

/**
 * Opens a case at the first step that an office has to do, with owner and date. What the applicant did by handing it
 * in is recorded as a finished step. @throws case_already_open (409)
 */
export async function openCase(act: Act, input: OpenCaseInput): Promise<CaseInHand> {
  const programme = getProgramme(input.programme_id)
  const procedure = procedureOf(input.kind, input.programme_id, act.today, input.variant)
  const calendar = await calendarOf(act)
  const first = stepOf(procedure, procedure.firstStep)
  const handedIn = first.actor === 'applicant' ? first : undefined
  const step = handedIn === undefined ? first : stepOf(procedure, handedIn.next.submit ?? 'acceptance')
  // Only an application waits to be accepted; what the house opens itself runs from today.
  const accepted_on = input.kind === 'application' || input.kind === 'appeal' ? null : act.today
  const deadline = stepDeadline(calendar, procedure, step, {
    application: act.today,
    acceptance: accepted_on,
    previous_step: act.today,
    notice_end: null,
  })
  const series = numberSeries(
    input.division_code,
    (await queries.findDistrictName(act.tx, input.division_code)) ?? '',
    programme.shortTitle,
    input.kind,
  )
  const year = Number(act.today.slice(0, 4))
  const { text, ...rest } = input
  const row = {
    ...rest,
    domain: programme.domain,
    case_number: caseNumber(series, year, await queries.nextCaseNumber(act.tx, series, year)),
    procedure_from: procedure.from,
    variant: input.variant ?? null,
    step_id: step.id,
    opened_on: act.today,
    accepted_on,
    owner_role: ownerRoleOf(step.actor),
    owner_division: ownerDivisionOf(step.actor, input.division_code),
    due_on: deadline.due_on,
    due_provisional: deadline.provisional,
    whole_due_on: wholeDeadline(calendar, procedure, accepted_on),
    parent_case_id: input.parent_case_id ?? null,
    assisted_by: act.caller.kind === 'staff' && input.kind === 'application' ? act.caller.account_id : null,
    restricted: input.restricted ?? false,
    proposed_amount: null,
    proposed_member_count: null,
  }
  const case_id = await queries.insertCase(act.tx, row)
  const made: CaseRow = {
    ...row,
    case_id,
    state: 'open',
    outcome: null,
    closed_on: null,
    held_on: null,
    hold_kind: null,
    hold_reason: null,
    owner_account_id: null,
    conditions: [],
    version: 1,
  }
  const hand = { row: made, procedure, step }
  if (handedIn !== undefined) await insertStepOf(act, made, handedIn.id, null, { finished: true })
  await insertStepOf(act, made, step.id, deadline.due_on)
  await logCase(act, made, 'open', text)
  return hand
}
