import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { readSheet } from '../../server/platform/workbooks/index.ts'
import { noFaults } from './acts.ts'
import { openBrowser, screenshot, startHaihe } from './harness.ts'
import { signIn, signInAs } from './people.ts'

const haihe = await startHaihe()
const browser = await openBrowser(haihe)
const programme = 'minimum-living-guarantee'
const city = `/workbench/insight/${programme}`

/** A wall is as high as it is: nothing reaches below its foot, and no number into the next. */
async function fitsTheWall(page: Page): Promise<void> {
  const amiss = await page.evaluate(() => {
    const foot = document.querySelector('.wall-foot')!.getBoundingClientRect().top
    const within = [...document.querySelectorAll('.wall > main *')]
    const low = within.filter((each) => each.getBoundingClientRect().bottom > foot + 1)
    const wide = [...document.querySelectorAll('.wall-number > strong')].filter((each) => {
      const next = each.parentElement?.nextElementSibling?.getBoundingClientRect()
      const text = document.createRange()
      text.selectNodeContents(each)
      return next !== undefined && text.getBoundingClientRect().right > next.left
    })
    return [...low, ...wide].map((each) => each.outerHTML.slice(0, 80))
  })
  assert.deepEqual(amiss, [])
}

async function look(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await screenshot(page, name)
  await noFaults(page)
}

/** 在保人数 1,234 人 → 1234 */
const numberOf = (text: string | null) => Number(/[\d,.]+/.exec(text ?? '')?.[0].replaceAll(',', ''))

/** The number of a figure of the page. */
async function figureOf(page: Page, name: string): Promise<number> {
  const figure = page.locator('.stat-figure', { has: page.getByRole('link', { name, exact: true }) })
  return numberOf(await figure.locator('.stat-figure-number').textContent())
}

/** Rows of the workbook behind a link, below its note and head. */
async function rowsOf(page: Page, link: RegExp): Promise<string[][]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link }).click(),
  ])
  const rows: string[][] = []
  const content = await readFile(await download.path())
  for await (const { cells } of readSheet(content, { rows: 100_000, columns: 20 })) rows.push(cells)
  return rows.slice(2)
}

test('the leader’s day begins at the figures of every programme, and each opens its page', async () => {
  const leader = await signInAs(browser, 'leader')
  await leader.waitForURL(/\/workbench\/insight/)
  const row = leader.getByRole('row', { name: /最低生活保障/ })
  await row.waitFor()
  await look(leader, 'city-programmes')
  const heads = await leader.getByRole('columnheader').allTextContents()
  const cells = await row.getByRole('cell').allTextContents()
  const people = numberOf(cells[heads.findIndex((head) => head.startsWith('人数'))] ?? null)
  await row.getByRole('link').click()
  await leader.getByText('每千常住人口在保人数', { exact: false }).first().waitFor()
  assert.equal(await figureOf(leader, '在保人数'), people)
  await look(leader, 'city')
})

