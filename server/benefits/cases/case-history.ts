/**
 * A household as one case has it: facts that follow from what it has been granted, and, for what is paid once, only
 * those findings of the office that were made for this very matter: last year's fire says nothing of this year's.
 */
import type { Act } from '../../platform/act.ts'
import { getProgramme, type BenefitsHad, type PolicyProgramme } from '../../../law/index.ts'
import { listEntitlementsOfHousehold } from '../../payments/index.ts'
import type { FactRow } from '../../registries/people/index.ts'
import { inputOf, programmeOf } from '../decisions/decide.ts'
import { factKey, householdOn, type HouseholdHistory } from '../households/history.ts'
import { factValuesOf } from '../questions/service.ts'
import * as queries from './queries.ts'

/** The case, or the application that is being handed in and has none yet. */
type OfCase = { case_id: string | null; programme_id: string }

/** The facts that only the office can say, by whom they are of. */
export const assessedFacts = ({ supplied, rules }: PolicyProgramme) =>
  rules.inputs.filter(({ name }) =>
    supplied.some((each) => each.fact === name && (each.by === 'street' || each.correctedBy === 'street')),
  )

/** The facts that are of the matter itself: what the office finds, and what is asked of the household about it. */
export function matterFacts(programme: PolicyProgramme): ReadonlySet<string> {
  const asked = programme.questions.filter(
    ({ entity, fact }) => entity === 'household' && fact !== 'register_kind',
  )
  return new Set([...assessedFacts(programme).map(({ name }) => name), ...asked.map(({ fact }) => fact)])
}

/** @param date whose law counts, and up to which year what was granted is counted */
export async function historyOfCase(
  act: Act,
  row: OfCase,
  known: HouseholdHistory,
  date: string,
): Promise<HouseholdHistory> {
  const history = { ...known, case_in_hand: row.case_id }
  const programme = programmeOf(row.programme_id)
  const { factsFromBenefits, payment } = programme
  const once = payment.kind === 'once'
  if (!once && factsFromBenefits === undefined) return history
  const matter = row.case_id === null ? [] : await queries.listMatter(act.tx, row.case_id)
  const facts = once ? ofMatter(programme, history.facts, matter) : history.facts
  const own = { ...history, facts }
  if (factsFromBenefits === undefined) return own
  const on = householdOn(own, { holding_on: act.today, known_on: act.today })
  const had = await loadBenefitsHad(act, history.household.household_id, matter)
  const input = inputOf(programme, on, date)
  const derived = factsFromBenefits(had, input)
  return { ...own, facts: [...derivedRows(act, programme, own, derived), ...facts] }
}

type Matter = Awaited<ReturnType<typeof queries.listMatter>>

/** What was declared or found of another matter is not known in this one. */
function ofMatter(programme: PolicyProgramme, facts: readonly FactRow[], matter: Matter): readonly FactRow[] {
  const own = matterFacts(programme)
  const numbers = new Set(matter.map((each) => each.case_number))
  return facts.filter(({ name, source_reference }) => !own.has(name) || numbers.has(source_reference ?? ''))
}

/** What the household is paid on the day, and what it was granted once in other matters. */
async function loadBenefitsHad(act: Act, household_id: string, matter: Matter): Promise<BenefitsHad> {
  const [entitlements, granted] = await Promise.all([
    listEntitlementsOfHousehold(act.tx, household_id),
    queries.listGranted(
      act.tx,
      household_id,
      matter.map((each) => each.case_id),
    ),
  ])
  const running = entitlements.filter(
    (each) => each.from_month <= act.today && (each.until_month === null || each.until_month > act.today),
  )
  return {
    running: running.map((each) => each.programme_id),
    once: granted
      .filter(({ programme_id }) => getProgramme(programme_id).payment.kind === 'once')
      .map(({ programme_id, decided_on, receipt }) => ({
        programme_id,
        decided_on,
        household: receipt.facts.household ?? {},
      })),
  }
}

type Derived = ReturnType<NonNullable<PolicyProgramme['factsFromBenefits']>>

/** As rows of facts, known today from the register of benefits; what the office found for this matter stands. */
function derivedRows(
  act: Act,
  programme: PolicyProgramme,
  history: HouseholdHistory,
  { household = {}, members = {} }: Derived,
): FactRow[] {
  const { household_id } = history.household
  const found = new Set(
    history.facts
      .filter(({ source_kind }) => source_kind === 'visit')
      .map(({ subject_id, name }) => factKey(subject_id, name)),
  )
  const rowsOf = (subject_id: string, values: NonNullable<Derived['household']>): FactRow[] =>
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined || found.has(factKey(subject_id, name))
        ? []
        : [
            {
              fact_id: factKey(subject_id, name),
              subject_id,
              subject_kind: subject_id === household_id ? ('household' as const) : ('person' as const),
              household_id,
              name,
              valid_from: null,
              valid_to: null,
              known_on: act.today,
              ...factValuesOf(programme.rules, name, value),
              source_kind: 'decision' as const,
              source_name: '待遇登记',
              source_reference: null,
            },
          ],
    )
  return [
    ...rowsOf(household_id, household),
    ...Object.entries(members).flatMap(([id, values]) => rowsOf(id, values)),
  ]
}
