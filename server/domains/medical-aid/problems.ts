/** Refusals of settlements. */
import { defineProblems } from '../../platform/problems/index.ts'

export const problem = defineProblems({
  hospital_signature_wrong: {
    status: 401,
    title: '签名不正确',
    advice: '请用登记的密钥按 RFC 9421 签名，并核对时间和正文摘要。请求没有办理。',
  },
  hospital_key_revoked: {
    status: 401,
    title: '签名的密钥已停用',
    advice: '请换用登记的密钥。请求没有办理。',
  },
  claim_key_missing: {
    status: 400,
    title: '缺少提交编号',
    advice: '请在报头 idempotency-key 里给出 8 至 100 位的编号，重发时不变。',
    field: 'idempotency-key',
  },
  patient_not_found: {
    status: 422,
    title: '没有找到这个病人',
    advice: '请核对姓名和居民身份号码；不是本市登记的人员不能结算医疗救助。',
    field: 'patient.identity_number',
  },
  patient_not_entitled: {
    status: 422,
    title: '那一天不是救助对象',
    advice: '就诊那一天病人没有医疗救助的身份。身份有变化的，请病人向街道（乡镇）查询。',
    field: 'admitted_on',
  },
  patient_deceased: {
    status: 422,
    title: '就诊日期晚于登记的死亡日期',
    advice: '请核对就诊日期和病人；登记有误的，请家属到街道（乡镇）更正。',
    field: 'admitted_on',
  },
  patient_facts_unknown: {
    status: 422,
    title: '资料不全，算不出来',
    advice: '登记里缺少计算要用的情况，请病人到街道（乡镇）补登记后再结算。',
    field: 'patient.identity_number',
  },
  hospital_not_designated: {
    status: 422,
    title: '那一天不是定点医疗机构',
    advice: '就诊那一天本机构不在定点名单里，不能结算。',
    field: 'admitted_on',
  },
  claim_dates_reversed: {
    status: 422,
    title: '日期前后颠倒',
    advice: '出院（就诊）日期不能早于入院日期。',
    field: 'discharged_on',
    constraints: ['claim_days_in_order'],
  },
  claim_in_the_future: {
    status: 422,
    title: '还没有出院',
    advice: '出院（就诊）日期在今天以后；出院以后再结算。',
    field: 'discharged_on',
  },
  claim_too_late: {
    status: 422,
    title: '超过了结算的时限',
    advice: '出院（就诊）已经过了可以结算的时限，请病人到街道（乡镇）申请零星报销。',
    field: 'discharged_on',
  },
  fhir_unreadable: {
    status: 422,
    title: 'FHIR 资源里缺少结算要用的内容',
    advice: '请核对标出的元素：标识和代码的 system 见接口文件，金额以元为单位、至多两位小数。',
  },
  bill_unbalanced: {
    status: 422,
    title: '金额合不上',
    advice: '各行相加须等于合计，政策范围内、外相加须等于总额。请核对后重发。',
    field: 'bill.total',
    constraints: ['claim_bill_balances', 'claim_payers_balance'],
  },
  insurance_above_policy: {
    status: 422,
    title: '医保支付多于政策范围内的费用',
    advice: '基本医疗保险和大病保险的支付相加，不能多于政策范围内的费用。',
    field: 'bill.basic_paid',
    constraints: ['claim_insurance_within_policy'],
  },
  bill_refused: {
    status: 422,
    title: '金额超出可以结算的范围',
    advice: '请核对金额；单张单子不能超过五百万元。',
    field: 'bill.total',
  },
  aid_above_bill: {
    status: 422,
    title: '应给的救助多于这张单子的自付',
    advice: '当年自付刚满起付线，以前单子的救助也该补给病人，不能从这一张里付。请病人到街道（乡镇）办理。',
    field: 'bill.outside_policy',
  },
  law_of_day_missing: {
    status: 422,
    title: '那一天没有施行的规定',
    advice: '医疗救助一站式结算从二〇一四年五月一日起。请核对就诊日期。',
    field: 'admitted_on',
  },
  claim_number_taken: {
    status: 409,
    title: '这个单号已用于另一张单子',
    advice: '同一单号的内容变了。请核对单号；要改内容的，先冲销，再用新单号结算。',
    field: 'claim_number',
    constraints: ['claim_number_once'],
  },
  claim_key_reused: {
    status: 409,
    title: '提交编号已用于另一张单子',
    advice: '每张单子用自己的提交编号；同一张单子重发时不变。',
    field: 'idempotency-key',
    constraints: ['claim_key_once'],
  },
  claim_reversed_before: {
    status: 409,
    title: '这张单子已经冲销',
    advice: '一张单子只能冲销一次。要再结算的，用新单号。',
    field: 'claim_number',
  },
  day_not_over: {
    status: 422,
    title: '这一天还没有过完',
    advice: '对账是日终的事：请在第二天核对前一天。',
    field: 'day',
  },
  day_listed_twice: {
    status: 422,
    title: '同一单号列了两次',
    advice: '一个单号一行。请核对后重发，没有记录。',
    field: 'rows',
  },
  difference_settled_before: {
    status: 409,
    title: '这一条已经核对过',
    advice: '请刷新列表。',
  },
  claim_busy: {
    status: 409,
    title: '病人的另一张单子正在结算',
    advice: '没有办理，请用同一编号再发一次。',
  },
})
