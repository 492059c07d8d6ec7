/** A house really started, in a process of its own: for journeys and for the bench of the start. */
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { makeScratch } from './scratch.ts'

export type Haihe = {
  /** `http://127.0.0.1:PORT` */
  address: string
  dataFolder: string
  process_id: number
  /** What the server has said so far. */
  output(): string
  /** Ends it as an administrator does; resolves to the exit code. */
  stop(): Promise<number | null>
  /** Ends it as a power cut does; the database that it leaves behind ends, too, at the next start. */
  kill(): Promise<void>
}

export type StartOptions = {
  dataFolder: string
  residents?: number
  /** More of the environment, e.g. `{ HAIHE_MODE: 'production' }`. */
  environment?: Record<string, string>
}

const door = fileURLToPath(new URL('../server/main.ts', import.meta.url))

/** Starts the house and waits until it answers. Throws with its output when it ends instead. */
export async function spawnHaihe(options: StartOptions): Promise<Haihe> {
  const port = Number(options.environment?.['PORT'] ?? (await freePort()))
  const child = spawn(process.execPath, [door], {
    env: {
      ...process.env,
      PORT: String(port),
      HAIHE_DATA: options.dataFolder,
      HAIHE_RESIDENTS: String(options.residents ?? 2000),
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)))
  let over = false
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve)).finally(
    () => (over = true),
  )
  const address = `http://127.0.0.1:${port}`
  // Its own word first: on a port that is taken another house would answer.
  while (!output.includes(address) || !(await answers(address))) {
    if (over) throw new Error(`the house ended with code ${child.exitCode}:\n${output}`)
    await delay(25)
  }
  return {
    address,
    dataFolder: options.dataFolder,
    process_id: child.pid ?? 0,
    output: () => output,
    stop() {
      child.kill('SIGTERM')
      return exit
    },
    async kill() {
      child.kill('SIGKILL')
      await exit
    },
  }
}

async function answers(address: string): Promise<boolean> {
  const response = await fetch(`${address}/api/health`).catch(() => undefined)
  return response?.ok ?? false
}

/** A new data folder on the disk, as a city has it; whoever makes it removes it. */
export function makeDataFolder(): string {
  return makeScratch('haihe-data-', tmpdir())
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
