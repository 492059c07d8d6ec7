/** What a means test asks of the household, and the evidence that it rests on. Texts in plain words. */
import type { Evidence, Question } from '../questions.ts'
import { meansSelfCheckQuestions } from './means-self-check.ts'

const law = (article: string) => ({ document: 'state-council-order-649', article })
const assets = (article: string) => ({ document: 'tianjin-asset-rules', article })

const isHouseholdFact = (question: Question) =>
  ['register_kind', 'financial_assets', 'vehicle_count', 'home_count'].includes(question.fact)

export const meansHouseholdQuestions: Question[] = [
  ...meansSelfCheckQuestions
    .filter(isHouseholdFact)
    .map((question) => ({ ...question, id: question.id.replace('self-check-', '') })),
  {
    id: 'homes-below-average',
    fact: 'homes_below_average_area',
    entity: 'household',
    text: '几套房加起来，人均面积低于全市平均吗？',
    label: '人均面积低于全市平均',
    why: '两套以上的住房，人均面积低于全市平均的，不影响。这一项由街道认定。',
    where: [{ label: '房产证', text: '建筑面积加起来，除以人数' }],
    control: 'yes_no',
    onlyIf: { fact: 'home_count', values: ['2', '3', '4', '5'] },
    article: assets('住房'),
  },
  {
    id: 'home-area',
    fact: 'home_area_square_metres',
    entity: 'household',
    text: '住房一共有多少平方米？',
    label: '建筑面积',
    why: '有两套以上住房时，要看人均面积。',
    where: [{ label: '房产证', text: '“建筑面积”一栏' }],
    control: 'count',
    unit: '平方米',
    article: assets('住房'),
  },
  {
    id: 'other-premises',
    fact: 'other_premises',
    entity: 'household',
    text: '家里有门面、写字间这类不住人的房子吗？',
    label: '非居住用房',
    why: '有非居住用房的，不能享受{programme}。',
    where: [{ label: '房产证', text: '用途一栏写着商业、办公的就是' }],
    control: 'yes_no',
    article: assets('非居住用房'),
  },
  {
    id: 'paid-study-abroad',
    fact: 'paid_study_abroad',
    entity: 'household',
    text: '家里有人自费到国外留学吗？',
    label: '自费留学',
    why: '家里有人自费留学的，不能享受{programme}。公派的不算。',
    where: [],
    control: 'yes_no',
    article: assets('自费留学'),
  },
]

export const meansEvidence: Evidence[] = [
  {
    id: 'identity-card',
    title: '居民身份证',
    facts: ['birth_date'],
    holder: 'member',
    required: true,
    register: 'household_register',
    note: '没有领证的孩子用户口簿',
    article: law('第十一条'),
  },
  {
    id: 'household-register',
    title: '户口簿',
    facts: ['register_kind', 'relation', 'birth_date'],
    holder: 'household',
    required: true,
    register: 'household_register',
    article: law('第十一条'),
  },
  {
    id: 'means-check-authorisation',
    title: '家庭经济状况核对授权书',
    facts: [
      'wage_income',
      'business_income',
      'property_income',
      'transfer_income',
      'financial_assets',
      'vehicle_count',
      'home_count',
      'other_premises',
    ],
    holder: 'adult',
    required: true,
    note: '每个成年成员签字；无民事行为能力的由监护人签',
    article: law('第五十八条'),
  },
  {
    id: 'income-proof',
    title: '收入证明',
    facts: ['wage_income', 'business_income', 'property_income', 'transfer_income', 'employed'],
    holder: 'member_with_fact',
    required: true,
    register: 'social_insurance',
    note: '退休金对账单、工资条、租约等，有收入的人交',
    article: law('第九条'),
  },
  {
    id: 'uncounted-income-proof',
    title: '不计入收入的证明',
    facts: ['exempt_income'],
    holder: 'member_with_fact',
    required: false,
    article: { document: 'tianjin-subsistence-guide', article: '不计入的收入' },
  },
  {
    id: 'disability-certificate',
    title: '残疾人证',
    facts: ['disability_kind', 'disability_grade', 'lives_independently'],
    holder: 'member_with_fact',
    required: true,
    register: 'disability_register',
    article: { document: 'tianjin-subsistence-measures', article: '第五条' },
  },
  {
    id: 'school-certificate',
    title: '在校证明',
    facts: ['is_studying'],
    holder: 'member_with_fact',
    required: true,
    article: { document: 'tianjin-subsistence-guide', article: '在校子女' },
  },
  {
    id: 'housing-proof',
    title: '房产证或公房租赁合同',
    facts: ['home_count', 'home_area_square_metres', 'other_premises'],
    holder: 'household',
    required: false,
    register: 'real_estate',
    article: assets('住房'),
  },
  {
    id: 'asset-proof',
    title: '存款、证券和商业保险凭证',
    facts: ['financial_assets'],
    holder: 'household',
    required: false,
    register: 'bank',
    article: assets('金融资产'),
  },
  {
    id: 'absence-proof',
    title: '宗教场所证明或服刑证明',
    facts: ['absent_as_clergy', 'in_prison'],
    holder: 'member_with_fact',
    required: false,
    article: { document: 'tianjin-subsistence-measures', article: '第五条' },
  },
]
