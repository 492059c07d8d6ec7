import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { axe, openBrowser, problemsOf, screenshot, startHaihe } from './harness.ts'
import { signInAs, signedInAs } from './people.ts'

const haihe = await startHaihe()
const browser = await openBrowser(haihe)
const base = '/workbench/administration'
const password = 'Quiet-River-4821'

/** The act's button in the dialog that is open. */
const inDialog = (page: Page, name: string | RegExp) => page.getByRole('dialog').getByRole('button', { name })

async function look(page: Page, name: string): Promise<void> {
  await screenshot(page, name)
  assert.deepEqual(await axe(page), [], name)
}

test('an account is opened, its owner comes in by invitation, is sent out, and the auditor sees it all', async () => {
  const security = await signInAs(browser, 'securityAdministrator')
  await security.waitForURL(/administration\/accounts/)
  await security.getByText('周飞').first().waitFor()
  await look(security, 'administration-accounts')
  await security.getByRole('button', { name: '建立账号' }).click()
  await security.getByRole('textbox', { name: '姓名' }).fill('温秀兰')
  await security.getByRole('textbox', { name: '用户名' }).fill('wen.xiulan')
  await inDialog(security, '建立账号').click()
  const token = await security.getByRole('dialog').locator('code').innerText()
  assert.match(token, /^[\w-]{43}$/)
  await look(security, 'administration-invitation')
  await inDialog(security, '已交给本人').click()
  await security.getByRole('heading', { name: '温秀兰' }).waitFor()

  await security.getByRole('button', { name: '授予岗位' }).click()
  await security.getByLabel('区', { exact: true }).selectOption({ label: '南开区' })
  await security.getByLabel('单位', { exact: true }).fill('嘉陵道')
  await security.getByRole('option', { name: /嘉陵道街道办事处/ }).click()
  await security.getByLabel('角色').selectOption({ label: '街镇经办人' })
  await look(security, 'administration-grant-post')
  await inDialog(security, '授予岗位').click()
  await security.getByRole('cell', { name: '街镇经办人', exact: true }).waitFor()
  await look(security, 'administration-account')

  const newcomer = await browser.page('desktop')
  await newcomer.goto('/sign-in')
  await newcomer.getByRole('link', { name: '凭口令设置密码' }).click()
  await newcomer.getByLabel('一次性口令').fill(token)
  await newcomer.getByLabel('新密码').fill(password)
  await newcomer.getByLabel('再输一遍').fill(password)
  await look(newcomer, 'administration-set-password')
  await newcomer.getByRole('button', { name: '设置密码' }).click()
  await newcomer.getByRole('link', { name: '去登录' }).click()
  await newcomer.getByLabel('用户名').fill('wen.xiulan')
  await newcomer.getByLabel('密码', { exact: true }).fill(password)
  await newcomer.getByRole('button', { name: '登录', exact: true }).click()
  await newcomer.waitForURL(/\/workbench$/)
  await newcomer.getByRole('heading', { name: /待办/ }).waitFor()

  await security.goto(`${base}/sessions`)
  await security.getByRole('button', { name: '强制下线 温秀兰' }).click()
  await inDialog(security, '强制下线').click()
  await security.getByText('温秀兰已下线').waitFor()
  await look(security, 'administration-sessions')
  await newcomer.reload()
  await newcomer.waitForURL(/\/sign-in/)

  const auditor = await signInAs(browser, 'auditAdministrator')
  await auditor.getByRole('heading', { name: /审计日志/ }).waitFor()
  for (const act of ['建立账号', '签发口令', '授予岗位', '强制下线'])
    await auditor.getByRole('cell', { name: act, exact: true }).first().waitFor()
  await look(auditor, 'administration-audit')
  await auditor.getByRole('cell', { name: '强制下线', exact: true }).click()
  await auditor.getByRole('dialog').getByText('session.end_by_administrator').waitFor()
  await look(auditor, 'administration-audit-entry')
  await auditor.goto(`${base}/seals`)
  await auditor.getByRole('button', { name: '立即核验' }).click()
  await auditor.getByText('核验无误').waitFor()
  await look(auditor, 'administration-seals')
  await auditor.goto(`${base}/accounts`)
  await auditor.getByLabel('查找').fill('温秀兰')
  await auditor.getByLabel('查找').press('Enter')
  await auditor.getByRole('heading', { name: '账号 1 个' }).waitFor()
  assert.equal(await auditor.getByRole('button', { name: '建立账号' }).count(), 0)
  for (const page of [security, newcomer, auditor]) assert.deepEqual(problemsOf(page), [])
})

