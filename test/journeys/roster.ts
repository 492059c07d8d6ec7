import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { noFaults } from './acts.ts'
import { openBrowser, screenshot, startHaihe } from './harness.ts'
import { signInAs } from './people.ts'

const haihe = await startHaihe()
const browser = await openBrowser(haihe)

const approver = await signInAs(browser, 'districtApprover')
const finance = await signInAs(browser, 'finance')
const second = await signInAs(browser, 'secondFinance')

const said = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()
let address = ''

/** Asks for the insurer's book of the roster that the page shows; it says the same as ours. */
async function reconciled() {
  await approver.getByRole('button', { name: '对账' }).click()
  await approver.waitForFunction(
    async (path) => {
      const answer = await fetch(path, { headers: { accept: 'application/json' } })
      const { reconciliations } = (await answer.json()) as {
        reconciliations: { answered_on: string | null }[]
      }
      return reconciliations[0]?.answered_on != null
    },
    `/api${new URL(approver.url()).pathname.replace('/workbench', '')}`,
    { polling: 500 },
  )
  await approver.reload()
  await said(approver, /两边一致/)
}

test('the district draws the roster of the year, sends it, and each line comes back acknowledged', async () => {
  await approver.goto('/workbench/rosters')
  // Those of the years before have their answers.
  await said(approver, /2015年.*资助参保/)
  await said(approver, '都有回执')
  await screenshot(approver, 'rosters')
  await noFaults(approver)
  await approver.getByRole('button', { name: '编制名册' }).click()
  await approver.getByRole('dialog').getByLabel('年度').selectOption('2018年')
  await screenshot(approver, 'roster-draw')
  await approver.getByRole('dialog').getByRole('button', { name: '编制名册' }).click()
  await approver.waitForURL(/rosters\/[0-9a-f-]{36}/)
  await approver.getByRole('cell', { name: '待送出' }).first().waitFor()
  address = new URL(approver.url()).pathname
  await screenshot(approver, 'roster-drawn')
  await noFaults(approver)
  await approver.getByRole('button', { name: /^送出/ }).click()
  await said(approver, /已送出 \d+ 行/)
  await approver.waitForFunction(
    async (path) => {
      const answer = await fetch(path, { headers: { accept: 'application/json' } })
      const { roster } = (await answer.json()) as { roster: { waiting: number; accepted: number } }
      return roster.waiting === 0 && roster.accepted > 0
    },
    `/api${address.replace('/workbench', '')}`,
    { polling: 500 },
  )
  // What does not get through at once is sent again after a while.
  const acknowledged = approver.getByRole('cell', { name: '已回执' }).first()
  for (let look = 0; look < 30; look++) {
    await approver.reload()
    await approver.getByRole('table').first().waitFor()
    const seen = acknowledged.waitFor({ timeout: 4000 }).then(() => true)
    if (await seen.catch(() => false)) break
  }
  await acknowledged.waitFor()
  await screenshot(approver, 'roster-acknowledged')
  await noFaults(approver)
})

test('what was acknowledged before the city opened stands in both books, too', async () => {
  await approver.goto('/workbench/rosters')
  await approver
    .getByRole('row', { name: /2017年.*资助参保/ })
    .getByRole('cell')
    .nth(1)
    .click()
  await approver.waitForURL(/rosters\/[0-9a-f-]{36}/)
  await screenshot(approver, 'roster-of-the-past')
  await reconciled()
})

test('ours and theirs are the same, and one sum is paid for what was acknowledged', async () => {
  await approver.goto(address)
  await reconciled()
  await finance.goto(address)
  await finance.getByRole('button', { name: '编制付款' }).click()
  await finance.getByRole('cell', { name: '待复核' }).first().waitFor()
  await screenshot(finance, 'roster-payment')
  await noFaults(finance)
  await second.goto(address)
  await second.getByRole('button', { name: /^复核同意/ }).click()
  await second
    .getByRole('dialog')
    .getByRole('button', { name: /^复核同意/ })
    .click()
  await second.getByRole('cell', { name: '待银行付款' }).first().waitFor()
  await finance.reload()
  await finance.getByRole('button', { name: /^登记已付/ }).click()
  await finance.getByRole('dialog').getByLabel('银行回单号').fill('示例回单 0001')
  await finance
    .getByRole('dialog')
    .getByRole('button', { name: /^登记已付/ })
    .click()
  await said(finance, '示例回单 0001')
  await screenshot(finance, 'roster-paid')
  await noFaults(finance)
  const [amount] =
    (await finance.getByRole('table', { name: '付款' }).innerText()).match(/[\d,]+\.\d\d/) ?? []
  await said(finance, `${amount}`)
  await finance.goto('/workbench/ledger')
  await finance.getByRole('row', { name: /合计.*0\.00/ }).waitFor()
  await said(finance, /医保经办机构/)
  assert.ok(amount)
})
