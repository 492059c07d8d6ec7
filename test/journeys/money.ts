import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { act, fillDate, moveDay, noFaults, openWork } from './acts.ts'
import { openBrowser, screenshot, startHaihe } from './harness.ts'
import { signIn, signInAs } from './people.ts'

const haihe = await startHaihe()
const browser = await openBrowser(haihe)

/** 55, alone; her application has come as far as the district's desk. */
const household = '刘桂芬'
const resident = await signIn(await browser.page('phone'), household)
const approver = await signInAs(browser, 'districtApprover')
const reviewer = await signInAs(browser, 'districtReviewer')
const finance = await signInAs(browser, 'finance')
const second = await signInAs(browser, 'secondFinance')
const officer = await signInAs(browser, 'policyOfficer')
const administrator = await signInAs(browser, 'systemAdministrator')
const clerk = await signIn(await browser.page('desktop'), '万兴街道', '街镇经办人')

const said = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()

/** From the list through both finance officers to the bank; answers the file of the bank. */
async function send(draft: () => Promise<void>): Promise<string[][]> {
  await draft()
  await finance.waitForURL(/payrolls\/[0-9a-f-]{36}/)
  await act(finance, /锁定送复核/)
  await second.goto(new URL(finance.url()).pathname)
  await act(second, /复核同意/)
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
  return text
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','))
}

async function answer(lines: string[][], failed: (line: string[]) => boolean): Promise<void> {
  const rows = lines.map((line) => `${line[0]},${failed(line) ? '失败,账户已销户' : '成功,'}`)
  const buffer = Buffer.from(`发放编号,结果,原因\n${rows.join('\n')}\n`)
  await finance
    .getByLabel('读入银行回盘文件')
    .setInputFiles({ name: '回盘.csv', mimeType: 'text/csv', buffer })
  await said(finance, /全部答复，已对账/)
}

const draftMonth = async () => {
  await finance.goto('/workbench/payrolls')
  await finance.getByRole('button', { name: '编制发放批次' }).click()
  await finance.getByRole('dialog').getByRole('button', { name: /编制/ }).click()
}

