/** Insight: figures that can be traced to the records which they count. Domains register theirs here. */
import type { Module } from '../platform/http/index.ts'
import { registerInsightRoutes } from './routes.ts'

export { getDashboard, listIndicatorRecords } from './service.ts'
export { registerDashboard } from './indicators/model.ts'
export { recordsOf } from './indicators/records.ts'
export type {
  ByDivision,
  Dashboard,
  Indicator,
  IndicatorRecord,
  RecordColumn,
  Scope,
  Series,
} from './indicators/model.ts'

export const insightModule: Module = { name: 'insight', routes: registerInsightRoutes }
