/** Words that the administrators' pages share. */
import { roleTitles } from '../../../server/platform/auth/contract.ts'
import type { Role } from '../../shell/index.ts'

export const roleOptions = Object.entries(roleTitles).map(([value, label]) => ({ value, label }))

/** Those who act without a post. */
const callerTitles: Record<string, string> = { resident: '居民', public: '访客', system: '系统' }

export function roleTitle(role: string | null): string {
  if (role === null) return ''
  return roleTitles[role as Role] ?? callerTitles[role] ?? role
}

/** Who is kept apart from whom, said before the server has to refuse. */
export const isAdministratorRole = (role: string): boolean => role.endsWith('_administrator')

/** Where a value holds: the nation, the city, else a division by its code. */
export function areaText(code: string): string {
  if (code === '00') return '全国'
  return code.length <= 4 ? '全市' : code
}

/** A part of a key, enough to tell two records apart on one page. */
export const shortKey = (key: string): string => `…${key.slice(-12, -4)}`