test('an approved household is on October’s list, and a payment that comes back goes out again on another account', async () => {
  await openWork(approver, household)
  await act(approver, /^批准给付/)
  await openWork(reviewer, household)
  await act(reviewer, '告知申请人并办结')
  await moveDay(administrator, '2017-10-09')
  const lines = await send(draftMonth)
  const own = (line: string[]) => line.includes(household)
  assert.equal(lines.filter(own).length, 1, '刘桂芬 is on the list')
  await screenshot(finance, 'money-sent')
  await answer(lines, own)
  await finance.goto('/workbench/returned-payments')
  await finance.getByRole('button', { name: new RegExp(`^变更账户.*${household}`) }).click()
  const dialog = finance.getByRole('dialog')
  await dialog.getByLabel('账号').fill('6228000011112222')
  await dialog.getByRole('button', { name: '变更账户' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await resident.goto('/benefits')
  await said(resident, '每月发放')
  await screenshot(resident, 'benefits-returned')
  await noFaults(resident)
  const again = await send(async () => {
    await finance.getByRole('button', { name: '编制重发批次' }).click()
    await finance.getByRole('dialog').getByRole('button', { name: '编制重发批次' }).click()
  })
  await answer(again, () => false)
  await resident.reload()
  await said(resident, '已到账')
  await screenshot(resident, 'benefits-paid')
  await noFaults(resident)
})

test('higher earnings that are reported late lower the amount, and what was overpaid is taken back with the next payment', async () => {
  await resident.getByRole('link', { name: '报告家庭变化' }).click()
  await resident.getByRole('radio', { name: /收入变了/ }).check()
  await resident.getByLabel('家里哪一位').selectOption({ index: 1 })
  await resident.getByRole('radio', { name: '做小买卖、种地' }).check()
  await resident.getByLabel('现在每月多少').fill('500')
  await fillDate(resident, '2017-09-01')
  await resident.getByRole('button', { name: '看看影响多少' }).click()
  await said(resident, '360.00')
  await said(resident, /追回 156\.00 元/)
  await screenshot(resident, 'change-effect')
  await noFaults(resident)
  await resident.getByRole('button', { name: '报告这个变化' }).click()
  await said(resident, '变化已收到')
  await screenshot(resident, 'change-reported')
  await noFaults(resident)

  await openWork(clerk, household)
  await screenshot(clerk, 'change-case')
  await noFaults(clerk)
  await act(clerk, '提交区审核')
  await openWork(reviewer, household)
  await act(reviewer, /^(出具审核意见|提交)/, (dialog) => dialog.getByRole('textbox').fill('收入变化属实。'))
  await openWork(approver, household)
  await said(approver, /156\.00/)
  await screenshot(approver, 'change-determination')
  await noFaults(approver)
  await act(approver, /^批准给付/)
  await openWork(reviewer, household)
  await act(reviewer, '告知申请人并办结')
  await resident.goto('/benefits')
  await said(resident, '360.00')
  await screenshot(resident, 'benefits-changed')
  await noFaults(resident)
})

test('the household appeals against it on the phone, and the city decides with reasons', async () => {
  await resident.getByRole('link', { name: '为什么是这么多' }).click()
  await resident.getByRole('link', { name: '申请复议' }).click()
  await resident.getByRole('button', { name: '提交复议申请' }).click()
  await said(resident, /至少 5 个字/)
  await resident.getByLabel('您认为哪里不对').fill('冬天生意少，收入没有这么多。')
  await screenshot(resident, 'appeal')
  await noFaults(resident)
  await resident.getByRole('button', { name: '提交复议申请' }).click()
  await said(resident, '复议申请已收到')
  await screenshot(resident, 'appeal-filed')
  await noFaults(resident)

  await openWork(officer, household)
  await screenshot(officer, 'appeal-examination')
  await noFaults(officer)
  await officer.getByRole('button', { name: /复议/ }).first().click()
  await officer.getByRole('radio', { name: '受理', exact: true }).check()
  await officer.getByRole('dialog').getByLabel('理由').fill('在期限内，材料齐全。')
  await officer.getByRole('dialog').getByRole('button', { name: '受理复议' }).click()
  await officer.getByRole('dialog').waitFor({ state: 'hidden' })
  await officer
    .getByRole('button', { name: /复议决定/ })
    .first()
    .click()
  await officer.getByRole('radio', { name: /维持/ }).check()
  await officer.getByRole('dialog').getByLabel('理由').fill('收入由本人申报并核实，计算无误，维持原决定。')
  await screenshot(officer, 'appeal-decision')
  await noFaults(officer)
  await officer.getByRole('dialog').getByRole('button', { name: /维持/ }).click()
  await officer.getByRole('dialog').waitFor({ state: 'hidden' })
  await said(officer, /^办结/)
  await screenshot(officer, 'appeal-decided')
  await noFaults(officer)
  await resident.goto('/progress')
  await said(resident, /办结/)
  await screenshot(resident, 'progress')
  await noFaults(resident)
})

test('November pays the new amount less what is taken back, and a review may be taken up early', async () => {
  await moveDay(administrator, '2017-11-01')
  const lines = await send(draftMonth)
  const own = lines.find((line) => line.includes(household))
  assert.equal(own?.[4], '288.00', 'the rest follows: a fifth of a month at most is taken back at a time')
  await answer(lines, () => false)
  await finance.goto('/workbench/ledger')
  await finance.getByRole('row', { name: /合计.*0\.00/ }).waitFor()
  await clerk.goto('/workbench/reviews?within=year')
  await clerk.getByRole('button', { name: `提前复核 ${household}户` }).waitFor()
  await screenshot(clerk, 'reviews')
  await noFaults(clerk)
  await clerk.getByRole('button', { name: `提前复核 ${household}户` }).click()
  const dialog = clerk.getByRole('dialog')
  await dialog.getByLabel('原因').fill('邻居反映又有新的收入')
  await dialog.getByRole('button', { name: '提前复核' }).click()
  await clerk.waitForURL(/workbench\/cases/)
  await clerk.getByRole('heading', { level: 1, name: /刘桂芬户.*复核/ }).waitFor()
  await screenshot(clerk, 'review-case')
  await noFaults(clerk)
})

test('a death is tried out, registered, and stops the payment the same day', async () => {
  await clerk.getByRole('link', { name: '户档案' }).click()
  await clerk.waitForURL(/workbench\/households/)
  await clerk.getByRole('heading', { level: 1, name: new RegExp(household) }).waitFor()
  await screenshot(clerk, 'household')
  await noFaults(clerk)
  const record = new URL(clerk.url()).pathname
  await clerk.goto(`${record}/change`)
  await clerk.getByLabel('变化', { exact: true }).selectOption({ label: '死亡' })
  await fillDate(clerk, '2017-11-01')
  await clerk.getByLabel('谁去世了').selectOption({ index: 1 })
  await clerk.getByRole('button', { name: '试算', exact: true }).click()
  await said(clerk, '不再符合，从次月起停发')
  await screenshot(clerk, 'change-death')
  await noFaults(clerk)
  await clerk.goto(record)
  await clerk.getByRole('link', { name: household }).first().click()
  await clerk.waitForURL(/workbench\/people/)
  await act(clerk, '登记死亡', async (dialog) => {
    await fillDate(dialog, '2017-11-01')
    await dialog.getByLabel('依据').fill('死亡医学证明 示例 1 号')
    await screenshot(clerk, 'register-death')
    await noFaults(clerk)
  })
  await said(clerk, '2017年11月1日去世')
  await screenshot(clerk, 'person-dead')
  await noFaults(clerk)
  await moveDay(administrator, '2017-12-01')
  const lines = await send(draftMonth)
  assert.equal(lines.filter((line) => line.includes(household)).length, 0)
})
