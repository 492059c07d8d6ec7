/**
 * 资助参保 under two schemes: for how many people the law would pay the premium, were they insured, as the roster is
 * drawn up. What it pays for each is the insurer's word, which nobody has before a roster is sent.
 */
import { LawError, simulate } from '../../../../engine/index.ts'
import type { Column, Columns, Programme } from '../../../../engine/index.ts'
import { assistanceOf, getProgramme } from '../../../../law/index.ts'
import { asEnacted } from '../../proposals/current-law.ts'
import type { LoadedSnapshot } from '../snapshot/file.ts'
import type { Comparison } from './comparisons.ts'
import type { Scope } from './figures.ts'
import type { Side } from './pair.ts'
import { programmeUnder } from './schemes.ts'
import type { Scheme } from './schemes.ts'

const subsidy = 'medical-insurance-subsidy'
const destitute = 'extreme-poverty-support'

type Subsidised = { programme_id: string; title: string; people_before: number; people_after: number }

/** People of the households in the scope whose result is known under both; undefined on a day without such law. */
export function countSubsidised(comparison: Comparison, scope: Scope): Subsidised | undefined {
  const { pair, schemes } = comparison
  const rows: number[] = []
  for (let row = scope.from; row < scope.to; row++)
    if ((pair.before.fits[row]! | pair.after.fits[row]!) !== 0 && (scope.isCounted?.(row) ?? true))
      rows.push(row)
  try {
    return {
      programme_id: subsidy,
      title: getProgramme(subsidy).title,
      people_before: countUnder(comparison, schemes.before, pair.before, rows),
      people_after: countUnder(comparison, schemes.after, pair.after, rows),
    }
  } catch (error) {
    if (error instanceof LawError && error.code.endsWith('_not_in_force')) return undefined
    throw error
  }
}

function countUnder(
  { snapshot, before: { programmes } }: Comparison,
  scheme: Scheme,
  { fits }: Side,
  rows: readonly number[],
): number {
  const bits = new Map(programmes.map(({ programme_id }, place) => [programme_id, 1 << place]))
  const has = (row: number, id: string): boolean => (fits[row]! & (bits.get(id) ?? 0)) !== 0
  const assistance = (row: number) => assistanceOf((id) => has(row, id))
  const assisted = rows.filter((row) => assistance(row) !== 'none')
  const supported = new Set(rows.filter((row) => has(row, destitute)))
  return countMembers(snapshot, scheme, assisted, assistance) + countDestitute(snapshot, scheme, supported)
}

const rulesUnder = (id: string, scheme: Scheme): Programme =>
  programmeUnder(asEnacted(getProgramme(id)), scheme)

/** Members of households that are on something. */
function countMembers(
  { population, divisions, division }: LoadedSnapshot,
  scheme: Scheme,
  rows: readonly number[],
  assistance: (row: number) => string,
): number {
  const [first] = rows
  if (first === undefined) return 0
  const rules = rulesUnder(subsidy, scheme)
  const picked = population.pick(Int32Array.from(rows))
  try {
    const { offsets, household, person } = picked.filling
    const told: Record<string, (at: number) => string | number> = {
      household_assistance: (at) => assistance(rows[at]!),
      is_destitute: () => 0,
      residents_insurance: () => 'adult',
      premium_due: () => 100,
    }
    const of = (entity: 'household' | 'person', known: Columns['person'], length: number) =>
      Object.fromEntries(
        rules.inputs
          .filter((input) => input.entity === entity)
          .map((input) => [input.name, known[input.name] ?? filled(input, length, told[input.name]!)]),
      )
    const columns: Columns = {
      offsets: offsets.slice(0, rows.length + 1),
      household: of('household', household, rows.length),
      person: of('person', person, picked.people),
    }
    const options = {
      date: scheme.date,
      division: divisions[division[first]!]!,
      outputs: ['amounts.subsidy'],
    }
    const { values, known } = simulate(rules, columns, options)['amounts.subsidy']!
    let people = 0
    for (let at = 0; at < values.length; at++) people += Number(values[at]! > 0 && known?.[at] !== 0)
    return people
  } finally {
    picked.release()
  }
}

function filled(
  { codes = [] }: Programme['inputs'][number],
  length: number,
  value: (at: number) => string | number,
): Column {
  const cell = (of: string | number): number =>
    typeof of === 'number' ? of : codes.findIndex(({ code }) => code === of)
  return { values: Int32Array.from({ length }, (_, at) => cell(value(at))) }
}

/** Those who are supported by name, whoever they live with. */
function countDestitute(
  { apart, divisions, division }: LoadedSnapshot,
  scheme: Scheme,
  supported: ReadonlySet<number>,
): number {
  if (!apart || supported.size === 0) return 0
  const { offsets, household, person } = apart.population.filling
  const columns = { offsets: offsets.slice(0, apart.rows.length + 1), household, person }
  const where = { date: scheme.date, division: divisions[division[apart.rows[0]!]!]! }
  const name = 'values.destitute_people'
  const { values } = simulate(rulesUnder(destitute, scheme), columns, { ...where, outputs: [name] })[name]!
  return apart.rows.reduce((people, row, at) => people + (supported.has(row) ? values[at]! : 0), 0)
}
