/** Whether a programme can be decided on a day: absence of law is an answer here, and no error. */
import { LawError, trace } from '../engine/index.ts'
import type { PolicyProgramme } from './catalogue.ts'

const notInForce: ReadonlySet<string> = new Set(['version_not_in_force', 'parameter_not_in_force'])

/** Whether a programme has rules and all their values on the day in the division. */
export function isInForce({ rules }: PolicyProgramme, date: string, division: string): boolean {
  try {
    trace(rules, date, division)
    return true
  } catch (error) {
    if (error instanceof LawError && notInForce.has(error.code)) return false
    throw error
  }
}
