/** 特困人员救助供养, in the order of the law: ability to work, income, property, supporters; living, then care. */
import { age, article, count, members, parameter, when, yuan } from '../../../engine/index.ts'
import type { Q, RuleResult } from '../../../engine/index.ts'
import {
  birthDate,
  businessIncome,
  disabilityGrade,
  disabilityKind,
  propertyIncome,
  registerKind,
  transferIncome,
  wageIncome,
} from '../../common/facts.ts'
import { checkProperty } from '../../common/property.ts'
import { subsistenceStandard } from '../../common/standard.ts'
import {
  canDress,
  canEat,
  canMove,
  canUseToilet,
  canWash,
  inInstitution,
  canLeaveBed,
  supporterCount,
  supportersUnable,
} from './facts.ts'

const order649 = (name: string) => ({ document: '社会救助暂行办法', article: name })
const rule2021 = (name: string) => ({ document: '特困人员认定办法（2021年）', article: name })
const notices = (name: string) => ({ document: '特困人员供养标准', article: name })

/** From 2015-04-01: basic living only. Amounts are each person's, per month. */
export function rulesOf2015(): RuleResult {
  const { isDestitute, eligible, values } = findDestitute()
  return { eligible, amounts: { basic_living: basicLiving(isDestitute) }, values }
}

/** From 2017-04-01: with the care subsidy by the six acts. Amounts are each person's, per month. */
export function rulesOf2017(): RuleResult {
  const { isDestitute, eligible, values } = findDestitute()
  const { isWhollyUnable, isPartlyUnable } = judgeSelfCare()
  const careSubsidy = article(
    notices('照料护理补贴'),
    '照料护理补贴',
    when(isDestitute.and(isWhollyUnable))
      .then(parameter('care_subsidy_wholly', 'money/month'))
      .when(isDestitute.and(isPartlyUnable))
      .then(parameter('care_subsidy_partly', 'money/month'))
      .otherwise(yuan<'money/month'>(0)),
  )
  return {
    eligible,
    amounts: { basic_living: basicLiving(isDestitute), care_subsidy: careSubsidy },
    values: {
      ...values,
      wholly_unable_people: members.countWhere(isDestitute.and(isWhollyUnable)),
      partly_unable_people: members.countWhere(isDestitute.and(isPartlyUnable)),
    },
  }
}

/** Who of the people asked about is destitute; property is looked at for all of them together. */
function findDestitute() {
  const { urbanStandard, standard } = subsistenceStandard()
  const cannotWork = findInability()
  const income = article(
    rule2021('第六条'),
    '本人月收入',
    wageIncome.plus(businessIncome).plus(propertyIncome).plus(transferIncome),
  )
  const hasNoLivelihood = article(
    rule2021('第六条'),
    '没有生活来源：收入低于低保标准',
    income.isBelow(standard),
  )
  const { assetLimit, isWithinProperty } = checkProperty(urbanStandard, members.count)
  const isUnsupported = article(
    order649('第十四条'),
    '没有法定义务人，或者义务人都没有能力',
    supporterCount.isAtMost(supportersUnable),
  )
  const isDestitute = article(
    order649('第十四条'),
    '符合特困人员条件',
    cannotWork.and(hasNoLivelihood).and(isUnsupported).and(isWithinProperty),
  )
  const eligible = article(order649('第十四条'), '有符合条件的人', members.any(isDestitute))
  return {
    isDestitute,
    eligible,
    values: { destitute_people: members.countWhere(isDestitute), standard, asset_limit: assetLimit },
  }
}

function findInability(): Q<'flag', 'person'> {
  const isAged = article(
    rule2021('第五条'),
    '老年人',
    age(birthDate).isAtLeast(parameter('aged_without_ability', 'count')),
  )
  const isChild = article(
    rule2021('第五条'),
    '未成年人',
    age(birthDate).isBelow(parameter('child_without_ability', 'count')),
  )
  const upTo = (name: string) => disabilityGrade.isAtMost(parameter(name, 'count'))
  const isGravelyDisabled = article(
    rule2021('第五条'),
    '智力、精神、肢体、视力残疾达到规定等级',
    disabilityGrade.isAtLeast(1).and(
      disabilityKind
        .isOneOf('intellectual', 'mental')
        .and(upTo('unable_grade_mind'))
        .or(disabilityKind.is('limb').and(upTo('unable_grade_limb')))
        .or(disabilityKind.is('visual').and(upTo('unable_grade_sight'))),
    ),
  )
  return article(rule2021('第五条'), '没有劳动能力', isAged.or(isChild).or(isGravelyDisabled))
}

function basicLiving(isDestitute: Q<'flag', 'person'>): Q<'money/month', 'person'> {
  const living = article(
    notices('基本生活标准'),
    '基本生活标准',
    when(registerKind.is('rural').not())
      .then(parameter('destitute_living_urban', 'money/month'))
      .when(inInstitution)
      .then(parameter('destitute_living_rural_institution', 'money/month'))
      .otherwise(parameter('destitute_living_rural_home', 'money/month')),
  )
  return article(
    order649('第十五条'),
    '基本生活费',
    when(isDestitute).then(living).otherwise(yuan<'money/month'>(0)),
  )
}

function judgeSelfCare() {
  const lost = (can: Q<'flag', 'person'>) => when(can).then(count(0)).otherwise(count(1))
  const lostActs = article(
    rule2021('第二十一条'),
    '不能自己做的项数',
    lost(canEat)
      .plus(lost(canDress))
      .plus(lost(canUseToilet))
      .plus(lost(canMove))
      .plus(lost(canWash))
      .plus(lost(canLeaveBed)),
  )
  const isWhollyUnable = article(
    rule2021('第二十二条'),
    '完全丧失自理能力',
    lostActs.isAtLeast(parameter('wholly_unable_acts', 'count')),
  )
  const isPartlyUnable = article(
    rule2021('第二十二条'),
    '部分丧失自理能力',
    isWhollyUnable.not().and(lostActs.isAtLeast(1)),
  )
  return { isWhollyUnable, isPartlyUnable }
}
