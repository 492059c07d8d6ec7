/** The same rules in other languages, where they are installed: C by gcc, and OpenFisca-core in Python. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, openSync, closeSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Columns } from '../../engine/index.ts'
import { names } from './values.ts'
import type { Values } from './values.ts'

export type Measured = { milliseconds: number; checksum: string }
/** A measure, or in words why there is none. */
export type Counterpart = Measured | { skipped: string }

/** In the order in which the counterparts read them. */
const householdBytes = [
  'register_kind',
  'vehicle_count',
  'home_count',
  'homes_below_average_area',
  'other_premises',
  'paid_study_abroad',
  'single_parent_schooling',
  'family_planning_support',
  'childless',
  'hardship_agreed',
]
const householdIntegers = ['financial_assets']
const personBytes = [
  'relation',
  'is_studying',
  'able_to_work',
  'employed',
  'absent_as_clergy',
  'in_prison',
  'lives_independently',
  'work_refusals',
  'disability_kind',
  'disability_grade',
  'seriously_ill',
  'supporter_count',
  'supporters_unable',
  'in_institution',
  'can_eat',
  'can_dress',
  'can_use_toilet',
  'can_move',
  'can_wash',
  'can_leave_bed',
]
const personIntegers = ['birth_date', 'wage_income', 'business_income', 'property_income', 'transfer_income']

/** Runs `work` on a file with the columns; it is removed afterwards. */
export function withColumnFile<T>(
  columns: Columns,
  values: Values,
  work: (path: string, folder: string) => T,
): T {
  const folder = mkdtempSync(join(tmpdir(), 'haihe-bench-law-'))
  try {
    const path = join(folder, 'columns')
    writeColumns(path, columns, values)
    return work(path, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function writeColumns(path: string, { offsets, household, person }: Columns, values: Values): void {
  const file = openSync(path, 'w', 0o600)
  const write = (cells: Uint8Array | Int32Array): void => {
    const bytes = new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength)
    for (let at = 0; at < bytes.length;)
      at += writeSync(file, bytes, at, Math.min(bytes.length - at, 1 << 28))
  }
  const group = (columns: Columns['person'], narrow: readonly string[], wide: readonly string[]): void => {
    for (const name of narrow) write(Uint8Array.from(columns[name]!.values))
    for (const name of wide) write(Int32Array.from(columns[name]!.values))
  }
  write(Int32Array.of(offsets.length - 1, offsets.at(-1)!, names.length))
  write(Int32Array.from(names, (name) => values[name]))
  write(offsets)
  group(household, householdBytes, householdIntegers)
  group(person, personBytes, personIntegers)
  closeSync(file)
}

const firstLine = (error: unknown): string => String(error).split('\n')[0] ?? ''

/** Compiles and runs `rules.c`, with all that this processor has. */
export function runC(path: string, folder: string, rounds: number): Counterpart {
  const program = join(folder, 'rules')
  const source = join(import.meta.dirname, 'rules.c')
  try {
    execFileSync('gcc', ['-O3', '-march=native', '-o', program, source, '-lm'], { stdio: 'pipe' })
  } catch (error) {
    return { skipped: `gcc is not here, or did not compile rules.c: ${firstLine(error)}` }
  }
  const answer = execFileSync(program, [path, String(rounds)], { encoding: 'utf8' })
  return JSON.parse(answer) as Measured
}

/** Runs `rules.py` on OpenFisca-core. `HAIHE_BENCH_PYTHON` names a Python that has it; `python3` otherwise. */
export function runOpenFisca(path: string, rounds: number): Counterpart {
  const python = process.env['HAIHE_BENCH_PYTHON'] ?? 'python3'
  try {
    execFileSync(python, ['-c', 'import openfisca_core, numpy'], { stdio: 'pipe' })
  } catch {
    return {
      skipped:
        'OpenFisca-core is not installed: pip install openfisca-core, HAIHE_BENCH_PYTHON=/path/to/python',
    }
  }
  const script = join(import.meta.dirname, 'rules.py')
  const named = JSON.stringify({
    values: names,
    household_bytes: householdBytes,
    household_integers: householdIntegers,
    person_bytes: personBytes,
    person_integers: personIntegers,
  })
  const answer = execFileSync(python, [script, path, String(rounds), named], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 20,
  })
  return JSON.parse(answer.trim().split('\n').at(-1)!) as Measured
}
