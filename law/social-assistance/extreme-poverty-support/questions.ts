/** The application: property as for subsistence, then the person: age, disability, income, supporters. The six acts the
 * street assesses. */
import type { Evidence, Question } from '../../questions.ts'
import { meansEvidence, meansHouseholdQuestions } from '../../common/means-questions.ts'
import { meansPersonQuestions, yesNo } from '../../common/person-questions.ts'

const order649 = { document: 'state-council-order-649', article: '第十四条' }
const rule2021 = (article: string) => ({ document: 'civil-affairs-2021-43', article })

const incomes = ['wage_income', 'business_income', 'property_income', 'transfer_income']

/** Questions of the means test that are asked here too, with why they matter here. */
const shared = (facts: string[], why: string, article: Question['article']): Question[] =>
  meansPersonQuestions
    .filter(({ fact }) => facts.includes(fact))
    .map((question) => ({ ...question, why, article }))

const supporters = (fact: string, text: string, label: string, hint: string): Question => ({
  id: fact.replaceAll('_', '-'),
  fact,
  entity: 'person',
  text,
  hint,
  label,
  why: '有能力的配偶、父母、成年子女应当先赡养、抚养、扶养。都没有能力的，可以由国家供养。',
  where: [{ label: '户口簿', text: '配偶、父母、子女，不在一个户口上的也算' }],
  control: 'count',
  unit: '人',
  article: rule2021('第八条'),
})

export const applicationQuestions: Question[] = [
  ...meansHouseholdQuestions,
  ...shared(
    ['birth_date'],
    '年满 {aged_years} 周岁，或者未满 {child_years} 周岁，算没有劳动能力。',
    rule2021('第五条'),
  ),
  ...shared(
    ['disability_kind', 'disability_grade'],
    '智力、精神、肢体、视力残疾达到规定等级的，算没有劳动能力。',
    rule2021('第五条'),
  ),
  ...shared(incomes, '本人收入低于低保标准的，才算没有生活来源。', rule2021('第六条')),
  supporters(
    'supporter_count',
    '这个人有几位配偶、父母、成年子女等法定义务人？',
    '法定义务人',
    '去世的不算。没有就填 0。',
  ),
  supporters(
    'supporters_unable',
    '其中几位没有能力？',
    '没有能力的义务人',
    '年满 {supporter_subsistence_age} 周岁的低保对象，年满 {supporter_aged} 周岁、收入低于全市人均可支配收入的人，以及街道认定的其他情形。',
  ),
  yesNo(
    'in-institution',
    'in_institution',
    '这个人住在供养机构里吗？',
    '集中供养',
    '住供养机构还是住家里，由本人选择。',
    { document: 'state-council-order-649', article: '第十九条' },
  ),
]

const asked = new Set(applicationQuestions.map(({ fact }) => fact))

export const evidence: Evidence[] = [
  ...meansEvidence
    .map((each) => ({ ...each, facts: each.facts.filter((fact) => asked.has(fact)) }))
    .filter(({ facts }) => facts.length > 0),
  {
    id: 'supporters-authorisation',
    title: '法定义务人的核对授权书',
    facts: ['supporter_count', 'supporters_unable'],
    holder: 'member_with_fact',
    required: true,
    note: '每位法定义务人签字；没有义务人的不用交',
    article: rule2021('第十条'),
  },
  {
    id: 'self-care-assessment',
    title: '生活自理能力评估表',
    facts: ['can_eat', 'can_dress', 'can_use_toilet', 'can_move', 'can_wash', 'can_leave_bed'],
    holder: 'member',
    required: true,
    note: '由街道组织评估，申请人不用准备',
    article: rule2021('第二十一条'),
  },
  {
    id: 'institution-contract',
    title: '供养机构的入住协议',
    facts: ['in_institution'],
    holder: 'member_with_fact',
    required: false,
    article: order649,
  },
]
