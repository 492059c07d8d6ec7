/** Why the district goes there itself. */
import type { BenefitCaseView } from '../../../server/benefits/contract.ts'

export type SpotVisitReason = NonNullable<BenefitCaseView['spot_visit']>['reasons'][number]

export const reasonWords: Record<SpotVisitReason, string> = {
  drawn: '抽中',
  relative_of_staff: '经办人员近亲属',
  reported: '有异议',
}
