/** What can be opened over a case page: an act's form, a paper, a photo, an article. */
import type { BenefitCaseView, ReasonView } from '../../../server/benefits/contract.ts'
import type { actName } from '../../../server/casework/contract.ts'
import type { z } from 'zod'

export type ActName = z.infer<typeof actName>
export type Material = BenefitCaseView['materials'][number]
export type Objection = BenefitCaseView['objections'][number]

export type OpenPanel =
  | { kind: 'act'; act: ActName }
  | { kind: 'plan_visit' }
  | { kind: 'means_check' }
  | { kind: 'work_refusal' }
  | { kind: 'what_if' }
  | { kind: 'all_facts' }
  | { kind: 'log' }
  | { kind: 'materials'; materials: Material[] }
  | { kind: 'article'; reason: ReasonView }
  | { kind: 'paper'; paper: 'approval-form' | 'decision-notice' }
  | { kind: 'decide_objection'; objection: Objection }

/** What every panel is given. */
export type PanelProps = {
  view: BenefitCaseView
  onClose: () => void
  /** The act is done: say so and close. */
  onDone: (message: string) => void
}
