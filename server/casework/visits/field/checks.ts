/**
 * What is to be verified on a visit, by what hangs on it. Layers above register what their lines of work ask for, so
 * that a visit is the same for assistance, children, home care and veterans.
 */
import type { Act } from '../../../platform/act.ts'
import type { VisitBrief } from './contract.ts'

export type VisitCheck = VisitBrief['checks'][number]
export type CheckedVisit = { visit_id: string; case_id: string | null; household_id: string | null }

/** What a household said that can be seen or asked at its home; `[]` for visits that are not the source's. */
export type CheckSource = (act: Act, visit: CheckedVisit) => Promise<VisitCheck[]>

const sources = new Map<string, CheckSource>()

/** Adds a source under a name of its own, e.g. `registerVisitChecks('benefits', declaredFacts)`. */
export function registerVisitChecks(name: string, source: CheckSource): void {
  sources.set(name, source)
}

/** All that is to be verified on this visit. Sources are asked one after the other: they share a connection. */
export async function checksOf(act: Act, visit: CheckedVisit): Promise<VisitCheck[]> {
  const checks: VisitCheck[] = []
  for (const source of sources.values()) checks.push(...(await source(act, visit)))
  return checks
}
