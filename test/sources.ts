/** The sources of a means check, really started in a process of their own, with a script that tests may change. */
import { fork, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { SOURCES, type Source } from '../city/sources/protocol.ts'
import type { Script } from '../city/sources/script.ts'
import type { Partner } from '../server/platform/exchange/index.ts'

export type Sources = {
  partners: Partner[]
  partner(source: Source): Partner
  /** From now on the sources behave like this; one that is not named answers at once. */
  play(script: Script): void
  /** Ends the program as a power cut does. */
  kill(): Promise<void>
  /** Begins it anew where it was. */
  comeBack(): Promise<void>
}

const program = fileURLToPath(new URL('../city/sources/main.ts', import.meta.url))

/** Starts them; they end with the file. `house`: where they bring answers that come later. */
export async function startSources(
  options: { house?: string; residents?: number } & Partial<Partner> = {},
): Promise<Sources> {
  const { house, residents = 3000, ...given } = options
  const folder = mkdtempSync(join(tmpdir(), 'haihe-sources-'))
  const secrets = Object.fromEntries(
    SOURCES.map((source) => [source, { secret: randomBytes(32).toString('base64url') }]),
  )
  const secretsFile = join(folder, 'secrets.json')
  const scriptFile = join(folder, 'script.json')
  writeFileSync(secretsFile, JSON.stringify(secrets), { mode: 0o600 })
  let plays = 0
  // A new name would have to be told; the time of change is what the sources look at.
  const play = (script: Script) =>
    writeFileSync(scriptFile, `${JSON.stringify(script)}${' '.repeat((plays += 1))}`)
  play({})
  const programOptions = ['--secrets', secretsFile, '--script', scriptFile, '--residents', String(residents)]
  if (house !== undefined) programOptions.push('--house', house)
  let { child, address } = await begin(programOptions)
  after(async () => {
    child.kill()
    await ended(child)
    rmSync(folder, { recursive: true, force: true })
  })
  const partners = SOURCES.map((source) => ({
    partner_id: source,
    address: `${address}/${source}`,
    secret: secrets[source]!.secret,
    timeout_milliseconds: 10_000,
    answer_within_hours: 48,
    first_wait_milliseconds: 20,
    first_pause_milliseconds: 60_000,
    ...given,
  }))
  return {
    partners,
    partner: (source) => partners.find((each) => each.partner_id === source)!,
    play,
    async kill() {
      child.kill('SIGKILL')
      await ended(child)
    },
    async comeBack() {
      const { port } = new URL(address)
      ;({ child, address } = await begin([...programOptions, '--port', port]))
    },
  }
}

async function begin(given: string[]): Promise<{ child: ChildProcess; address: string }> {
  const child = fork(program, given, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const address = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: { address: string }) => resolve(message.address))
    child.once('exit', (code) => reject(new Error(`the sources ended with ${code}`)))
  })
  return { child, address }
}

const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })
