/** 低收入家庭救助: inputs, dated values and dated versions, with questions, evidence and procedures. */
import { defineProgramme, getParameter } from '../../../engine/index.ts'
import type { PolicyProgramme } from '../../catalogue.ts'
import { earnedIncomeDraft } from '../../common/earned-income/index.ts'
import { meansFacts } from '../../common/facts.ts'
import { householdProcedure2012 } from '../../common/household-procedure-2012.ts'
import { householdProcedure2021 } from '../../common/household-procedure-2021.ts'
import { meansParameters } from '../../common/parameters.ts'
import { toPlainYuan } from '../../money.ts'
import { loadParameters } from '../../parameters.ts'
import { rules as rulesOfDraft } from './drafts/earned-income-draft/rules.ts'
import { hardshipFacts } from './facts.ts'
import { applicationQuestions, evidence } from './questions.ts'
import { rulesOf2014, rulesOf2016 } from './rules.ts'
import { fromSelfCheck, selfCheckQuestions } from './self-check.ts'

const folder = 'social-assistance/low-income-household-aid'
const document = '低收入家庭救助标准'

const rules = defineProgramme({
  id: 'low-income-household-aid',
  title: '低收入家庭救助',
  inputs: [...meansFacts, ...hardshipFacts],
  parameters: [...loadParameters(folder), ...meansParameters()],
  versions: [
    { id: '2014', from: '2014-05-01', document, rules: rulesOf2014 },
    { id: '2016', from: '2016-04-01', document, rules: rulesOf2016 },
  ],
  drafts: [earnedIncomeDraft(document, rulesOfDraft)],
})

const handled = {
  programmeId: rules.id,
  title: rules.title,
  toVerify: '没有查到低收入家庭救助单独的办理程序，比照最低生活保障办理，待核实',
}

export const lowIncomeHouseholdAid: PolicyProgramme = {
  id: rules.id,
  title: rules.title,
  shortTitle: '低收入',
  domain: 'social-assistance',
  folder,
  summary: '家庭人均收入达到低保标准、不超过它的一倍半，财产在限额内，又有规定的困难情形的，每月发给救助金。',
  offered: true,
  payment: {
    kind: 'monthly',
    beneficiary: 'household',
    amounts: {
      benefit: {
        label: '低收入家庭救助金',
        payee: 'household',
        article: { document: 'tianjin-low-income-notices', article: '救助金' },
      },
    },
  },
  rules,
  selfCheck: selfCheckQuestions,
  fromSelfCheck,
  questionValues: (current, date, division) => {
    const yuanOf = (name: string, times = 1n) =>
      toPlainYuan(getParameter(current, name, date, division).numerator * times)
    const months = getParameter(current, 'asset_limit_months', date, division).numerator
    const [standard, ceiling] = [yuanOf('subsistence_standard_urban'), yuanOf('low_income_ceiling_urban')]
    return {
      programme: '低收入家庭救助',
      income_rule: `人均每月在 ${standard} 元到 ${ceiling} 元之间的，可能符合。`,
      asset_limit: yuanOf('subsistence_standard_urban', months),
    }
  },
  questions: applicationQuestions,
  supplied: [],
  evidence,
  procedures: [householdProcedure2012(handled), householdProcedure2021({ ...handled, gradualExit: [] })],
}
