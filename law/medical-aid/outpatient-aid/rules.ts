/** 门诊救助: half of the own share at the hospitals named, up to a yearly cap. */
import { article, members, parameter, when, yuan } from '../../../engine/index.ts'
import type { RuleResult } from '../../../engine/index.ts'
import { basicPaid, facilityLevel, medicalGroup, outpatientAidBefore, withinPolicy } from '../facts.ts'
import { byPriority, isAided, isPriority } from '../groups.ts'

const local = (name: string) => ({ document: '医疗救助的规定', article: name })

/** The rules since order 649 (2014-05-01). `benefit` is the patient's, for this bill. */
export function rulesOf2014(): RuleResult {
  const isPrioritised = isPriority()
  const isAtFacility = article(
    '医疗机构',
    '在规定的医疗机构看门诊',
    facilityLevel.isOneOf('first_level', 'community', 'second_level_without_markup'),
  )
  const fits = article(local('救助对象'), '可以救助', isAided().and(isAtFacility))
  const ownShare = article(
    local('自付'),
    '这张单子的自付：政策范围内的费用减去基本医疗保险',
    withinPolicy.minus(basicPaid).atLeast(0),
  )
  const part = (name: string) =>
    article(
      { document: '医疗救助取整', article: '四舍五入到分' },
      '按比例救助的金额（四舍五入到分）',
      ownShare.times(parameter(name, 'ratio')).roundHalfUp(),
    )
  const aid = byPriority('按病人的类别', {
    first: part('outpatient_priority_first'),
    second: part('outpatient_priority_second'),
    third: part('outpatient_priority_third'),
    others: article('比例和限额', '普通对象', part('outpatient_ratio')),
  })
  const cap = article(
    '比例和限额',
    '一年的限额',
    when(medicalGroup.is('destitute'))
      .then(parameter('outpatient_cap_destitute', 'money'))
      .otherwise(parameter('outpatient_cap', 'money')),
  )
  const left = article('比例和限额', '今年还可以救助的金额', cap.minus(outpatientAidBefore).atLeast(0))
  const due = article(
    '优抚对象没有限额',
    '优抚对象不看限额，其他对象不超过今年还可以救助的金额',
    when(isPrioritised).then(aid).otherwise(aid.atMost(left)),
  )
  const benefit = article(
    { document: '社会救助暂行办法', article: '第二十九条' },
    '门诊救助',
    when(fits).then(due).otherwise(yuan(0)),
  )
  return {
    eligible: article(local('救助对象'), '病人可以救助', members.any(fits)),
    amounts: { benefit },
    values: {
      own_share: members.sum(ownShare),
      left_to_pay: members.sum(ownShare.minus(benefit)),
      yearly_cap: members.sum(cap),
      has_cap: members.any(isPrioritised.not()),
      capped: members.any(isPrioritised.not().and(aid.isAbove(left))),
    },
  }
}
