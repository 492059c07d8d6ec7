/** 资助参保: the roster of the people whose premium of residents' medical insurance the city pays. */
import { defineProgramme } from '../../../engine/index.ts'
import type { PolicyProgramme } from '../../catalogue.ts'
import { assistanceFacts } from '../../common/assistance.ts'
import { householdFacts } from '../../common/facts.ts'
import { householdParameters } from '../../common/household.ts'
import { commonParameters } from '../../common/parameters.ts'
import { getParameterNamed, loadParameters } from '../../parameters.ts'
import { householdAssistance, isDestitute, premiumDue, residentsInsurance } from './facts.ts'
import { rulesByCharge, rulesByTier } from './rules.ts'
import { fromSelfCheck, selfCheckQuestions } from './self-check.ts'

const folder = 'social-assistance/medical-insurance-subsidy'
const document = '津人社局发〔2016〕9号'
const own = loadParameters(folder)

const rules = defineProgramme({
  id: 'medical-insurance-subsidy',
  title: '资助参保',
  inputs: [householdAssistance, isDestitute, residentsInsurance, premiumDue, ...householdFacts],
  parameters: [
    ...['premium_middle', 'premium_pupil', 'premium_subsidy_share'].map((name) =>
      getParameterNamed(own, name),
    ),
    ...commonParameters(...householdParameters),
  ],
  versions: [
    // How much was paid before April 2016 was not found: the notice's share stands in, marked so.
    { id: '2015', from: '2015-01-01', document, rules: rulesByCharge },
    { id: '2016', from: '2016-04-01', document, rules: rulesByCharge },
    { id: '2021', from: '2021-01-01', document, rules: rulesByTier },
    { id: '2022', from: '2022-01-01', document, rules: rulesByCharge },
  ],
})

export const medicalInsuranceSubsidy: PolicyProgramme = {
  id: rules.id,
  title: rules.title,
  shortTitle: '参保',
  domain: 'social-assistance',
  folder,
  summary: '低保、低收入家庭的成员和特困人员参加居民医保，个人缴费由政府全额资助。',
  offered: false,
  payment: {
    kind: 'yearly_roster',
    beneficiary: 'member',
    amounts: {
      subsidy: {
        label: '资助参保',
        payee: 'insurer',
        article: { document: 'tianjin-insurance-2016-9', article: '资助参保' },
      },
    },
  },
  rules,
  selfCheck: selfCheckQuestions,
  fromSelfCheck,
  questionValues: () => ({}),
  questions: [],
  supplied: [
    { fact: 'household_assistance', by: 'entitlements' },
    { fact: 'is_destitute', by: 'entitlements' },
    { fact: 'residents_insurance', by: 'insurance_platform' },
    { fact: 'premium_due', by: 'insurance_platform' },
    ...rules.inputs.slice(4).map(({ name }) => ({ fact: name, by: 'register' as const })),
  ],
  evidence: [],
  procedures: [],
  factsFromDecisions: assistanceFacts,
}
