/** Which programme a household meets, by its class; nobody meets two. */
import { getProgramme } from '../../law/index.ts'
import type { PolicyProgramme } from '../../law/index.ts'
import type { CityHousehold } from '../people/types.ts'

const SUBSISTENCE = 'minimum-living-guarantee'
const LOW_INCOME = 'low-income-household-aid'

/** Every programme that the city has a past of. */
export const TOLD_PROGRAMMES: readonly string[] = [SUBSISTENCE, LOW_INCOME]

export function programmeOf({ class: name }: Pick<CityHousehold, 'class'>): PolicyProgramme {
  return getProgramme(name === 'near' ? LOW_INCOME : SUBSISTENCE)
}
