/** 就业收入扣减, a draft: of the wage of who works, only a part counts. Several programmes may count income so. */
import { article, parameter, when, yuan } from '../../../engine/index.ts'
import type { Q } from '../../../engine/index.ts'
import { employed } from '../facts.ts'

const draft = (name: string) => ({ document: '就业收入扣减（草案、示例）', article: name })

/** What of a counted wage counts. */
export function deductFromWage(countedWage: Q<'money/month', 'person'>): Q<'money/month', 'person'> {
  const share = article(draft('扣减比例'), '扣减比例', parameter('earned_income_deduction', 'ratio'))
  const deduction = article(
    draft('扣减'),
    '扣减的数额（四舍五入到分）',
    countedWage.times(share).roundHalfUp(),
  )
  return article(
    draft('扣减'),
    '扣减后的工资',
    countedWage.minus(when(employed).then(deduction).otherwise(yuan<'money/month'>(0))),
  )
}