test('map, list, table and file say the same number, and a click leads down to the records that it counts', async () => {
  const leader = await signInAs(browser, 'leader')
  await leader.goto(city)
  const people = await figureOf(leader, '在保人数')
  const list = leader.getByRole('table', { name: /各区/ })
  const listed = await list.locator('tbody tr').allTextContents()
  assert.equal(listed.length, 16)
  // The outlines come after the list.
  const districts = leader.getByRole('group', { name: /按区/ }).getByRole('button')
  await districts.nth(15).waitFor()
  assert.equal(await districts.count(), 16)
  await leader.getByRole('button', { name: '看数据表' }).first().click()
  const table = leader.getByRole('table')
  const cells = await table.locator('tbody tr td:nth-child(3)').allTextContents()
  assert.equal(
    cells.reduce((sum, cell) => sum + numberOf(cell), 0),
    people,
  )
  await look(leader, 'city-table')
  const file = await rowsOf(leader, /^导出$/)
  assert.deepEqual(
    [file.length, file.at(-1)?.[1], Number(file.at(-1)?.[3])],
    [17, '合计', people],
    'the file ends with the total',
  )
  await leader.getByRole('button', { name: '看图' }).first().click()

  // Down by the keyboard: a district of the map, a street of the list, a community, its records.
  const [district, street, community] = await busiest(leader)
  await leader
    .getByRole('button', { name: new RegExp(`^${district}`) })
    .first()
    .press('Enter')
  await leader.getByRole('heading', { name: new RegExp(`最低生活保障.*${district}`) }).waitFor()
  await look(leader, 'city-district')
  await leader.getByRole('button', { name: street, exact: true }).press('Enter')
  await leader.getByRole('heading', { name: new RegExp(street) }).waitFor()
  await look(leader, 'city-street')
  const households = await figureOf(leader, '在保户数')
  assert.ok(households > 0)
  await leader.getByRole('button', { name: community, exact: true }).press('Enter')
  await leader.getByRole('heading', { name: new RegExp(`在保人数.*${community}`) }).waitFor()
  await leader.goBack()
  await leader.getByRole('navigation', { name: '上级' }).getByRole('button', { name: district }).click()
  await leader.getByRole('heading', { name: new RegExp(`最低生活保障.*${district}`) }).waitFor()

  await recordsBehind(leader, '在保户数', await figureOf(leader, '在保户数'), '户')
  await leader.getByRole('link', { name: '在保户数', exact: true }).click()
  await leader.locator('tbody tr').first().press('Enter')
  await leader.waitForURL(/\/workbench\/households\//)
})

test('what is overdue leads to the cases; where nothing is, to those that are open', async () => {
  const leader = await signInAs(browser, 'leader')
  await leader.goto(city)
  const overdue = await figureOf(leader, '超期')
  const base = await leader.getByText(/^在办 [\d,]+ 件的/).textContent()
  const number = overdue > 0 ? overdue : numberOf(base)
  assert.ok(number > 0)
  await recordsBehind(leader, '超期', number, '件')
})

/** One click on a figure shows the records that it counts, and they go into a file. Leads back. */
async function recordsBehind(page: Page, name: string, number: number, unit: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: new RegExp(` ${number} ${unit}`) }).waitFor()
  await page.getByText(`共 ${number} ${unit}`).waitFor()
  await look(page, `city-records-${unit === '户' ? 'households' : 'cases'}`)
  assert.equal((await rowsOf(page, /^导出 \d+/)).length, number)
  await page.getByRole('link', { name: '回到数据页' }).click()
}

/** The district, the street and the community in it with most people on the programme. */
async function busiest(page: Page): Promise<[string, string, string]> {
  return page.evaluate(async (programme_id) => {
    type Division = { division_code: string; name: string; people: number }
    const below = async (code: string) => {
      const answer = await fetch(
        `/api/insight/dashboards/${programme_id}?as_of=2017-08-31&division_code=${code}`,
      )
      const { divisions } = (await answer.json()) as { divisions: Division[] }
      return divisions.toSorted((a, b) => b.people - a.people)
    }
    const district = (await below('12'))[0]!
    const street = (await below(district.division_code))[0]!
    const community = (await below(street.division_code))[0]!
    return [district.name, street.name, community.name]
  }, programme)
}

test('a leader of a district sees the district, and nothing of what lies beside it', async () => {
  const leader = await signIn(await browser.page('desktop'), '南开', '领导')
  await leader.goto(city)
  await leader.getByRole('heading', { name: /最低生活保障.*南开区/ }).waitFor()
  await look(leader, 'city-of-district')
  assert.equal(await leader.getByText('蓟州').count(), 0)
  for (const path of [
    `${city}?division=120119`,
    `${city}/records/people?division=120119`,
    `${city}?division=12`,
  ]) {
    await leader.goto(path)
    await leader.getByText('没有找到').first().waitFor()
    assert.equal(await leader.getByText(/蓟州|天津市 16/).count(), 0, path)
  }
  const refused = await leader.evaluate(async (programme_id) => {
    const paths = [
      `/api/insight/dashboards?division_code=120119`,
      `/api/insight/dashboards/${programme_id}?division_code=120119`,
      `/api/insight/dashboards/${programme_id}/export?division_code=12`,
      `/api/insight/indicators/${programme_id}.spend/export?division_code=120119`,
      `/api/insight/indicators/${programme_id}.people/records?division_code=120101001`,
    ]
    return Promise.all(paths.map(async (path) => (await fetch(path)).status))
  }, programme)
  assert.deepEqual(refused, [404, 404, 404, 404, 404])
})

