/** The last few comparisons of this house, so that the households behind a figure can be listed. */
import { createHash } from 'node:crypto'
import { canonical, toJson } from '../../../../engine/index.ts'
import type { PolicyProgramme } from '../../../../law/index.ts'
import type { LoadedSnapshot } from '../snapshot/file.ts'
import type { Amounts } from './amounts.ts'
import type { Pair } from './pair.ts'
import type { Scheme } from './schemes.ts'

export type Comparison = {
  /** Hash of the schemes, the values of the law and the snapshot: the same question has the same answer. */
  comparison_id: string
  snapshot: LoadedSnapshot
  schemes: { before: Scheme; after: Scheme }
  before: Amounts
  after: Amounts
  pair: Pair
}

const KEPT = 4

export class Comparisons {
  private readonly kept = new Map<string, Comparison>()

  find(comparison_id: string): Comparison | undefined {
    return this.kept.get(comparison_id)
  }

  /** Keeps a comparison; the oldest is forgotten. */
  keep(comparison: Comparison): void {
    this.kept.delete(comparison.comparison_id)
    this.kept.set(comparison.comparison_id, comparison)
    for (const id of [...this.kept.keys()].slice(0, -KEPT)) this.kept.delete(id)
  }
}

export function comparisonId(
  { moment, taken_at, households }: LoadedSnapshot,
  schemes: Comparison['schemes'],
  programmes: readonly PolicyProgramme[],
): string {
  const law = programmes.map(({ id, rules: { parameters, versions } }) => ({
    id,
    versions: versions.map((version) => version.id),
    parameters: parameters.map(({ name, values }) => ({ name, values })),
  }))
  const question = canonical(toJson({ moment, taken_at, households, schemes, law }))
  return createHash('sha256').update(question).digest('hex')
}
