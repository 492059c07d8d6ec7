import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { startSources } from '../sources.ts'
import { act, inLargeType, noFaults, openWork } from './acts.ts'
import { openBrowser, screenshot, startHaihe, temporaryFolder } from './harness.ts'
import { signIn, signInAs } from './people.ts'

/** Sources that try again within moments, so that what goes wrong is over while one looks on. */
const sources = await startSources()
const configuration = join(temporaryFolder(), 'sources.json')
writeFileSync(
  configuration,
  JSON.stringify(
    Object.fromEntries(
      sources.partners.map(({ partner_id, address, secret }) => [
        partner_id,
        { address, secret, timeout_seconds: 1, first_wait_seconds: 0.05, first_pause_seconds: 0.2 },
      ]),
    ),
  ),
  { mode: 0o600 },
)
const haihe = await startHaihe({ environment: { HAIHE_SOURCES: configuration } })
const browser = await openBrowser(haihe)

const household = '王桂兰'
const resident = await signInAs(browser, 'resident', 'phone')
const clerk = await signInAs(browser, 'streetClerk')
let address = ''

const said = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()

const openCheck = async (page: Page): Promise<Locator> => {
  await page.goto(`${address}?open=means_check`)
  const dialog = page.getByRole('dialog', { name: '家庭经济状况核对' })
  await dialog.waitFor()
  return dialog
}

/** One source's line in the open dialog. */
const lineOf = (dialog: Locator, source: string): Locator =>
  dialog.getByRole('region', { name: '来源' }).getByRole('listitem').filter({ hasText: source }).first()

const askAgain = async (dialog: Locator, source: string) => {
  // Pressed twice in one go, it is asked once.
  await dialog.getByRole('button', { name: `${source}，重新查询` }).dblclick()
}

test('a source that is down is waited for, and what it was asked is unknown: nothing can be decided', async () => {
  await openWork(clerk, household)
  address = new URL(clerk.url()).pathname
  await said(clerk, '742.50')
  sources.play({ tax: [{ does: 'down' }], housing_fund: [{ does: 'slow', seconds: 0.5 }] })
  const dialog = await openCheck(clerk)
  await askAgain(dialog, '税务')
  await lineOf(dialog, '税务').getByText('正在查询').waitFor()
  assert.equal(await dialog.getByText('已被他人修改').count(), 0)
  await lineOf(dialog, '税务')
    .getByText(/上次暂停服务/)
    .waitFor()
  await askAgain(dialog, '住房公积金')
  await lineOf(dialog, '住房公积金').getByText('已答复').waitFor()
  await screenshot(clerk, 'means-source-down')
  await noFaults(clerk)
  await dialog.getByRole('button', { name: '关闭' }).click()
  await said(clerk, '事实还不全，算不出结果')
  assert.equal(await clerk.getByText('742.50').count(), 0, 'silence is not “no income”')
  await clerk.goto('/workbench/means-requests')
  await said(clerk, /正在等，已试/)
  await screenshot(clerk, 'means-requests')
  await noFaults(clerk)
})

test('a source whose answer cannot be read fails, stands in the list with who sees to it, and is asked again', async () => {
  sources.play({ tax: [{ does: 'down' }], vehicles: [{ does: 'wrong_format' }] })
  const dialog = await openCheck(clerk)
  await askAgain(dialog, '车辆登记')
  await lineOf(dialog, '车辆登记').getByText('查询失败，仍为未知').waitFor()
  await dialog.getByRole('button', { name: '税务，不再等' }).click()
  await lineOf(dialog, '税务').getByText('不再等待，仍为未知').waitFor()
  await clerk.goto('/workbench/means-requests?why=failed')
  await said(clerk, '查询失败，答复读不懂')
  const row = clerk.getByRole('row').filter({ hasText: '车辆登记' })
  await row.getByText('赵敏').waitFor()
  await screenshot(clerk, 'means-requests-failed')
  await noFaults(clerk)
  const [file] = await Promise.all([
    clerk.waitForEvent('download'),
    clerk.getByRole('button', { name: '导出 2 项' }).click(),
  ])
  assert.match(file.suggestedFilename(), /没有着落的查询.*\.xlsx/)
  await row.click()
  await clerk.getByRole('dialog', { name: '家庭经济状况核对' }).waitFor()
  await said(clerk, /答复读不懂/)
})

