/** Opens the whole house on one data folder and port: database, city, server; and closes it in the reverse order. */
import { mkdirSync } from 'node:fs'
import { openSimulation } from './benefits/index.ts'
import { bringUpToDate, openDatabase, within } from './database.ts'
import type { Environment } from './environment.ts'
import { fillCity } from './fill.ts'
import { modules } from './modules.ts'
import { startBusinessClock } from './platform/clock/index.ts'
import { connect, lockFolder } from './platform/db/index.ts'
import { savePartners, usePartners } from './platform/exchange/index.ts'
import { buildServer } from './platform/http/index.ts'
import { installJobs, startJobs } from './platform/jobs/index.ts'
import { secretOf } from './secret.ts'
import { openSources } from './sources.ts'
import { openStartingPage } from './starting-page.ts'

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
  mkdirSync(environment.HAIHE_DATA, { recursive: true, mode: 0o711 })
  openings.add(lockFolder(environment.HAIHE_DATA))
  const startingPage = await openStartingPage(host, port)
  openings.add(() => startingPage.close())
  const sourcesOpening = openSources(environment)
  // Waited for below; when the database fails first, this must not end the process by itself.
  sourcesOpening.catch(() => undefined)
  openings.add(async () => (await sourcesOpening.catch(() => undefined))?.close())
  const database = await openDatabase(environment)
  openings.add(() => database.close())
  await within(connect(database.target('owner'), { schema, max: 2, name: 'haihe start' }), async (owner) => {
    const { empty } = await bringUpToDate(owner)
    await installJobs(database.target('owner'), schema)
    if (mode !== 'demonstration') return
    await startBusinessClock(owner, environment.HAIHE_TODAY)
    if (!empty) return
    const filling = fillCity(database.target('owner'), environment, (done, of) => {
      startingPage.show(done, of)
      onProgress(done, of)
    })
    openings.add(() => filling.stop())
    await filling.finished
  })
  openings.add(openSimulation(environment.HAIHE_DATA))
  const pool = connect(database.target('application'), { schema, max: 20 })
  openings.add(() => pool.end({ timeout: 10 }))
  const { partners } = await sourcesOpening
  usePartners(partners)
  await savePartners(pool, partners)
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
  const jobs = await startJobs({
    target: database.target('application'),
    schema,
    pool,
    clock: server.house.clock,
    report: (message) => server.log.error(message),
  })
  openings.add(() => jobs.stop())
  await startingPage.close()
  await server.listen({ host, port })
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    databaseEnded: () => database.ended(),
  }
}
