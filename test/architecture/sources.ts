/** Our source files and what they import, read from their text. */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, posix, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')

export type Import = { from: string; to: string; types_only: boolean }

/** Paths below the root, with `/`, of all our TypeScript. */
export function listSources(): string[] {
  return globSync('{engine,law,server,ui,city,test,bench}/**/*.{ts,tsx}', { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.includes('/node_modules/'))
    .sort()
}

export function readSource(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

export function isTest(path: string): boolean {
  return /\.(test|types)\.tsx?$/.test(path) || path.startsWith('test/')
}

const statement =
  /^[ \t]*(?:import|export)\s+(type\s+)?((?:[\w*{},\s]|\bas\b)*?)\s*from\s*['"]([^'"]+)['"]|^[ \t]*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm

/** Imports of our own files; those of packages are left out. */
export function listImports(path: string): Import[] {
  const found: Import[] = []
  for (const [, type, names, from, bare, dynamic] of readSource(path).matchAll(statement)) {
    const target = from ?? bare ?? dynamic
    if (target === undefined || !target.startsWith('.')) continue
    found.push({
      from: path,
      to: posix.normalize(posix.join(dirname(path), target)),
      types_only: type !== undefined || onlyTypes(names),
    })
  }
  return found
}

function onlyTypes(names: string | undefined): boolean {
  const inside = /\{([^}]*)\}/.exec(names ?? '')?.[1]
  const listed = (inside ?? '').split(',').filter((name) => name.trim() !== '')
  return listed.length > 0 && listed.every((name) => name.trim().startsWith('type '))
}
