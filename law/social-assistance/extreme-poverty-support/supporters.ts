/**
 * Who of those bound to support a destitute person is unable to: one question of its own, asked of the supporters
 * as a group. Its answer, the number of the unable, is a fact of the programme.
 */
import { age, article, defineProgramme, input, members, parameter } from '../../../engine/index.ts'
import type { RuleResult } from '../../../engine/index.ts'
import { birthDate } from '../../common/facts.ts'
import { getParameterNamed, loadParameters } from '../../parameters.ts'

const onSubsistence = input.person.flag('on_subsistence', { label: '低保对象' })
const belowDisposableIncome = input.person.flag('below_disposable_income', {
  label: '收入低于上年人均可支配收入',
})
const otherwiseUnable = input.person.flag('otherwise_unable', {
  label: '其他没有能力的情形',
  hint: '由街道认定',
})

const article8 = { document: '特困人员认定办法（2021年）', article: '第八条' }
const reading = { document: '特困人员供养的本项目读法', article: '其他没有能力的义务人' }

function rules(): RuleResult {
  const isAgedOnSubsistence = article(
    article8,
    '六十周岁以上的低保对象',
    onSubsistence.and(age(birthDate).isAtLeast(parameter('supporter_subsistence_age', 'count'))),
  )
  const isAgedAndPoor = article(
    article8,
    '七十周岁以上，收入低于上年人均可支配收入',
    belowDisposableIncome.and(age(birthDate).isAtLeast(parameter('supporter_aged', 'count'))),
  )
  const isOtherwiseUnable = article(reading, '其他没有能力的情形', otherwiseUnable)
  const isUnable = article(
    article8,
    '没有赡养、抚养、扶养能力',
    isAgedOnSubsistence.or(isAgedAndPoor).or(isOtherwiseUnable),
  )
  return {
    eligible: article(article8, '义务人都没有能力', members.all(isUnable)),
    amounts: {},
    values: { supporters_unable: members.countWhere(isUnable) },
  }
}

const own = loadParameters('social-assistance/extreme-poverty-support')

/** Decided over the supporters as members: `values.supporters_unable` is how many of them cannot support. */
export const supporterAbility = defineProgramme({
  id: 'supporter-ability',
  title: '法定义务人的能力',
  inputs: [birthDate, onSubsistence, belowDisposableIncome, otherwiseUnable],
  parameters: ['supporter_subsistence_age', 'supporter_aged'].map((name) => getParameterNamed(own, name)),
  versions: [{ id: '2015', from: '2015-04-01', document: '特困人员认定办法（2021年）', rules }],
})
