/** 社会救助: registers what it listens to and the figures of its programmes; the verbs lie in benefits and casework. */
import type { Module } from '../../platform/http/index.ts'
import { registerProgrammeDashboard } from './indicators.ts'
import { listAssistanceProgrammes } from './model.ts'
import './subscribers.ts'

export const socialAssistanceModule: Module = {
  name: 'social-assistance',
  routes: () => {
    for (const programme of listAssistanceProgrammes()) registerProgrammeDashboard(programme)
  },
}
