import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator } from 'playwright-core'
import { fillDate, noFaults } from './acts.ts'
import { openBrowser, screenshot, startHaihe } from './harness.ts'
import { signInAs } from './people.ts'
import {
  ask,
  communityOf,
  find,
  hasMembers,
  heading,
  inDialog,
  look,
  numberOf,
  openHousehold,
  openPerson,
  said,
} from './registry-pages.ts'

const haihe = await startHaihe()
const browser = await openBrowser(haihe)
const clerk = await signInAs(browser, 'streetClerk')
const phone = await signInAs(browser, 'streetClerk', 'phone')
const both = { desktop: clerk, phone }

/** Stands in the timeline of the page that is open. */
const told = (text: string) => clerk.getByText(text, { exact: true }).first().waitFor()

const division_code = await communityOf(clerk, '120104008')
const numbered = (relation: string, name: string, first17: string) => ({
  relation,
  person: { name, identity_number: numberOf(first17) },
})
const household = (established_on: string, ...people: object[]) =>
  ask(clerk, 'POST', '/api/households', {
    division_code,
    address: '示例里 9 号楼 1 门 102',
    register_kind: 'urban',
    established_on,
    members: people,
  })
await household(
  '2012-01-01',
  numbered('head', '钱小满', '12010419820203202'),
  numbered('child', '钱乐', '12010420100518202'),
)
await household('2015-03-01', numbered('head', '吴霜降', '12010419901023111'), {
  relation: 'child',
  person: { name: '吴小雪', sex: '2', birth_date: '2012-11-22' },
})
await household('2015-03-01', numbered('head', '周谷雨', '12010419900420302'))
await household('2015-03-01', numbered('head', '何芒种', '12010419900605302'))

test('a birth is registered once: whoever seems to be that child already is shown', async () => {
  await openHousehold(clerk, '钱小满')
  const birth = async (dialog: Locator) => {
    await dialog.getByLabel('姓名').fill('钱处暑')
    await dialog.getByRole('radio', { name: '男' }).check()
    await fillDate(dialog, '2017-08-23')
  }
  await inDialog(clerk.getByRole('button', { name: '登记出生' }), '登记出生', birth, 'registry-birth')
  await hasMembers(clerk, ['钱小满 户主', '钱乐 女', '钱处暑 子'])
  await told('子钱处暑出生')
  await clerk.getByRole('button', { name: '登记出生' }).click()
  const dialog = clerk.getByRole('dialog')
  await birth(dialog)
  await dialog.getByText('可能是同一个人，请核对').waitFor()
  await clerk.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
})

test('a member leaves and comes back: the household, its former members and its timeline say so', async () => {
  await openHousehold(clerk, '钱小满')
  await inDialog(
    clerk.getByRole('button', { name: '钱乐离户' }),
    '离户',
    async (dialog) => {
      await dialog.getByLabel('原因').fill('随父亲生活')
      await fillDate(dialog, '2017-06-01')
    },
    'registry-leave',
  )
  await hasMembers(clerk, ['钱小满 户主', '钱处暑 子'])
  await said(clerk, '以前的成员 1 人')
  await told('女钱乐离户')
  await inDialog(
    clerk.getByRole('button', { name: '加入一人' }),
    '加入',
    async (dialog) => {
      await dialog.getByRole('radio', { name: /^钱乐\s*以前在本户/ }).check()
      await dialog.getByLabel('是户主的').selectOption({ label: '子女' })
      await fillDate(dialog, '2017-08-01')
    },
    'registry-rejoin',
  )
  await hasMembers(clerk, ['钱小满 户主', '钱乐 女', '钱处暑 子'])
  await noFaults(clerk)
})

test('the head changes, and leaves: who is what to whom is said anew, and nobody seems to have left by it', async () => {
  await openHousehold(clerk, '吴霜降')
  await inDialog(clerk.getByRole('button', { name: '加入一人' }), '加入', async (dialog) => {
    await dialog.getByRole('radio', { name: '新登记' }).check()
    await dialog.getByLabel('证件号码').fill(numberOf('12010419881107303'))
    await dialog.getByText('男，1988年11月7日生').waitFor()
    await dialog.getByLabel('姓名').fill('郑立冬')
    await dialog.getByLabel('是户主的').selectOption({ label: '配偶' })
    await fillDate(dialog, '2016-05-01')
  })
  await hasMembers(clerk, ['吴霜降 户主', '郑立冬 配偶', '吴小雪 女'])
  await inDialog(
    clerk.getByRole('button', { name: '由郑立冬任户主' }),
    '变更户主',
    async (dialog) => {
      await fillDate(dialog, '2017-08-15')
      assert.equal(await dialog.getByLabel('吴霜降是郑立冬的').inputValue(), 'spouse')
      assert.equal(await dialog.getByLabel('吴小雪是郑立冬的').inputValue(), 'child')
    },
    'registry-head',
  )
  await heading(clerk, '郑立冬户')
  await hasMembers(clerk, ['郑立冬 户主', '吴霜降 配偶', '吴小雪 女'])
  await told('户主变更为郑立冬')
  assert.equal(await clerk.getByText(/离户$/).filter({ hasText: '吴霜降' }).count(), 0)
  await inDialog(
    clerk.getByRole('button', { name: '郑立冬离户' }),
    '离户',
    async (dialog) => {
      await dialog.getByLabel('原因').fill('离婚后迁出')
      await fillDate(dialog, '2017-08-28')
      await dialog.getByLabel('由谁任户主').selectOption({ label: '吴霜降　配偶' })
      assert.equal(await dialog.getByLabel('吴小雪是吴霜降的').inputValue(), 'child')
    },
    'registry-head-leaves',
  )
  await heading(clerk, '吴霜降户')
  await hasMembers(clerk, ['吴霜降 户主', '吴小雪 女'])
  await told('户主郑立冬离户')
  await noFaults(clerk)
  const path = new URL(clerk.url()).pathname
  await look(both, 'registry-household', path, (page) => heading(page, '吴霜降户'))
})

