import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import type { Locator } from 'playwright-core'
import { writeWorkbook } from '../../server/platform/workbooks/index.ts'
import { fillDate, noFaults, openWork } from './acts.ts'
import { openBrowser, screenshot, startHaihe } from './harness.ts'
import { signInAs } from './people.ts'
import {
  communityOf,
  find,
  hasMembers,
  heading,
  inDialog,
  look,
  numberOf,
  openPerson,
  rowsOf,
  said,
} from './registry-pages.ts'

const haihe = await startHaihe()
const browser = await openBrowser(haihe)
const clerk = await signInAs(browser, 'streetClerk')
const phone = await signInAs(browser, 'streetClerk', 'phone')
const both = { desktop: clerk, phone }

/** Every address that the clerk's browser asked for. */
const asked: string[] = []
for (const page of [clerk, phone]) page.on('request', (request) => asked.push(decodeURI(request.url())))

test('a clerk finds people by name, a part of it, pinyin, number and last four, and none of it is in an address', async () => {
  assert.ok((await find(clerk, '王桂兰')).some((name) => name.includes('王桂兰')))
  assert.ok((await find(clerk, '桂兰')).some((name) => name.includes('王桂兰')))
  assert.ok((await find(clerk, 'wangguilan')).some((name) => name.includes('王桂兰')))
  assert.ok((await find(clerk, 'wgl')).some((name) => name.includes('王桂兰')))
  await noFaults(clerk)
  await screenshot(clerk, 'registry-search')
  assert.deepEqual(await find(clerk, '没有这个人'), [])
  await screenshot(clerk, 'registry-search-nobody')
  await noFaults(clerk)
  await find(phone, '王桂兰')
  await noFaults(phone)
  await screenshot(phone, 'registry-search-phone')
  // Coming back, what was looked for is still there, and not in the address.
  await phone.getByText('王桂兰', { exact: true }).first().click()
  await heading(phone, '王桂兰')
  await phone.goBack()
  await phone.getByText('王桂兰', { exact: true }).first().waitFor()
  assert.equal(new URL(phone.url()).search, '')
  await clerk.goto('/workbench')
  const typed = clerk.getByRole('search', { name: '筛选' }).getByRole('textbox')
  await typed.fill('桂兰')
  await typed.press('Enter')
  await clerk.getByRole('button', { name: '清除' }).waitFor()
  await clerk.getByRole('row').getByText('王桂兰', { exact: true }).waitFor()
  assert.equal(new URL(clerk.url()).search, '')
})

let identity = ''
test('a masked number is shown for a purpose; the person’s page and the auditor say who looked and why', async () => {
  await openPerson(clerk, '王桂兰')
  const number = clerk.getByText(/^证件/).first()
  assert.match(await number.innerText(), /\d{3}\*{11}\d{3}[\dX]/)
  await clerk.getByRole('button', { name: '查看证件号码' }).click()
  const dialog = clerk.getByRole('dialog')
  await dialog.getByLabel('用途').fill('办低保')
  await dialog.getByRole('button', { name: /先写用途/ }).waitFor()
  await dialog.getByLabel('用途').fill('核对低保申请人的号码')
  await dialog.getByRole('button', { name: /^查\s*看$/ }).click()
  await dialog.waitFor({ state: 'hidden' })
  identity = /\d{17}[\dX]/.exec(await number.innerText())?.[0] ?? ''
  assert.equal(identity.length, 18)
  await clerk.reload()
  await clerk.getByText('谁看过号码').click()
  await said(clerk, /赵敏 看了证件号码：核对低保申请人的号码/)
  const found = await find(clerk, identity)
  assert.equal(found.length, 1)
  assert.ok((await find(clerk, identity.slice(-4))).some((name) => name.includes('王桂兰')))
  const auditor = await signInAs(browser, 'auditAdministrator')
  await auditor.goto('/workbench/administration/disclosures')
  await said(auditor, '核对低保申请人的号码')
  await auditor.getByText('王桂兰').waitFor({ state: 'detached' })
})

test('who lives in another area is not there: not by page, search or export', async () => {
  const leader = await signInAs(browser, 'leader')
  await leader.goto('/workbench/households?division=120101')
  await leader.getByRole('table', { name: '家庭' }).locator('tr.table-open').first().click()
  await leader.waitForURL('**/workbench/households/*')
  await leader.waitForLoadState('networkidle')
  const household = new URL(leader.url()).pathname
  const person = leader.getByRole('region', { name: '家庭成员' }).first().locator('tbody a').first()
  const name = await person.innerText()
  const path = (await person.getAttribute('href')) ?? ''
  const foreign = path.split('/').at(-1) ?? ''
  for (const each of [household, path]) {
    await clerk.goto(each)
    await said(clerk, '没有找到')
    await noFaults(clerk)
  }
  await screenshot(clerk, 'registry-foreign')
  await find(clerk, name)
  assert.equal(await clerk.locator(`a[href*="${foreign}"]`).count(), 0)
  await clerk.goto('/workbench/households')
  await clerk.getByRole('table', { name: '家庭' }).locator('tbody tr').first().waitFor()
  const [download] = await Promise.all([
    clerk.waitForEvent('download'),
    clerk.getByRole('link', { name: '导出全部' }).click(),
  ])
  const [head, ...rows] = await rowsOf(download)
  const place = head?.indexOf('所在地') ?? -1
  assert.ok(rows.length > 1)
  assert.ok(
    rows.every((row) => row[place]?.startsWith('南开区嘉陵道街道')),
    'only the clerk’s own street',
  )
})

