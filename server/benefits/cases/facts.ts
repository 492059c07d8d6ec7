/** The left column of a case page: what is known, each with its source and date, grouped as a reader wants it. Pure. */
import {
  findFactDefinition,
  INCOME_FACTS,
  valueText,
  yuanText,
  type FactRow,
} from '../../registries/people/index.ts'
import type { PolicyProgramme } from '../../../law/index.ts'
import { isTakenBack } from '../households/facts.ts'
import { factKey, type HouseholdHistory, type HouseholdOn } from '../households/history.ts'
import { answerOfFact } from '../questions/service.ts'

const units: Record<string, string> = {
  home_count: ' 套',
  vehicle_count: ' 辆',
  home_area_square_metres: ' ㎡',
}

function textOf(fact: Pick<FactRow, 'name' | 'number_value' | 'code_value'>): string {
  const unit = units[fact.name]
  if (unit !== undefined && fact.number_value !== null)
    return fact.number_value === 0n ? '无' : `${fact.number_value}${unit}`
  const definition = findFactDefinition(fact.name)
  if (definition?.value_kind === 'flag' && fact.number_value === 0n) return '无'
  return fact.number_value === null && fact.code_value === null ? '未知' : valueText(definition, fact)
}

/** Declared by a report that was withdrawn or refused: what was known before stands again. */
const wasTakenBack = ({ source_reference }: FactRow, known: readonly FactRow[]): boolean =>
  source_reference !== null && isTakenBack(source_reference, known)

/** One fact with what was declared, where that differs. */
function viewFact(
  programme: PolicyProgramme,
  history: HouseholdHistory,
  on: HouseholdOn,
  subject: { person_id: string | null; name: string | null },
  name: string,
) {
  const subject_id = subject.person_id ?? on.household.household_id
  const fact = on.facts.get(factKey(subject_id, name))
  if (fact === undefined) return undefined
  const known = history.facts.filter((each) => each.subject_id === subject_id && each.name === name)
  const declared = known.find((each) => each.source_kind === 'declared' && !wasTakenBack(each, known))
  const differs =
    declared !== undefined &&
    fact.source_kind !== 'declared' &&
    declared.known_on <= fact.known_on &&
    declared.number_value !== null &&
    fact.number_value !== null &&
    declared.number_value !== fact.number_value
  return {
    fact: name,
    label: findFactDefinition(name)?.label ?? name,
    person_id: subject.person_id,
    person_name: subject.name,
    value: answerOfFact(programme.rules, name, fact),
    number_value: fact.number_value,
    value_text: textOf(fact),
    source_kind: fact.source_kind,
    source_name: fact.source_name,
    known_on: fact.known_on,
    holds_from: fact.valid_from,
    declared_text: differs ? textOf(declared) : null,
    discrepancy_text: differs ? differenceText(declared.number_value!, fact.number_value!, name) : null,
  }
}
type FactView = NonNullable<ReturnType<typeof viewFact>>

function differenceText(declared: bigint, found: bigint, name: string): string {
  const difference = found - declared
  const size = difference < 0n ? -difference : difference
  const money = findFactDefinition(name)?.value_kind.startsWith('fen') === true
  return `比申报${difference < 0n ? '少' : '多'} ${money ? `${yuanText(size)} 元` : size}`
}

/** 月收入, then every fact of the household that the programme asks for, then what members differ in. */
export function viewFactGroups(programme: PolicyProgramme, history: HouseholdHistory, on: HouseholdOn) {
  const ofMembers = (name: string): FactView[] =>
    on.members.flatMap((member) => {
      const view = viewFact(programme, history, on, { person_id: member.person_id, name: member.name }, name)
      return view === undefined ? [] : [view]
    })
  const households = programme.rules.inputs.filter(
    (input) => input.entity === 'household' && input.name !== 'register_kind',
  )
  const asksIncome = programme.rules.inputs.some(({ name }) =>
    (INCOME_FACTS as readonly string[]).includes(name),
  )
  return [
    ...(asksIncome ? [incomeGroup(on, INCOME_FACTS.flatMap(ofMembers))] : []),
    ...households.map(({ name, label }) => {
      const view = viewFact(programme, history, on, { person_id: null, name: null }, name)
      return group(name, label, view === undefined ? [] : [view])
    }),
  ]
}

function group(id: string, label: string, facts: FactView[]) {
  const [first] = facts
  return {
    id,
    label,
    value_text: first?.value_text ?? '未知',
    note: null,
    source_name: first?.source_name ?? '没有问过',
    known_on: first?.known_on ?? null,
    known: first !== undefined && first.value !== null,
    discrepancy_text: first?.discrepancy_text ?? null,
    declared_text: first?.declared_text ?? null,
    facts: facts.map(({ number_value: _number, ...fact }) => fact),
  }
}

/** All income of all members together; unknown while one kind of one member is unknown. */
function incomeGroup(on: HouseholdOn, facts: FactView[]) {
  const known =
    facts.length === on.members.length * INCOME_FACTS.length &&
    facts.every((fact) => fact.number_value !== null)
  const sum = facts.reduce((total, fact) => total + (fact.number_value ?? 0n), 0n)
  const sources = facts.filter((fact) => (fact.number_value ?? 0n) > 0n)
  const latest = facts.toSorted((a, b) => (a.known_on < b.known_on ? 1 : -1))[0]
  const differing = facts.find((fact) => fact.discrepancy_text !== null)
  const whole = group('income', '月收入', facts)
  return {
    ...whole,
    value_text: known ? `${yuanText(sum)} 元` : '未知',
    note: sources.map((fact) => `${fact.person_name ?? ''}${fact.label}`).join('、') || null,
    source_name: sources[0]?.source_name ?? latest?.source_name ?? '没有问过',
    known_on: latest?.known_on ?? null,
    known,
    discrepancy_text: differing?.discrepancy_text ?? null,
    declared_text: differing?.declared_text ?? null,
  }
}