test('a record is corrected with a basis, and the timeline tells what was corrected', async () => {
  await openPerson(clerk, '吴小雪')
  await inDialog(
    clerk.getByRole('button', { name: '更正登记' }),
    '更正',
    async (dialog) => {
      await dialog.getByRole('button', { name: '更正，还没有改动' }).waitFor()
      await dialog.getByLabel('姓名').fill('吴小瑞')
      await dialog.getByLabel('民族').selectOption({ label: '回族' })
      await dialog.getByLabel('依据').fill('户口簿')
    },
    'registry-correct',
  )
  await heading(clerk, '吴小瑞')
  await said(clerk, '回族')
  await told('更正姓名、民族（户口簿）')
  assert.deepEqual(await find(clerk, '吴小雪'), [])
  assert.equal((await find(clerk, 'wuxiaorui')).length, 1)
  await openPerson(clerk, '吴小瑞')
  const path = new URL(clerk.url()).pathname
  await look(both, 'registry-person', path, (page) => heading(page, '吴小瑞'))
})

test('two records of one person stand side by side, are linked for a reason, and the link is undone', async () => {
  await clerk.goto('/workbench/people')
  await clerk.getByRole('button', { name: '登记一个人' }).first().click()
  const dialog = clerk.getByRole('dialog')
  await dialog.getByLabel('姓名').fill('周谷雨')
  await dialog.getByRole('radio', { name: '女' }).check()
  await fillDate(dialog, '1990-04-20')
  await dialog.getByText('可能是同一个人，请核对').waitFor()
  await screenshot(clerk, 'registry-alike')
  await dialog.getByLabel('社区、村').selectOption({ index: 1 })
  await dialog.getByRole('button', { name: '登记', exact: true }).click()
  await heading(clerk, '周谷雨')
  await said(clerk, '疑似重复 1 条')
  await look(both, 'registry-duplicates', '/workbench/people/duplicates', (page) => heading(page, /疑似重复/))
  await clerk.getByRole('table', { name: '疑似重复' }).getByText('周谷雨').first().click()
  await heading(clerk, '周谷雨')
  const pair = clerk.getByRole('region', { name: '疑似重复' })
  await pair.getByRole('table').waitFor()
  await clerk.waitForLoadState('networkidle')
  await screenshot(clerk, 'registry-side-by-side')
  const decide = (act: string) =>
    inDialog(pair.getByRole('button', { name: act }), act, async (open) => {
      await open.getByLabel('依据').fill('核对户口簿，同一人')
    })
  await decide('认定为同一人')
  await pair.getByText(/已认定为同一人：核对户口簿，同一人/).waitFor()
  await clerk.goto('/workbench/people/duplicates')
  await said(clerk, '没有疑似重复')
  await openPerson(clerk, '周谷雨')
  await decide('撤销认定')
  await pair.getByText(/认定已撤销/).waitFor()
  await pair.getByRole('button', { name: '认定为不同的人' }).waitFor()
  await noFaults(clerk)
})

test('a household moves within the street and out of it; out of sight is said before', async () => {
  await openHousehold(clerk, '何芒种')
  const path = new URL(clerk.url()).pathname
  const button = clerk.getByRole('button', { name: '迁居' })
  await inDialog(
    button,
    '迁居',
    async (dialog) => {
      await fillDate(dialog, '2017-07-01')
      await dialog.getByLabel('社区、村').selectOption({ index: 2 })
      await dialog.getByLabel('新住址').fill('示例园 3 号楼 2 门 201')
    },
    'registry-move',
  )
  await said(clerk, '何芒种户已迁居')
  await told('迁居示例园 3 号楼 2 门 201')
  await clerk.getByText('2015年3月1日起，至2017年6月30日').waitFor()
  await inDialog(button, '迁居', async (dialog) => {
    await fillDate(dialog, '2017-08-20')
    await dialog.getByLabel('区', { exact: true }).selectOption({ label: '和平区' })
    await dialog.getByLabel('街道、镇').selectOption({ index: 1 })
    await dialog.getByLabel('社区、村').selectOption({ index: 1 })
    await dialog.getByLabel('新住址').fill('示例路 1 号')
    await dialog.getByText(/迁出您的辖区后/).waitFor()
  })
  await clerk.waitForURL('**/workbench/households')
  await clerk.goto(path)
  await said(clerk, '没有找到')
})
