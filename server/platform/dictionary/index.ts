export { listDictionaries, listEntries } from './queries.ts'
export { labelOf, registerLabels } from './labels.ts'
export { dictionaryModule } from './routes.ts'
export { endDictionaryEntry, setDictionaryEntry } from './service.ts'