const child = numberOf('12010420100518202')
const wife = numberOf('12010419820203202')

test('a household is registered by form: who is known is shown, what is wrong is said at its field, nothing is lost', async () => {
  await clerk.goto('/workbench/households')
  await clerk.getByRole('link', { name: '登记一户' }).click()
  await heading(clerk, '登记一户')
  await clerk.getByLabel('社区、村').selectOption({ index: 1 })
  await clerk.getByLabel('住址').fill('示例里 9 号楼 1 门 102')
  await clerk.getByRole('radio', { name: '城镇' }).check()
  await fillDate(clerk.getByRole('region', { name: '住在哪里' }), '2012-01-01')
  const first = clerk.getByRole('region', { name: /^第 1 人/ })
  await first.getByLabel('证件号码').fill(identity)
  await said(clerk, '这个号码已经登记，不要再登记一次')
  await clerk.getByRole('button', { name: '用这条登记，先在原户办离户' }).waitFor()
  await noFaults(clerk)
  await screenshot(clerk, 'registry-register-known')
  await first.getByLabel('证件号码').fill(`${identity.slice(0, 17)}${identity.endsWith('1') ? '2' : '1'}`)
  await said(clerk, /校验码不对/)
  await first.getByLabel('证件号码').fill(wife)
  await said(clerk, '女，1982年2月3日生')
  await first.getByLabel('姓名').fill('钱小满')
  await clerk.getByRole('button', { name: '再加一人' }).click()
  const second = clerk.getByRole('region', { name: /^第 2 人/ })
  await second.getByLabel('与户主的关系').selectOption({ label: '户主' })
  await said(clerk, '户主只能有一名，现在有 2 名')
  await second.getByLabel('与户主的关系').selectOption({ label: '子女' })
  await second.getByLabel('姓名').fill('钱乐')
  await second.getByLabel('证件号码').fill(child)
  await second.getByLabel('电话').fill('12')
  await said(clerk, '都填了，可以登记')
  await noFaults(clerk)
  await screenshot(clerk, 'registry-register')
  await clerk.getByRole('button', { name: '登记这一户' }).click()
  await second.getByText('电话有误').waitFor()
  await said(clerk, '第 2 人的电话')
  await screenshot(clerk, 'registry-register-refused')
  // The page is loaded anew and the session runs out: all is still there.
  await clerk.reload()
  await heading(clerk, '登记一户')
  assert.equal(await second.getByLabel('姓名').inputValue(), '钱乐')
  await second.getByLabel('电话').fill('13800002222')
  await clerk.context().clearCookies()
  await clerk.getByRole('button', { name: '登记这一户' }).click()
  await clerk.getByRole('button', { name: /仍以 赵敏 继续/ }).click()
  await heading(clerk, '钱小满户')
  await said(clerk, '已登记钱小满户，2 人')
  await clerk.getByRole('region', { name: '家庭成员' }).getByText('钱乐').first().waitFor()
  await hasMembers(clerk, ['钱小满 户主', '钱乐 女'])
  await look(both, 'registry-register-page', '/workbench/households/register', (page) =>
    heading(page, '登记一户'),
  )
})

test('a household is registered by keyboard alone', async () => {
  await clerk.goto('/workbench/households/register')
  await heading(clerk, '登记一户')
  await clerk.waitForLoadState('networkidle')
  const keys = clerk.keyboard
  await clerk.getByLabel('社区、村').focus()
  await keys.press('ArrowDown')
  await keys.press('Tab')
  await keys.type('示例里 9 号楼 1 门 103')
  const first = clerk.getByRole('region', { name: /^第 1 人/ })
  for (let presses = 0; presses < 20 && !(await focused(first.getByLabel('姓名'))); presses++)
    await keys.press('Tab')
  await keys.type('孙立夏')
  await keys.press('Tab')
  await keys.press('Space')
  await said(clerk, '都填了，可以登记')
  const register = clerk.getByRole('button', { name: '登记这一户' })
  for (let presses = 0; presses < 20 && !(await focused(register)); presses++) await keys.press('Tab')
  await keys.press('Enter')
  await heading(clerk, '孙立夏户')
})

const focused = (field: Locator) => field.evaluate((element) => element === document.activeElement)

const columns = [
  '户编号',
  '姓名',
  '证件号码',
  '与户主关系',
  '性别',
  '出生日期',
  '社区代码',
  '住址',
  '立户日期',
]
const grain = numberOf('12010419900420302')
const frost = numberOf('12010419901023111')

