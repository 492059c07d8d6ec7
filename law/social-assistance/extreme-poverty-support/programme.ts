/** 特困人员救助供养: inputs, dated values and dated versions, with questions, evidence and procedures. */
import { defineProgramme, getParameter } from '../../../engine/index.ts'
import type { PolicyProgramme } from '../../catalogue.ts'
import {
  birthDate,
  businessIncome,
  disabilityGrade,
  disabilityKind,
  propertyFacts,
  propertyIncome,
  transferIncome,
  wageIncome,
} from '../../common/facts.ts'
import { commonParameters } from '../../common/parameters.ts'
import { propertyParameters } from '../../common/property.ts'
import { standardParameters } from '../../common/standard.ts'
import { toPlainYuan } from '../../money.ts'
import { loadParameters } from '../../parameters.ts'
import { actFacts, inInstitution, supporterCount, supportersUnable } from './facts.ts'
import { procedures } from './procedures.ts'
import { applicationQuestions, evidence } from './questions.ts'
import { rulesOf2015, rulesOf2017 } from './rules.ts'
import { fromSelfCheck, selfCheckQuestions } from './self-check.ts'
import { supporterAbility } from './supporters.ts'

const folder = 'social-assistance/extreme-poverty-support'
const notices = (article: string) => ({ document: 'tianjin-extreme-poverty-notices', article })
const ofSupporters = new Set(supporterAbility.parameters.map(({ name }) => name))

const rules = defineProgramme({
  id: 'extreme-poverty-support',
  title: '特困人员救助供养',
  inputs: [
    ...propertyFacts,
    birthDate,
    disabilityKind,
    disabilityGrade,
    wageIncome,
    businessIncome,
    propertyIncome,
    transferIncome,
    supporterCount,
    supportersUnable,
    inInstitution,
    ...actFacts,
  ],
  parameters: [
    ...loadParameters(folder).filter(({ name }) => !ofSupporters.has(name)),
    ...commonParameters(...standardParameters, ...propertyParameters),
  ],
  versions: [
    { id: '2015', from: '2015-04-01', document: '社会救助暂行办法', rules: rulesOf2015 },
    { id: '2017', from: '2017-04-01', document: '社会救助暂行办法', rules: rulesOf2017 },
  ],
})

export const extremePovertySupport: PolicyProgramme = {
  id: rules.id,
  title: rules.title,
  shortTitle: '特困',
  domain: 'social-assistance',
  folder,
  summary: '没有劳动能力、没有生活来源，也没有人有能力供养的老人、残疾人和未成年人，由国家供养。',
  offered: true,
  payment: {
    kind: 'monthly',
    beneficiary: 'member',
    amounts: {
      basic_living: { label: '基本生活费', payee: 'beneficiary', article: notices('基本生活标准') },
      care_subsidy: {
        label: '照料护理补贴',
        payee: 'beneficiary',
        unless: {
          fact: 'in_institution',
          is: true,
          payee: 'institution',
          article: notices('照料护理补贴'),
        },
        article: notices('照料护理补贴'),
      },
    },
  },
  rules,
  selfCheck: selfCheckQuestions,
  fromSelfCheck,
  questionValues: (current, date, division) => {
    const numberOf = (programme: typeof rules, name: string) =>
      String(getParameter(programme, name, date, division).numerator)
    const standard = getParameter(current, 'subsistence_standard_urban', date, division).numerator
    const months = getParameter(current, 'asset_limit_months', date, division).numerator
    return {
      programme: '特困供养',
      asset_limit: toPlainYuan(standard * months),
      aged_years: numberOf(current, 'aged_without_ability'),
      child_years: numberOf(current, 'child_without_ability'),
      supporter_subsistence_age: numberOf(supporterAbility, 'supporter_subsistence_age'),
      supporter_aged: numberOf(supporterAbility, 'supporter_aged'),
    }
  },
  questions: applicationQuestions,
  // The six acts, which come last, are for the street to assess.
  supplied: rules.inputs.slice(-actFacts.length).map(({ name }) => ({ fact: name, by: 'street' as const })),
  evidence,
  procedures,
}
