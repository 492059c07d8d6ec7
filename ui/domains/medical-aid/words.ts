/** What the codes of settlements are called. */
export const kindWords = { inpatient: '住院', chronic_outpatient: '门特', outpatient: '门诊' } as const

export const groupWords: Record<string, string> = {
  destitute: '特困',
  subsistence: '低保',
  low_income: '低收入家庭',
  severely_disabled: '重度残疾人',
}

export const differenceWords = {
  missing_here: '医院有，我方没有',
  missing_there: '我方有，医院没有',
  state: '状态不同',
  amount: '金额不同',
} as const
