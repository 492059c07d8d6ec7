import './jobs.ts'

export { auditCommands } from './commands.ts'
export { audit } from './entry.ts'
export type { AuditEntry } from './entry.ts'
export { logLines, readBatches, readLogFile } from './log-file.ts'
export { sealEntries } from './seal.ts'
export { verifyLog } from './verify.ts'
export type { Fault, Verification } from './verify.ts'
