/**
 * How a case runs, as dated data: steps, who acts, clocks with their articles, reviews, exit and appeal.
 * The casework module interprets these; nothing here reads a clock or knows a case.
 */

/** One place in the law folder: the document's id as in law.md, and the heading there. */
export type ArticleReference = { document: string; article: string }

/** Who has to act. */
export type Actor = 'community' | 'street' | 'district' | 'applicant' | 'public'

/** A time limit. `day` and `month` are calendar; `working_day` needs the published calendar; hours run through days off. */
export type Due = {
  amount: number
  unit: 'working_day' | 'day' | 'hour' | 'month'
  from: 'application' | 'acceptance' | 'previous_step' | 'notice_end'
  /** `begun`: the act has to have started by then; otherwise it has to be done. */
  until?: 'begun' | 'done'
  article?: ArticleReference
  /** Why the limit is shown as 待核实; absent when the text has been read. */
  toVerify?: string
}

/** What may be done in a step; an act that is not in `next` leaves the case where it is. */
export type Act =
  | 'accept'
  | 'ask_for_supplement'
  | 'record_visit'
  /** What the office finds of the facts that only it can say: how hard it is, how much is needed. */
  | 'record_assessment'
  | 'record_means_check'
  | 'record_deliberation'
  | 'publish_notice'
  | 'record_objection'
  /** An objection holds good; without a way of its own the case is returned. */
  | 'uphold_objection'
  | 'submit'
  | 'return'
  | 'approve'
  /** Aid that can't wait is given before the papers are there; the decision follows. */
  | 'grant_first'
  | 'refuse'
  | 'notify'

export type StepDefinition = {
  id: string
  title: string
  actor: Actor
  /** Someone who may be handed this step, with the document that allows it; `onlyIf`: only where the rules' value of
   * this name is true, such as an amount that the street may decide on. */
  delegate?: { actor: Actor; article: ArticleReference; onlyIf?: string }
  article: ArticleReference
  due: Due | null
  /** How long a public notice hangs; it ends at the end of that day. */
  noticeDays?: number
  needsTwoPeople?: boolean
  /** Steps whose people may not do this one: the house's own rule where no article says so. */
  differentPersonFrom?: string[]
  /** Acts whose people may not do this one, in whatever step they were done: the house's own rule likewise. */
  differentPersonFromActs?: Act[]
  /** Share of the participants that has to be residents' representatives. */
  representatives?: { numerator: number; denominator: number; article: ArticleReference }
  acts: Act[]
  /** Acts that must be on record before `submit`. */
  requires?: Act[]
  /** The article behind an act, where it differs from the step's own. */
  actArticles?: Partial<Record<Act, ArticleReference>>
  /** Home visits by the reviewer: a share of all households, and some always. */
  spotVisits?: { percent: number; always: ('relative_of_staff' | 'reported')[]; article: ArticleReference }
  /** Where an act leads: the next step's id, or `end`. */
  next: Partial<Record<Act, string>>
}

/** How often a household is looked at again. */
export type ReviewClass = {
  id: string
  label: string
  every: { amount: number; unit: 'month' }
  /** Only households of that register; absent = all. */
  registerKind?: 'urban' | 'rural'
  article: ArticleReference
}

/** From a day on, a household that has come over the standard may be kept on benefit for some months (渐退). */
export type GradualExit = {
  upToMonths: number
  from: string
  /** The label of the one condition that may fail: who fails another one is not kept. */
  onlyFailing: string
  article: ArticleReference
  /** Why the months are shown as 待核实; absent when the document says them. */
  toVerify?: string
}

/** How to object, before whom and until when; `body` names the offices in words. */
export type Appeal = {
  right: ArticleReference
  reconsideration: {
    body: string
    fileWithin: Limit
    decideWithin: Limit
    summaryWithin: Limit
    examineWithin: Limit
  }
  court: { body: string; fileWithin: Limit }
}
type Limit = {
  amount: number
  unit: 'day' | 'working_day' | 'month'
  article: ArticleReference
  toVerify?: string
}

/** `urgent`: help first, papers after. */
export type ProcedureVariant = 'urgent'

/** A procedure in force from `from` to the day before `to` (null = open), by the day of acceptance. */
export type ProcedureDefinition = {
  id: string
  programmeId: string
  title: string
  document: string
  /** Why the procedure as a whole is shown as 待核实; absent when its text says that it holds for the programme. */
  toVerify?: string
  /** The way for what cannot wait; absent: the ordinary way. */
  variant?: ProcedureVariant
  from: string
  to: string | null
  whole: Due
  /** The longer limit for special cases. */
  special: Due | null
  firstStep: string
  steps: StepDefinition[]
  /** The entitlement begins in the month after the determination, or is paid at once. */
  entitlementFrom: { rule: 'next_month' | 'at_once'; article: ArticleReference; toVerify?: string }
  /** Day of the month by which the money is there; null = monthly without a day. */
  payBy: { dayOfMonth: number | null; article: ArticleReference }
  reviews: ReviewClass[]
  gradualExit: GradualExit[]
  /** How long a public notice hangs when support ends; absent: the end is not made public. */
  ending?: { noticeDays: number; article: ArticleReference }
  /** Within what time somebody is assessed anew whose ability to care for himself has changed. */
  reassessment?: Due
  objection: { decideWithin: Due; newNotice: boolean }
  appeal: Appeal
}

/** The procedure of that variant whose dates cover `date` (`YYYY-MM-DD`); throws when none is in force. */
export function getProcedureInForce(
  procedures: readonly ProcedureDefinition[],
  date: string,
  variant?: ProcedureVariant,
): ProcedureDefinition {
  const found = procedures.find(
    (each) => each.variant === variant && each.from <= date && (each.to === null || date < each.to),
  )
  if (!found) throw new Error(`没有在 ${date} 施行的办理程序`)
  return found
}

/** The rule on gradual exit that holds on `date`; undefined where there is none. */
export const findGradualExit = (
  { gradualExit }: Pick<ProcedureDefinition, 'gradualExit'>,
  date: string,
): GradualExit | undefined =>
  gradualExit.filter((each) => each.from <= date).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]

/** A step by its id; throws when the procedure does not have it. */
export function getStep(procedure: ProcedureDefinition, id: string): StepDefinition {
  const found = procedure.steps.find((step) => step.id === id)
  if (!found) throw new Error(`程序 ${procedure.id} 没有步骤 ${id}`)
  return found
}
