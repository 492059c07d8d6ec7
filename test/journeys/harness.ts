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
 *       assert.deepEqual(problemsOf(page), [])
 *     })
 *
 * Both are closed when the file ends.
 */
import { rmSync } from 'node:fs'
import { after } from 'node:test'
import { makeDataFolder, spawnHaihe, type Haihe, type StartOptions } from '../house.ts'

export { axe, openBrowser, overflow, problemsOf, screenshot } from './browser.ts'
export type { JourneyBrowser, Viewport } from './browser.ts'
export type { Haihe } from '../house.ts'

/** Starts the house, in a new data folder unless told otherwise. Throws with its output when it does not start. */
export async function startHaihe(options: Partial<StartOptions> = {}): Promise<Haihe> {
  const haihe = await spawnHaihe({ ...options, dataFolder: options.dataFolder ?? temporaryFolder() })
  after(() => haihe.stop())
  return haihe
}

/** A data folder that is removed when the file ends. */
export function temporaryFolder(): string {
  const folder = makeDataFolder()
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}
