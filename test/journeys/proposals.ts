import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillDate, noFaults } from './acts.ts'
import { openBrowser, screenshot, startHaihe } from './harness.ts'
import { signInAs } from './people.ts'

const haihe = await startHaihe({ residents: 3000 })
const browser = await openBrowser(haihe)
const officer = await signInAs(browser, 'policyOfficer')
const title = '低保标准提到九百元（演示）'

test('the policy officer drafts a new standard; a date that is over asks to be said, and what was typed stays', async () => {
  await officer.goto('/workbench/proposals')
  await officer.getByText('还没有方案').waitFor()
  await noFaults(officer)
  await officer.getByRole('link', { name: '起草方案' }).click()
  await officer.getByRole('textbox', { name: '名称' }).fill(title)
  await fillDate(officer.getByRole('group', { name: '从哪天起施行' }), '2017-07-01')
  await officer.getByRole('checkbox', { name: /追溯以前月份/ }).waitFor()
  await officer.getByLabel('选一个数值').selectOption({ label: '最低生活保障标准（城镇）' })
  await officer.getByRole('textbox', { name: '最低生活保障标准（城镇）' }).fill('900')
  await officer.getByLabel('再选一个数值').selectOption({ label: '最低生活保障标准（农村）' })
  await officer.getByRole('textbox', { name: '最低生活保障标准（农村）' }).fill('900')
  await officer.getByLabel('依据的文件').fill('演示用的调整通知')
  await officer.getByRole('radio', { name: /还没有文件/ }).check()
  await officer.reload()
  assert.equal(await officer.getByLabel('名称').inputValue(), title)
  await screenshot(officer, 'proposal-form')
  await noFaults(officer)
  await officer.getByRole('checkbox', { name: /追溯以前月份/ }).check()
  await officer.getByRole('button', { name: '存为草案，看影响' }).click()
  await officer.getByRole('heading', { level: 1, name: title }).waitFor()
  // The first reckoning reads the whole register.
  await officer.getByText(/满一年[多少]支出/).waitFor({ timeout: 90_000 })
  await screenshot(officer, 'proposal-draft')
  await noFaults(officer)
})

test('its drafter submits it and may not approve it', async () => {
  await officer.getByRole('button', { name: '提交批准' }).first().click()
  await officer.getByRole('dialog').getByRole('button', { name: '提交批准' }).click()
  await officer.getByText('待批准').first().waitFor()
  await officer.getByText('须由起草人以外的人').waitFor()
})

test('the leader approves it, and every household on benefit is decided anew while he looks on', async () => {
  const leader = await signInAs(browser, 'leader')
  await leader.goto('/workbench/proposals')
  await leader.getByText(title).click()
  await leader.getByText(/满一年[多少]支出/).waitFor()
  await leader.getByRole('button', { name: '批准', exact: true }).click()
  await leader.getByRole('dialog').getByText('已发月份补发或追回差额').waitFor()
  await leader.getByRole('dialog').getByRole('button', { name: '批准', exact: true }).click()
  await leader.getByText('已施行').first().waitFor({ timeout: 90_000 })
  await screenshot(leader, 'proposal-applied')
  await noFaults(leader)
  const text = await leader.getByRole('main').innerText()
  assert.match(text, /已发月份的差额合计/)
})
