/**
 * What does not go smoothly with a case: papers missing, work sent back, applications taken back or refused, people
 * who may not act, two at once, a session that runs out. Nothing that somebody typed is lost, and everybody is told.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { act, ask, inLargeType, noFaults, openWork } from './acts.ts'
import { openBrowser, screenshot, startHaihe } from './harness.ts'
import { signIn, signInAs } from './people.ts'

const haihe = await startHaihe()
const browser = await openBrowser(haihe)

const programme_id = 'minimum-living-guarantee'
const applicant = '郭永福'
const resident = await signInAs(browser, 'newApplicant', 'phone')
const clerk = await signIn(await browser.page('desktop'), '魏凡霞')
const second = await signIn(await browser.page('desktop'), '王建勇')
const reviewer = await signInAs(browser, 'districtReviewer')
const approver = await signInAs(browser, 'districtApprover')

const said = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()
let case_id = ''

/** The session runs out while somebody types: signs in again in place. */
async function signInAgain(page: Page, who: string): Promise<void> {
  const again = page.getByRole('dialog', { name: '请再登录一次' })
  await again.getByRole('button', { name: `仍以 ${who} 继续` }).click()
  await again.waitFor({ state: 'hidden' })
}

/** Opens the message of that title, reads it, and follows it to its case. */
async function followMessage(page: Page, title: string | RegExp, text: RegExp): Promise<void> {
  await page.goto('/messages')
  const head = page.getByRole('button', { name: title }).first()
  await head.click()
  await said(page, text)
}

test('an application is confirmed at once in the messages, with its number and the dates to expect', async () => {
  type Form = { members: { person_id: string }[] }
  const form = await ask<Form>(resident, 'GET', `/api/applications/form?programme_id=${programme_id}`)
  const person_id = form.members[0]!.person_id
  const made = await ask<{ case_id: string }>(resident, 'POST', '/api/applications', {
    programme_id,
    answers: { household: { financial_assets: '0' }, members: [{ person_id, answers: {} }] },
    authorisations: [{ person_id, signed_by: person_id }],
    materials: [],
  })
  case_id = made.case_id
  await followMessage(resident, /最低生活保障申请已收到/, /9月8日前受理，或告诉您还缺什么/)
  await screenshot(resident, 'messages-received')
  await noFaults(resident)
  await inLargeType(resident, 'messages-received')
  await resident.getByRole('link', { name: '看这一件' }).first().click()
  await said(resident, /正在受理/)
})

test('a session that ran out in the middle of a form loses nothing: the request for papers goes out as it was typed', async () => {
  await clerk.goto(`/workbench/cases/${case_id}`)
  await second.goto(`/workbench/cases/${case_id}`)
  await second.getByRole('button', { name: '受理' }).first().waitFor()
  await clerk.getByRole('button', { name: '告知补正' }).click()
  const dialog = clerk.getByRole('dialog', { name: '告知补正' })
  await dialog.getByRole('textbox', { name: '第 1 项' }).fill('退休金对账单')
  await dialog.getByLabel('谁的、到哪里开').fill('本人的，银行柜台打印近一年')
  await screenshot(clerk, 'supplement-request')
  await noFaults(clerk)
  await clerk.context().clearCookies()
  await dialog.getByRole('button', { name: '告知补正' }).click()
  await clerk.getByRole('dialog', { name: '请再登录一次' }).waitFor()
  await screenshot(clerk, 'supplement-session-over')
  await noFaults(clerk)
  await signInAgain(clerk, '魏凡霞')
  await dialog.waitFor({ state: 'hidden' })
  await said(clerk, /等申请人补正/)
  await said(clerk, /不予受理：.*9月15日没有补齐的，从第二天起可以接着办/)
  await clerk.getByRole('button', { name: '补齐材料' }).waitFor()
  await screenshot(clerk, 'case-waits-for-papers')
  await noFaults(clerk)
})

test('the other clerk’s form shows both versions and keeps what was typed', async () => {
  // Seen before the request went out: this page still shows the first version.
  await second.getByRole('button', { name: '不予受理' }).click()
  const dialog = second.getByRole('dialog')
  await dialog.getByLabel('理由').fill('户籍不在本街道，请向户籍所在地申请')
  await dialog.getByRole('button', { name: '不予受理' }).click()
  await said(second, '别人刚刚办过这一件，您填的内容还在')
  assert.equal(await dialog.getByLabel('理由').inputValue(), '户籍不在本街道，请向户籍所在地申请')
  await said(second, /魏凡霞：一次告知补正/)
  await screenshot(second, 'refusal-conflict')
  await noFaults(second)
  await dialog.getByRole('button', { name: '先不办' }).click()
})

