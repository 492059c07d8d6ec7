import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { act, moveDay, noFaults } from './acts.ts'
import { openBrowser, screenshot, startHaihe } from './harness.ts'
import { signInAs } from './people.ts'

const haihe = await startHaihe()
const browser = await openBrowser(haihe)

const resident = await signInAs(browser, 'resident', 'phone')
const clerk = await signInAs(browser, 'streetClerk')
const second = await signInAs(browser, 'secondStreetClerk')
const finance = await signInAs(browser, 'finance')
const other = await signInAs(browser, 'secondFinance')
const administrator = await signInAs(browser, 'systemAdministrator')

const said = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()
const next = (page: Page) => page.getByRole('button', { name: '下一题' }).click()
const question = (page: Page, text: string | RegExp) =>
  page.getByRole('heading', { level: 1, name: text }).waitFor()

/** Opens the household's case of aid that is paid once, from the list of work. */
async function openHardship(page: Page, name: string): Promise<void> {
  await page.goto('/workbench')
  await page
    .getByRole('row')
    .filter({ hasText: name })
    .filter({ hasText: '临时救助' })
    .getByText(name, { exact: true })
    .click()
  await page.getByRole('heading', { level: 1, name: new RegExp(`${name}.*临时救助`) }).waitFor()
}

/** Answers whatever the form asks of people until the question about the account or the papers. */
async function answerPeople(page: Page): Promise<void> {
  for (;;) {
    const title = await page.getByRole('heading', { level: 1 }).innerText()
    if (/钱发给|请拍一张/.test(title)) return
    if (/登记里有这些/.test(title)) await page.getByRole('radio', { name: '都对' }).check()
    else
      await page
        .getByRole('radio', { name: /^(没有|不是|否|不能|能)/ })
        .first()
        .check()
    await next(page)
    await page.waitForFunction((before) => document.querySelector('h1')?.textContent !== before, title)
  }
}

async function applyOnPhone(page: Page, urgent: boolean): Promise<void> {
  await page.goto('/apply/temporary-assistance')
  await question(page, '您家一起生活的是这些人吗？')
  await page.getByRole('radio', { name: '就是这些人' }).check()
  await next(page)
  await question(page, '这件事急吗？')
  await screenshot(page, 'hardship-urgent')
  await noFaults(page)
  await page.getByRole('radio', { name: urgent ? /很急/ : /可以等街道上门/ }).check()
  await next(page)
  await question(page, /登记里有这些|遇到了什么困难/)
  if (await page.getByRole('radio', { name: '都对' }).isVisible()) {
    await page.getByRole('radio', { name: '都对' }).check()
    await next(page)
  }
  await question(page, '您家遇到了什么困难？')
  await screenshot(page, 'hardship-kind')
  await noFaults(page)
  await page.getByRole('radio', { name: /火灾/ }).check()
  await next(page)
  await answerPeople(page)
  if (/钱发给/.test(await page.getByRole('heading', { level: 1 }).innerText())) {
    await page.getByRole('radio').first().check()
    await next(page)
  }
  await question(page, /请拍一张困难的证明/)
  await page.getByRole('button', { name: '现在没有，先跳过' }).click()
  await question(page, '看看填得对不对')
  await screenshot(page, 'hardship-answers')
  await noFaults(page)
  await page.getByRole('button', { name: '提交申请' }).click()
  await question(page, '已经提交')
  await screenshot(page, 'hardship-receipt')
  await noFaults(page)
}

/** What the street found: living has become hard, and how many yuan are needed; `times`: it was another matter. */
const assess = (page: Page, yuan: string, times?: string) =>
  act(page, '登记核定', async (dialog) => {
    if (times !== undefined) await dialog.getByLabel(/今年因同一事由/).fill(times)
    await dialog
      .getByRole('radio', { name: /^(有|是)/ })
      .first()
      .check()
    await dialog.getByLabel(/解决基本生活困难需要的金额/).fill(yuan)
    await dialog.getByLabel('怎么核定的').fill('看了维修和住宿的票据，问了邻居。')
    await screenshot(page, 'hardship-assessment')
    await noFaults(page)
  })

