/** Every module whose pages the shell shows. A new line of work adds its line here. */
import type { Module } from './page-definition.ts'
import * as styleGuide from '../design/style-guide/index.ts'
import * as administration from '../domains/administration/index.ts'
import * as casework from '../domains/casework/index.ts'
import * as insight from '../domains/insight/index.ts'
import * as medicalAid from '../domains/medical-aid/index.ts'
import * as payments from '../domains/payments/index.ts'
import * as socialAssistance from '../domains/social-assistance/index.ts'
import * as registries from '../domains/registries/index.ts'
import * as field from '../field/index.ts'
import * as portal from '../portal/index.ts'

export const modules: Module[] = [
  casework,
  socialAssistance,
  insight,
  portal,
  field,
  payments,
  medicalAid,
  registries,
  administration,
  styleGuide,
]
