/** The parts of the house that answer requests, in the order of their arrows: platform first. */
import { benefitsModule } from './benefits/index.ts'
import { caseworkModule } from './casework/index.ts'
import { medicalAidModule } from './domains/medical-aid/index.ts'
import { socialAssistanceModule } from './domains/social-assistance/index.ts'
import { insightModule } from './insight/index.ts'
import { paymentsModule } from './payments/index.ts'
import { authModule } from './platform/auth/index.ts'
import { administrationModule } from './administration/index.ts'
import { dictionaryModule } from './platform/dictionary/index.ts'
import { exchangeModule } from './platform/exchange/index.ts'
import { filesModule } from './platform/files/index.ts'
import { messagesModule } from './platform/messages/index.ts'
import type { Module } from './platform/http/index.ts'
import { registryModules } from './registries/index.ts'

export const modules: Module[] = [
  authModule,
  messagesModule,
  filesModule,
  dictionaryModule,
  exchangeModule,
  administrationModule,
  ...registryModules,
  caseworkModule,
  paymentsModule,
  benefitsModule,
  insightModule,
  socialAssistanceModule,
  medicalAidModule,
]
