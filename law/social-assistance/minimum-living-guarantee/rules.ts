/** 最低生活保障, in the order of the law: who counts, income, the standard, assets, the amount. */
import { article, members, parameter, when, yuan } from '../../../engine/index.ts'
import type { Q, RuleResult } from '../../../engine/index.ts'
import { ableToWork, employed, workRefusals } from '../../common/facts.ts'
import { countMembers } from '../../common/household.ts'
import { countIncome } from '../../common/income.ts'
import { checkProperty } from '../../common/property.ts'
import { subsistenceStandard } from '../../common/standard.ts'

type CountedIncome = (isCounted: Q<'flag', 'person'>) => ReturnType<typeof countIncome>

/** The rules since order 649 (2014-05-01). `benefit` is the household's, per month. */
export const rulesOf2014 = (): RuleResult => guarantee(countIncome)

/** The whole of the rules, with income as it is counted. */
export function guarantee(countedIncome: CountedIncome): RuleResult {
  const { isCounted, counted } = countMembers()
  const { householdIncome, uncountedIncome } = countedIncome(isCounted)

  const { urbanStandard, standard } = subsistenceStandard()
  const hasMembers = article(
    { document: '本市最低生活保障办法', article: '第五条' },
    '有共同生活的家庭成员',
    counted.isAtLeast(1),
  )
  const perCapitaIncome = article('第九条', '家庭人均月收入', householdIncome.per(counted))
  const isBelowStandard = article('第九条', '人均收入低于标准', perCapitaIncome.isBelow(standard))

  const { assetLimit, isWithinProperty } = checkProperty(urbanStandard, counted)
  const eligible = article(
    '第九条',
    '符合最低生活保障',
    hasMembers.and(isBelowStandard).and(isWithinProperty),
  )

  const gap = article(
    { document: '取整', article: '四舍五入到分' },
    '每人每月差额（四舍五入到分）',
    standard.minus(perCapitaIncome).roundHalfUp(),
  )
  const isShareStopped = article(
    '第四十五条',
    '有劳动能力、未就业，连续三次拒绝工作，停发本人的份额',
    workRefusals.isAtLeast(parameter('work_refusal_limit', 'count')).and(ableToWork).and(employed.not()),
  )
  const entitledMembers = article(
    '第十二条',
    '应补人数',
    members.countWhere(isCounted.and(isShareStopped.not())),
  )
  const benefit = article(
    '第十二条',
    '按差额发给',
    when(eligible).then(gap.times(entitledMembers)).otherwise(yuan<'money/month'>(0)),
  )

  return {
    eligible,
    amounts: { benefit },
    values: {
      counted_members: counted,
      countable_income: householdIncome,
      uncounted_income: uncountedIncome,
      per_capita_income: article(
        { document: '取整', article: '四舍五入到分' },
        '家庭人均月收入（四舍五入到分）',
        perCapitaIncome.roundHalfUp(),
      ),
      standard,
      asset_limit: assetLimit,
      entitled_members: entitledMembers,
    },
    margins: {
      margin: article(
        '第九条',
        '全户月收入再多多少就不再符合',
        standard.times(counted).minus(householdIncome),
      ),
    },
  }
}
