/** The folder's door: the draft's part of the rules, and the draft as a version of a programme. */
import type { DraftVersion, RuleResult } from '../../../engine/index.ts'
import { sourceOf } from '../../documents.ts'
import { loadDraftParameters } from '../../parameters.ts'

export { deductFromWage } from './deduct.ts'

/** The draft for a programme whose own document is given. */
export const earnedIncomeDraft = (document: string, rules: () => RuleResult): DraftVersion => ({
  id: 'earned-income-draft',
  title: '就业收入扣减（草案、示例）',
  source: sourceOf('draft-earned-income'),
  document,
  rules,
  parameters: loadDraftParameters('common/earned-income'),
})
