/** 重大疾病救助: settled with the bill, on what lies outside the policy, up to a yearly cap. */
import { defineProgramme } from '../../../engine/index.ts'
import type { PolicyProgramme } from '../../catalogue.ts'
import { loadParameters } from '../../parameters.ts'
import { medicalGroup, outsideBefore, outsidePolicy, seriousAidBefore } from '../facts.ts'
import { amountQuestion, groupQuestion, patientOf } from '../self-check.ts'
import { rulesOf2014 } from './rules.ts'

const folder = 'medical-aid/serious-illness-aid'
/** How long a period of settlement is: for who settles, not for the rules. */
const ofSettlement = 'serious_period_months'
const facts = ['medical_group', 'outside_policy', 'outside_before', 'serious_aid_before']

const rules = defineProgramme({
  id: 'serious-illness-aid',
  title: '重大疾病救助',
  maxMembers: 1,
  inputs: [medicalGroup, outsidePolicy, outsideBefore, seriousAidBefore],
  parameters: loadParameters(folder).filter(({ name }) => name !== ofSettlement),
  versions: [{ id: '2014', from: '2014-05-01', document: '重大疾病救助的规定', rules: rulesOf2014 }],
})

export const seriousIllnessAid: PolicyProgramme = {
  id: rules.id,
  title: rules.title,
  shortTitle: '重大疾病',
  domain: 'medical-aid',
  folder,
  summary: '低保、特困、低收入家庭的人员，政策范围外的自付满起付线的，救助一半，一年十万元封顶。',
  offered: false,
  payment: {
    kind: 'per_claim',
    beneficiary: 'member',
    amounts: {
      benefit: {
        label: '重大疾病救助',
        payee: 'hospital',
        article: { document: 'state-council-order-649', article: '第三十一条' },
      },
    },
    claim: {
      bills: ['inpatient', 'chronic_outpatient', 'outpatient'],
      counts: {
        outside_before: { fact: 'outside_policy' },
        serious_aid_before: { result: 'benefit' },
      },
      limit: { total: 'serious_aid_before', cap: 'yearly_cap' },
    },
  },
  rules,
  selfCheck: [
    groupQuestion,
    amountQuestion(
      'outside_policy',
      '政策范围外，自己要付多少？',
      '政策范围外的自付',
      '政策范围外的自付也可以救助一部分。',
    ),
    amountQuestion(
      'outside_before',
      '今年以前的单子，政策范围外一共自付了多少？',
      '今年此前政策范围外的自付',
      '全年的自付加在一起看满不满起付线。第一次的填 0。',
    ),
    amountQuestion(
      'serious_aid_before',
      '今年已经得过多少重大疾病救助？',
      '今年的重大疾病救助',
      '一年有限额。没有得过的填 0。',
    ),
  ],
  fromSelfCheck: (answers) => patientOf(answers, facts),
  questionValues: () => ({}),
  questions: [],
  supplied: [
    { fact: 'medical_group', by: 'entitlements' },
    { fact: 'outside_policy', by: 'hospital' },
    { fact: 'outside_before', by: 'claims' },
    { fact: 'serious_aid_before', by: 'claims' },
  ],
  evidence: [],
  procedures: [],
}
