/** Every route that a `contract.ts` of the server declares. */
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './sources.ts'

export type Route = { method: string; path: string; params?: unknown; query?: unknown; body?: unknown }

function isRoute(value: unknown): value is Route {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value
}

export async function listRoutes(): Promise<Route[]> {
  const found: Route[] = []
  for (const path of globSync('server/**/contract.ts', { cwd: root })) {
    const exported: Record<string, unknown> = await import(join(root, path))
    for (const value of Object.values(exported))
      found.push(...[value, ...Object.values(value ?? {})].filter(isRoute))
  }
  return found
}
