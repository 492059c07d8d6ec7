/** What several journeys do alike: an act on a case page, and a business day that moves on. */
import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { axe, overflow, problemsOf } from './harness.ts'

/** Nothing serious by axe-core, no error thrown, nothing to scroll sideways. */
export async function noFaults(page: Page): Promise<void> {
  assert.deepEqual(await axe(page), [], page.url())
  assert.deepEqual(problemsOf(page), [], page.url())
  assert.equal(await overflow(page), 0, page.url())
}

/** Presses an act of the case page, fills in its form, and presses the act again in the dialog. */
export async function act(
  page: Page,
  word: string | RegExp,
  fill: (dialog: Locator) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await page.getByRole('button', { name: word }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await fill(dialog)
  await dialog.getByRole('button', { name: word }).last().click()
  await dialog.waitFor({ state: 'hidden' })
}

/** Opens a case from the list of work, by the name of its household. */
export async function openWork(page: Page, name: string): Promise<void> {
  await page.goto('/workbench')
  await page.getByRole('row').getByText(name, { exact: true }).click()
  await page.getByRole('heading', { level: 1, name: new RegExp(name) }).waitFor()
}

/** Types a day, `2017-09-01`, into the three parts of a date. */
export async function fillDate(within: Page | Locator, date: string): Promise<void> {
  for (const [at, part] of ['年', '月', '日'].entries())
    await within.getByRole('textbox', { name: part, exact: true }).fill(date.split('-')[at] ?? '')
}

type BusinessDay = { business_date: string; days_left: number; failed: boolean }

/** The system administrator moves the demonstration's day on; resolves when the days between are worked off. */
export async function moveDay(administrator: Page, business_date: string): Promise<void> {
  await administrator.goto('/workbench/administration/business-day')
  const done = await administrator.evaluate(async (day) => {
    const read = async (path: string, init?: RequestInit): Promise<unknown> => {
      const answer = await fetch(path, { headers: { accept: 'application/json' }, ...init })
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return answer.json()
    }
    const { csrf_token } = (await read('/api/session')) as { csrf_token: string }
    await read('/api/administration/business-day', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf-token': csrf_token },
      body: JSON.stringify({ business_date: day }),
    })
    for (;;) {
      const state = (await read('/api/administration/business-day')) as BusinessDay
      if (state.days_left === 0 || state.failed) return state
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }, business_date)
  assert.deepEqual([done.business_date, done.failed], [business_date, false])
}
