// A small programme for the engine's own tests: subsistence allowance in miniature, with one of everything.
// It is not law: the law is in law/.
import type { Parameter } from './index.ts'
import {
  age,
  article,
  defineProgramme,
  input,
  members,
  parameter,
  ratio,
  when,
  yuan,
  yuanPerMonth,
  count,
} from './index.ts'

export const income = input.person.moneyPerMonth('income', { label: '月收入', max: 1_000_000 })
export const birth = input.person.day('birth', { label: '出生日期' })
export const disability = input.person.code('disability', {
  label: '残疾等级',
  codes: { none: '无', mild: '轻度', severe: '重度' },
})
export const student = input.person.flag('student', { label: '在校学生' })
export const assets = input.household.money('financial_assets', { label: '家庭金融资产', max: 10_000_000 })
export const hasCar = input.household.flag('has_car', { label: '有机动车' })

const source = { document: '示例标准通知', mark: 'O' } as const

export const parameters: readonly Parameter[] = [
  {
    name: 'standard',
    label: '保障标准',
    unit: 'money/month',
    values: [
      { division: '12', from: '2016-04-01', value: 780, source: { ...source, mark: 'S' } },
      { division: '12', from: '2017-04-01', value: 860, source },
      { division: '1202', from: '2017-06-01', to: '2018-01-01', value: '900.05', source },
    ],
  },
  {
    name: 'asset_months',
    label: '金融资产上限月数',
    unit: 'count',
    values: [{ division: '00', from: '2010-01-01', value: 24, source }],
  },
  {
    name: 'class_supplement',
    label: '分类施保比例',
    unit: 'ratio',
    values: [{ division: '12', from: '2010-01-01', value: '30%', source }],
  },
]

function rules() {
  const standard = parameter('standard', 'money/month')
  const assetLimit = article(
    '第八条',
    '金融资产上限',
    standard.forMonths(parameter('asset_months', 'count')).times(members.count),
  )
  const hasLittle = article('第八条', '金融资产不超过上限', assets.isAtMost(assetLimit))
  const severe = article('第七条', '重度残疾', disability.is('severe'))
  const noCar = article('第八条', '没有机动车（重度残疾人家庭除外）', hasCar.not().or(members.any(severe)))
  const counted = article(
    '第六条',
    '计入的月收入（在校学生不计）',
    when(student.and(age(birth).isBelow(25)))
      .then(yuanPerMonth(0))
      .otherwise(income),
  )
  const perCapita = article('第九条', '家庭月人均收入', members.sum(counted).per(members.count))
  const isBelow = article('第十条', '人均收入低于保障标准', perCapita.isBelow(standard))
  const gap = article('第十一条', '每人每月补差', standard.minus(perCapita).atLeast(0).roundHalfUp())
  const vulnerable = severe.or(age(birth).isAtLeast(70))
  const supplement = article(
    '第十二条',
    '分类施保金',
    standard
      .times(parameter('class_supplement', 'ratio'))
      .times(members.countWhere(vulnerable))
      .roundDown('yuan'),
  )
  const eligible = article('第五条', '符合条件', isBelow.and(hasLittle).and(noCar))
  const benefit = article(
    '第十三条',
    '月保障金',
    when(eligible).then(gap.times(members.count).plus(supplement)).otherwise(yuan(0)),
  )
  return {
    eligible,
    amounts: { benefit },
    values: { gap, vulnerable: members.countWhere(vulnerable), cap: members.count.plus(count(1)) },
    margins: { income: standard.times(members.count).minus(members.sum(counted)) },
  }
}

function earlierRules() {
  const standard = parameter('standard', 'money/month')
  const cash = article('第二条', '按标准三成计发', standard.times(ratio('0.3')).roundHalfUp('yuan'))
  return {
    eligible: article('第一条', '收入低于标准', members.sum(income).per(members.count).isBelow(standard)),
    amounts: { benefit: cash },
  }
}

export const example = defineProgramme({
  id: 'example',
  title: '示例保障',
  inputs: [income, birth, disability, student, assets, hasCar],
  parameters,
  versions: [
    { id: '2016', from: '2016-01-01', document: '示例办法（2016）', rules: earlierRules },
    { id: '2017', from: '2017-01-01', document: '示例办法（2017）', rules },
  ],
})