test('the resident sees what is missing, sends it as a photo from the phone though the session runs out, and the clock runs again', async () => {
  await resident.goto('/')
  await said(resident, /要您补材料/)
  await screenshot(resident, 'home-papers-missing')
  await noFaults(resident)
  await followMessage(resident, /请补 1 样材料/, /退休金对账单/)
  await resident.getByRole('link', { name: '看这一件' }).first().click()
  await said(resident, '请您补 1 样材料')
  await said(resident, '本人的，银行柜台打印近一年')
  await resident.getByRole('button', { name: '补交材料' }).click()
  await said(resident, /请拍退休金对账单/)
  await screenshot(resident, 'supplement-asked')
  await noFaults(resident)
  await inLargeType(resident, 'supplement-asked')
  const photo = await resident.screenshot()
  const upload = resident.locator('input[type=file]').first()
  await upload.setInputFiles({ name: '对账单.png', mimeType: 'image/png', buffer: photo })
  await said(resident, /对账单/)
  await resident.getByText('已传好').first().waitFor()
  await resident.context().clearCookies()
  await resident.getByRole('button', { name: '补交材料' }).click()
  await signInAgain(resident, applicant)
  await said(resident, /交过的材料 1 份/)
  await said(resident, /正在受理/)
  await screenshot(resident, 'supplement-answered')
  await noFaults(resident)
  await clerk.reload()
  await said(clerk, /还剩 \d+ 个工作日/)
  await said(clerk, /申请人补齐材料 1 份/)
})

test('what is missing is told once: a second request is refused and says why', async () => {
  await clerk.reload()
  await said(clerk, /告知补正：已经告知过一次/)
  await screenshot(clerk, 'supplement-told-once')
  await noFaults(clerk)
  const { head } = await ask<{ head: { version: number } }>(clerk, 'GET', `/api/cases/${case_id}`)
  const again = ask(clerk, 'POST', `/api/cases/${case_id}/supplement-request`, {
    version: head.version,
    items: [{ label: '户口簿', note: '' }],
  })
  await assert.rejects(again, /已经告知过一次补正/)
})

test('not accepted: the resident reads the reason, the article, before whom and until when to object, in the message, on the page and on paper', async () => {
  await act(clerk, '不予受理', (dialog) =>
    dialog.getByLabel('理由').fill('户籍不在本市，请向户籍所在地的街道申请'),
  )
  await openWork(reviewer, applicant)
  await said(reviewer, '不予受理')
  await act(reviewer, '告知申请人并办结')
  await said(reviewer, /办结　不予受理/)
  await screenshot(reviewer, 'case-not-accepted')
  await noFaults(reviewer)
  await followMessage(
    resident,
    /不予受理/,
    /理由：户籍不在本市.*依据：《最低生活保障审核审批办法（试行）》第十三条.*向区人民政府或者市民政部门申请行政复议/,
  )
  await screenshot(resident, 'messages-not-accepted')
  await noFaults(resident)
  await resident.getByRole('link', { name: '看这一件' }).first().click()
  await said(resident, /最低生活保障申请，不予受理/)
  await said(resident, /第十三条/)
  await said(
    resident,
    /2017年10月\d+日前向区人民政府或者市民政部门申请行政复议，也可以在2018年3月\d+日前向人民法院提起行政诉讼/,
  )
  await screenshot(resident, 'progress-not-accepted')
  await noFaults(resident)
  await inLargeType(resident, 'progress-not-accepted')
  const paper = await resident.request.get(`/api/cases/${case_id}/decision-notice.pdf`)
  assert.equal((await paper.body()).subarray(0, 5).toString(), '%PDF-')
  await resident.getByRole('link', { name: '看告知书' }).click()
  await resident.locator('iframe, object, embed, canvas, img').first().waitFor()
  await screenshot(resident, 'progress-refusal-paper')
  await noFaults(resident)
})

test('the district sends a case back with its reason, and the street reads it first; at the applicant’s word the clerk takes it back', async () => {
  const name = '孟凡霞'
  await openWork(reviewer, name)
  const address = new URL(reviewer.url()).pathname
  await act(reviewer, '退回重办', async (dialog) => {
    await dialog.getByLabel('退回理由').fill('房租收入没有核实，请补查租赁合同后再报。')
    await screenshot(reviewer, 'return-dialog')
    await noFaults(reviewer)
  })
  const street = await signIn(await browser.page('desktop'), '钱春波')
  await openWork(street, name)
  await said(street, '区审核退回重办')
  await said(street, '房租收入没有核实，请补查租赁合同后再报。')
  await screenshot(street, 'case-returned')
  await noFaults(street)
  const phone = await signIn(await browser.page('phone'), '钱春波')
  await phone.goto(address)
  await said(phone, '房租收入没有核实，请补查租赁合同后再报。')
  await screenshot(phone, 'case-returned-phone')
  await noFaults(phone)
  await act(street, '撤回', async (dialog) => {
    await dialog.getByLabel('申请人的理由').fill('已经找到工作，电话要求撤回')
    await screenshot(street, 'withdraw-dialog')
    await noFaults(street)
  })
  await said(street, /办结　撤回/)
  await said(street, '没有作出决定')
  await screenshot(street, 'case-withdrawn-by-clerk')
  await noFaults(street)
  const own = await signIn(await browser.page('phone'), name)
  await followMessage(own, /申请已撤回/, /不是您本人要撤回的，请马上联系街道/)
  await screenshot(own, 'messages-withdrawn')
  await noFaults(own)
})

