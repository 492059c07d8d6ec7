/** What the journeys through the register of people and households do alike. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Download, Locator, Page } from 'playwright-core'
import { readSheet } from '../../server/platform/workbooks/index.ts'
import { identityCheckCharacter } from '../../server/registries/identifiers/index.ts'
import { noFaults } from './acts.ts'
import { screenshot } from './harness.ts'

/** An identity number of its first seventeen digits. */
export const numberOf = (first17: string): string => first17 + identityCheckCharacter(first17)

export const said = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()

export const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).first().waitFor()

/** Looks for people; answers the names that are listed. */
export async function find(page: Page, text: string): Promise<string[]> {
  await page.goto('/workbench/people')
  await page.getByLabel('姓名、拼音、证件号码或后四位').fill(text)
  await page
    .getByRole('search', { name: '查人' })
    .getByRole('button', { name: /查\s*找/ })
    .click()
  await page.getByRole('heading', { level: 1, name: /查到/ }).waitFor()
  await page.waitForLoadState('networkidle')
  return page.getByRole('table', { name: '查到的人' }).locator('tbody td:first-child').allInnerTexts()
}

export async function openPerson(page: Page, name: string): Promise<void> {
  await find(page, name)
  await page.getByRole('table', { name: '查到的人' }).getByText(name, { exact: true }).first().click()
  await heading(page, name)
  await page.waitForLoadState('networkidle')
}

export async function openHousehold(page: Page, member: string): Promise<void> {
  await openPerson(page, member)
  await page.getByRole('link', { name: '家庭页' }).click()
  await heading(page, /户$/)
  await page.waitForLoadState('networkidle')
}

/** Waits until the household whose page is open has these members, a line each: 刘志强 户主. */
export async function hasMembers(page: Page, expected: string[]): Promise<void> {
  const rows = page
    .getByRole('region', { name: '家庭成员' })
    .first()
    .getByRole('table')
    .first()
    .locator('tbody tr')
  const shown = () =>
    rows.evaluateAll((list) =>
      list.map((row) =>
        [...row.querySelectorAll('td')]
          .slice(0, 2)
          .map((cell) => cell.innerText.trim())
          .join(' '),
      ),
    )
  for (let tries = 0; tries < 100; tries += 1) {
    if (isDeepStrictEqual(await shown(), expected)) return
    await page.waitForTimeout(100)
  }
  assert.deepEqual(await shown(), expected)
}

/** Opens a dialog by its button, fills it in, keeps a picture of it, acts, and waits until it is gone. */
export async function inDialog(
  open: Locator,
  act: string,
  fill: (dialog: Locator) => Promise<void>,
  picture?: string,
): Promise<void> {
  const page = open.page()
  await open.click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await fill(dialog)
  if (picture !== undefined) {
    await noFaults(page)
    await screenshot(page, picture)
  }
  await dialog.getByRole('button', { name: act, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.waitForLoadState('networkidle')
}

/** One page at the sizes of the pages that are given: without faults, and kept for eyes. */
export async function look(
  pages: Record<string, Page>,
  name: string,
  path: string,
  ready: (page: Page) => Promise<void>,
): Promise<void> {
  for (const [size, page] of Object.entries(pages)) {
    await page.goto(path)
    await ready(page)
    await page.waitForLoadState('networkidle')
    await noFaults(page)
    await screenshot(page, size === 'desktop' ? name : `${name}-${size}`)
  }
}

/** The rows of a workbook that was downloaded, as text. */
export async function rowsOf(download: Download): Promise<string[][]> {
  const rows: string[][] = []
  const content = await readFile(await download.path())
  for await (const row of readSheet(content, { rows: 10_000, columns: 40 })) rows.push([...row.cells])
  return rows
}

/** Asks the house as the page's own scripts do; what it answers. */
export function ask<Answer>(
  page: Page,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<Answer> {
  return page.evaluate(
    async ([how, where, what]) => {
      const read = async (address: string, init?: RequestInit): Promise<unknown> => {
        const answer = await fetch(address, init)
        if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`)
        return answer.json()
      }
      const { csrf_token } = (await read('/api/session')) as { csrf_token: string }
      const headers = { 'content-type': 'application/json', 'x-csrf-token': csrf_token }
      return (await read(where, {
        method: how,
        headers,
        ...(what !== undefined && { body: what }),
      })) as Answer
    },
    [method, path, body === undefined ? undefined : JSON.stringify(body)] as const,
  )
}

/** The first community of the clerk's street. */
export async function communityOf(page: Page, street: string): Promise<string> {
  const path = `/api/divisions?parent=${street}`
  const { rows } = await ask<{ rows: { division_code: string }[] }>(page, 'GET', path)
  return rows[0]?.division_code ?? ''
}
