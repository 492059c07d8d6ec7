/** 临时救助, in the order of the law: what happened, whether living is hard, once per cause; then how much, and who decides. */
import { article, parameter, when, yuan } from '../../../engine/index.ts'
import type { RuleResult } from '../../../engine/index.ts'
import { countMembers } from '../../common/household.ts'
import { subsistenceStandard } from '../../common/standard.ts'
import {
  hardshipAmount,
  hardshipKind,
  livingInDifficulty,
  onSubsistence,
  timesAidedForCause,
} from './facts.ts'

const local = (name: string) => ({ document: '本市临时救助的规定', article: name })

/** The rules since order 649 (2014-05-01). `benefit` is the household's, paid once. */
export function rulesOf2014(): RuleResult {
  const { counted } = countMembers()
  const { standard } = subsistenceStandard()
  const hasMembers = article(
    { document: '本市最低生活保障办法', article: '第五条' },
    '有共同生活的家庭成员',
    counted.isAtLeast(1),
  )
  const isSudden = hardshipKind.is('sudden')
  const isInCircumstances = article(
    '第四十七条',
    '意外或者突发重病，低保家庭的必需支出突然增加，或者其他特殊困难',
    hardshipKind.isOneOf('sudden', 'other').or(hardshipKind.is('spending').and(onSubsistence)),
  )
  const isHard = article('第四十七条', '基本生活暂时出现严重困难', livingInDifficulty)
  const isFirstForCause = article(
    local('同一事由'),
    '今年没有因同一事由救助过',
    timesAidedForCause.isBelow(parameter('times_per_cause', 'count')),
  )
  const eligible = article(
    '第四十七条',
    '符合临时救助',
    isInCircumstances.and(isHard).and(isFirstForCause).and(hasMembers),
  )
  const months = when(isSudden)
    .then(article(local('急难型救助标准'), '急难型的月数上限', parameter('emergency_months', 'count')))
    .otherwise(
      article(local('其他情形的标准'), '其他情形的月数上限', parameter('other_hardship_months', 'count')),
    )
  const ceiling = article(
    '第四十九条',
    '最高救助金额：每人若干个月的低保标准',
    standard.forMonths(months).times(counted),
  )
  const benefit = article(
    '第四十九条',
    '按需要的金额救助，不超过最高金额',
    when(eligible).then(hardshipAmount.atMost(ceiling)).otherwise(yuan(0)),
  )
  const streetLimit = article(
    local('街道审批'),
    '街道可以审批的金额',
    standard.forMonths(parameter('street_decision_months', 'count')),
  )
  return {
    eligible,
    amounts: { benefit },
    values: {
      counted_members: counted,
      ceiling,
      street_limit: streetLimit,
      street_decides: article('第四十八条', '由街道审批', benefit.isAtMost(streetLimit)),
    },
  }
}
