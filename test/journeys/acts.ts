/** What several journeys do alike: an act on a case page, and a business day that moves on. */
import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { axe, overflow, problemsOf, screenshot } from './harness.ts'

/** Nothing serious by axe-core, no error thrown, nothing to scroll sideways. */
export async function noFaults(page: Page): Promise<void> {
  assert.deepEqual(await axe(page), [], page.url())
  assert.deepEqual(problemsOf(page), [], page.url())
  assert.equal(await overflow(page), 0, page.url())
}

/** 大字, on and off again: the page must hold at that size, too. */
export async function inLargeType(page: Page, name: string): Promise<void> {
  const large = page.getByRole('switch', { name: '大字' }).or(page.getByRole('button', { name: '大字' }))
  await large.click()
  await screenshot(page, `${name}-large`)
  await noFaults(page)
  await large.click()
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

/** Asks the server as the page's own session does: for what a journey needs and another journey walks. */
export function ask<Answer>(page: Page, method: string, path: string, body?: unknown): Promise<Answer> {
  return page.evaluate(
    async (asked) => {
      const read = async (at: string, init?: RequestInit): Promise<unknown> => {
        const answer = await fetch(at, { headers: { accept: 'application/json' }, ...init })
        if (!answer.ok) throw new Error(`${at}: ${answer.status} ${await answer.text()}`)
        return answer.json()
      }
      if (asked.method === 'GET') return read(asked.path)
      const { csrf_token } = (await read('/api/session')) as { csrf_token: string }
      return read(asked.path, {
        method: asked.method,
        headers: { 'content-type': 'application/json', 'x-csrf-token': csrf_token },
        body: JSON.stringify(asked.body ?? {}),
      })
    },
    { method, path, body },
  ) as Promise<Answer>
}

type BusinessDay = { business_date: string; days_left: number; failed: boolean }

const dayPath = '/api/administration/business-day'

/** The system administrator moves the demonstration's day on; resolves when the days between are worked off. */
export async function moveDay(administrator: Page, business_date: string): Promise<void> {
  await administrator.goto('/workbench/administration/business-day')
  await ask(administrator, 'POST', dayPath, { business_date })
  for (;;) {
    const state = await ask<BusinessDay>(administrator, 'GET', dayPath)
    if (state.days_left > 0 && !state.failed) {
      await administrator.waitForTimeout(200)
      continue
    }
    assert.deepEqual([state.business_date, state.failed], [business_date, false])
    return
  }
}
