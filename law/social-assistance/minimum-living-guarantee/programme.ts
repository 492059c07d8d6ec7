/** 最低生活保障: inputs, dated values and dated versions, with questions, evidence and procedures. */
import { defineProgramme, getParameter } from '../../../engine/index.ts'
import type { PolicyProgramme } from '../../catalogue.ts'
import { earnedIncomeDraft } from '../../common/earned-income/index.ts'
import { ableToWork, meansFacts, workRefusals } from '../../common/facts.ts'
import { meansFromSelfCheck, meansSelfCheckQuestions } from '../../common/means-self-check.ts'
import { meansParameters } from '../../common/parameters.ts'
import { toPlainYuan } from '../../money.ts'
import { loadParameters } from '../../parameters.ts'
import { rules as rulesOfDraft } from './drafts/earned-income-draft/rules.ts'
import { procedures } from './procedures.ts'
import { applicationQuestions, evidence } from './questions.ts'
import { rulesOf2014 } from './rules.ts'

const folder = 'social-assistance/minimum-living-guarantee'
const document = '社会救助暂行办法'

const rules = defineProgramme({
  id: 'minimum-living-guarantee',
  title: '最低生活保障',
  inputs: [...meansFacts, ableToWork, workRefusals],
  parameters: [...meansParameters(), ...loadParameters(folder)],
  versions: [{ id: '2014', from: '2014-05-01', document, rules: rulesOf2014 }],
  drafts: [earnedIncomeDraft(document, rulesOfDraft)],
})

export const minimumLivingGuarantee: PolicyProgramme = {
  id: rules.id,
  title: rules.title,
  shortTitle: '低保',
  domain: 'social-assistance',
  folder,
  summary: '家庭人均收入低于低保标准、财产在限额内的，按差额每月发给低保金。',
  offered: true,
  payment: {
    kind: 'monthly',
    beneficiary: 'household',
    amounts: {
      benefit: {
        label: '低保金',
        payee: 'household',
        article: { document: 'state-council-order-649', article: '第十二条' },
      },
    },
  },
  rules,
  selfCheck: meansSelfCheckQuestions,
  fromSelfCheck: (answers) => {
    const { household, members } = meansFromSelfCheck(answers)
    return {
      household,
      members: members.map(({ id, facts }) => ({
        id,
        facts: { ...facts, able_to_work: false, work_refusals: 0 },
      })),
    }
  },
  questionValues: (current, date, division) => {
    const standard = getParameter(current, 'subsistence_standard_urban', date, division).numerator
    const months = getParameter(current, 'asset_limit_months', date, division).numerator
    return {
      programme: '低保',
      income_rule: `天津现在的标准是每人每月 ${toPlainYuan(standard)} 元，人均低于这个数就可能符合。`,
      asset_limit: toPlainYuan(standard * months),
    }
  },
  questions: applicationQuestions,
  supplied: [],
  evidence,
  procedures,
}
