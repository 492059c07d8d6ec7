/** 资助参保: who belongs to the three groups, then the premium of the year, paid in full. */
import { article, members, parameter, when, yuan } from '../../../engine/index.ts'
import type { Q, RuleResult } from '../../../engine/index.ts'
import { countMembers } from '../../common/household.ts'
import { householdAssistance, isDestitute, premiumDue, residentsInsurance } from './facts.ts'

const order649 = (name: string) => ({ document: '社会救助暂行办法', article: name })
const local = (name: string) => ({ document: '资助参保的规定', article: name })

/** In years whose premiums were not found: what the insurer charges. Each person's, for the calendar year. */
export const rulesByCharge = (): RuleResult =>
  subsidise(article(local('应缴额'), '医保平台的个人应缴额', premiumDue))

/** In years whose premiums are known: the middle tier, or the pupils'. Each person's, for the calendar year. */
export const rulesByTier = (): RuleResult =>
  subsidise(
    article(
      local('特困人员和学生儿童'),
      '当年的缴费标准',
      when(residentsInsurance.is('pupil'))
        .then(article(local('缴费标准'), '学生儿童', parameter('premium_pupil', 'money')))
        .otherwise(article(local('缴费标准'), '中档', parameter('premium_middle', 'money'))),
    ),
  )

function subsidise(premium: Q<'money', 'person'>): RuleResult {
  const { isCounted } = countMembers()
  const isOfHousehold = article(
    local('资助对象'),
    '低保、低收入家庭的成员',
    householdAssistance.isOneOf('subsistence', 'low_income').and(isCounted),
  )
  const isEntitled = article(order649('第二十八条'), '资助对象', isDestitute.or(isOfHousehold))
  const isInsured = article(local('资助对象'), '参加居民医保', residentsInsurance.is('none').not())
  const isSubsidised = article(local('资助对象'), '由政府资助', isEntitled.and(isInsured))
  const share = article(
    '资助参保',
    '资助的金额（四舍五入到分）',
    premium.times(parameter('premium_subsidy_share', 'ratio')).roundHalfUp(),
  )
  return {
    eligible: article(local('资助对象'), '有由政府资助的人', members.any(isSubsidised)),
    amounts: {
      subsidy: article(order649('第二十九条'), '资助参保', when(isSubsidised).then(share).otherwise(yuan(0))),
    },
    values: { subsidised_people: members.countWhere(isSubsidised) },
  }
}
