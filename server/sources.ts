/**
 * The systems that a means check asks, and the offices that rosters go to: named by a file in production; in the demonstration city a program of its own,
 * started with the house and ended with it.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { meansSource } from './benefits/contract.ts'
import type { Environment } from './environment.ts'
import { StartRefused } from './platform/db/index.ts'
import { readPartners, usePartners, type Partner } from './platform/exchange/index.ts'

type Settings = Pick<
  Environment,
  | 'HAIHE_DATA'
  | 'HAIHE_HOST'
  | 'HAIHE_MODE'
  | 'HAIHE_RESIDENTS'
  | 'HAIHE_SEED'
  | 'HAIHE_SOURCES'
  | 'HAIHE_SOURCES_SCRIPT'
  | 'PORT'
>
export type OpenSources = {
  partners: Partner[]
  /** Of the program that the demonstration runs; undefined elsewhere. */
  process_id(): number | undefined
  close(): void
}
const nothingRuns = { process_id: () => undefined, close: () => undefined }

const program = fileURLToPath(new URL('../city/sources/main.ts', import.meta.url))
const ownScript = fileURLToPath(new URL('../city/sources/script.json', import.meta.url))

/**
 * Who is asked. A production house without HAIHE_SOURCES asks nobody: answers come on paper.
 * @throws StartRefused when the file is missing, open to others, or says something wrong
 */
export async function openSources(settings: Settings): Promise<OpenSources> {
  const { HAIHE_SOURCES: path, HAIHE_MODE: mode } = settings
  if (path !== undefined) return { partners: readConfiguration(path), ...nothingRuns }
  return mode === 'demonstration' ? startDemonstration(settings) : { partners: [], ...nothingRuns }
}

/** Offices that rosters go to. */
const offices: readonly string[] = ['medical_insurer']

/** Reads `{ "tax": { "address": "https://…", "secret": "…" } }`. */
export function readConfiguration(path: string): Partner[] {
  const refuse = (why: string, english: string) =>
    new StartRefused(`HAIHE_SOURCES（${path}）：${why}`, `HAIHE_SOURCES (${path}): ${english}`)
  if (!existsSync(path)) throw refuse('文件不存在', 'no such file')
  if ((statSync(path).mode & 0o077) !== 0) {
    throw refuse('别人能读，请改为 600：里面有密钥', 'others can read it; it holds secrets: chmod 600')
  }
  try {
    const partners = readPartners(readFileSync(path, 'utf8'))
    const unknown = partners.find(
      ({ partner_id }) => !meansSource.safeParse(partner_id).success && !offices.includes(partner_id),
    )
    if (unknown === undefined) return partners
    throw new Error(`没有来源 ${unknown.partner_id}，应为 ${[...meansSource.options, ...offices].join('、')}`)
  } catch (error) {
    throw refuse((error as Error).message, 'an entry is wrong, see above')
  }
}

type Demonstration = Awaited<ReturnType<typeof keepRunning>> & { partners: Partner[] }

/** Starts the demonstration city's sources and its insurer; each that moves is told anew beside the other. */
async function startDemonstration(settings: Settings): Promise<OpenSources> {
  const known = new Map<string, Partner[]>()
  const movedAs = (what: string) => (partners: Partner[]) => {
    known.set(what, partners)
    usePartners([...known.values()].flat())
  }
  const [sources, insurer] = await Promise.all([
    startSources(settings, movedAs('sources')),
    startInsurer(settings, movedAs('insurer')),
  ])
  known.set('sources', sources.partners)
  known.set('insurer', insurer.partners)
  return {
    partners: [...sources.partners, ...insurer.partners],
    process_id: () => sources.process_id(),
    close() {
      sources.close()
      insurer.close()
    },
  }
}

const insurerProgram = fileURLToPath(new URL('../city/insurer/main.ts', import.meta.url))

/** Where the demonstration's insurer keeps its book: the city's past is in it from the first day. */
export const insurerBookOf = ({ HAIHE_DATA }: Pick<Environment, 'HAIHE_DATA'>): string =>
  join(HAIHE_DATA, 'demonstration-insurer-book.jsonl')

