/** 门诊救助: settled with the bill, up to a yearly cap. */
import { defineProgramme } from '../../../engine/index.ts'
import type { PolicyProgramme } from '../../catalogue.ts'
import { loadParameters } from '../../parameters.ts'
import { basicPaid, facilityLevel, medicalGroup, outpatientAidBefore, withinPolicy } from '../facts.ts'
import { amountQuestion, groupQuestion, patientOf } from '../self-check.ts'
import { rulesOf2014 } from './rules.ts'

const folder = 'medical-aid/outpatient-aid'

const rules = defineProgramme({
  id: 'outpatient-aid',
  title: '门诊救助',
  maxMembers: 1,
  inputs: [medicalGroup, facilityLevel, withinPolicy, basicPaid, outpatientAidBefore],
  parameters: loadParameters(folder),
  versions: [{ id: '2014', from: '2014-05-01', document: '门诊救助的规定', rules: rulesOf2014 }],
})

export const outpatientAid: PolicyProgramme = {
  id: rules.id,
  title: rules.title,
  shortTitle: '门诊',
  domain: 'medical-aid',
  folder,
  summary: '救助对象在规定的医疗机构看门诊，医保支付以后的自付，按一半救助，每年有限额。',
  offered: false,
  payment: {
    kind: 'per_claim',
    beneficiary: 'member',
    amounts: {
      benefit: {
        label: '门诊救助',
        payee: 'hospital',
        article: { document: 'state-council-order-649', article: '第三十一条' },
      },
    },
    claim: {
      bills: ['outpatient'],
      counts: { outpatient_aid_before: { result: 'benefit' } },
      limit: { total: 'outpatient_aid_before', cap: 'yearly_cap', applies: 'has_cap' },
    },
  },
  rules,
  selfCheck: [
    groupQuestion,
    {
      id: 'self-check-facility',
      fact: 'facility_level',
      entity: 'person',
      text: '在哪一种医疗机构看的门诊？',
      label: '医疗机构',
      why: '只救助在这几种医疗机构看的门诊。',
      where: [],
      control: 'choice',
      options: [
        { value: 'first_level', label: '一级医院' },
        { value: 'community', label: '社区卫生服务中心' },
        { value: 'second_level_without_markup', label: '取消药品加成的二级医院' },
        { value: 'other', label: '其他医院' },
      ],
      article: { document: 'tianjin-outpatient-aid', article: '医疗机构' },
    },
    amountQuestion(
      'within_policy',
      '医保报销以后，政策范围内自己要付多少？',
      '自付金额',
      '按自付的一部分救助。',
    ),
    amountQuestion(
      'outpatient_aid_before',
      '今年已经得过多少门诊救助？',
      '今年的门诊救助',
      '一年有限额。没有得过的填 0。',
    ),
  ],
  fromSelfCheck: (answers) =>
    patientOf({ ...answers, basic_paid: 0n }, [
      'medical_group',
      'facility_level',
      'within_policy',
      'basic_paid',
      'outpatient_aid_before',
    ]),
  questionValues: () => ({}),
  questions: [],
  supplied: [
    { fact: 'medical_group', by: 'entitlements' },
    { fact: 'facility_level', by: 'hospital' },
    { fact: 'within_policy', by: 'hospital' },
    { fact: 'basic_paid', by: 'insurance_platform' },
    { fact: 'outpatient_aid_before', by: 'claims' },
  ],
  evidence: [],
  procedures: [],
}
