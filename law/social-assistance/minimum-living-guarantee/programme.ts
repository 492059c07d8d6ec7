/** 最低生活保障: inputs, dated values and dated versions, with questions, evidence and procedures. */
import { defineProgramme, getParameter } from '../../../engine/index.ts'
import type { PolicyProgramme } from '../../catalogue.ts'
import * as facts from '../../common/facts.ts'
import { toPlainYuan } from '../../money.ts'
import { getParameterNamed, loadParameters } from '../../parameters.ts'
import { procedure2012 } from './procedure-2012.ts'
import { procedure2021 } from './procedure-2021.ts'
import { applicationQuestions, evidence } from './questions.ts'
import { rulesOf2014 } from './rules.ts'
import { fromSelfCheck, selfCheckQuestions } from './self-check.ts'

const folder = 'social-assistance/minimum-living-guarantee'
const common = loadParameters('common')

const rules = defineProgramme({
  id: 'minimum-living-guarantee',
  title: '最低生活保障',
  inputs: Object.values(facts),
  parameters: [
    ...loadParameters(folder),
    ...['adult_age', 'minimum_wage', 'wage_floor_share'].map((name) => getParameterNamed(common, name)),
  ],
  versions: [{ id: '2014', from: '2014-05-01', document: '社会救助暂行办法', rules: rulesOf2014 }],
})

export const minimumLivingGuarantee: PolicyProgramme = {
  id: rules.id,
  title: rules.title,
  shortTitle: '低保',
  domain: 'social-assistance',
  folder,
  summary: '家庭人均收入低于低保标准、财产在限额内的，按差额每月发给低保金。',
  rules,
  selfCheck: selfCheckQuestions,
  fromSelfCheck,
  questionValues: (date, division) => {
    const standard = getParameter(rules, 'subsistence_standard_urban', date, division).numerator
    const months = getParameter(rules, 'asset_limit_months', date, division).numerator
    return { subsistence_standard: toPlainYuan(standard), asset_limit: toPlainYuan(standard * months) }
  },
  questions: applicationQuestions,
  evidence,
  procedures: [procedure2012, procedure2021],
}