/** The insurer that rosters go to: a program of its own with a book of its own. */
async function startInsurer(
  settings: Settings,
  moved: (partners: Partner[]) => void,
): Promise<Demonstration> {
  const path = join(settings.HAIHE_DATA, 'demonstration-insurer.secret')
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600 })
  const secret = readFileSync(path, 'utf8').trim()
  const partnersAt = (address: string) =>
    readPartners(JSON.stringify({ medical_insurer: { secret, address } }))
  const given = ['--secret-file', path, '--house', houseOf(settings), '--book', insurerBookOf(settings)]
  const kept = await keepRunning(
    (port) => begin(insurerProgram, [...given, '--port', String(port)]),
    (address) => moved(partnersAt(address)),
  )
  return { ...kept, partners: partnersAt(kept.address) }
}

/** Starts the sources, waits until they listen, and begins them anew when they end by themselves. */
async function startSources(
  settings: Settings,
  moved: (partners: Partner[]) => void,
): Promise<Demonstration> {
  const secrets = secretsOf(settings.HAIHE_DATA)
  const partnersAt = (address: string) =>
    readPartners(
      JSON.stringify(
        Object.fromEntries(
          Object.entries(secrets.of).map(([source, { secret }]) => [
            source,
            { secret, address: `${address}/${source}` },
          ]),
        ),
      ),
    )
  const kept = await keepRunning(
    (port) => begin(program, [...argumentsOf(settings, secrets.path), '--port', String(port)]),
    (address) => moved(partnersAt(address)),
  )
  return { ...kept, partners: partnersAt(kept.address) }
}

/** Where late answers are brought. */
function houseOf({ HAIHE_HOST, PORT }: Settings): string {
  const host = ['0.0.0.0', '::'].includes(HAIHE_HOST) ? '127.0.0.1' : HAIHE_HOST
  return `http://${host.includes(':') ? `[${host}]` : host}:${PORT}`
}

function argumentsOf(settings: Settings, secretsPath: string): string[] {
  return [
    ['--secrets', secretsPath],
    ['--script', settings.HAIHE_SOURCES_SCRIPT ?? ownScript],
    ['--house', houseOf(settings)],
    ['--residents', String(settings.HAIHE_RESIDENTS)],
    settings.HAIHE_SEED === undefined ? [] : ['--seed', String(settings.HAIHE_SEED)],
  ].flat()
}

type Running = { address: string; child: ChildProcess; ended: Promise<unknown> }

/** Starts the program once. @throws when it ends before it listens */
async function begin(what: string, given: string[]): Promise<Running> {
  const child = fork(what, given, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], detached: true })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const address = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: { address: string }) => resolve(message.address))
    child.once('exit', (code) => reject(new Error(`a program of the demonstration ended with code ${code}`)))
  })
  return { address, child, ended }
}

const secondsBetweenStarts = 2

/**
 * Keeps it running until `close`. While it is not there nobody answers, and what was asked stays unknown; it comes back
 * where it was, or, when its port is taken meanwhile, elsewhere: `moved` is told.
 */
async function keepRunning(
  start: (port: number) => Promise<Running>,
  moved: (address: string) => void,
): Promise<{ address: string; process_id(): number | undefined; close(): void }> {
  let running = await start(0)
  let closed = false
  const mind = async (): Promise<void> => {
    for (;;) {
      await running.ended
      await delay(secondsBetweenStarts * 1000, undefined, { ref: false })
      if (closed) return
      const port = Number(new URL(running.address).port)
      const again = await start(port).catch(() => start(0).catch(() => undefined))
      if (again === undefined) continue
      if (closed) return void again.child.kill()
      if (again.address !== running.address) moved(again.address)
      running = again
    }
  }
  void mind()
  return {
    address: running.address,
    process_id: () => running.child.pid,
    close() {
      closed = true
      running.child.kill()
    },
  }
}

type Secrets = Record<string, { secret: string }>

/** A secret for each source, made once and kept in the data folder. */
function secretsOf(dataFolder: string): { path: string; of: Secrets } {
  const path = join(dataFolder, 'demonstration-sources.json')
  if (!existsSync(path)) {
    const made = meansSource.options.map((source) => [
      source,
      { secret: randomBytes(32).toString('base64url') },
    ])
    writeFileSync(path, JSON.stringify(Object.fromEntries(made)), { mode: 0o600 })
  }
  return { path, of: JSON.parse(readFileSync(path, 'utf8')) as Secrets }
}
