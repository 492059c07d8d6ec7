/**
 * 核定: the facts of a programme that nobody declares and no register knows are found by the office and recorded for
 * this case. The law says which they are (`supplied` by the street); what is recorded again takes the place of before.
 */
import type { Act } from '../../platform/act.ts'
import { enterCase, keepStep, type CaseInHand, type CaseProcedure } from '../../casework/index.ts'
import type { Control, PolicyProgramme, Question } from '../../../law/index.ts'
import { assessedFacts } from '../cases/case-history.ts'
import { refresh } from '../cases/service.ts'
import { membersFor, programmeOf } from '../decisions/decide.ts'
import { recordHouseholdFacts } from '../households/facts.ts'
import { factKey, householdOn, loadHistory, requireWhole, type HouseholdOn } from '../households/history.ts'
import { problem } from '../problems.ts'
import type { Answers } from '../questions/contract.ts'
import { answerOfFact, factValuesOf, findAnswerProblems } from '../questions/service.ts'

type Input = PolicyProgramme['rules']['inputs'][number]
export type AssessedFact = { fact: string; person_id: string | null; value: Answers[string] }

const controls: Record<string, Control> = {
  money: 'money',
  'money/month': 'money',
  count: 'count',
  flag: 'yes_no',
  code: 'choice',
  day: 'date',
}

const optionsOf = ({ codes = [] }: Input) => codes.map(({ code, label }) => ({ value: code, label }))

/** The fields of the form with what is known so far; null where the procedure assesses nothing. */
export function viewAssessment(
  programme: PolicyProgramme,
  { steps }: CaseProcedure,
  on: HouseholdOn,
  date: string,
) {
  if (!steps.some((step) => step.acts.includes('record_assessment'))) return null
  const inputs = assessedFacts(programme)
  const person_ids = membersFor(programme, on, date).map((member) => member.person_id)
  const subjectsOf = ({ entity }: Input) => (entity === 'household' ? [null] : person_ids)
  return {
    person_ids,
    fields: inputs.map((input) => ({
      fact: input.name,
      label: input.label,
      hint: input.hint ?? null,
      entity: input.entity,
      control: controls[input.unit] ?? ('count' as const),
      options: optionsOf(input),
      known_from_register: programme.supplied.some(
        (each) => each.fact === input.name && each.by !== 'street',
      ),
    })),
    values: inputs.flatMap((input) =>
      subjectsOf(input).flatMap((person_id) => {
        const fact = on.facts.get(factKey(person_id ?? on.household.household_id, input.name))
        if (fact === undefined) return []
        const value = answerOfFact(programme.rules, input.name, fact)
        const { source_name, known_on } = fact
        return [{ fact: input.name, person_id, value, source_name, known_on }]
      }),
    ),
  }
}

/**
 * Records what was found; the case's amount and who decides on it follow at once.
 * @throws answer_wrong (422) naming each field, and what `enterCase` throws
 */
export async function recordAssessment(
  act: Act,
  input: { case_id: string; version: number; facts: readonly AssessedFact[]; note: string },
): Promise<CaseInHand> {
  const hand = await enterCase(act, input.case_id, 'record_assessment', {
    version: input.version,
    ofStep: 'record_assessment',
  })
  const programme = programmeOf(hand.row.programme_id)
  const known = await loadHistory(act, hand.row.household_id ?? '')
  requireWhole(known)
  const history = { ...known, case_in_hand: hand.row.case_id }
  const on = householdOn(history, { holding_on: act.today, known_on: act.today })
  checkFacts(programme, membersFor(programme, on, act.today), input.facts)
  await recordHouseholdFacts(
    act,
    history.household,
    input.facts.map(({ fact, person_id, value }) => ({
      person_id,
      name: fact,
      ...factValuesOf(programme.rules, fact, value),
    })),
    {
      source_kind: 'visit',
      source_name: '街道核定',
      source_reference: hand.row.case_number,
      valid_from: act.today,
    },
  )
  await keepStep(act, hand, {
    act: 'record_assessment',
    text: `登记核定${input.note === '' ? '' : `：${input.note}`}`,
  })
  return refresh(act, hand)
}

function checkFacts(
  programme: PolicyProgramme,
  members: ReturnType<typeof membersFor>,
  facts: readonly AssessedFact[],
): void {
  const inputs = assessedFacts(programme)
  const errors = facts.flatMap(({ fact, person_id, value }, at) => {
    const field = `facts.${at}.value`
    const input = inputs.find(({ name }) => name === fact)
    if (input === undefined || (input.entity === 'household') !== (person_id === null))
      return [{ field, label: fact, message: '不由街道核定' }]
    if (person_id !== null && !members.some((member) => member.person_id === person_id))
      return [{ field, label: input.label, message: '不是本户成员，或者不是为这个人申请的' }]
    return findAnswerProblems([questionOf(input)], { [fact]: value }, field)
      .slice(0, 1)
      .map(({ label, message }) => ({ field, label, message }))
  })
  if (errors.length > 0) throw problem('answer_wrong', { field: errors[0]!.field, errors })
}

/** As much of a question as an answer is held against. */
const questionOf = (input: Input): Question => ({
  id: input.name,
  fact: input.name,
  entity: input.entity,
  text: input.label,
  label: input.label,
  why: '',
  where: [],
  control: controls[input.unit] ?? 'count',
  options: optionsOf(input),
  article: { document: '', article: '' },
})
