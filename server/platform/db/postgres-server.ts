/**
 * PostgreSQL 18 as a child of ours: made, started, taken over from a server that was killed, and stopped.
 * It listens on a unix socket in the data folder, or on 127.0.0.1 where the socket's path would be too long.
 */
import { spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { findBinaries, type Binaries } from './binaries.ts'
import type { ConnectionTarget } from './connect.ts'
import { clusterFolder, isAlive, passwordsOf } from './data-folder.ts'
import { postgresUser, type MachineUser } from './machine-user.ts'
import { applicationLogin, ownerLogin, type Passwords } from './roles.ts'
import { StartRefused } from './problem.ts'

export type Login = 'superuser' | 'owner' | 'application'

export type PostgresServer = {
  target(login: Login, database: string): ConnectionTarget
  passwords: Passwords
  process_id: number
  /** Resolves when the server has ended, for whatever reason. */
  ended(): Promise<void>
  /** Ends connections, writes everything out, and waits for the end. */
  stop(): Promise<void>
}

export type ServerOptions = {
  dataFolder: string
  /** Throw-away data: nothing is flushed to disk. Never for a city. */
  throwAway?: boolean
  /** Leaves the server running when this process ends. */
  outliveUs?: boolean
}

/** Sizes for a small machine with a city of tens of thousands; PostgreSQL's defaults elsewhere. */
const settings: Record<string, string> = {
  shared_buffers: '128MB',
  max_connections: '60',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  wal_compression: 'on',
  maintenance_work_mem: '128MB',
  work_mem: '16MB',
  effective_cache_size: '1GB',
  random_page_cost: '1.1',
  jit: 'off',
  synchronous_commit: 'on',
  max_parallel_workers_per_gather: '1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Statements carry people's data; the log must not.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}
/** A week of logs and no more, however long the server runs: each day writes over the same day of the week before. */
const logSettings: Record<string, string> = {
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgres-%a.log',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_truncate_on_rotation: 'on',
}
const throwAwaySettings: Record<string, string> = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  autovacuum: 'off',
  max_connections: '200',
  // Nothing is flushed, so a checkpoint is cheap; what lies in memory stays small.
  max_wal_size: '512MB',
}

/**
 * Starts PostgreSQL on the folder, making the cluster the first time, and waits until it answers.
 * @throws StartRefused when it cannot
 */
export async function startPostgres(options: ServerOptions): Promise<PostgresServer> {
  const user = postgresUser()
  const folder = clusterFolder(options.dataFolder, user)
  const binaries = findBinaries(user, user ? '/var/lib/haihe' : folder)
  const passwords = passwordsOf(options.dataFolder)
  const cluster = join(folder, 'postgres')
  if (!existsSync(cluster))
    makeCluster(binaries, user, folder, cluster, passwords, options.throwAway ?? false)
  await endOrphan(cluster)
  const place = await listeningPlace(folder, user)
  const child = await launchUntilReady(() => launch(binaries, user, cluster, place, options), cluster)
  return describeServer(passwords, place, child.pid, () => child.ended)
}

function describeServer(
  passwords: Passwords,
  place: Place,
  pid: number,
  ended: () => Promise<void>,
): PostgresServer {
  return {
    target: (login, database) => ({
      ...place,
      database,
      user: loginNames[login],
      password: passwords[login],
    }),
    passwords,
    process_id: pid,
    ended,
    async stop() {
      await endProcess(pid)
      await ended()
    },
  }
}

/** The server that runs on the folder now, started by whomever; undefined when none answers there. */
export function findPostgres(dataFolder: string): PostgresServer | undefined {
  const folder = clusterFolder(dataFolder, postgresUser())
  const cluster = join(folder, 'postgres')
  const found = postmaster(cluster)
  if (!found?.ready || !isAlive(found.pid) || !servesCluster(found.pid, cluster)) return undefined
  return describeServer(passwordsOf(dataFolder), found.place, found.pid, () => untilGone(found.pid))
}

const loginNames = { superuser: 'postgres', owner: ownerLogin, application: applicationLogin }

