/** 临时救助: inputs, dated values and the rules, with questions, evidence and the two procedures. */
import { defineProgramme, getParameter } from '../../../engine/index.ts'
import type { BenefitsHad, PolicyProgramme } from '../../catalogue.ts'
import { householdFacts, registerKind } from '../../common/facts.ts'
import { householdParameters } from '../../common/household.ts'
import { commonParameters } from '../../common/parameters.ts'
import { standardParameters } from '../../common/standard.ts'
import { toPlainYuan } from '../../money.ts'
import { loadParameters } from '../../parameters.ts'
import { hardshipFacts } from './facts.ts'
import { procedures } from './procedures.ts'
import { applicationQuestions, evidence } from './questions.ts'
import { rulesOf2014 } from './rules.ts'
import { fromSelfCheck, selfCheckQuestions } from './self-check.ts'

const folder = 'social-assistance/temporary-assistance'

const rules = defineProgramme({
  id: 'temporary-assistance',
  title: '临时救助',
  inputs: [registerKind, ...hardshipFacts, ...householdFacts],
  parameters: [...loadParameters(folder), ...commonParameters(...standardParameters, ...householdParameters)],
  versions: [{ id: '2014', from: '2014-05-01', document: '社会救助暂行办法', rules: rulesOf2014 }],
})

export const temporaryAssistance: PolicyProgramme = {
  id: rules.id,
  title: rules.title,
  shortTitle: '临时',
  domain: 'social-assistance',
  folder,
  summary: '突然遭了意外、重病等，基本生活一时过不下去的家庭，按需要救助一次。',
  offered: true,
  payment: {
    kind: 'once',
    beneficiary: 'household',
    amounts: {
      benefit: {
        label: '临时救助金',
        payee: 'household',
        article: { document: 'state-council-order-649', article: '第四十七条' },
      },
    },
  },
  rules,
  selfCheck: selfCheckQuestions,
  fromSelfCheck,
  questionValues: (current, date, division) => {
    const valueOf = (name: string) => getParameter(current, name, date, division).numerator
    const months = valueOf('emergency_months')
    return {
      programme: '临时救助',
      times_per_cause: String(valueOf('times_per_cause')),
      emergency_months: String(months),
      person_ceiling: toPlainYuan(valueOf('subsistence_standard_urban') * months),
    }
  },
  questions: applicationQuestions,
  supplied: [
    { fact: 'living_in_difficulty', by: 'street' },
    { fact: 'hardship_amount', by: 'street' },
    { fact: 'household_on_subsistence', by: 'entitlements' },
    // Two fires in a year are two matters: the register counts by kind, the street says whether it was the same.
    { fact: 'times_aided_for_cause', by: 'entitlements', correctedBy: 'street' },
  ],
  evidence,
  procedures,
  // 第四十七条: a member has fallen seriously ill all of a sudden.
  followsFrom: { hospital_bill: { hardship_kind: 'sudden' } },
  factsFromBenefits: (had, { date, household }) => ({
    household: {
      household_on_subsistence: had.running.includes('minimum-living-guarantee'),
      ...timesAided(had, date, household['hardship_kind']),
    },
  }),
  factsFromDecisions: (decisions) => {
    const subsistence = decisions.get('minimum-living-guarantee')
    return subsistence === undefined || subsistence.status === 'incomplete'
      ? {}
      : { household: { household_on_subsistence: subsistence.status === 'eligible' } }
  },
}

/**
 * How often the household was aided in the calendar year for a hardship of the same kind: the street says where it was
 * another matter. Nothing while the kind is not known.
 */
function timesAided({ once }: BenefitsHad, date: string, kind: unknown) {
  if (typeof kind !== 'string') return {}
  const times = once.filter(
    ({ programme_id, decided_on, household }) =>
      programme_id === rules.id &&
      decided_on.slice(0, 4) === date.slice(0, 4) &&
      household['hardship_kind'] === kind,
  )
  return { times_aided_for_cause: times.length }
}