test('a paper that says a part is taken down as such: what it does not say stays unknown', async () => {
  const dialog = await openCheck(clerk)
  await dialog.getByRole('button', { name: '税务，登记纸质答复' }).click()
  const form = dialog.locator('form').filter({ hasText: '税务有没有纸质答复' })
  await form.getByRole('textbox', { name: /王桂兰.*工资性收入/ }).fill('零')
  await form.getByText('请填数字').waitFor()
  await form.getByRole('textbox', { name: /王桂兰.*工资性收入/ }).fill('0')
  await form.getByText(/还有 5 项空着/).waitFor()
  await screenshot(clerk, 'means-paper-in-part')
  await noFaults(clerk)
  await form.getByRole('button', { name: '登记税务的答复' }).click()
  await lineOf(dialog, '税务').getByText(/纸质/).first().waitFor()
  await dialog.getByRole('button', { name: '关闭' }).click()
  await said(clerk, '事实还不全，算不出结果')
})

test('when the sources are back and answer, the household is decided on as before', async () => {
  sources.play({})
  const dialog = await openCheck(clerk)
  for (const source of ['税务', '车辆登记']) {
    await askAgain(dialog, source)
    await lineOf(dialog, source).getByText(/纸质$/).waitFor({ state: 'hidden' })
    await lineOf(dialog, source).getByText('已答复').waitFor()
  }
  await dialog.getByRole('button', { name: '关闭' }).click()
  await said(clerk, '742.50')
  await clerk.goto('/workbench/means-requests')
  await said(clerk, '查询都有着落')
})

test('sources that contradict each other leave the fact unknown until the clerk settles it by name, with a reason', async () => {
  sources.play({ tax: [{ does: 'contradict' }] })
  const dialog = await openCheck(clerk)
  await askAgain(dialog, '税务')
  const contradiction = dialog.getByRole('region', { name: '来源说法不一' })
  await contradiction.getByText('认定以前，这项事实是未知。').first().waitFor()
  await contradiction.getByRole('button', { name: '认定以哪个为准' }).first().click()
  await contradiction.getByRole('radio', { name: /^社会保险/ }).check()
  await contradiction.getByLabel('理由').fill('与单位核实过，没有这笔工资')
  await screenshot(clerk, 'means-contradiction')
  await noFaults(clerk)
  await contradiction.getByRole('button', { name: '认定', exact: true }).click()
  await contradiction.getByText(/赵敏.*认定以社会保险为准/).waitFor()
})

test('an authorisation that is taken back on the phone stops the check; what was found is used no more', async () => {
  await resident.goto(address.replace('/workbench/cases', '/progress'))
  await resident.getByRole('button', { name: '撤回王桂兰的核对授权' }).click()
  const dialog = resident.getByRole('dialog')
  await dialog.getByText(/已经查到的不再使用/).waitFor()
  await screenshot(resident, 'authorisation-withdraw')
  await dialog.getByRole('button', { name: '撤回授权' }).click()
  await said(resident, '核对停了，等授权')
  await screenshot(resident, 'authorisation-withdrawn')
  await noFaults(resident)
  await inLargeType(resident, 'authorisation-withdrawn')
  const check = await openCheck(clerk)
  await check.getByText(/有人撤回授权，核对停止/).waitFor()
  await check.getByRole('button', { name: /发起核对，还差 1 位成员的授权|重新核对，还差/ }).waitFor()
  await screenshot(clerk, 'means-stopped')
  await noFaults(clerk)
  await check.getByRole('button', { name: '关闭' }).click()
  await said(clerk, '事实还不全，算不出结果')
})

