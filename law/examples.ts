/** Loads a programme's worked cases. Money stands in yuan in the file and becomes fen by the input's unit. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { DecisionInput, Facts, FactValue, Programme } from '../engine/index.ts'
import { lawFolder } from './documents.ts'
import { toFen } from './money.ts'

/** What a worked case says the outcome is; amounts as digits in fen, counts as digits. */
export type ExpectedOutcome = {
  outcome: 'eligible' | 'ineligible' | 'incomplete'
  /** Amounts, values and margins by name. */
  results: Record<string, bigint>
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

type RawFacts = Record<string, string | number | boolean>
type RawExample = {
  id: string
  title: string
  date?: string
  division?: string
  threshold?: string[]
  side?: 'within' | 'beyond'
  household?: RawFacts
  persons: RawFacts[]
  expect: Record<string, string | number> & { outcome: ExpectedOutcome['outcome']; needs?: string[] }
}
type RawFile = {
  base: { date: string; division: string; household: RawFacts; person: RawFacts }
  examples: RawExample[]
}

/** Results that are numbers of people; every other number is yuan. */
const COUNTS = new Set(['counted_members', 'entitled_members'])

/** All worked cases of `law/<folder>/examples.yaml`, in the order of the file. */
export function loadExamples(folder: string, programme: Programme): WorkedExample[] {
  const file = parse(readFileSync(join(lawFolder, folder, 'examples.yaml'), 'utf8')) as RawFile
  return file.examples.map((raw) => ({
    id: raw.id,
    title: raw.title,
    thresholds: raw.threshold ?? [],
    side: raw.side ?? null,
    input: {
      date: raw.date ?? file.base.date,
      division: raw.division ?? file.base.division,
      household: toFacts(programme, 'household', { ...file.base.household, ...raw.household }),
      members: raw.persons.map((person, index) => ({
        id: String(index + 1),
        facts: toFacts(programme, 'person', { ...file.base.person, ...person }),
      })),
    },
    expected: toExpected(raw.expect),
  }))
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

const toResult = (name: string, value: unknown): bigint =>
  COUNTS.has(name) ? BigInt(String(value)) : toFen(String(value))

function toExpected({ outcome, needs = [], ...results }: RawExample['expect']): ExpectedOutcome {
  return {
    outcome,
    needs,
    results: Object.fromEntries(
      Object.entries(results).map(([name, value]) => [name, toResult(name, value)]),
    ),
  }
}