async function visitWith(page: Page, companion: string): Promise<void> {
  await act(page, '登记入户', async (dialog) => {
    const field = dialog.getByLabel('与您同去的人')
    const option = field.locator('option', { hasText: companion })
    await option.waitFor({ state: 'attached' })
    await field.selectOption(await option.getAttribute('value'))
    await dialog.getByLabel('实际住几个人').fill('3')
    await dialog.getByRole('radio', { name: '一致', exact: true }).check()
    await dialog.getByLabel('看到的情况').fill('厨房烧毁，暂住亲戚家，没有积蓄。')
  })
}

/** From the notice above the list of payrolls through both finance officers to the bank; the lines of its file. */
async function pay(): Promise<string[][]> {
  await finance.goto('/workbench/payrolls')
  await said(finance, '还没有列入批次')
  await screenshot(finance, 'hardship-waiting')
  await noFaults(finance)
  await finance.getByRole('button', { name: /^编制 .*临时救助/ }).click()
  await finance.getByRole('dialog').getByText('只发一次').waitFor()
  await screenshot(finance, 'hardship-draft')
  await finance.getByRole('dialog').getByRole('button', { name: /编制/ }).click()
  await finance.waitForURL(/payrolls\/[0-9a-f-]{36}/)
  await act(finance, /锁定送复核/)
  await other.goto(new URL(finance.url()).pathname)
  await screenshot(other, 'hardship-payroll')
  await noFaults(other)
  await act(other, /复核同意/)
  await finance.reload()
  await act(finance, /送银行代发/)
  const [download] = await Promise.all([
    finance.waitForEvent('download'),
    finance
      .getByRole('link', { name: /\.csv$/ })
      .first()
      .click(),
  ])
  const text = await readFile(await download.path(), 'utf8')
  const lines = text
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','))
  const rows = lines.map((line) => `${line[0]},成功,`)
  const buffer = Buffer.from(`发放编号,结果,原因\n${rows.join('\n')}\n`)
  await finance
    .getByLabel('读入银行回盘文件')
    .setInputFiles({ name: '回盘.csv', mimeType: 'text/csv', buffer })
  await said(finance, /全部答复，已对账/)
  return lines
}

test('after a fire a household applies on the phone, and the street visits and finds what is needed', async () => {
  await resident.goto('/apply')
  await said(resident, '临时救助')
  await screenshot(resident, 'programmes')
  await noFaults(resident)
  await applyOnPhone(resident, false)
  await openHardship(clerk, '王桂兰')
  await screenshot(clerk, 'hardship-accept')
  await noFaults(clerk)
  await act(clerk, '受理')
  await visitWith(clerk, '彭志刚')
  await said(clerk, /入户，赵敏、彭志刚/)
  await assess(clerk, '5000')
  await said(clerk, /5,000\.00/)
  await screenshot(clerk, 'hardship-visited')
  await noFaults(clerk)
  await act(clerk, '提交街道公示')
  await act(clerk, /^公示/)
})

test('after the notice the street decides by its own power, by somebody who did not visit', async () => {
  await moveDay(administrator, '2017-09-11')
  await openHardship(clerk, '王桂兰')
  await said(clerk, /须与“.*”的经办人分开/)
  await screenshot(clerk, 'hardship-not-own')
  await openHardship(second, '王桂兰')
  await screenshot(second, 'hardship-decide')
  await noFaults(second)
  await act(second, /^批准给付.*一次性 5,000\.00 元/)
  await act(second, '告知申请人并办结')
  await screenshot(second, 'hardship-closed')
  await noFaults(second)
})

test('it is paid once, and the household sees one sum and no month', async () => {
  const lines = await pay()
  assert.deepEqual(
    lines.map((line) => line[4]),
    ['5000.00'],
  )
  await finance.goto('/workbench/payrolls')
  await said(finance, '临时救助　一次性')
  await screenshot(finance, 'hardship-payrolls')
  await noFaults(finance)
  await resident.goto('/benefits')
  await said(resident, '一次性救助')
  await said(resident, '已到账')
  await screenshot(resident, 'hardship-benefits')
  await noFaults(resident)
  await resident.goto('/progress')
  await resident
    .getByRole('link', { name: /临时救助/ })
    .first()
    .click()
  await said(resident, /给予临时救助，一次性/)
  await screenshot(resident, 'hardship-decision')
  await noFaults(resident)
  assert.doesNotMatch(await resident.locator('main').innerText(), /每月|元 \/ 月/)
  await resident.getByRole('link', { name: '看告知书' }).click()
  await resident.waitForURL(/decision-notice/)
  await screenshot(resident, 'hardship-notice')
  await finance.goto('/workbench/ledger')
  await finance.getByRole('row', { name: /合计.*0\.00/ }).waitFor()
})

