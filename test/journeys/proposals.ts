import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, fillDate, noFaults } from './acts.ts'
import { openBrowser, screenshot, startHaihe } from './harness.ts'
import { signInAs } from './people.ts'

const haihe = await startHaihe()
const browser = await openBrowser(haihe)
const officer = await signInAs(browser, 'policyOfficer')
const title = '低保标准提到九百元（演示）'
const rise = '二〇一八年救助标准调整'

test('the policy officer drafts a new standard; a date that is over asks to be said, and what was typed stays', async () => {
  await officer.goto('/workbench/proposals')
  await officer.getByText('二〇一八年救助标准调整').waitFor()
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

test('the rise of 2018 lies ready as a draft: who gains how much, on the map and in figures, before it is law', async () => {
  await officer.goto('/workbench/proposals')
  await officer.getByText(rise).click()
  await officer.getByRole('heading', { level: 1, name: rise }).waitFor()
  await officer.getByText('低保标准每人每月 860 元提高到 920 元', { exact: false }).waitFor()
  await officer.getByText(/满一年[多少]支出/).waitFor({ timeout: 90_000 })
  await officer.getByText(/断崖：每月多挣 100 元/).waitFor()
  await officer
    .getByRole('img', { name: '每月多支出，按区' })
    .or(officer.getByLabel('每月多支出，按区'))
    .first()
    .waitFor()
  await screenshot(officer, 'rise-of-2018')
  await noFaults(officer)
  await officer.getByRole('button', { name: '提交批准' }).first().click()
  await officer.getByRole('dialog').getByRole('button', { name: '提交批准' }).click()
  await officer.getByText('待批准').first().waitFor()
})

test('approved by the leader, it waits for its day', async () => {
  const leader = await signInAs(browser, 'leader')
  await leader.goto('/workbench/proposals')
  await leader.getByText(rise).click()
  await leader.getByText(/满一年[多少]支出/).waitFor()
  await leader.getByRole('button', { name: '批准', exact: true }).click()
  await leader.getByRole('dialog').getByRole('button', { name: '批准', exact: true }).click()
  await leader.getByText('已批准，到期施行').first().waitFor()
  await screenshot(leader, 'rise-of-2018-approved')
})

const rules = '就业收入扣减试行（演示）'

test('the officer picks a draft version of the rules with a value of its own, and sees what it says and what it would do', async () => {
  await officer.goto('/workbench/proposals/new')
  await officer.getByRole('textbox', { name: '名称' }).fill(rules)
  await fillDate(officer.getByRole('group', { name: '从哪天起施行' }), '2017-11-01')
  await officer
    .getByLabel('选一份草案或以前的规则')
    .selectOption({ label: '最低生活保障：就业收入扣减（草案、示例）' })
  await officer.getByText('这份草案也写了低收入家庭救助的规则', { exact: false }).waitFor()
  await officer
    .getByLabel('再选一份规则')
    .selectOption({ label: '低收入家庭救助：就业收入扣减（草案、示例）' })
  await screenshot(officer, 'proposal-form-rules')
  await officer.getByLabel('选一个数值').selectOption({ label: '就业收入扣减比例（草案）' })
  await officer.getByRole('textbox', { name: '就业收入扣减比例（草案）' }).fill('0.4')
  await officer.getByLabel('依据的文件').fill('演示用的草案')
  await officer.getByRole('radio', { name: /还没有文件/ }).check()
  await noFaults(officer)
  await officer.getByRole('button', { name: '存为草案，看影响' }).click()
  await officer.getByRole('heading', { level: 1, name: rules }).waitFor()
  await officer.getByRole('cell', { name: '扣减后的工资', exact: true }).first().waitFor()
  await officer.getByText('两口人，一人工资 2100 元', { exact: false }).waitFor()
  await officer.getByText(/满一年多支出/).waitFor({ timeout: 90_000 })
  await officer.getByText(/断崖：每月多挣 100 元/).waitFor()
  await screenshot(officer, 'proposal-rules')
  await noFaults(officer)
  await officer.getByRole('button', { name: '提交批准' }).first().click()
  await officer.getByRole('dialog').getByRole('button', { name: '提交批准' }).click()
  await officer.getByText('须由起草人以外的人').waitFor()
})

test('approved by the leader, who sees the same, the draft is law from its day on', async () => {
  const leader = await signInAs(browser, 'leader')
  await leader.goto('/workbench/proposals')
  await leader.getByText(rules).click()
  await leader.getByText('两口人，一人工资 2100 元', { exact: false }).waitFor()
  await leader.getByText(/满一年多支出/).waitFor()
  await leader.getByRole('button', { name: '批准', exact: true }).click()
  await leader.getByRole('dialog').getByRole('button', { name: '批准', exact: true }).click()
  await leader.getByText('已批准，到期施行').first().waitFor()
  // It is no choice any more from its day on; the former rules are.
  const { rows } = await ask<{ rows: { version: string; draft: boolean }[] }>(
    leader,
    'GET',
    '/api/changeable-versions?on=2017-11-01',
  )
  assert.deepEqual(
    rows.filter(({ draft }) => draft),
    [],
  )
  assert.ok(rows.some(({ version }) => version === '2014'))
  await noFaults(leader)
})
