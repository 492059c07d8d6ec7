/** What the law says of a settlement beside the amounts: whose day's law, which year, how late, and who the patient is. */
import { article, defineProgramme, getParameter, members } from '../../engine/index.ts'
import { assistanceOf } from '../common/assistance.ts'
import { loadParameters } from '../parameters.ts'
import type { ArticleReference } from '../procedure.ts'
import { medicalGroup } from './facts.ts'
import { isAided } from './groups.ts'

const local = (article: string): ArticleReference => ({ document: 'tianjin-medical-aid', article })

/** The articles that a settlement goes by, and is refused by. */
export const settlementArticles = {
  group: local('救助对象'),
  standing: local('身份'),
  law_day: local('适用哪一天的规定'),
  year: local('计入哪一年'),
  limit: local('结算时限'),
  designation: local('定点医疗机构'),
  own_share: local('自付'),
} as const

const rules = defineProgramme({
  id: 'medical-settlement',
  title: '医疗救助结算',
  maxMembers: 1,
  inputs: [medicalGroup],
  parameters: loadParameters('medical-aid'),
  versions: [
    {
      id: '2014',
      from: '2014-05-01',
      document: '医疗救助的规定',
      rules: () => ({
        eligible: article(
          { document: '医疗救助的规定', article: '救助对象' },
          '救助对象',
          members.any(isAided()),
        ),
        amounts: {},
      }),
    },
  ],
})

const valueOf = (name: string, date: string, division: string): bigint =>
  getParameter(rules, name, date, division).numerator

/** The two days of a bill, `YYYY-MM-DD`: of a visit both are the same. */
export type Stay = { admitted_on: string; discharged_on: string }

/** The day whose law and standing a bill is settled by. Throws `parameter_not_in_force`. */
export const lawDayOf = ({ admitted_on, discharged_on }: Stay, division: string): string =>
  valueOf('law_of_discharge_day', discharged_on, division) === 1n ? discharged_on : admitted_on

/** The calendar year whose totals a bill counts in. Throws `parameter_not_in_force`. */
export const yearOf = ({ admitted_on, discharged_on }: Stay, division: string): number =>
  Number(
    (valueOf('year_of_discharge_day', discharged_on, division) === 1n ? discharged_on : admitted_on).slice(
      0,
      4,
    ),
  )

/** How many days after its last day a bill can be settled. Throws `parameter_not_in_force`. */
export const claimLimitDays = (date: string, division: string): number =>
  Number(valueOf('claim_limit_days', date, division))

/** In how many working days a difference between a hospital's day and ours has to be looked into. */
export const differenceWorkingDays = (date: string, division: string): number =>
  Number(valueOf('difference_working_days', date, division))

/** Whether a disability of this grade (1 is the gravest, 0 none) is severe. Null: the grade is not known. */
export const isSevere = (grade: number | null, date: string, division: string): boolean | null =>
  grade === null ? null : grade >= 1 && grade <= Number(valueOf('severe_disability_grade', date, division))

/** What the registers say of a patient on the day: programmes that pay the household, and the patient's own. */
export type Standing = {
  readonly programmes: readonly string[]
  readonly destitute: boolean
  /** Null: not known, which is never "no". */
  readonly severely_disabled: boolean | null
}

export type MedicalGroup = 'none' | 'destitute' | 'subsistence' | 'low_income' | 'severely_disabled'

/** The group of an aided patient: of several, the one that is aided most comes first. */
export function medicalGroupOf({ programmes, destitute, severely_disabled }: Standing): MedicalGroup {
  if (destitute) return 'destitute'
  const household = assistanceOf((id) => programmes.includes(id))
  if (household !== 'none') return household
  return severely_disabled === true ? 'severely_disabled' : 'none'
}