test('a workbook of good and bad rows: the good are in, the bad come back with why, and are taken once mended', async () => {
  await clerk.goto('/workbench/households')
  await clerk.getByRole('link', { name: '用 Excel 导入' }).click()
  await heading(clerk, '用 Excel 导入家庭')
  const community = await communityOf(clerk, '120104008')
  const since = '2015-03-01'
  const good = ['甲', '周谷雨', grain, '户主', '', '', community, '示例里 8 号楼 1 门 101', since]
  const bad = [
    '乙',
    '吴霜降',
    `${frost.slice(0, 17)}Z`,
    '户主',
    '',
    '',
    community,
    '示例里 8 号楼 1 门 102',
    since,
  ]
  const with_bad = ['乙', '吴小雪', '', '子女', '女', '2012-11-22', '', '', '']
  const sheet = (rows: string[][]) =>
    buffer(
      writeWorkbook({
        title: '家庭',
        columns: columns.map((title, at) => ({ title, key: (row: string[]) => row[at] ?? '' })),
        rows,
      }),
    )
  const upload = async (name: string, rows: string[][]) => {
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    await clerk.getByLabel('选择文件上传').setInputFiles({ name, mimeType, buffer: await sheet(rows) })
    await clerk.getByRole('heading', { level: 2, name: new RegExp(`^${name}`) }).waitFor()
  }
  await upload('九月.xlsx', [good, bad, with_bad])
  await said(clerk, /末位应为数字或 X/)
  await clerk.waitForLoadState('networkidle')
  await noFaults(clerk)
  await screenshot(clerk, 'registry-import')
  const [download] = await Promise.all([
    clerk.waitForEvent('download'),
    clerk.getByRole('link', { name: '下载错误文件' }).click(),
  ])
  const [head, ...rows] = await rowsOf(download)
  const named = head?.findIndex((title) => title.startsWith('姓名')) ?? -1
  assert.deepEqual(
    rows.map((row) => row[named]),
    ['吴霜降', '吴小雪'],
  )
  assert.match(rows[0]?.join(' ') ?? '', /末位应为数字或 X/)
  assert.equal((await find(clerk, '周谷雨')).length, 1)
  assert.deepEqual(await find(clerk, '吴霜降'), [])
  await clerk.goto('/workbench/households/import')
  await upload('九月改.xlsx', [bad.with(2, frost), with_bad])
  await look(both, 'registry-import-page', '/workbench/households/import', (page) =>
    heading(page, /导入家庭/),
  )
  assert.equal((await find(clerk, '吴小雪')).length, 1)
  const [list] = await Promise.all([
    clerk.waitForEvent('download'),
    clerk.getByRole('button', { name: /^导出 1 人/ }).click(),
  ])
  const exported = (await rowsOf(list)).flat().join(' ')
  assert.match(exported, /吴小雪/)
})

test('a near relative is declared: the case is for others, the district knows of it, and only somebody else ends it', async () => {
  await clerk.goto('/workbench/relatives')
  await heading(clerk, '近亲属申报')
  await said(clerk, '还没有申报')
  await inDialog(
    clerk.getByRole('button', { name: '申报一人' }),
    '申报',
    async (dialog) => {
      await dialog.getByLabel('近亲属姓名').fill('王桂兰')
      await dialog.getByLabel('证件号码').fill(identity)
      await dialog.getByLabel('是我的').selectOption({ label: '父母' })
      await fillDate(dialog, '2017-08-01')
    },
    'registry-relative',
  )
  await look(both, 'registry-relatives', '/workbench/relatives', (page) => said(page, '回避中'))
  await openWork(clerk, '王桂兰')
  await said(clerk, /申请人是您的近亲属或同户成员/)
  await noFaults(clerk)
  await screenshot(clerk, 'registry-relative-case')
  const colleague = await signInAs(browser, 'secondStreetClerk')
  await colleague.goto('/workbench/relatives')
  await said(colleague, '还没有申报')
  await openWork(colleague, '王桂兰')
  assert.equal(await colleague.getByText(/近亲属或同户成员/).count(), 0)
  const district = await signInAs(browser, 'districtApprover')
  await district.goto('/workbench/relatives')
  await district.getByRole('heading', { name: '辖区备案 1 人' }).waitFor()
  await noFaults(district)
  await screenshot(district, 'registry-relatives-register')
  await district.getByRole('button', { name: '登记结束：赵敏的近亲属王桂兰' }).click()
  const dialog = district.getByRole('dialog')
  await dialog.getByLabel('原因').fill('登记有误，同名的人')
  await noFaults(district)
  await dialog.getByRole('button', { name: '登记结束', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  await district.getByRole('heading', { name: '辖区备案 0 人' }).waitFor()
  await openWork(clerk, '王桂兰')
  assert.equal(await clerk.getByText(/近亲属或同户成员/).count(), 0)
})

test('nothing that was looked for or typed stood in an address', () => {
  assert.ok(asked.length > 100)
  assert.deepEqual(
    asked.filter((address) => /[王钱吴周郑孙]|wangguilan|\d{17}[\dX]/i.test(new URL(address).search)),
    [],
  )
})
