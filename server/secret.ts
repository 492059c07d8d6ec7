/** The secret that goes into every password's hash: given in production, made once and kept in a demonstration. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Environment } from './environment.ts'

export function secretOf(environment: Environment): string {
  if (environment.HAIHE_SECRET !== undefined) return environment.HAIHE_SECRET
  if (environment.HAIHE_MODE === 'production') throw new Error('production has no secret')
  const path = join(environment.HAIHE_DATA, 'secret')
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('base64url') + '\n', { mode: 0o600 })
  return readFileSync(path, 'utf8').trim()
}
