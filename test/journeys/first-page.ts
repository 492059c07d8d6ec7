import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, openBrowser, problemsOf, screenshot, startHaihe } from './harness.ts'
import { actors } from './people.ts'

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

test('who asks for a page of their own signs in and is there', async () => {
  const page = await browser.page('phone')
  await page.goto('/progress')
  await page
    .getByRole('button', { name: new RegExp(actors.resident) })
    .first()
    .click()
  await page.waitForURL(({ pathname }) => pathname === '/progress')
  await page.getByRole('heading', { name: '办件进度' }).waitFor()
})
