/** Which programme a household meets, by its class; nobody meets two. Premiums are paid of whoever is on one. */
import { getProgramme } from '../../law/index.ts'
import type { PolicyProgramme } from '../../law/index.ts'
import type { CityHousehold } from '../people/types.ts'

const SUBSISTENCE = 'minimum-living-guarantee'
const LOW_INCOME = 'low-income-household-aid'
const EXTREME_POVERTY = 'extreme-poverty-support'
const TEMPORARY = 'temporary-assistance'
const PREMIUMS = 'medical-insurance-subsidy'

/** Every programme that the city has a past of. */
export const TOLD_PROGRAMMES: readonly string[] = [
  SUBSISTENCE,
  LOW_INCOME,
  EXTREME_POVERTY,
  TEMPORARY,
  PREMIUMS,
]

export function programmeOf({ class: name }: Pick<CityHousehold, 'class'>): PolicyProgramme {
  switch (name) {
    case 'near':
      return getProgramme(LOW_INCOME)
    case 'destitute':
      return getProgramme(EXTREME_POVERTY)
    case 'stricken':
      return getProgramme(TEMPORARY)
    default:
      return getProgramme(SUBSISTENCE)
  }
}
