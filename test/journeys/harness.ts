/**
 * What a journey needs: a house that was really started, on a city of its own, and a real browser.
 *
 *     const haihe = await startHaihe()
 *     const browser = await openBrowser(haihe)
 *     test('a clerk accepts an application', async () => {
 *       const page = await browser.page('desktop')
 *       await page.goto('/')
 *       await screenshot(page, 'workbench')
 *       assert.deepEqual(await axe(page), [])
 *       assert.deepEqual(problemsOf(page), [])
 *     })
 *
 * Both are closed when the file ends.
 */
import { rmSync } from 'node:fs'
import { after } from 'node:test'
import { spawnHaihe, type Haihe, type StartOptions } from '../house.ts'
import { copyOfCity } from '../prepared-city.ts'
import { makeScratch } from '../scratch.ts'

export { axe, openBrowser, overflow, problemsOf, screenshot } from './browser.ts'
export type { JourneyBrowser, Viewport } from './browser.ts'
export type { Haihe } from '../house.ts'

/** How many residents a journey's city has. One size for all: it is made once and copied. */
const residents = 3000

/**
 * Starts the house on a city of its own: a copy of the one that an empty start makes. With a data folder of one's own,
 * or a mode that has no demonstration city, it starts on that instead. Throws with its output when it does not start.
 */
export async function startHaihe(options: Partial<StartOptions> = {}): Promise<Haihe> {
  const own = options.dataFolder !== undefined || options.environment?.['HAIHE_MODE'] !== undefined
  const dataFolder = options.dataFolder ?? (own ? makeScratch('haihe-data-') : await copyOfCity(residents))
  const remove = () => {
    if (options.dataFolder === undefined) rmSync(dataFolder, removing)
  }
  try {
    const haihe = await spawnHaihe({ residents, ...options, dataFolder })
    after(() => haihe.stop().finally(remove))
    return haihe
  } catch (error) {
    remove()
    throw error
  }
}

/** A data folder that is removed when the file ends. */
export function temporaryFolder(): string {
  const folder = makeScratch('haihe-data-')
  after(() => rmSync(folder, removing))
  return folder
}

const removing = { recursive: true, force: true, maxRetries: 5 }
