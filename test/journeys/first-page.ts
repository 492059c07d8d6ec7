import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, openBrowser, problemsOf, screenshot, startHaihe } from './harness.ts'

const haihe = await startHaihe()
const browser = await openBrowser(haihe)

for (const viewport of ['phone', 'desktop'] as const)
  test(`a stranger finds a first page without faults on a ${viewport}`, async () => {
    const page = await browser.page(viewport)
    await page.goto('/')
    await page.getByRole('heading').first().waitFor()
    await screenshot(page, `first-page-${viewport}`)
    assert.deepEqual(await axe(page), [])
    assert.deepEqual(problemsOf(page), [])
    const wider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    assert.equal(wider, false)
  })
