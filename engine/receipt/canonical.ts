// One text per value: keys sorted, bigint as digits. Two receipts are equal exactly when their texts are.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** A value with its bigints as digit strings and without undefined members: safe for JSON. */
export function toJson(value: unknown): Json {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.map(toJson)
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, member]) => member !== undefined)
    return Object.fromEntries(entries.map(([key, member]) => [key, toJson(member)]))
  }
  return value as Json
}

/** JSON with sorted keys and no spaces. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join()}}`
  }
  return JSON.stringify(value)
}
