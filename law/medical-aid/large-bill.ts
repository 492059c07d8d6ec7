/** From which own share on medical expenses of a year are large: what serious-illness aid begins at. */
import { getParameter } from '../../engine/index.ts'
import { isInForce } from '../in-force.ts'
import { seriousIllnessAid } from './serious-illness-aid/index.ts'

/**
 * Fen that one person pays in a calendar year after both insurances, from which on somebody should ask how the household
 * gets by: the threshold of serious-illness aid (its value says what it rests on). That it is a reason to ask is this
 * house's own practice, 待核实. Undefined on a day without law for it.
 */
export function largeMedicalExpense(date: string, division: string): bigint | undefined {
  if (!isInForce(seriousIllnessAid, date, division)) return undefined
  const { numerator, denominator } = getParameter(
    seriousIllnessAid.rules,
    'serious_threshold',
    date,
    division,
  )
  return numerator / denominator
}
