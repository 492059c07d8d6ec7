/** The parts of the house that answer requests, in the order of their arrows: platform first. */
import { insightModule } from './insight/index.ts'
import { paymentsModule } from './payments/index.ts'
import { authModule } from './platform/auth/index.ts'
import type { Module } from './platform/http/index.ts'
import { registryModules } from './registries/index.ts'

export const modules: Module[] = [authModule, ...registryModules, paymentsModule, insightModule]
