/** Divisions of the city with their life in time. SQL has `division_path(code)` and `current_division(code)`. */
export { divisionsModule } from './routes.ts'
export { getDivision, lineage, listDivisions, requireCommunity, requireDivision } from './service.ts'
export { getCurrentDivision } from './queries.ts'
export type { DivisionRow } from './queries.ts'
