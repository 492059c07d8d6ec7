/**
 * Two persons: who had a hand in a step is not the one to judge it. The procedure says which steps and which acts bar
 * from which: who signed for a visit, first or second, street or district, does not decide. An appeal bars whoever
 * worked on what it is about. The database holds the same (`case_step_by_another_person`).
 */
import type { Act } from '../../platform/act.ts'
import { getLawDocument } from '../../../law/index.ts'
import type { Act as StepAct } from '../../../law/index.ts'
import { problem } from '../problems.ts'
import { procedureOfCase, type CaseInHand } from './hand.ts'
import { accountOf } from './log.ts'
import { procedureOf, stepOf, type CaseProcedure, type CaseStep } from './procedure.ts'
import { listAccountsOfSamePeople, listSteps, type CaseRow, type StepRow } from './queries.ts'

/** What of an act's parts stands in the log under a name of its own. */
const partsOf: Partial<Record<StepAct, readonly string[]>> = {
  record_means_check: [
    'start_means_check',
    'record_means_answers',
    'ask_source_again',
    'stop_asking_source',
    'resolve_contradiction',
  ],
}

/** Accounts that finished the step, or did any of the step's acts before somebody else finished it. */
function handsIn(
  step: Pick<StepRow, 'step_id' | 'finished_by' | 'hands'>,
  procedure: Pick<CaseProcedure, 'steps'>,
): string[] {
  const acts = procedure.steps.find((each) => each.id === step.step_id)?.acts ?? []
  const named = new Set<string>(acts.flatMap((each) => [each, ...(partsOf[each] ?? [])]))
  const did = step.hands.filter((hand) => named.has(hand.act)).map((hand) => hand.account_id)
  return step.finished_by === null ? did : [step.finished_by, ...did]
}

/** Every account of everybody who may not do the step of the case, because of what they did before. */
export async function listBarred(act: Act, row: CaseRow, step_id: string): Promise<string[]> {
  const procedure = procedureOfCase(row)
  const hands =
    row.kind === 'appeal' && row.parent_case_id !== null
      ? await handsInAppealed(act, { ...row, case_id: row.parent_case_id })
      : await handsInNamed(act, row, procedure, stepOf(procedure, step_id))
  return hands.length === 0 ? [] : listAccountsOfSamePeople(act.tx, hands)
}

async function handsInNamed(
  act: Act,
  row: CaseRow,
  procedure: CaseProcedure,
  step: Barring,
): Promise<string[]> {
  if (!isBarring(step)) return []
  return (await listSteps(act.tx, row.case_id)).flatMap((each) => handsBarred(each, procedure, step))
}

type Barring = Pick<CaseStep, 'differentPersonFrom' | 'differentPersonFromActs'>

const isBarring = (step: Barring): boolean =>
  step.differentPersonFrom !== undefined || step.differentPersonFromActs !== undefined

/** Of the people of an earlier step, those who may not do this one. */
function handsBarred(earlier: StepRow, procedure: Pick<CaseProcedure, 'steps'>, step: Barring): string[] {
  const acts: readonly string[] = step.differentPersonFromActs ?? []
  const did = earlier.hands.filter((hand) => acts.includes(hand.act)).map((hand) => hand.account_id)
  return isNamed(earlier, step) ? [...did, ...handsIn(earlier, procedure)] : did
}

const isNamed = (earlier: StepRow, step: Barring): boolean =>
  step.differentPersonFrom?.includes(earlier.step_id) === true

type Appealed = Pick<CaseRow, 'case_id' | 'programme_id' | 'procedure_from' | 'variant'>

async function handsInAppealed(act: Act, { case_id, programme_id, procedure_from, variant }: Appealed) {
  // Steps that the short procedure leaves out had people, too.
  const whole = procedureOf('application', programme_id, procedure_from, variant)
  return (await listSteps(act.tx, case_id)).flatMap((each) => handsIn(each, whole))
}

/** Whoever worked on the case does not judge an appeal against it. @throws same_person_refused (403) */
export async function checkHadNoHand(act: Act, against: Appealed): Promise<void> {
  const account_id = accountOf(act)
  const hands = await handsInAppealed(act, against)
  if (account_id === null || hands.length === 0) return
  if (!(await listAccountsOfSamePeople(act.tx, hands)).includes(account_id)) return
  throw problem('same_person_refused', { detail: '您办理过被复议的办件，请转由他人办理。' })
}

/** @throws same_person_refused (403) when the caller worked on a step whose people may not do this one */
export async function checkDifferentPerson(act: Act, hand: CaseInHand, known?: StepRow[]): Promise<void> {
  const { step } = hand
  const same = await findSameStep(act, hand, known)
  if (same === undefined) return
  throw problem('same_person_refused', {
    detail: `您办理过“${same}”，请转由他人${step.title}。`,
    article: { document: getLawDocument(step.article.document).title, article: step.article.article },
  })
}

/** Title of what the caller worked on and whose people may not do this step: an earlier step, or a visit. */
export async function findSameStep(
  act: Act,
  { row, step, procedure }: CaseInHand,
  known?: StepRow[],
): Promise<string | undefined> {
  const { caller, tx } = act
  if (caller.kind !== 'staff' || !isBarring(step)) return undefined
  const steps = known ?? (await listSteps(tx, row.case_id))
  const own = await listAccountsOfSamePeople(tx, [caller.account_id])
  const of = (accounts: string[]) => accounts.some((account_id) => own.includes(account_id))
  const worked = steps.find((each) => isNamed(each, step) && of(handsIn(each, procedure)))
  if (worked !== undefined)
    return procedure.steps.find((each) => each.id === worked.step_id)?.title ?? worked.step_id
  return steps.some((each) => of(handsBarred(each, procedure, step))) ? '入户' : undefined
}
