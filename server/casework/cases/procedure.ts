/**
 * Which steps a case runs through. Applications follow the law's own procedure; changes and reviews follow it
 * without notice and deliberation; appeals have two steps of their own, with the law's limits.
 */
import { getProcedure, getStep } from '../../../law/index.ts'
import type {
  Act as StepAct,
  ArticleReference,
  Due,
  ProcedureDefinition,
  ProcedureVariant,
  StepDefinition,
} from '../../../law/index.ts'
import type { CaseKind } from './model.ts'

/** A step with whoever handles appeals added to the actors that the law names. */
export type CaseStep = Omit<StepDefinition, 'actor'> & { actor: StepDefinition['actor'] | 'city' }
export type CaseProcedure = Omit<ProcedureDefinition, 'steps'> & { steps: CaseStep[] }

/** The procedure of a case of that kind for what begins on `date`. Throws when the law has none in force. */
export function procedureOf(
  kind: CaseKind,
  programme_id: string,
  date: string,
  variant: ProcedureVariant | null = null,
): CaseProcedure {
  if (kind === 'application') return getProcedure(programme_id, date, variant ?? undefined)
  const whole = getProcedure(programme_id, date)
  if (kind === 'appeal') return appealProcedure(whole)
  return shortProcedure(whole, kind)
}

/** A step by its id; throws when the procedure does not have it. */
export function stepOf(procedure: CaseProcedure, step_id: string): CaseStep {
  return getStep(procedure as ProcedureDefinition, step_id)
}

/**
 * The step as it stands for a case: where the rules' condition holds that a delegation asks for, whoever is handed it
 * does it alone; where it does not, nobody else but the step's own actor.
 */
export function delegated(step: CaseStep, conditions: readonly string[]): CaseStep {
  const { delegate, ...own } = step
  if (delegate?.onlyIf === undefined) return step
  return conditions.includes(delegate.onlyIf)
    ? { ...own, actor: delegate.actor, article: delegate.article }
    : own
}

const sameForChanges = '条文没有另写变更和复核的程序，沿用申请的环节，不评议、不公示，待核实'

/** Drops what the applicant, the community and the public do, and mere handing on; arrows that led there go further. */
function shortProcedure(
  whole: ProcedureDefinition,
  kind: 'change' | 'review' | 'recomputation',
): CaseProcedure {
  const dropped = (step: StepDefinition) =>
    step.actor === 'applicant' ||
    step.actor === 'community' ||
    step.noticeDays !== undefined ||
    step.acts.includes('accept') ||
    step.acts.every((act) => act === 'submit' || act === 'return')
  const follow = (id: string): string => {
    const step = whole.steps.find((each) => each.id === id)
    if (step === undefined || !dropped(step)) return id
    return follow(step.next.submit ?? step.next.accept ?? 'end')
  }
  const steps = whole.steps
    .filter((step) => !dropped(step))
    .map((step) => ({
      ...step,
      ...(step.id === 'visit' ? { title: '核实' } : {}),
      acts: step.acts.filter((act) => act !== 'ask_for_supplement'),
      due:
        step.due === null
          ? null
          : { ...step.due, from: 'previous_step' as const, toVerify: step.due.toVerify ?? sameForChanges },
      requires: kind === 'review' ? (step.requires ?? []).filter((act) => act === 'record_means_check') : [],
      next: Object.fromEntries(Object.entries(step.next).map(([act, id]) => [act, follow(id)])) as Partial<
        Record<StepAct, string>
      >,
    }))
  const first = steps[0]
  if (first === undefined) throw new Error(`程序 ${whole.id} 没有可沿用的步骤`)
  return { ...whole, steps, firstStep: first.id }
}

/** Examined, then decided; the city's policy officer handles both. */
function appealProcedure(whole: ProcedureDefinition): CaseProcedure {
  const { examineWithin, decideWithin } = whole.appeal.reconsideration
  const step = (id: string, title: string, due: Due, article: ArticleReference, acts: StepAct[]) => ({
    id,
    title,
    actor: 'city' as const,
    article,
    due,
    acts,
  })
  const dueOf = (limit: typeof examineWithin): Due => ({
    amount: limit.amount,
    unit: limit.unit,
    from: 'application',
    article: limit.article,
    ...(limit.toVerify === undefined ? {} : { toVerify: limit.toVerify }),
  })
  return {
    ...whole,
    title: '行政复议',
    whole: dueOf(decideWithin),
    firstStep: 'appeal_examination',
    steps: [
      {
        ...step('appeal_examination', '复议审查', dueOf(examineWithin), examineWithin.article, [
          'accept',
          'refuse',
        ]),
        next: { accept: 'appeal_decision', refuse: 'end' },
      },
      {
        ...step('appeal_decision', '复议决定', dueOf(decideWithin), decideWithin.article, ['approve']),
        next: { approve: 'end' },
      },
    ],
  }
}
