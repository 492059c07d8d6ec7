export { audit } from './entry.ts'
export type { AuditEntry } from './entry.ts'
