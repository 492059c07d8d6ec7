/** Loads a programme's worked cases. Money stands in yuan in the file and becomes fen by the input's unit. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { trace } from '../engine/index.ts'
import type { DecisionInput, Facts, FactValue, Programme } from '../engine/index.ts'
import { lawFolder } from './documents.ts'
import { toFen } from './money.ts'

/** A result as a worked case writes it: fen, a count, yes or no, a code. */
export type ExpectedResult = bigint | boolean | string

/** What a worked case says the outcome is. */
export type ExpectedOutcome = {
  outcome: 'eligible' | 'ineligible' | 'incomplete'
  /** Amounts, values and margins by name; a list where an amount is said for each member. */
  results: Record<string, ExpectedResult | ExpectedResult[]>
  /** Names of the facts to ask next. */
  needs: string[]
}

export type WorkedExample = {
  id: string
  title: string
  /** Parameters or facts whose border the case stands at, and on which side. */
  thresholds: string[]
  side: 'within' | 'beyond' | null
  input: DecisionInput
  expected: ExpectedOutcome
}

type RawValue = string | number | boolean
type RawFacts = Record<string, RawValue>
type RawExample = {
  id: string
  title: string
  date?: string
  division?: string
  threshold?: string[]
  side?: 'within' | 'beyond'
  household?: RawFacts
  persons: RawFacts[]
  expect: Record<string, RawValue | RawValue[]> & { outcome: ExpectedOutcome['outcome']; needs?: string[] }
}
type RawFile = {
  base: { date: string; division: string; household: RawFacts; person: RawFacts }
  examples: RawExample[]
}

/** All worked cases of `law/<folder>/examples.yaml`, in the order of the file. */
export function loadExamples(folder: string, programme: Programme): WorkedExample[] {
  const file = parse(readFileSync(join(lawFolder, folder, 'examples.yaml'), 'utf8')) as RawFile
  return file.examples.map((raw) => {
    const [date, division] = [raw.date ?? file.base.date, raw.division ?? file.base.division]
    return {
      id: raw.id,
      title: raw.title,
      thresholds: raw.threshold ?? [],
      side: raw.side ?? null,
      input: {
        date,
        division,
        household: toFacts(programme, 'household', { ...file.base.household, ...raw.household }),
        members: raw.persons.map((person, index) => ({
          id: String(index + 1),
          facts: toFacts(programme, 'person', { ...file.base.person, ...person }),
        })),
      },
      expected: toExpected(raw.expect, unitsOf(programme, date, division)),
    }
  })
}

function toFacts(programme: Programme, entity: 'household' | 'person', raw: RawFacts): Facts {
  const toFact = (name: string, value: string | number | boolean): FactValue => {
    const declared = programme.inputs.find((input) => input.entity === entity && input.name === name)
    if (!declared) throw new Error(`例子用了没有声明的事实 ${name}`)
    if (value === 'unknown') return null
    return declared.unit.startsWith('money') ? toFen(String(value)) : value
  }
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, toFact(name, value)]))
}

/** The unit of every result that the rules of the day have, by name. */
const unitsOf = (programme: Programme, date: string, division: string): ReadonlyMap<string, string> =>
  new Map(trace(programme, date, division).outputs.map(({ key, quantity }) => [key, quantity.unit]))

function toResult(name: string, value: RawValue, units: ReadonlyMap<string, string>): ExpectedResult {
  const unit = units.get(name)
  if (unit === undefined) throw new Error(`例子用了规则没有的结果 ${name}`)
  if (unit.startsWith('money')) return toFen(String(value))
  return unit === 'count' ? BigInt(String(value)) : typeof value === 'number' ? String(value) : value
}

function toExpected(
  { outcome, needs = [], ...results }: RawExample['expect'],
  units: ReadonlyMap<string, string>,
): ExpectedOutcome {
  const read = (name: string, value: RawValue | RawValue[]) =>
    Array.isArray(value) ? value.map((each) => toResult(name, each, units)) : toResult(name, value, units)
  return {
    outcome,
    needs,
    results: Object.fromEntries(Object.entries(results).map(([name, value]) => [name, read(name, value)])),
  }
}
