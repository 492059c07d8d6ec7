/** What a bill says, and what is known of the patient. Amounts in fen; the year's totals are those before this bill. */
import { input } from '../../engine/index.ts'

const MOST_OF_A_BILL_YUAN = 5_000_000

export const medicalGroup = input.person.code('medical_group', {
  label: '医疗救助对象类别',
  codes: {
    none: '不是救助对象',
    subsistence: '低保',
    destitute: '特困',
    low_income: '低收入家庭',
    severely_disabled: '重度残疾人',
    child: '孤儿和困境儿童',
    priority_first: '优抚对象（第一档）',
    priority_second: '优抚对象（第二档）',
    priority_third: '优抚对象（第三档）',
    other: '其他经认定的对象',
  },
})
export const severeDisability = input.person.flag('severe_disability', { label: '重度残疾' })

const amount = (name: string, label: string) => input.person.money(name, { label, max: MOST_OF_A_BILL_YUAN })

export const withinPolicy = amount('within_policy', '政策范围内的费用')
export const basicPaid = amount('basic_paid', '基本医疗保险支付')
export const seriousInsurancePaid = amount('serious_insurance_paid', '大病保险支付')
export const ownShareBefore = amount('own_share_before', '今年此前政策范围内的自付')
export const outsidePolicy = amount('outside_policy', '政策范围外的自付')
export const outsideBefore = amount('outside_before', '今年此前政策范围外的自付')
export const outpatientAidBefore = amount('outpatient_aid_before', '今年已经给的门诊救助')
export const seriousAidBefore = amount('serious_aid_before', '今年已经给的重大疾病救助')

export const facilityLevel = input.person.code('facility_level', {
  label: '医疗机构',
  codes: {
    first_level: '一级医院',
    community: '社区卫生服务中心',
    second_level_without_markup: '取消药品加成的二级医院',
    other: '其他医院',
  },
})
