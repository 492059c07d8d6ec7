/**
 * Where tests keep databases that they throw away. In memory where there is plenty: a disk looks through all files
 * that were deleted of late before it makes a new one, and a database is nine hundred files.
 */
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from '../server/platform/db/index.ts'

const memory = '/dev/shm'
const gigabyte = 1024 ** 3

/** The folder for what is thrown away: that of this run, else memory that holds it with ease, else the temporary one. */
export function scratchFolder(): string {
  return process.env['HAIHE_TEST_SCRATCH'] ?? (isRoomy() ? memory : tmpdir())
}

function isRoomy(): boolean {
  if (!existsSync(memory)) return false
  const { bavail, bsize } = statfsSync(memory)
  return Math.min(bavail * bsize, freemem()) > 4 * gigabyte
}

/** A new folder `PREFIX…` in there; whoever makes it removes it. */
export function makeScratch(prefix: string, within: string = scratchFolder()): string {
  const folder = mkdtempSync(join(within, prefix))
  // PostgreSQL's own user must be able to pass through.
  chmodSync(folder, 0o711)
  return folder
}

const run = 'haihe-test-run-'

/** A folder for a whole run, named by its process; those of runs that were killed are removed. */
export function makeRunScratch(): string {
  const within = scratchFolder()
  for (const name of readdirSync(within)) {
    const owner = name.startsWith(run) ? Number(name.slice(run.length).split('-')[0]) : 0
    if (owner > 0 && !isAlive(owner)) rmSync(join(within, name), { recursive: true, force: true })
  }
  return makeScratch(`${run}${process.pid}-`, within)
}