test('on a phone the same figures stand one below the other, and a district is a touch away', async () => {
  const leader = await signInAs(browser, 'leader', 'phone')
  await leader.getByRole('cell', { name: '最低生活保障' }).waitFor()
  await look(leader, 'city-programmes-phone')
  await leader.goto(city)
  await leader.getByRole('button', { name: '蓟州区', exact: true }).waitFor()
  await look(leader, 'city-phone')
  await leader.getByRole('button', { name: '蓟州区', exact: true }).tap()
  await leader.getByRole('heading', { name: /最低生活保障.*蓟州区/ }).waitFor()
  await leader.getByRole('link', { name: '在保户数', exact: true }).tap()
  await leader.getByRole('heading', { level: 1, name: /在保户数/ }).waitFor()
  await look(leader, 'city-records-phone')
})

type Load = { listeners: number; nodes: number; bytes: number; timers: number }

/** What the page holds on to, after the browser has tidied up. */
async function loadOf(page: Page): Promise<Load> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  await session.detach()
  const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? 0
  const timers = await page.evaluate(() => (window as unknown as { timers: Set<unknown> }).timers.size)
  return {
    listeners: metric('JSEventListeners'),
    nodes: metric('Nodes'),
    bytes: metric('JSHeapUsedSize'),
    timers,
  }
}

/** Counts intervals that were set and not cleared. */
function countTimers(): void {
  const timers = new Set<unknown>()
  const { setInterval: set, clearInterval: clear } = window
  Object.assign(window, {
    timers,
    setInterval: (...given: Parameters<typeof set>) => {
      const id = set(...given)
      timers.add(id)
      return id
    },
    clearInterval: (id: number) => {
      timers.delete(id)
      clear(id)
    },
  })
}

test('the wall turns by itself, says how old its data is, holds on to nothing for an hour, and says so when the house is gone', async () => {
  const page = await browser.page('wall')
  await page.clock.install()
  await page.addInitScript(countTimers)
  const wall = await signIn(page, '周建国')
  await wall.goto('/wall/city')
  const title = (name: string) => wall.getByRole('heading', { level: 1, name: new RegExp(name) })
  const age = wall.locator('.wall-head-end')
  await title('各区在保').waitFor()
  await wall.getByText(/数据 \d+ 秒前/).waitFor()
  await look(wall, 'wall-rate')
  await fitsTheWall(wall)
  await wall.clock.runFor(31_000)
  await title('月发放').waitFor()
  await look(wall, 'wall-trend')
  await fitsTheWall(wall)
  await wall.clock.runFor(30_000)
  await title('超期').waitFor()
  await look(wall, 'wall-overdue')
  await fitsTheWall(wall)
  await wall.keyboard.press('ArrowRight')
  await title('各区在保').waitFor()
  assert.equal(
    await wall
      .getByText(/户$/)
      .filter({ hasText: /[王李张刘陈]..户/ })
      .count(),
    0,
    'no persons',
  )

  const settle = async (minutes: number) => {
    for (let at = 0; at < minutes; at += 5) {
      await wall.clock.runFor(5 * 60_000)
      await wall.waitForLoadState('networkidle')
    }
    return loadOf(wall)
  }
  const early = await settle(5)
  const late = await settle(60)
  assert.match((await age.textContent()) ?? '', /数据 \d+ 秒前/)
  assert.equal(late.timers, early.timers, 'timers')
  assert.ok(late.listeners <= early.listeners * 1.1 + 10, `${early.listeners} → ${late.listeners} listeners`)
  assert.ok(late.nodes <= early.nodes * 1.2 + 200, `${early.nodes} → ${late.nodes} nodes`)
  assert.ok(late.bytes <= early.bytes * 1.25 + 2_000_000, `${early.bytes} → ${late.bytes} bytes`)

  await haihe.stop()
  await wall.clock.runFor(120_000)
  await wall.getByText(/数据已旧，\d\d:\d\d/).waitFor()
  await screenshot(wall, 'wall-old')
  await title('各区在保|月发放|超期').waitFor()
  const again = await startHaihe({
    dataFolder: haihe.dataFolder,
    environment: { PORT: new URL(haihe.address).port },
  })
  await wall.clock.runFor(60_000)
  await wall.getByText(/数据 \d+ 秒前/).waitFor()
  // Its data lies where the first house, which goes first at the end, had it.
  await again.stop()
})