test('a resident withdraws on the phone, and the notice comes down', async () => {
  const name = '张振华'
  const own = await signIn(await browser.page('phone'), name)
  await own.goto('/progress')
  await own
    .getByRole('link', { name: /最低生活保障/ })
    .first()
    .click()
  await own.getByRole('button', { name: '撤回申请' }).click()
  const dialog = own.getByRole('dialog')
  await dialog.waitFor()
  await screenshot(own, 'withdraw-asked')
  await noFaults(own)
  await dialog.getByRole('button', { name: '撤回申请' }).click()
  await said(own, '到这里撤回')
  await screenshot(own, 'progress-withdrawn')
  await noFaults(own)
  const stranger = await browser.page('phone')
  await stranger.goto('/notices')
  await stranger.getByLabel('哪个区').selectOption({ label: '南开区' })
  await stranger.getByLabel('哪个街道、镇').selectOption({ label: '王顶堤街道' })
  assert.equal(await stranger.getByRole('link', { name: /^张\*+户/ }).count(), 0)
})

test('who reviewed a case may not decide it, and the page says so in words; another person refuses it with the condition that is not met', async () => {
  const name = '刘桂芬'
  await openWork(approver, name)
  const address = new URL(approver.url()).pathname
  const id = address.split('/').at(-1) ?? ''
  await reviewer.goto(address)
  await said(reviewer, /批准给付，须与“区审核”的经办人分开/)
  await screenshot(reviewer, 'case-self-approval')
  await noFaults(reviewer)
  type View = { head: { version: number; person_id: string }; preview: { amount: string } }
  const view = await ask<View>(reviewer, 'GET', `/api/benefit-cases/${id}`)
  const approval = { version: view.head.version, amount: view.preview.amount, opinion: '' }
  await assert.rejects(
    ask(reviewer, 'POST', `/api/cases/${id}/approve`, approval),
    /403.*前后两个环节须由不同的人办理/,
  )
  // What the register knows by now: earnings over the standard.
  await ask(approver, 'POST', `/api/people/${view.head.person_id}/facts`, {
    facts: [
      {
        name: 'wage_income',
        number_value: '200000',
        valid_from: '2017-08-01',
        source_kind: 'register',
        source_name: '社会保险',
      },
    ],
  })
  await approver.reload()
  await said(approver, '不符合条件')
  await said(approver, /批准给付，按现行事实不符合条件/)
  await act(approver, '不予批准', async (dialog) => {
    assert.match(await dialog.getByLabel('理由').inputValue(), /第九条/)
    await screenshot(approver, 'refuse-dialog')
    await noFaults(approver)
    await dialog.getByLabel('理由').fill('社会保险登记的工资每月 2,000.00 元，人均收入高于标准')
  })
  await said(approver, '待告知申请人')
  await approver.getByRole('heading', { name: '不予批准' }).waitFor()
  await screenshot(approver, 'case-refused')
  await noFaults(approver)
  await reviewer.goto(address)
  await act(reviewer, '告知申请人并办结')
  const own = await signIn(await browser.page('phone'), name)
  await followMessage(own, /不予批准/, /社会保险登记的工资.*《社会救助暂行办法》第九条/)
  await own.getByRole('link', { name: '看这一件' }).first().click()
  await said(own, '哪里不符合')
  await screenshot(own, 'progress-refused')
  await noFaults(own)
  await own.getByRole('link', { name: '申请复议' }).waitFor()
})

test('a near relative of the applicant does not handle the case', async () => {
  const relative = await signInAs(browser, 'secondStreetClerk')
  await openWork(relative, '王桂兰')
  const address = new URL(relative.url()).pathname
  const { head } = await ask<{ head: { person_id: string } }>(
    relative,
    'GET',
    `/api/cases/${address.split('/').at(-1)}`,
  )
  const { value } = await ask<{ value: string }>(
    relative,
    'POST',
    `/api/people/${head.person_id}/disclosures`,
    {
      field: 'identity_number',
      reason: '登记近亲属',
    },
  )
  await ask(relative, 'POST', '/api/staff-relatives/own', {
    name: '王桂兰',
    identity_number: value,
    relation: 'parent',
    from: '2017-09-01',
  })
  await relative.goto(address)
  await said(relative, /申请人是您的近亲属或同户成员/)
  assert.equal(await relative.getByRole('button', { name: '告知补正' }).count(), 0)
  await screenshot(relative, 'case-of-relative')
  await noFaults(relative)
})
