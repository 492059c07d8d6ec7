/** Opens the whole house on one data folder and port: database, city, server; and closes it in the reverse order. */
import { mkdirSync } from 'node:fs'
import { loadCity } from '../city/load.ts'
import { bringUpToDate, openDatabase, within } from './database.ts'
import type { Environment } from './environment.ts'
import { modules } from './modules.ts'
import { startBusinessClock } from './platform/clock/index.ts'
import { connect, lockFolder } from './platform/db/index.ts'
import { buildServer } from './platform/http/index.ts'
import { secretOf } from './secret.ts'
import { openStartingPage, type StartingPage } from './starting-page.ts'

export type OpenHouse = {
  address: string
  /** Resolves when the database has ended by itself, which nothing survives. */
  databaseEnded(): Promise<void>
}

export type Progress = (done: number, of: number) => void

/** What has been opened so far, closed in the reverse order; also in the middle of an opening. */
export class Openings {
  readonly #closings: (() => unknown)[] = []

  add(close: () => unknown): void {
    this.#closings.push(close)
  }

  async close(): Promise<void> {
    for (let close = this.#closings.pop(); close; close = this.#closings.pop()) await close()
  }
}

/**
 * Opens the house. When it throws, and when it shall end, `openings.close()` closes what is open: it finishes the
 * requests under way, then stops server, jobs and database. A start that is cut short leaves nothing half-made.
 * @throws StartRefused when the port or the folder is taken, or the database cannot start
 */
export async function openHouse(
  environment: Environment,
  openings: Openings,
  onProgress: Progress,
): Promise<OpenHouse> {
  const { HAIHE_HOST: host, PORT: port, HAIHE_SCHEMA: schema, HAIHE_MODE: mode } = environment
  mkdirSync(environment.HAIHE_DATA, { recursive: true })
  openings.add(lockFolder(environment.HAIHE_DATA))
  const startingPage = await openStartingPage(host, port)
  openings.add(() => startingPage.close())
  const database = await openDatabase(environment)
  openings.add(() => database.close())
  await within(connect(database.target('owner'), { schema, max: 2, name: 'haihe start' }), async (owner) => {
    const { empty } = await bringUpToDate(owner)
    if (empty && mode === 'demonstration') await fillCity(environment, owner, startingPage, onProgress)
  })
  const pool = connect(database.target('application'), { schema, max: 20 })
  openings.add(() => pool.end({ timeout: 10 }))
  const server = await buildServer({
    pool,
    mode,
    modules,
    secrets: { pepper: secretOf(environment) },
    city_name: environment.HAIHE_CITY,
    log_level: environment.HAIHE_LOG_LEVEL,
    ...(environment.HAIHE_TRUST_PROXY === undefined ? {} : { trust_proxy: environment.HAIHE_TRUST_PROXY }),
  })
  openings.add(() => server.close())
  await startingPage.close()
  await server.listen({ host, port })
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    databaseEnded: () => database.ended(),
  }
}

async function fillCity(
  environment: Environment,
  owner: Parameters<typeof loadCity>[0],
  startingPage: StartingPage,
  onProgress: Progress,
): Promise<void> {
  await loadCity(owner, {
    residents: environment.HAIHE_RESIDENTS,
    today: environment.HAIHE_TODAY,
    ...(environment.HAIHE_SEED === undefined ? {} : { seed: environment.HAIHE_SEED }),
    onProgress: ({ residents, of }) => {
      startingPage.show(residents, of)
      onProgress(residents, of)
    },
  })
  await startBusinessClock(owner, environment.HAIHE_TODAY)
}
