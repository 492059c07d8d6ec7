/** 低收入家庭救助, in the order of the notices: who counts, the band of income, property, hardship, the cash. */
import { age, article, members, parameter, when, yuan } from '../../../engine/index.ts'
import type { Q, RuleResult } from '../../../engine/index.ts'
import { birthDate, disabilityKind, registerKind } from '../../common/facts.ts'
import { countMembers } from '../../common/household.ts'
import { countIncome } from '../../common/income.ts'
import { checkProperty } from '../../common/property.ts'
import { subsistenceStandard } from '../../common/standard.ts'
import {
  childless,
  familyPlanningSupport,
  hardshipAgreed,
  seriouslyIll,
  singleParentSchooling,
} from './facts.ts'

/** Up to 2016-03-31: no hardship was listed. `benefit` is the household's, per month. */
export function rulesOf2014(): RuleResult {
  const means = checkMeans(countIncome)
  return grant(means, means.isWithinMeans)
}

/** Since 2016-04-01: one of the listed hardships besides. */
export const rulesOf2016 = (): RuleResult => aidInHardship(countIncome)

/** The whole of the rules of 2016, with income as it is counted. */
export function aidInHardship(countedIncome: CountedIncome): RuleResult {
  const means = checkMeans(countedIncome)
  return grant(means, means.isWithinMeans.and(findHardship(means.isCounted)))
}

type CountedIncome = (isCounted: Q<'flag', 'person'>) => ReturnType<typeof countIncome>

type Means = ReturnType<typeof checkMeans>

/** Members, the band of income from the standard up to one and a half of it, and property. */
function checkMeans(countedIncome: CountedIncome) {
  const { isCounted, counted } = countMembers()
  const { householdIncome, uncountedIncome } = countedIncome(isCounted)
  const { urbanStandard, standard } = subsistenceStandard()
  const ceiling = article(
    '收入范围',
    '低收入家庭人均月收入上限',
    when(registerKind.is('rural'))
      .then(parameter('low_income_ceiling_rural', 'money/month'))
      .otherwise(parameter('low_income_ceiling_urban', 'money/month')),
  )
  // Where nobody is counted the income is 0, which doesn't reach the standard.
  const perCapitaIncome = article('收入范围', '家庭人均月收入', householdIncome.per(counted))
  const reachesStandard = article('收入范围', '人均收入达到低保标准', perCapitaIncome.isAtLeast(standard))
  const isWithinCeiling = article('收入范围', '人均收入不超过上限', perCapitaIncome.isAtMost(ceiling))
  const { assetLimit, isWithinProperty } = checkProperty(urbanStandard, counted)
  const isWithinMeans = reachesStandard.and(isWithinCeiling).and(isWithinProperty)
  return {
    isCounted,
    counted,
    householdIncome,
    uncountedIncome,
    standard,
    ceiling,
    perCapitaIncome,
    assetLimit,
    isWithinMeans,
  }
}

/** The cash for who fits, per household or per person as the unit of the day says. */
function grant(means: Means, conditions: Q<'flag', 'household'>): RuleResult {
  const { counted, householdIncome, perCapitaIncome, ceiling } = means
  const eligible = article('收入范围', '符合低收入家庭救助', conditions)
  const aid = article(
    '救助金',
    '每月救助金',
    when(registerKind.is('rural'))
      .then(parameter('low_income_aid_rural', 'money/month'))
      .otherwise(parameter('low_income_aid_urban', 'money/month')),
  )
  const due = article(
    '救助金',
    '按户发给；单位是人的，乘以人数',
    when(parameter('low_income_aid_per_household', 'flag')).then(aid).otherwise(aid.times(counted)),
  )
  const benefit = article('救助金', '发给救助金', when(eligible).then(due).otherwise(yuan<'money/month'>(0)))
  return {
    eligible,
    amounts: { benefit },
    values: {
      counted_members: counted,
      countable_income: householdIncome,
      uncounted_income: means.uncountedIncome,
      per_capita_income: article(
        { document: '取整', article: '四舍五入到分' },
        '家庭人均月收入（四舍五入到分）',
        perCapitaIncome.roundHalfUp(),
      ),
      standard: means.standard,
      ceiling,
      asset_limit: means.assetLimit,
    },
    margins: {
      margin: article(
        '收入范围',
        '全户月收入再多多少就不再符合',
        ceiling.times(counted).minus(householdIncome).plus(yuan<'money/month'>('0.01')),
      ),
    },
  }
}

/** One of the hardships that the pages of 2016 list. */
function findHardship(isCounted: Q<'flag', 'person'>): Q<'flag', 'household'> {
  const hasDisabled = article(
    '特殊困难',
    '有残疾人',
    members.any(isCounted.and(disabilityKind.is('none').not())),
  )
  const hasIll = article('特殊困难', '有重病或者门诊特殊病患者', members.any(isCounted.and(seriouslyIll)))
  const isSingleParent = article('特殊困难', '单亲家庭，有孩子在读', singleParentSchooling)
  const isSupported = article('特殊困难', '享受计划生育特别扶助', familyPlanningSupport)
  const isAged = article(
    '特殊困难',
    '年满六十周岁',
    age(birthDate).isAtLeast(parameter('aged_years', 'count')),
  )
  const isAgedChildless = article(
    '特殊困难',
    '全家都年满六十周岁，没有子女',
    childless.and(members.all(isCounted.not().or(isAged))),
  )
  const isAgreed = article('特殊困难', '区里认定的其他困难', hardshipAgreed)
  return article(
    '特殊困难',
    '有规定的困难情形之一',
    hasDisabled.or(hasIll).or(isSingleParent).or(isSupported).or(isAgedChildless).or(isAgreed),
  )
}