test('what cannot wait is given the same day by one clerk, and paid; the papers follow, and the rest is paid', async () => {
  await applyOnPhone(resident, true)
  await openHardship(clerk, '王桂兰')
  await said(clerk, '先行救助')
  await said(clerk, /今年没有因同一事由救助过/)
  await screenshot(clerk, 'hardship-urgent-case')
  await noFaults(clerk)
  // Another fire is another matter: the register cannot know, the street says it.
  await assess(clerk, '3000', '0')
  await said(clerk, /3,000\.00/)
  await act(clerk, /^先行救助/)
  await said(clerk, '已先行救助，待审批')
  await screenshot(clerk, 'hardship-given-first')
  await noFaults(clerk)
  assert.deepEqual(
    (await pay()).map((line) => line[4]),
    ['3000.00'],
  )
  await openHardship(clerk, '王桂兰')
  await visitWith(clerk, '彭志刚')
  await said(clerk, /入户，赵敏、彭志刚/)
  await assess(clerk, '4000')
  await said(clerk, /4,000\.00/)
  await act(clerk, '提交审批')
  await openHardship(second, '王桂兰')
  await screenshot(second, 'hardship-decide-rest')
  await act(second, /^批准给付.*一次性 4,000\.00 元/)
  await act(second, '告知申请人并办结')
  assert.deepEqual(
    (await pay()).map((line) => line[4]),
    ['1000.00'],
  )
  await finance.goto('/workbench/ledger')
  await finance.getByRole('row', { name: /合计.*0\.00/ }).waitFor()
})

/** Looks at the household whose line stands on the payroll that finance has open. */
async function householdOfPayroll(): Promise<string> {
  const payroll = new URL(finance.url()).pathname.split('/').at(-1)
  return finance.evaluate(async (id) => {
    const answer = await fetch(`/api/payrolls/${id}/lines?limit=1`)
    const { rows } = (await answer.json()) as { rows: { household_id: string }[] }
    return `/workbench/households/${rows[0]?.household_id}`
  }, payroll)
}

test('what was given too much in advance is brought back to the counter: one takes it in, another books it', async () => {
  await applyOnPhone(resident, true)
  await openHardship(clerk, '王桂兰')
  await assess(clerk, '3000', '0')
  await said(clerk, /3,000\.00/)
  await act(clerk, /^先行救助/)
  await pay()
  const household = await householdOfPayroll()
  await openHardship(clerk, '王桂兰')
  await visitWith(clerk, '彭志刚')
  await said(clerk, /入户，赵敏、彭志刚/)
  await assess(clerk, '1000')
  await said(clerk, /1,000\.00/)
  await act(clerk, '提交审批')
  await openHardship(second, '王桂兰')
  await act(second, /^批准给付.*一次性 1,000\.00 元/)
  await finance.goto(household)
  await finance.getByRole('button', { name: /临时救助登记退还/ }).click()
  const dialog = finance.getByRole('dialog')
  await dialog.getByText('复核后才入账').waitFor()
  await dialog.getByLabel('收据号').fill('示例收据 0001')
  await screenshot(finance, 'repayment-record')
  await noFaults(finance)
  await dialog.getByRole('button', { name: /登记退还/ }).click()
  await said(finance, '等复核入账')
  await screenshot(finance, 'repayment-recorded')
  await noFaults(finance)
  assert.equal(await finance.getByRole('button', { name: /^复核入账/ }).count(), 0)
  await other.goto('/workbench/payrolls')
  await said(other, '退还待复核 1 笔')
  await screenshot(other, 'repayment-waiting')
  await noFaults(other)
  await other.getByRole('region', { name: '退还待复核' }).getByRole('link').click()
  await other.getByRole('button', { name: /^复核入账/ }).click()
  await other
    .getByRole('dialog')
    .getByRole('button', { name: /复核入账/ })
    .click()
  await other.getByRole('cell', { name: '已入账' }).waitFor()
  await screenshot(other, 'repayment-booked')
  await noFaults(other)
  await finance.goto('/workbench/ledger')
  await finance.getByRole('row', { name: /合计.*0\.00/ }).waitFor()
  await said(finance, '多发的已退还')
})
