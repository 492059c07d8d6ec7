/**
 * A demonstration city that journeys take a copy of, instead of each making its own: what an empty start makes is the
 * same every time, so it is made once for each size and for each state of the sources, and copied.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { spawnHaihe } from './house.ts'
import { waitForLock } from './postgres.ts'
import { makeScratch } from './scratch.ts'

/** So many states of the sources are kept: several people's, or several branches', may share a machine. */
const kept = 4

/** A new data folder with a city of that many residents, as the first start leaves it. Whoever asks removes it. */
export async function copyOfCity(residents: number): Promise<string> {
  const shelf = join(tmpdir(), `haihe-cities-${process.getuid?.() ?? 'user'}`)
  mkdirSync(shelf, { recursive: true })
  chmodSync(shelf, 0o711)
  const prepared = join(shelf, `${stateOfSources()}-${residents}`)
  const unlock = await waitForLock(shelf)
  try {
    if (!existsSync(prepared)) await prepare(prepared, residents)
    utimesSync(prepared, new Date(), new Date())
    removeLeastUsed(shelf)
    return copy(prepared)
  } finally {
    unlock()
  }
}

async function prepare(prepared: string, residents: number): Promise<void> {
  const unfinished = join(dirname(prepared), 'unfinished')
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished)
  chmodSync(unfinished, 0o711)
  const haihe = await spawnHaihe({ dataFolder: unfinished, residents })
  const code = await haihe.stop()
  if (code !== 0) throw new Error(`the city was not left in order (${code}):\n${haihe.output()}`)
  renameSync(unfinished, prepared)
}

function removeLeastUsed(shelf: string): void {
  const cities = readdirSync(shelf).filter((name) => /^[0-9a-f]{16}-/.test(name))
  const lastUsed = (name: string) => statSync(join(shelf, name)).mtimeMs
  for (const name of cities.sort((a, b) => lastUsed(b) - lastUsed(a)).slice(kept))
    rmSync(join(shelf, name), { recursive: true, force: true })
}

/** Owners and modes go along: the cluster belongs to PostgreSQL's own user. */
function copy(prepared: string): string {
  const folder = makeScratch('haihe-data-')
  const done = spawnSync('cp', ['-a', '--reflink=auto', `${prepared}/.`, folder], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`the prepared city could not be copied: ${done.stderr}`)
  return folder
}

/** One name for everything that a city is made by. */
function stateOfSources(): string {
  const root = resolve(import.meta.dirname, '..')
  const files = globSync('{city,db,engine,law,server}/**/*.{ts,sql,yaml,json,tsv,md}', { cwd: root })
  const hash = createHash('sha256')
  for (const file of ['package-lock.json', ...files.filter((each) => !each.endsWith('.test.ts')).sort()])
    hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 16)
}
