/** 重大疾病救助: half of what lies outside the policy once the year's own share has come to the threshold, up to a cap. */
import { article, members, parameter, when, yuan } from '../../../engine/index.ts'
import type { Q, RuleResult } from '../../../engine/index.ts'
import { outsideBefore, outsidePolicy, seriousAidBefore } from '../facts.ts'
import { isOfThreeGroups } from '../groups.ts'

/** The rules since order 649 (2014-05-01). `benefit` is the patient's, for this bill. */
export function rulesOf2014(): RuleResult {
  const fits = isOfThreeGroups()
  const threshold = parameter('serious_threshold', 'money')
  const aidOf = (total: Q<'money', 'person'>, label: string) => {
    const counted = article(
      '全部还是超过的部分',
      '计算救助的自付',
      when(parameter('serious_on_excess', 'flag')).then(total.minus(threshold)).otherwise(total),
    )
    const part = article(
      { document: '医疗救助取整', article: '四舍五入到分' },
      '按比例救助的金额（四舍五入到分）',
      counted.times(parameter('serious_ratio', 'ratio')).roundHalfUp(),
    )
    const isReached = article('起付线', '自付满起付线', total.isAtLeast(threshold))
    return article('起付线', label, when(isReached).then(part).otherwise(yuan(0)))
  }
  const aidBefore = aidOf(outsideBefore, '今年此前的自付应当救助的金额')
  const aidAfter = aidOf(outsideBefore.plus(outsidePolicy), '算上这张单子应当救助的金额')
  const cap = parameter('serious_cap', 'money')
  const left = article('比例和限额', '今年还可以救助的金额', cap.minus(seriousAidBefore).atLeast(0))
  const benefit = article(
    '比例和限额',
    '重大疾病救助',
    when(fits).then(aidAfter.minus(aidBefore).atMost(left)).otherwise(yuan(0)),
  )
  return {
    eligible: article('对象', '病人是救助对象', members.any(fits)),
    amounts: { benefit },
    values: {
      left_to_pay: members.sum(outsidePolicy.minus(benefit)),
      yearly_cap: cap,
      capped: members.any(aidAfter.minus(aidBefore).isAbove(left)),
    },
  }
}
