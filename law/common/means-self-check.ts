/**
 * The seven questions about means in the self-check without login, and the household they stand for.
 * An estimate: the street's check decides.
 */
import type { HouseholdFacts } from '../../engine/index.ts'
import type { SelfCheckAnswers } from '../catalogue.ts'
import type { Question } from '../questions.ts'

const law = (article: string) => ({ document: 'state-council-order-649', article })
const assets = (article: string) => ({ document: 'tianjin-asset-rules', article })

export const meansSelfCheckQuestions: Question[] = [
  {
    id: 'self-check-register',
    fact: 'register_kind',
    entity: 'household',
    text: '您家是城镇户口还是农村户口？',
    hint: '看户口簿首页的“户别”。家里两种都有，先选人多的那一种。',
    label: '户口类别',
    why: '{programme}在户口所在地申请。2017年4月以前城镇和农村的标准不一样，现在是一样的。',
    where: [{ label: '户口簿', text: '首页“户别”一栏' }],
    control: 'choice',
    options: [
      { value: 'urban', label: '城镇户口' },
      { value: 'rural', label: '农村户口' },
    ],
    article: { document: 'tianjin-standards-notices', article: '城乡的分别' },
  },
  {
    id: 'self-check-members',
    fact: 'member_count',
    entity: 'household',
    text: '您家一起生活的有几口人？',
    hint: '算上配偶、父母、未成年的孩子、还在上学或者不能独立生活的成年子女。独立生活的成年子女不算。',
    label: '家庭人口',
    why: '{programme}按家里每个人平均的收入来看，人数不同，结果就不同。',
    where: [{ label: '户口簿', text: '看有哪些人，住在一起的亲属才算' }],
    control: 'count',
    unit: '人',
    standsFor: ['relation', 'birth_date'],
    article: { document: 'tianjin-subsistence-measures', article: '第五条' },
  },
  {
    id: 'self-check-income',
    fact: 'household_income',
    entity: 'household',
    text: '您全家每月一共收入多少？',
    hint: '按最近三个月的平均数填。退休金、工资、房租、子女给的赡养费都算在内。',
    label: '全家每月收入',
    why: '{programme}看全家人均收入。{income_rule}',
    where: [
      { label: '退休金', text: '银行卡短信，或社保卡对账单' },
      { label: '工资', text: '最近三个月的工资条' },
      { label: '不用算', text: '助学金、丧葬费、医药费报销' },
    ],
    control: 'money',
    unit: '元 / 月',
    standsFor: ['transfer_income'],
    article: law('第九条'),
  },
  {
    id: 'self-check-assets',
    fact: 'financial_assets',
    entity: 'household',
    text: '您全家的存款和现金一共有多少？',
    hint: '现金、存款、理财、股票、商业保险都加在一起。',
    label: '存款和现金',
    why: '存款也要看。每人不超过 {asset_limit} 元，就不影响。',
    where: [
      { label: '存款', text: '手机银行或存折上的余额' },
      { label: '保险', text: '商业保险单上的现金价值' },
    ],
    control: 'money',
    unit: '元',
    article: assets('金融资产'),
  },
  {
    id: 'self-check-vehicles',
    fact: 'vehicle_count',
    entity: 'household',
    text: '您家有几辆汽车？',
    hint: '残疾人代步车、电动自行车不算。没有就填 0。',
    label: '汽车',
    why: '家里有汽车的，一般不能享受{programme}。',
    where: [{ label: '行驶证', text: '写的是家里谁的名字就算谁的' }],
    control: 'count',
    unit: '辆',
    article: assets('机动车'),
  },
  {
    id: 'self-check-homes',
    fact: 'home_count',
    entity: 'household',
    text: '您家有几套住房？',
    hint: '自己的房和租的公房都算，租别人的私房不算。',
    label: '住房',
    why: '一般只能有一套。两套很小的房子要由街道看面积再定。',
    where: [
      { label: '自己的房', text: '房产证' },
      { label: '公房', text: '租赁合同' },
    ],
    control: 'count',
    unit: '套',
    standsFor: ['homes_below_average_area'],
    article: assets('住房'),
  },
  {
    id: 'self-check-other',
    fact: 'other_premises',
    entity: 'household',
    text: '家里有门面、写字间，或者有人自费留学吗？',
    hint: '有其中一样就选“有”。',
    label: '门面、写字间、自费留学',
    why: '有非居住用房或者自费留学的，一般不能享受{programme}。',
    where: [{ label: '房产证', text: '用途一栏写着商业、办公的就是' }],
    control: 'yes_no',
    standsFor: ['paid_study_abroad'],
    article: assets('非居住用房'),
  },
]

/** Nothing in these facts is guessed for the household: what the seven questions don't ask is set to the
 * ordinary case, what was skipped stays unknown. Throws when the number of members is not 1 to 20. */
export function meansFromSelfCheck(answers: SelfCheckAnswers): HouseholdFacts {
  const { member_count: count, household_income: income } = answers
  const size = count === null || count === undefined ? 2 : Number(count)
  if (!Number.isInteger(size) || size < 1 || size > 20) throw new Error('家庭人口须是 1 至 20 的整数')
  const isSizeKnown = count !== null && count !== undefined
  const members = Array.from({ length: size }, (_, index) => ({
    id: String(index + 1),
    facts: {
      ...ordinaryMember,
      relation: index === 0 ? 'head' : isSizeKnown ? 'spouse' : null,
      transfer_income: index === 0 ? (income ?? null) : 0n,
    },
  }))
  return {
    household: {
      register_kind: answers['register_kind'] ?? null,
      financial_assets: answers['financial_assets'] ?? null,
      vehicle_count: answers['vehicle_count'] ?? null,
      home_count: answers['home_count'] ?? null,
      other_premises: answers['other_premises'] ?? null,
      paid_study_abroad: answers['other_premises'] ?? null,
    },
    members,
  }
}

const ordinaryMember = {
  wage_income: 0n,
  business_income: 0n,
  property_income: 0n,
  exempt_income: 0n,
  disability_kind: 'none',
  disability_grade: 0,
  is_studying: false,
  employed: false,
  absent_as_clergy: false,
  in_prison: false,
  lives_independently: true,
}
