/** The dated values that several programmes share, by name. */
import { getParameterNamed, loadParameters } from '../parameters.ts'
import type { LawParameter } from '../parameters.ts'
import { householdParameters } from './household.ts'
import { incomeParameters } from './income.ts'
import { propertyParameters } from './property.ts'
import { standardParameters } from './standard.ts'

const common = loadParameters('common')

/** Values of `law/common/parameters.yaml`, in the order of the names. Throws on a name that isn't there. */
export const commonParameters = (...names: string[]): LawParameter[] =>
  names.map((name) => getParameterNamed(common, name))

/** What a means test reads: the standard first, then members, income and property. */
export const meansParameters = (): LawParameter[] =>
  commonParameters(...standardParameters, ...householdParameters, ...incomeParameters, ...propertyParameters)
