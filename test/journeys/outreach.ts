import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noFaults } from './acts.ts'
import { openBrowser, screenshot, startHaihe } from './harness.ts'
import { actors, signIn, signInAs } from './people.ts'

const haihe = await startHaihe()
const browser = await openBrowser(haihe)
const clerk = await signIn(await browser.page('desktop'), '向阳路街道', '街镇经办人')
const row = () => clerk.getByRole('row').filter({ hasText: `${actors.newApplicant}户` })

test('a clerk registers a disability that the register reports, and the household stands on the list with its reason', async () => {
  await clerk.goto('/workbench/people')
  await clerk.getByRole('main').getByRole('textbox').first().fill(actors.newApplicant)
  await clerk.keyboard.press('Enter')
  await clerk.getByRole('row').getByText(actors.newApplicant).first().click()
  await clerk.getByRole('button', { name: '登记一项' }).click()
  const dialog = clerk.getByRole('dialog')
  await dialog.getByLabel('事项').selectOption({ label: '残疾类别' })
  await dialog.getByLabel('残疾类别').selectOption({ label: '视力' })
  await dialog.getByRole('radio', { name: '登记资料' }).check()
  await dialog.getByLabel('来源').fill('残联')
  await dialog.getByRole('button', { name: '登记', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  await clerk.goto('/workbench/outreach')
  // The screening is a job of its own, moments later.
  for (let tries = 0; tries < 40 && (await row().count()) === 0; tries += 1) {
    await clerk.waitForTimeout(500)
    await clerk.reload()
    await clerk.getByRole('heading', { level: 1, name: /政策找人/ }).waitFor()
  }
  assert.match(await row().first().innerText(), /评定残疾/)
  await screenshot(clerk, 'outreach-list')
  await noFaults(clerk)
})

test('the old man sees on his phone what he may be entitled to, and may apply or say no', async () => {
  const phone = await signInAs(browser, 'newApplicant', 'phone')
  await phone.getByRole('link', { name: /您家可能符合最低生活保障/ }).waitFor()
  await screenshot(phone, 'outreach-home')
  await phone.getByRole('link', { name: /您家可能符合最低生活保障/ }).click()
  await phone.getByRole('heading', { level: 1, name: '您家可能符合最低生活保障' }).waitFor()
  await phone.getByText('不是决定').waitFor()
  await screenshot(phone, 'outreach-offer')
  await noFaults(phone)
  await phone.getByRole('button', { name: '不需要，别再问' }).click()
  await phone.getByRole('heading', { level: 1, name: '记下了，不再问您' }).waitFor()
  await noFaults(phone)
  await phone.goto('/')
  await phone.getByRole('link', { name: /自助测算/ }).waitFor()
  assert.equal(await phone.getByRole('link', { name: /您家可能符合最低生活保障/ }).count(), 0)
})

test('the clerk reads that he said no', async () => {
  await clerk.goto('/workbench/outreach')
  await clerk
    .getByRole('link', { name: '不需要' })
    .or(clerk.getByRole('button', { name: '不需要', exact: true }))
    .first()
    .click()
  await row().first().waitFor()
  assert.match(await row().first().innerText(), /不需要/)
  await noFaults(clerk)
})