test('agreed anew on the phone, all ten sources are asked afresh', async () => {
  await resident.getByRole('button', { name: '我同意核对' }).click()
  await resident.getByText('核对停了，等授权').waitFor({ state: 'hidden' })
  sources.play({})
  const dialog = await openCheck(clerk)
  await dialog.getByRole('button', { name: '重新核对' }).click()
  await dialog.getByText(/10 个来源已答复 10 个/).waitFor()
  await dialog.getByRole('button', { name: '封存，先等：1 处差异等申请人答复' }).waitFor()
})

test('the applicant explains the difference with words and a photo, and the clerk seals the report', async () => {
  await resident.reload()
  await said(resident, '有 1 处和您填的不一样')
  await resident.getByRole('button', { name: '不对，我来说明' }).click()
  await resident.getByRole('button', { name: '提交说明' }).click()
  await said(resident, '请写清楚为什么不一样')
  await resident.getByLabel('为什么不一样').fill('退休金八月才调的，填表时还是旧的')
  const photo = await resident.screenshot()
  await resident
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: '存折.png', mimeType: 'image/png', buffer: photo })
  await said(resident, /已传好/)
  await screenshot(resident, 'discrepancy-explained')
  await noFaults(resident)
  await inLargeType(resident, 'discrepancy-explained')
  await resident.getByRole('button', { name: '提交说明' }).click()
  await resident.getByText('有 1 处和您填的不一样').waitFor({ state: 'hidden' })
  const dialog = await openCheck(clerk)
  await dialog.getByText('退休金八月才调的，填表时还是旧的').waitFor()
  await dialog.getByRole('link', { name: '看材料 1' }).waitFor()
  await screenshot(clerk, 'means-explained')
  await noFaults(clerk)
  await dialog.getByRole('button', { name: '封存核对报告' }).click()
  await dialog.waitFor({ state: 'hidden' })
})

test('the sealed report says who was asked when, what each answered, what was replied; its seal holds, and it prints', async () => {
  await clerk.goto(address)
  const basis = clerk.getByRole('link', { name: '核对报告' })
  await basis.click()
  await clerk.getByRole('heading', { level: 1, name: /王桂兰户.*核对报告/ }).waitFor()
  await said(clerk, '现在的内容与封印相符')
  await said(clerk, /^[0-9a-f]{64}$/)
  await said(clerk, /申请人说明：退休金八月才调的/)
  await screenshot(clerk, 'means-report')
  await noFaults(clerk)
  await inLargeType(clerk, 'means-report')
  await clerk.getByRole('button', { name: '打印' }).click()
  const link = clerk.getByRole('dialog').getByRole('link', { name: '下载核对报告' })
  const answer = await clerk.request.get((await link.getAttribute('href')) ?? '')
  assert.equal((await answer.body()).subarray(0, 5).toString(), '%PDF-')
  await clerk.getByRole('button', { name: '看完了' }).click()
  await clerk.setViewportSize({ width: 360, height: 800 })
  await screenshot(clerk, 'means-report-phone')
  await noFaults(clerk)
})

test('a decision names the sealed report that it rests on, and leads there', async () => {
  const approver = await signInAs(browser, 'districtApprover')
  await openWork(approver, '刘桂芬')
  await act(approver, /^批准给付/)
  const basis = approver.getByText(/依据 2017年\d+月\d+日封存的/)
  await basis.waitFor()
  await basis.getByRole('link', { name: '核对报告' }).click()
  await said(approver, '现在的内容与封印相符')
  const finance = await signIn(await browser.page('desktop'), '秦晓红')
  await finance.goto(new URL(approver.url()).pathname)
  await finance.waitForLoadState('networkidle')
  assert.equal(
    await finance.getByText('现在的内容与封印相符').count(),
    0,
    'single accounts are not for everybody',
  )
})
