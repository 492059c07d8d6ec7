/** Comparing schemes over the whole city: what a value or a rule would do before it is brought into force. */
import type { z } from 'zod'
import type { Act } from '../../platform/act.ts'
import { audit } from '../../platform/audit/index.ts'
import { enqueue } from '../../platform/jobs/index.ts'
import { notFound } from '../../platform/problems/index.ts'
import type { Problem } from '../../platform/problems/index.ts'
import { authorise } from '../access.ts'
import { problem } from '../problems.ts'
import { scopeOf } from './comparison/area.ts'
import { findCliffs } from './comparison/cliffs.ts'
import type { Cliffs } from './comparison/cliffs.ts'
import { comparisonId } from './comparison/comparisons.ts'
import type { Comparison } from './comparison/comparisons.ts'
import { evaluate } from './comparison/evaluate.ts'
import { figuresOf } from './comparison/figures.ts'
import { pairUp } from './comparison/pair.ts'
import { checkScheme, listSimulated } from './comparison/schemes.ts'
import type { Scheme } from './comparison/schemes.ts'
import { countSubsidised } from './comparison/subsidised.ts'
import { viewFigures } from './comparison/view.ts'
import type { comparison as comparisonView } from './contract.ts'
import { readingJob } from './jobs.ts'
import { listDivisionNames } from './queries.ts'
import { findSimulator } from './simulator.ts'
import type { Simulator } from './simulator.ts'
import type { LoadedSnapshot } from './snapshot/file.ts'
import type { Moment } from './snapshot/queries.ts'

export type Asked = {
  before: Scheme
  after: Scheme
  as_of?: Moment | undefined
  division_code?: string | undefined
  population: 'receiving' | 'all'
  edges?: readonly number[] | undefined
  income_step?: number | undefined
}

/** The area that is asked for. @throws case_not_yours (403), not_found (404) outside the caller's area */
export function authoriseArea(act: Act, division_code: string | undefined): string {
  authorise(act, 'simulate')
  const own = 'area' in act.caller ? act.caller.area : ''
  const asked = division_code ?? own
  if (!asked.startsWith(own)) throw notFound()
  return asked
}

/** Has the registers read again, or those of a past day. Answered at once; a job does it. */
export async function readSnapshot(act: Act, as_of: Moment | undefined): Promise<{ reading: true }> {
  authorise(act, 'simulate')
  if (as_of && (as_of.known_on > act.today || as_of.holding_on > act.today))
    throw problem('scheme_wrong', { detail: '登记的日期不能晚于今天。' })
  await enqueue(act, readingJob, as_of ?? {}, { key: `${readingJob} ${as_of?.holding_on ?? 'today'}` })
  return { reading: true }
}

/**
 * Compares two schemes for an area; `simulation_not_ready` while the registers have not been read, which is then begun.
 * @throws case_not_yours (403), not_found (404), scheme_wrong, law_not_in_force (422)
 */
export async function compareSchemes(
  act: Act,
  asked: Asked,
): Promise<z.input<typeof comparisonView> | Problem> {
  const started = performance.now()
  const area = authoriseArea(act, asked.division_code)
  const schemes = { before: asked.before, after: asked.after }
  for (const scheme of [schemes.before, schemes.after]) checkScheme(scheme)
  const simulator = findSimulator()
  const snapshot = await simulator?.snapshots.find(asked.as_of)
  if (!simulator || !snapshot) {
    await readSnapshot(act, asked.as_of)
    return problem('simulation_not_ready')
  }
  const comparison = await compare(simulator, snapshot, schemes)
  const scope = scopeOf(snapshot, area, asked.population)
  const figures = figuresOf(comparison.pair, scope, asked.edges)
  const cliffs =
    asked.income_step === undefined
      ? undefined
      : await findCliffs(snapshot, bothOf(comparison), scope, asked.income_step, simulator.pool)
  const subsidised = countSubsidised(comparison, scope) ?? null
  const names = await listDivisionNames(act.tx, [area, ...scope.codes])
  await audit(act, {
    act: 'simulation.compare',
    subject_kind: 'simulation',
    subject_id: comparison.comparison_id,
    detail: { ...schemes, division_code: area },
  })
  const view = viewFigures({ comparison, scope, figures, area, names: new Map(names.map(pairOf)) })
  return {
    ...view,
    subsidised,
    population: asked.population,
    milliseconds: Math.round(performance.now() - started),
    cliffs: cliffs ? { before: viewCliffs(cliffs[0]!), after: viewCliffs(cliffs[1]!) } : null,
  }
}

const pairOf = ({ division_code, name }: { division_code: string; name: string }): [string, string] => [
  division_code,
  name,
]
const bothOf = ({ schemes, before, after }: Comparison) => [
  { scheme: schemes.before, amounts: before },
  { scheme: schemes.after, amounts: after },
]
const viewCliffs = ({ income_step, households, deepest }: Cliffs) => ({
  income_step: String(income_step),
  households,
  deepest: String(deepest),
})

/** Both schemes over every household; asked again, it is there already. */
async function compare(
  simulator: Simulator,
  snapshot: LoadedSnapshot,
  schemes: Comparison['schemes'],
): Promise<Comparison> {
  const comparison_id = comparisonId(snapshot, schemes, listSimulated())
  const known = simulator.comparisons.find(comparison_id)
  if (known) return known
  const [before, after] = await evaluate(snapshot, [schemes.before, schemes.after], simulator.pool)
  const pair = pairUp(before!, after!)
  const comparison = { comparison_id, snapshot, schemes, before: before!, after: after!, pair }
  simulator.comparisons.keep(comparison)
  return comparison
}