function makeCluster(
  binaries: Binaries,
  user: MachineUser,
  folder: string,
  cluster: string,
  passwords: Passwords,
  throwAway: boolean,
): void {
  const unfinished = `${cluster}.unfinished`
  const passwordFile = join(folder, 'initdb-password')
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  writeFileSync(passwordFile, passwords.superuser + '\n', { mode: 0o600 })
  if (user) for (const path of [unfinished, passwordFile]) chownSync(path, user.uid, user.gid)
  const flags = [
    `--pgdata=${unfinished}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--data-checksums',
    '--no-instructions',
  ]
  if (throwAway) flags.push('--no-sync')
  const run = spawnSync(binaries.initdb, flags, {
    ...user,
    cwd: '/',
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
  })
  rmSync(passwordFile, { force: true })
  if (run.status !== 0)
    throw new StartRefused(`无法建立数据库：${run.error?.message ?? run.stderr.trim()}`, 'initdb failed')
  renameSync(unfinished, cluster)
}

type Place = { host: string; port: number }

async function listeningPlace(folder: string, user: MachineUser): Promise<Place> {
  const socketFolder = join(folder, 'socket')
  // A unix socket's path holds 107 bytes at most.
  if (process.platform === 'win32' || Buffer.byteLength(join(socketFolder, '.s.PGSQL.5432.lock')) > 105)
    return { host: '127.0.0.1', port: await freePort() }
  // What lies there belongs to a server that has ended: the caller made sure of that.
  rmSync(socketFolder, { recursive: true, force: true })
  mkdirSync(socketFolder, { mode: 0o711 })
  if (user) chownSync(socketFolder, user.uid, user.gid)
  return { host: socketFolder, port: 5432 }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

type Child = { pid: number; ended: Promise<void>; hasEnded(): boolean }

function launch(
  binaries: Binaries,
  user: MachineUser,
  cluster: string,
  place: Place,
  options: ServerOptions,
): Child {
  const onSocket = place.host.startsWith('/')
  const all: Record<string, string> = {
    ...settings,
    ...(options.throwAway ? throwAwaySettings : logSettings),
    port: String(place.port),
    listen_addresses: onSocket ? '' : place.host,
    unix_socket_directories: onSocket ? place.host : '',
  }
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // Holds what this start says until the collector takes over; a throw-away server has no collector.
  const log = openSync(join(cluster, '..', 'postgres.log'), 'w', 0o600)
  // In a session of its own: Ctrl+C reaches us alone, and we stop it after the last request.
  const child = spawn(binaries.postgres, ['-D', cluster, ...flags], {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
  })
  closeSync(log)
  let over = false
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  }).then(() => {
    over = true
  })
  if (options.outliveUs) child.unref()
  return { pid: child.pid ?? 0, ended, hasEnded: () => over }
}

/** Launches, again where the last processes of a killed PostgreSQL are still ending. */
async function launchUntilReady(launchOnce: () => Child, cluster: string): Promise<Child> {
  const log = join(cluster, '..', 'postgres.log')
  for (let attempt = 1; ; attempt++) {
    const child = launchOnce()
    if (await isReady(child, cluster)) return child
    const last = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' | ') : ''
    if (attempt < 40 && last.includes('shared memory block')) await delay(250)
    else throw new StartRefused(`PostgreSQL 未能启动（日志 ${log}）：${last}`, 'PostgreSQL did not start')
  }
}

/** Waits for the server to answer; false when it ended instead. A long recovery after a crash is waited for. */
async function isReady(child: Child, cluster: string): Promise<boolean> {
  while (!child.hasEnded()) {
    const found = postmaster(cluster)
    if (found?.ready && found.pid === child.pid) return true
    await delay(10)
  }
  return false
}

/** What the cluster's own note says of the server on it. */
function postmaster(cluster: string): { pid: number; ready: boolean; place: Place } | undefined {
  const path = join(cluster, 'postmaster.pid')
  if (!existsSync(path)) return undefined
  const lines = readFileSync(path, 'utf8').split('\n')
  const [pid, , , port, socketFolder, address] = lines
  const place = { host: socketFolder || address || '', port: Number(port) }
  return { pid: Number(pid), ready: lines[7]?.trim() === 'ready', place }
}

/** Stops a PostgreSQL whose house was killed, and clears a note that a killed PostgreSQL left. */
async function endOrphan(cluster: string): Promise<void> {
  const found = postmaster(cluster)
  if (!found) return
  if (found.pid > 0 && isAlive(found.pid) && servesCluster(found.pid, cluster)) await endProcess(found.pid)
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
}

function servesCluster(pid: number, cluster: string): boolean {
  const commandLine = `/proc/${pid}/cmdline`
  if (!existsSync(commandLine)) return process.platform !== 'linux'
  return readFileSync(commandLine, 'utf8').split('\0').includes(cluster)
}

async function endProcess(pid: number): Promise<void> {
  // SIGINT is the fast shutdown: open transactions are rolled back, everything committed is written out.
  signal(pid, 'SIGINT')
  for (let tries = 0; tries < 3000 && runsStill(pid); tries++) await delay(10)
  if (runsStill(pid)) signal(pid, 'SIGQUIT')
  for (let tries = 0; tries < 500 && runsStill(pid); tries++) await delay(10)
}

async function untilGone(pid: number): Promise<void> {
  while (runsStill(pid)) await delay(100)
}

/** A dead child that nobody has waited for yet does not run. */
function runsStill(pid: number): boolean {
  if (!isAlive(pid)) return false
  const stat = `/proc/${pid}/stat`
  return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'utf8'))
}

function signal(pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as { code?: string }).code !== 'ESRCH') throw error
  }
}
