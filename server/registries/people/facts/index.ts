export { defineFacts, findFactDefinition, listFactDefinitions } from './catalogue.ts'
export type { FactDefinition } from './catalogue.ts'
export { insertFacts } from './queries.ts'
export type { FactRow, NewFactRow } from './queries.ts'
export {
  checkFact,
  listFactsAsOf,
  listFactsOf,
  listFactVersions,
  recordFact,
  recordFacts,
} from './service.ts'
export type { GivenFact } from './service.ts'
export { factViewOf, valueText } from './view.ts'
