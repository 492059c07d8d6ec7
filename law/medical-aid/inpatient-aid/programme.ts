/** 住院和门特救助: settled with the bill, on what both insurances leave. */
import { defineProgramme } from '../../../engine/index.ts'
import type { PolicyProgramme } from '../../catalogue.ts'
import { loadParameters } from '../../parameters.ts'
import {
  basicPaid,
  medicalGroup,
  ownShareBefore,
  seriousInsurancePaid,
  severeDisability,
  withinPolicy,
} from '../facts.ts'
import { amountQuestion, disabilityQuestion, groupQuestion, patientOf } from '../self-check.ts'
import { rulesOf2014 } from './rules.ts'

const folder = 'medical-aid/inpatient-aid'

const rules = defineProgramme({
  id: 'inpatient-aid',
  title: '住院和门特救助',
  maxMembers: 1,
  inputs: [medicalGroup, severeDisability, withinPolicy, basicPaid, seriousInsurancePaid, ownShareBefore],
  parameters: loadParameters(folder),
  versions: [{ id: '2014', from: '2014-05-01', document: '住院和门特救助的规定', rules: rulesOf2014 }],
})

export const inpatientAid: PolicyProgramme = {
  id: rules.id,
  title: rules.title,
  shortTitle: '住院',
  domain: 'medical-aid',
  folder,
  summary: '救助对象住院和看门诊特殊病，医保和大病保险支付以后的自付，按比例救助，不设封顶线。',
  offered: false,
  payment: {
    kind: 'per_claim',
    beneficiary: 'member',
    amounts: {
      benefit: {
        label: '住院和门特救助',
        payee: 'hospital',
        article: { document: 'state-council-order-649', article: '第三十一条' },
      },
    },
    claim: {
      bills: ['inpatient', 'chronic_outpatient'],
      counts: { own_share_before: { result: 'own_share' } },
    },
  },
  rules,
  selfCheck: [
    groupQuestion,
    disabilityQuestion,
    amountQuestion(
      'within_policy',
      '医保和大病保险报销以后，政策范围内自己要付多少？',
      '自付金额',
      '自付两万元以内和超过两万元的部分，比例不同。',
    ),
    amountQuestion(
      'own_share_before',
      '今年以前的单子，政策范围内一共自付了多少？',
      '今年此前的自付',
      '全年的自付接着往上算。第一次的填 0。',
    ),
  ],
  fromSelfCheck: (answers) =>
    patientOf({ ...answers, basic_paid: 0n, serious_insurance_paid: 0n }, [
      'medical_group',
      'severe_disability',
      'within_policy',
      'basic_paid',
      'serious_insurance_paid',
      'own_share_before',
    ]),
  questionValues: () => ({}),
  questions: [],
  supplied: [
    { fact: 'medical_group', by: 'entitlements' },
    { fact: 'severe_disability', by: 'register' },
    { fact: 'within_policy', by: 'hospital' },
    { fact: 'basic_paid', by: 'insurance_platform' },
    { fact: 'serious_insurance_paid', by: 'insurance_platform' },
    { fact: 'own_share_before', by: 'claims' },
  ],
  evidence: [],
  procedures: [],
}
