/** The registries: divisions, people, households, organisations, and households imported from a workbook. */
import type { Module } from '../platform/http/index.ts'
import { divisionsModule } from './divisions/index.ts'
import { householdImportsModule } from './household-imports/index.ts'
import { householdsModule } from './households/index.ts'
import { organisationsModule } from './organisations/index.ts'
import { peopleModule } from './people/index.ts'
import { staffRelativesModule } from './staff-relatives/index.ts'

export const registryModules: readonly Module[] = [
  divisionsModule,
  peopleModule,
  householdsModule,
  organisationsModule,
  householdImportsModule,
  staffRelativesModule,
]
export { accessOf } from './access.ts'
