/**
 * The facts that social assistance asks for, declared once for all programmes. Amounts in fen, income per
 * month and already averaged over the law's period. Every fact may be unknown, which is never "no".
 * Maxima keep whole-city computation in 32-bit integers; the door refuses or caps what is larger.
 */
import { input } from '../../engine/index.ts'

const MOST_INCOME_YUAN = 200_000
const MOST_ASSETS_YUAN = 20_000_000

export const registerKind = input.household.code('register_kind', {
  label: '户口类别',
  codes: { urban: '城镇', rural: '农村' },
})
export const financialAssets = input.household.money('financial_assets', {
  label: '金融资产',
  hint: '现金、存款、有价证券、商业保险、工商注册出资额',
  max: MOST_ASSETS_YUAN,
})
export const vehicleCount = input.household.count('vehicle_count', {
  label: '汽车',
  hint: '大型、小型汽车；残疾人代步车不算',
  max: 99,
})
export const homeCount = input.household.count('home_count', {
  label: '住房套数',
  hint: '自有住房和承租的公房',
  max: 99,
})
export const homesBelowAverageArea = input.household.flag('homes_below_average_area', {
  label: '全部住房人均面积低于全市人均',
  hint: '两套以上时由街道认定',
})
export const homeAreaSquareMetres = input.household.count('home_area_square_metres', {
  label: '住房建筑面积（平方米）',
  max: 100_000,
})
export const otherPremises = input.household.flag('other_premises', { label: '有非居住用房' })
export const paidStudyAbroad = input.household.flag('paid_study_abroad', { label: '有人自费留学' })

export const relation = input.person.code('relation', {
  label: '与户主关系',
  codes: {
    head: '户主',
    spouse: '配偶',
    child: '子女',
    parent: '父母',
    grandchild: '孙子女、外孙子女',
    grandparent: '祖父母、外祖父母',
    sibling: '兄弟姐妹',
    other: '其他人',
  },
})
export const birthDate = input.person.day('birth_date', { label: '出生日期' })

const income = (name: string, label: string) =>
  input.person.moneyPerMonth(name, { label, max: MOST_INCOME_YUAN })
export const wageIncome = income('wage_income', '工资性收入')
export const businessIncome = income('business_income', '经营净收入')
export const propertyIncome = income('property_income', '财产净收入')
export const transferIncome = income('transfer_income', '转移净收入')
export const exemptIncome = income('exempt_income', '不计入的收入')

export const disabilityKind = input.person.code('disability_kind', {
  label: '残疾类别',
  codes: {
    none: '无',
    visual: '视力',
    hearing: '听力',
    speech: '言语',
    limb: '肢体',
    intellectual: '智力',
    mental: '精神',
    multiple: '多重',
  },
})
export const disabilityGrade = input.person.count('disability_grade', {
  label: '残疾等级',
  hint: '一级最重；0 为无',
  max: 4,
})
export const isStudying = input.person.flag('is_studying', { label: '全日制在校（本科及以下）' })
export const ableToWork = input.person.flag('able_to_work', { label: '有劳动能力' })
export const employed = input.person.flag('employed', { label: '已就业' })
export const absentAsClergy = input.person.flag('absent_as_clergy', { label: '离家三年以上的宗教教职人员' })
export const inPrison = input.person.flag('in_prison', { label: '正在服刑' })
export const livesIndependently = input.person.flag('lives_independently', { label: '能独立生活' })
export const workRefusals = input.person.count('work_refusals', {
  label: '无正当理由连续拒绝工作的次数',
  max: 99,
})

/** What is asked of the household: its register, and what it owns. */
export const propertyFacts = [
  registerKind,
  financialAssets,
  vehicleCount,
  homeCount,
  homesBelowAverageArea,
  homeAreaSquareMetres,
  otherPremises,
  paidStudyAbroad,
]

/** What says who belongs to the household. */
export const householdFacts = [relation, birthDate, isStudying, livesIndependently, absentAsClergy, inPrison]

/** What a means test needs to know, in the order of the columns. */
export const meansFacts = [
  ...propertyFacts,
  relation,
  birthDate,
  wageIncome,
  businessIncome,
  propertyIncome,
  transferIncome,
  exemptIncome,
  disabilityKind,
  disabilityGrade,
  isStudying,
  employed,
  absentAsClergy,
  inPrison,
  livesIndependently,
]
