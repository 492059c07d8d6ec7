/**
 * What a journey needs: a house that was really started in an empty data folder, and a real browser.
 *
 *     const haihe = await startHaihe({ residents: 2000 })
 *     const browser = await openBrowser(haihe)
 *     test('a clerk accepts an application', async () => {
 *       const page = await browser.page('desktop')
 *       await page.goto('/')
 *       await screenshot(page, 'workbench')
 *       assert.deepEqual(await axe(page), [])
 *     })
 *
 * Both are closed when the file ends.
 */
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export { openBrowser, screenshot, axe, problemsOf } from './browser.ts'
export type { JourneyBrowser, Viewport } from './browser.ts'

export type Haihe = {
  /** `http://127.0.0.1:PORT` */
  address: string
  dataFolder: string
  /** What the server has said so far. */
  output(): string
  /** Ends it as an administrator does; resolves to the exit code. */
  stop(): Promise<number | null>
  /** Ends it as a power cut does; the database it leaves behind ends, too, at the next start. */
  kill(): Promise<void>
}

export type StartOptions = {
  residents?: number
  /** The data folder of an earlier start. */
  dataFolder?: string
  /** More of the environment, e.g. `{ HAIHE_MODE: 'production' }`. */
  environment?: Record<string, string>
}

const door = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

/** Starts the house and waits until it answers. Throws with its output when it ends instead. */
export async function startHaihe(options: StartOptions = {}): Promise<Haihe> {
  const dataFolder = options.dataFolder ?? temporaryFolder()
  const port = await freePort()
  const child = spawn(process.execPath, [door], {
    env: {
      ...process.env,
      PORT: String(port),
      HAIHE_DATA: dataFolder,
      HAIHE_RESIDENTS: String(options.residents ?? 2000),
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)))
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const haihe: Haihe = {
    address: `http://127.0.0.1:${port}`,
    dataFolder,
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
  after(async () => {
    await haihe.stop()
  })
  while (!(await answers(haihe.address))) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the house ended with code ${child.exitCode}:\n${output}`)
    await delay(50)
  }
  return haihe
}

async function answers(address: string): Promise<boolean> {
  const response = await fetch(`${address}/api/health`).catch(() => undefined)
  return response?.ok ?? false
}

/** A data folder that is removed when the file ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'haihe-journey-'))
  // PostgreSQL's own user must be able to pass through.
  chmodSync(folder, 0o711)
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
