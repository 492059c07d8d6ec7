/**
 * The systems that a means check asks: named by a file in production; in the demonstration city a program of its own,
 * started with the house and ended with it.
 */
import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { meansSource } from './benefits/contract.ts'
import type { Environment } from './environment.ts'
import { StartRefused } from './platform/db/index.ts'
import { readPartners, type Partner } from './platform/exchange/index.ts'

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
export type OpenSources = { partners: Partner[]; close(): void }

const program = fileURLToPath(new URL('../city/sources/main.ts', import.meta.url))
const ownScript = fileURLToPath(new URL('../city/sources/script.json', import.meta.url))

/**
 * Who is asked. A production house without HAIHE_SOURCES asks nobody: answers come on paper.
 * @throws StartRefused when the file is missing, open to others, or says something wrong
 */
export async function openSources(settings: Settings): Promise<OpenSources> {
  const { HAIHE_SOURCES: path, HAIHE_MODE: mode } = settings
  if (path !== undefined) return { partners: readConfiguration(path), close: () => undefined }
  return mode === 'demonstration' ? startDemonstration(settings) : { partners: [], close: () => undefined }
}

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
    const unknown = partners.find(({ partner_id }) => !meansSource.safeParse(partner_id).success)
    if (unknown === undefined) return partners
    throw new Error(`没有来源 ${unknown.partner_id}，应为 ${meansSource.options.join('、')}`)
  } catch (error) {
    throw refuse((error as Error).message, 'an entry is wrong, see above')
  }
}

/** Starts the demonstration city's sources and waits until they listen. */
async function startDemonstration(settings: Settings): Promise<OpenSources> {
  const secrets = secretsOf(settings.HAIHE_DATA)
  const host = ['0.0.0.0', '::'].includes(settings.HAIHE_HOST) ? '127.0.0.1' : settings.HAIHE_HOST
  const house = `http://${host.includes(':') ? `[${host}]` : host}:${settings.PORT}`
  const child = fork(
    program,
    [
      ['--secrets', secrets.path],
      ['--script', settings.HAIHE_SOURCES_SCRIPT ?? ownScript],
      ['--house', house],
      ['--residents', String(settings.HAIHE_RESIDENTS)],
      settings.HAIHE_SEED === undefined ? [] : ['--seed', String(settings.HAIHE_SEED)],
    ].flat(),
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], detached: true },
  )
  const address = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: { address: string }) => resolve(message.address))
    child.once('exit', (code) => reject(new Error(`the demonstration's sources ended with code ${code}`)))
  })
  const configuration = Object.fromEntries(
    Object.entries(secrets.of).map(([source, { secret }]) => [
      source,
      { secret, address: `${address}/${source}` },
    ]),
  )
  return { partners: readPartners(JSON.stringify(configuration)), close: () => void child.kill() }
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
