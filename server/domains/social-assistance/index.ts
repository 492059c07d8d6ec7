/** 社会救助: registers the figures of its programmes; the verbs lie in benefits, casework and payments. */
import type { Module } from '../../platform/http/index.ts'
import { registerProgrammeDashboard } from './indicators.ts'
import { listAssistanceProgrammes } from './model.ts'

export const socialAssistanceModule: Module = {
  name: 'social-assistance',
  routes: () => {
    for (const programme of listAssistanceProgrammes()) registerProgrammeDashboard(programme)
  },
}
