/** Social assistance: registers the figures of its programmes. Their cases are handled by benefits and casework. */
import { listProgrammes } from '../../../law/index.ts'
import type { Module } from '../../platform/http/index.ts'
import { registerProgrammeDashboard } from './indicators.ts'

export const socialAssistanceModule: Module = {
  name: 'social-assistance',
  routes: () => {
    for (const programme of listProgrammes()) registerProgrammeDashboard(programme)
  },
}