test('each administrator is kept to their own pages', async () => {
  const system = await signInAs(browser, 'systemAdministrator')
  await system.waitForURL(/administration\/business-day/)
  assert.equal(await system.getByRole('link', { name: '账号' }).count(), 0)
  for (const page of ['accounts', 'audit', 'sessions', 'units']) {
    await system.goto(`${base}/${page}`)
    await system.getByText('这一页不在您的权限内').waitFor()
  }
  const refused = await system.evaluate(async () => {
    const { csrf_token } = (await (await fetch('/api/session')).json()) as { csrf_token: string }
    const answer = await fetch('/api/administration/accounts', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf-token': csrf_token },
      body: JSON.stringify({ user_name: 'not.allowed', display_name: '不许' }),
    })
    return answer.status
  })
  assert.equal(refused, 403)
  const security = await signedInAs(browser, 'securityAdministrator')
  for (const page of ['business-day', 'jobs', 'calendar', 'audit', 'disclosures']) {
    await security.goto(`${base}/${page}`)
    await security.getByText('这一页不在您的权限内').waitFor()
  }
})

test('the day is moved forward after it is said what falls due, and each day on the way is run', async () => {
  const system = await signInAs(browser, 'systemAdministrator')
  await system.getByText('2017年9月1日 周五', { exact: true }).waitFor()
  await system.getByRole('button', { name: '下月 1 日' }).click()
  await system.getByText(/30 天，其中 \d+ 个工作日/).waitFor()
  await look(system, 'administration-business-day')
  await system.getByRole('button', { name: /推移到 2017年10月1日/ }).click()
  await look(system, 'administration-business-day-asked')
  await inDialog(system, '推移业务日期').click()
  await system.getByText('业务日期已推移到 2017年10月1日').waitFor()
  await screenshot(system, 'administration-business-day-running')
  await system.getByText('都已办理').waitFor({ timeout: 240_000 })
  await system.getByText('2017年10月1日 周日', { exact: true }).waitFor()
  await look(system, 'administration-business-day-moved')

  await system.goto(`${base}/calendar`)
  await system.getByRole('button', { name: '导入一年' }).click()
  await system.getByLabel('文号').fill('国办发明电〔2026〕9号')
  await system
    .getByRole('textbox', { name: '放假安排' })
    .fill('一、元旦：1月1日（周五）至3日（周日）放假，共3天。')
  await look(system, 'administration-calendar-import')
  await inDialog(system, '导入 2027 年 3 天').click()
  await system.getByText('2027 年的工作日历已导入').waitFor()
  await system.getByText('已公布到 2027 年，2028 年起未公布').waitFor()
  await look(system, 'administration-calendar')

  await system.goto(`${base}/parameters`)
  await system.getByText('最低生活保障标准（城镇）').click()
  await system.getByRole('dialog').getByText('860.00 元/月').waitFor()
  await look(system, 'administration-parameters')
  await system.goto(`${base}/jobs`)
  await system.getByRole('heading', { name: '后台任务' }).waitFor()
  await look(system, 'administration-jobs')
  assert.deepEqual(problemsOf(system), [])

  const auditor = await signedInAs(browser, 'auditAdministrator')
  await auditor.goto(`${base}/audit?act=business_day.`)
  await auditor.getByRole('heading', { name: '审计日志 31 条' }).waitFor()
})

test('an administrator works on a phone too', async () => {
  const security = await signInAs(browser, 'securityAdministrator', 'phone')
  await security.getByRole('heading', { name: /账号/ }).waitFor()
  await look(security, 'administration-accounts-phone')
  const wider = await security.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  assert.equal(wider, false)
})
