/** 住院和门特救助: the own share after both insurances, in marginal bands of the year. */
import { article, members, parameter, when, yuan } from '../../../engine/index.ts'
import type { Q, RuleResult } from '../../../engine/index.ts'
import {
  basicPaid,
  medicalGroup,
  ownShareBefore,
  seriousInsurancePaid,
  severeDisability,
  withinPolicy,
} from '../facts.ts'
import { byPriority, isAided, isOfThreeGroups } from '../groups.ts'

const local = (name: string) => ({ document: '医疗救助的规定', article: name })
const rounding = { document: '医疗救助取整', article: '四舍五入到分' }

/** The rules since order 649 (2014-05-01). `benefit` is the patient's, for this bill. */
export function rulesOf2014(): RuleResult {
  const aided = isAided()
  const ownShare = article(
    local('自付'),
    '这张单子的自付：政策范围内的费用减去基本医疗保险和大病保险',
    withinPolicy.minus(basicPaid).minus(seriousInsurancePaid).atLeast(0),
  )
  const aidBefore = aidOf(ownShareBefore, '今年此前的自付应当救助的金额')
  const aidAfter = aidOf(ownShareBefore.plus(ownShare), '算上这张单子应当救助的金额')
  const benefit = article(
    { document: '社会救助暂行办法', article: '第二十九条' },
    '住院和门特救助',
    when(aided).then(aidAfter.minus(aidBefore)).otherwise(yuan(0)),
  )
  return {
    eligible: article(local('救助对象'), '病人是救助对象', members.any(aided)),
    amounts: { benefit },
    values: {
      own_share: members.sum(ownShare),
      left_to_pay: members.sum(ownShare.minus(benefit)),
    },
  }
}

/** What a year's own share of that height is aided with altogether, by the patient's group. */
function aidOf(total: Q<'money', 'person'>, label: string): Q<'money', 'person'> {
  const band = parameter('inpatient_band', 'money')
  const ratio = (name: string) => parameter(name, 'ratio')
  const flat = (name: string) =>
    article(rounding, '按优抚对象的比例（四舍五入到分）', total.times(ratio(name)).roundHalfUp())
  const banded = (lower: string, upper: string) =>
    article(
      rounding,
      '分段线以内和超过的部分各按比例（四舍五入到分）',
      total
        .atMost(band)
        .times(ratio(lower))
        .plus(total.minus(band).atLeast(0).times(ratio(upper)))
        .roundHalfUp(),
    )
  const isChild = article('儿童', '孤儿和困境儿童', medicalGroup.is('child'))
  const isSevere = article(
    '重度残疾',
    '低保、特困、低收入家庭里的重度残疾人',
    isOfThreeGroups().and(severeDisability),
  )
  const others = article(
    '分段比例',
    '按分段的比例',
    when(isChild)
      .then(banded('inpatient_child_lower_ratio', 'inpatient_child_upper_ratio'))
      .when(isSevere)
      .then(banded('inpatient_severe_lower_ratio', 'inpatient_severe_upper_ratio'))
      .otherwise(banded('inpatient_lower_ratio', 'inpatient_upper_ratio')),
  )
  return byPriority(label, {
    first: flat('inpatient_priority_first'),
    second: flat('inpatient_priority_second'),
    third: flat('inpatient_priority_third'),
    others,
  })
}
