/**
 * The folder that a city's data lives in, the passwords kept there, and the lock that keeps a second server out.
 */
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { mayEnter, type MachineUser } from './machine-user.ts'
import type { Passwords } from './roles.ts'
import { StartRefused } from './problem.ts'

/** Where the cluster's files go: below the data folder, or in /var/lib/haihe when PostgreSQL may not enter that. */
export function clusterFolder(dataFolder: string, user: MachineUser): string {
  const folder = resolve(dataFolder)
  mkdirSync(folder, { recursive: true, mode: user ? 0o711 : 0o700 })
  const pointer = join(folder, 'postgres-location')
  if (existsSync(pointer)) return readFileSync(pointer, 'utf8').trim()
  if (mayEnter(user, folder)) return folder
  const elsewhere = join('/var/lib/haihe', createHash('sha256').update(folder).digest('hex').slice(0, 16))
  mkdirSync(elsewhere, { recursive: true, mode: 0o711 })
  writeFileSync(pointer, elsewhere + '\n')
  return elsewhere
}

/** The passwords of the cluster's logins, made at random the first time and readable by the owner of the folder only. */
export function passwordsOf(dataFolder: string): Passwords {
  const path = join(dataFolder, 'postgres-passwords.json')
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Passwords
  const [superuser, owner, application] = [randomPassword(), randomPassword(), randomPassword()]
  const passwords: Passwords = { superuser, owner, application }
  const unfinished = `${path}.${process.pid}`
  writeFileSync(unfinished, JSON.stringify(passwords) + '\n', { mode: 0o600 })
  chmodSync(unfinished, 0o600)
  renameSync(unfinished, path)
  return passwords
}

function randomPassword(): string {
  return randomBytes(24).toString('base64url')
}

/**
 * Takes the folder for this process; the returned function gives it back.
 * @throws StartRefused when a living server holds it
 */
export function lockFolder(dataFolder: string): () => void {
  const path = join(dataFolder, 'haihe.lock')
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) })
  const unfinished = `${path}.${process.pid}`
  writeFileSync(unfinished, mine)
  try {
    for (;;) {
      try {
        linkSync(unfinished, path)
        return () => {
          if (readIfThere(path) === mine) rmSync(path, { force: true })
        }
      } catch (error) {
        if ((error as { code?: string }).code !== 'EEXIST') throw error
      }
      removeStaleLock(path)
    }
  } finally {
    rmSync(unfinished, { force: true })
  }
}

function removeStaleLock(path: string): void {
  const held = readIfThere(path)
  if (held === undefined) return
  const holder = parseHolder(held)
  if (holder && isAlive(holder.pid) && startOf(holder.pid) === holder.started)
    throw new StartRefused(
      `数据目录正在被另一个海河服务使用（进程 ${holder.pid}）`,
      `the data folder is in use by another Haihe server (process ${holder.pid})`,
    )
  const aside = `${path}.stale.${process.pid}`
  try {
    // Renaming is atomic: of two that find the same stale lock, one takes it away.
    renameSync(path, aside)
    rmSync(aside, { force: true })
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error
  }
}

function parseHolder(text: string): { pid: number; started: string } | undefined {
  try {
    return JSON.parse(text) as { pid: number; started: string }
  } catch {
    return undefined
  }
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}

/** When a process started, in the kernel's own count, so that a reused number is not taken for the old process. */
function startOf(pid: number): string {
  const stat = readIfThere(`/proc/${pid}/stat`)
  return stat === undefined ? '' : (stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '')
}
