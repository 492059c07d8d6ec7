import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { act, noFaults } from './acts.ts'
import { openBrowser, screenshot, startHaihe } from './harness.ts'
import { actors, signIn, signInAs } from './people.ts'

const haihe = await startHaihe()
const browser = await openBrowser(haihe)

const name = actors.newApplicant
const resident = await signInAs(browser, 'newApplicant', 'phone')
const clerk = await signIn(await browser.page('desktop'), '向阳路街道', '街镇经办人')

const said = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()
const heading = (page: Page) => page.getByRole('heading', { level: 1 })

/** Answers one screen of somebody who has nobody and nothing, and goes on to the next. */
async function answer(page: Page, title: string): Promise<void> {
  const none = page.getByRole('button', { name: '没有，填 0' })
  const skip = page.getByRole('button', { name: '现在没有，先跳过' })
  if (await skip.isVisible()) return skip.click()
  if (/一起生活/.test(title)) await page.getByRole('radio', { name: '就是这些人' }).check()
  else if (/登记里有这些/.test(title)) await page.getByRole('radio', { name: '都对' }).check()
  else if (/同意核对/.test(title)) await page.getByRole('radio', { name: '我同意' }).check()
  else if (await none.isVisible()) await none.click()
  else
    await page
      .getByRole('radio', { name: /^(没有|不是|否)/ })
      .first()
      .check()
  await page.getByRole('button', { name: '下一题' }).click()
}

/** Goes through the form to its end; stops for a look where it is asked for whom. */
async function applyFor(page: Page, person: string): Promise<void> {
  await page.goto('/apply/extreme-poverty-support')
  await page.getByRole('heading', { level: 1, name: /一起生活/ }).waitFor()
  for (;;) {
    const title = await heading(page).innerText()
    if (/看看填得对不对/.test(title)) return
    if (/为家里哪一位申请/.test(title)) {
      await page.getByRole('button', { name: '下一题' }).click()
      await page.getByText(/请至少选一位|请先回答/).waitFor()
      await screenshot(page, 'support-for-whom')
      await noFaults(page)
      await page.getByRole('checkbox', { name: new RegExp(person) }).check()
      await page.getByRole('button', { name: '下一题' }).click()
    } else await answer(page, title)
    await page.waitForFunction((before) => document.querySelector('h1')?.textContent !== before, title)
  }
}

test('an old man who has nobody applies on the phone for himself by name, and is not asked what the street assesses', async () => {
  await applyFor(resident, name)
  await said(resident, '为家里哪一位申请')
  await screenshot(resident, 'support-answers')
  await noFaults(resident)
  await resident.getByRole('button', { name: '提交申请' }).click()
  await resident.getByRole('heading', { level: 1, name: '已经提交' }).waitFor()
  await screenshot(resident, 'support-receipt')
  await noFaults(resident)
})

test('the street assesses the six acts, and the page says who gets how much of what', async () => {
  await clerk.goto('/workbench')
  await clerk.getByRole('row').filter({ hasText: '特困' }).getByText(name, { exact: true }).first().click()
  await clerk.getByRole('heading', { level: 1, name: new RegExp(name) }).waitFor()
  await act(clerk, '受理')
  await said(clerk, /还缺 6 项事实/)
  await screenshot(clerk, 'support-missing')
  await noFaults(clerk)
  await act(clerk, '登记核定', async (dialog) => {
    for (const what of ['吃饭', '穿衣', '如厕', '行走', '洗澡', '上下床'])
      await dialog
        .getByRole('radiogroup', { name: new RegExp(what) })
        .getByRole('radio', { name: /^(不能|否|不是)$/ })
        .check()
    await screenshot(clerk, 'support-assessment')
    await noFaults(clerk)
  })
  await said(clerk, /基本生活费 1,720\.00 元\/月/)
  await said(clerk, /照料护理补贴 800\.00 元\/月/)
  await screenshot(clerk, 'support-assessed')
  await noFaults(clerk)
})
