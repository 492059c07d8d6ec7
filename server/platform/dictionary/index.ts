export { listDictionaries, listEntries } from './queries.ts'
export { dictionaryModule } from './routes.ts'
export { endDictionaryEntry, setDictionaryEntry } from './service.ts'
