/** The way for what cannot wait: aid first, papers after. */
import type { Act } from '../../platform/act.ts'
import { limitUnits } from '../../casework/index.ts'
import type { PolicyProgramme } from '../../../law/index.ts'
import { problem } from '../problems.ts'
import { viewArticle } from '../questions/service.ts'

/** The way for what cannot wait, where the law has one today. @throws not_urgent (422) */
export function variantOf(act: Act, { procedures }: PolicyProgramme, urgent = false): 'urgent' | null {
  if (!urgent) return null
  if (findUrgent(procedures, act.today) === undefined) throw problem('not_urgent', { field: 'urgent' })
  return 'urgent'
}

const findUrgent = (procedures: PolicyProgramme['procedures'], day: string) =>
  procedures.find(
    (each) => each.variant === 'urgent' && each.from <= day && (each.to === null || day < each.to),
  )

/** How fast aid comes where it cannot wait; null where the law has no such way. */
export function viewUrgent({ procedures }: PolicyProgramme, day: string) {
  const first = findUrgent(procedures, day)?.steps.find((step) => step.acts.includes('grant_first'))
  if (first?.due == null) return null
  const { amount, unit } = first.due
  return { within_text: `${amount} ${limitUnits[unit]}`, article: viewArticle(first.article) }
}
