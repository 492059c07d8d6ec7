/** Which test files share a process, and in which order everything runs. */
import { globSync, statSync } from 'node:fs'
import { join, matchesGlob, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')

/** Test files of one process, one after another. */
export type Bundle = readonly string[]

/** Where units, services, worked cases, architecture and faults are tested; journeys come last, in houses of their own. */
const testFiles = '{engine,law,server,city,ui,test,bench}/**/*.test.ts'
const journeyFiles = 'test/journeys/*.ts'
const journeyTools = [
  'harness',
  'browser',
  'people',
  'acts',
  'registry-pages',
  'phone',
  'builds',
  'walk',
].map((tool) => `test/journeys/${tool}.ts`)

/**
 * Folders whose files share processes: loading the house takes longer than most of their tests do. Each opens what it
 * needs, a database too, and closes it when it ends.
 */
const sharing = [
  '{engine,law,ui}',
  'server/benefits',
  'server/casework',
  'server/payments',
  'server/registries',
  'test/architecture',
]

/** Files in them that leave a process changed (its partners, the law in force, its simulation), or fill one by themselves. */
export const runAlone = [
  'engine/simulate/**',
  'law/mutation.test.ts',
  'server/benefits/{means-checks,proposals,rosters,simulation}/**',
]

/** A bundle is full at so many bytes: long enough to be worth it, short enough for the lanes to end together. */
const full = { tests: 60_000, journeys: 25_000 }

/** Files that go a long way in few lines: they count as if they were so long. */
export const longWays: Record<string, number> = {
  'test/hostile/area.test.ts': 50_000,
  'test/journeys/access-outside.ts': 50_000,
  'test/journeys/access-at-work.ts': 40_000,
  'test/journeys/start.ts': 8000,
}

/** All test files but the journeys; the longest bundle first, then the lanes end together. */
export function planTests(): Bundle[] {
  const files = find(testFiles)
  const alike = sharing.map((folder) => files.filter((file) => shares(file, folder)))
  const bundled = alike.flatMap((each) => bundle(each, full.tests))
  const left = files.filter((file) => !alike.flat().includes(file)).map((file) => [file])
  return [...bundled, ...left].sort(longestFirst)
}

/** All journeys; each has a house and a browser of its own wherever it runs. */
export function planJourneys(): Bundle[] {
  const journeys = find(journeyFiles).filter((file) => !journeyTools.includes(file))
  return bundle(journeys, full.journeys).sort(longestFirst)
}

function find(pattern: string): string[] {
  return globSync(pattern, { cwd: root, exclude: (path) => path.includes('node_modules') })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
}

function shares(file: string, folder: string): boolean {
  return matchesGlob(file, `${folder}/**`) && !runAlone.some((pattern) => matchesGlob(file, pattern))
}

/** In the order of their names: what shares a process today shares it tomorrow, whatever else runs. */
function bundle(files: string[], most: number): Bundle[] {
  const bundles: string[][] = []
  for (const file of files) {
    const last = bundles.at(-1)
    if (last && length([...last, file]) <= most) last.push(file)
    else bundles.push([file])
  }
  return bundles
}

const longestFirst = (a: Bundle, b: Bundle) => length(b) - length(a)

function length(files: Bundle): number {
  return files
    .map((file) => longWays[file] ?? statSync(join(root, file)).size)
    .reduce((all, each) => all + each, 0)
}
