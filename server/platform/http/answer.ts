/** The way out: answers by their contract, refusals as `application/problem+json`, and nothing else. */
import type { z } from 'zod'

/** Thrown when a handler's answer does not fit its contract: a fault of ours, shown to no one. */
export class ContractBroken extends Error {
  constructor(path: string, fields: string[]) {
    super(`answer of ${path} does not fit its contract at ${fields.join(', ')}`)
    this.name = 'ContractBroken'
  }
}

/**
 * The JSON text of an answer: amounts become strings, instants ISO text, unknown fields are dropped.
 * Throws `ContractBroken`, naming the fields but never their values.
 */
export function serialise(route: { path: string; response: z.ZodType }, answer: unknown): string {
  const parsed = route.response.safeParse(plain(answer))
  if (!parsed.success) {
    throw new ContractBroken(
      route.path,
      parsed.error.issues.map((issue) => issue.path.join('.') || issue.code),
    )
  }
  return JSON.stringify(parsed.data) ?? 'null'
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (value === null || typeof value !== 'object') return value
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(plain)
  const copy: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value)) copy[key] = plain(item)
  return copy
}
