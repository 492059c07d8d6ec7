/** What a phone itself does to a visit: it fills up, takes huge photos, gets a new build, damages what it keeps, is found by others. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { ask, noFaults } from './acts.ts'
import { openDoor } from './builds.ts'
import { openBrowser, screenshot, startHaihe } from './harness.ts'
import { actors, signInAs } from './people.ts'
import { openPhone, openVisit, pin, readDisk, setUpPhone, sign, takeAlong, writeVisit } from './phone.ts'

const haihe = await startHaihe()
const door = await openDoor(haihe)
const browser = await openBrowser(door)

const clerk = await signInAs(browser, 'streetClerk')
const phone = await signInAs(browser, 'streetClerk', 'phone')
const visitors: [string, string] = [actors.streetClerk, actors.secondStreetClerk]

type Rows = { rows: Record<string, unknown>[] }
const said = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()
const finding = (page: Page) => page.getByLabel('看到的情况')
const savedEverything = (page: Page) => page.getByText('已存', { exact: true }).last().waitFor()

const planned = await ask<Rows>(clerk, 'GET', '/api/visits')
const case_id = String(planned.rows.find((row) => String(row['title']).startsWith('王桂兰'))?.['case_id'])
const colleagues = await ask<Rows>(clerk, 'GET', `/api/cases/${case_id}/colleagues`)
const second_visitor_id = String(
  colleagues.rows.find((row) => row['name'] === actors.secondStreetClerk)?.['account_id'],
)
const plan = () =>
  ask(clerk, 'POST', `/api/cases/${case_id}/visits`, { planned_on: '2017-09-01', second_visitor_id })

/** The disk of the phone takes nothing more, or takes everything again: each write is undone, as a full one undoes it. */
const setFull = (page: Page, full: boolean) =>
  page.evaluate((full) => {
    const stores = IDBObjectStore.prototype as IDBObjectStore & { putBefore?: IDBObjectStore['put'] }
    stores.putBefore ??= stores.put
    const { putBefore } = stores
    stores.put = function (this: IDBObjectStore, ...given: Parameters<IDBObjectStore['put']>) {
      const asked = putBefore.apply(this, given)
      if (full) this.transaction.abort()
      return asked
    }
  }, full)

test('a phone that is full says so and drops nothing that was typed; with room again it is kept', async () => {
  await plan()
  await setUpPhone(phone)
  await takeAlong(phone, 2)
  await openVisit(phone)
  await finding(phone).fill('存满以前写的。')
  await savedEverything(phone)
  await setFull(phone, true)
  await finding(phone).fill('存满以后写的。')
  await said(phone, /手机存不下了，刚填的还没有存好/)
  await addPhotos(phone, [await smallPhoto(phone)])
  await said(phone, /手机存不下了，有的照片没有存/)
  assert.equal(await phone.getByText('已存', { exact: true }).count(), 0)
  await screenshot(phone, 'field-full')
  await screenshot(phone, 'field-full-first', false)
  await noFaults(phone)
  await phone.getByRole('link', { name: '走访', exact: true }).click()
  await said(phone, '锁上，等刚填的存好')
  await said(phone, '没有存下')
  await screenshot(phone, 'field-full-today')
  await noFaults(phone)
  await setFull(phone, false)
  await phone.getByRole('button', { name: '再存一次' }).click()
  await phone.getByText(/手机存不下了/).waitFor({ state: 'detached' })
  await phone.reload()
  await setFull(phone, true)
  await phone.getByLabel('开锁码').fill(pin)
  await phone.getByRole('button', { name: '打开', exact: true }).click()
  await said(phone, /没有打开：手机存不下了/)
  await setFull(phone, false)
  await openPhone(phone)
  await openVisit(phone)
  assert.equal(await finding(phone).inputValue(), '存满以后写的。')
})

/** Chooses a picture of 4000 × 3000 dots that nobody has made smaller: 36 megabytes. */
const addHugePhoto = (page: Page) =>
  page.locator('input[type=file]').evaluate((input: HTMLInputElement) => {
    const [width, height] = [4000, 3000]
    const head = new DataView(new ArrayBuffer(54))
    const write = [
      [10, 54],
      [14, 40],
      [18, width],
      [22, height],
    ] as const
    head.setUint16(0, 0x424d)
    head.setUint32(2, 54 + width * height * 3, true)
    for (const [at, value] of write) head.setUint32(at, value, true)
    head.setUint16(26, 1, true)
    head.setUint16(28, 24, true)
    const chosen = new DataTransfer()
    chosen.items.add(
      new File([head, new Uint8Array(width * height * 3).fill(0x7f)], 'huge.bmp', { type: 'image/bmp' }),
    )
    input.files = chosen.files
    input.dispatchEvent(new Event('change', { bubbles: true }))
  })

const smallPhoto = (page: Page) => page.screenshot({ clip: { x: 0, y: 0, width: 80, height: 60 } })

async function addPhotos(page: Page, buffers: Buffer[]): Promise<void> {
  const input = page.locator('input[type=file]')
  await input.setInputFiles(
    buffers.map((buffer, at) => ({ name: `${at}.png`, mimeType: 'image/png', buffer })),
  )
}

test('a photo of 36 megabytes is made small; what is no picture, and what is more than twelve, is said', async () => {
  await addHugePhoto(phone)
  await said(phone, '照片 1 张')
  const sizes = await phone.locator('.file-item span').allInnerTexts()
  assert.match(sizes.join(' '), /\b\d{1,3} KB/)
  await addPhotos(phone, [Buffer.from('no picture at all')])
  await said(phone, '有的照片打不开，请重拍')
  const small = await smallPhoto(phone)
  await addPhotos(
    phone,
    Array.from({ length: 13 }, () => small),
  )
  await said(phone, '照片 12 张')
  await said(phone, '一户最多 12 张，后面 2 张没有加')
  await screenshot(phone, 'field-photos')
  await noFaults(phone)
})

test('a new build waits while somebody writes; half a build is never taken; taken over, nothing typed is lost', async () => {
  const lookForBuild = () =>
    phone.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration('/field')
      await registration?.update().catch(() => undefined)
      const build = registration?.installing
      const isOver = () => build?.state !== 'installing'
      while (!isOver()) await new Promise((next) => setTimeout(next, 50))
      return build?.state
    })
  await finding(phone).fill('更新以前写的。')
  await savedEverything(phone)
  door.serve('halved')
  assert.equal(await lookForBuild(), 'redundant')
  assert.equal(await phone.getByText('有新版本').count(), 0)
  await phone.context().setOffline(true)
  await phone.reload()
  await openPhone(phone)
  assert.equal(await finding(phone).inputValue(), '更新以前写的。')
  door.serve('newer')
  await phone.context().setOffline(false)
  await lookForBuild()
  await said(phone, '有新版本。填的内容都已存好，更新不会丢。')
  await finding(phone).fill('更新以前写的，还没停手。')
  await screenshot(phone, 'field-new-build', false)
  await noFaults(phone)
  await phone.getByRole('button', { name: '现在更新' }).click()
  await said(phone, '输入开锁码')
  await openPhone(phone)
  assert.equal(await finding(phone).inputValue(), '更新以前写的，还没停手。')
  const names = await phone.evaluate(() => caches.keys())
  assert.ok(names.includes(`field-${'1'.repeat(16)}`), names.join(' '))
  await phone.context().setOffline(true)
  await phone.reload()
  await openPhone(phone)
  assert.equal(await finding(phone).inputValue(), '更新以前写的，还没停手。')
  await phone.context().setOffline(false)
})

test('a photo that was damaged on the phone is said, and keeps no other visit from going', async () => {
  await phone.getByRole('link', { name: '走访', exact: true }).click()
  await phone.context().setOffline(true)
  for (const at of [0, 1]) {
    await openVisit(phone, at)
    for (let photos = await phone.getByRole('button', { name: /^去掉照片/ }).count(); photos > 0; photos--)
      await phone
        .getByRole('button', { name: /^去掉照片/ })
        .first()
        .click()
    await writeVisit(phone, { finding: `第 ${at + 1} 户。`, visitors })
    if (at === 0) {
      const kept = await phone.evaluate(damagePhotos)
      assert.ok(kept > 0)
    }
    await phone.getByRole('button', { name: '完成走访，存在本机' }).click()
    await said(phone, /手机上的 2 户/)
  }
  await phone.context().setOffline(false)
  await said(phone, '已送达 1 件')
  await said(phone, '要您看一下')
  await openVisit(phone)
  await said(phone, /有照片或签字在手机上读不出来/)
  await screenshot(phone, 'field-photo-damaged')
  await noFaults(phone)
  await phone.getByRole('button', { name: '回去改' }).click()
  await phone
    .getByRole('button', { name: /^去掉照片/ })
    .first()
    .click()
  await said(phone, '照片 0 张')
  for (const name of [...visitors, '户主']) {
    await phone.getByRole('button', { name: '重签' }).first().click()
    await phone.getByRole('img', { name: `${name}签字处，用手指书写` }).waitFor()
    // The next click must not find the field that was just signed anew.
    if (name === '户主') for (const each of [...visitors, '户主']) await sign(phone, each)
  }
  await phone.getByRole('button', { name: '完成走访，存在本机' }).click()
  await said(phone, '已送达 2 件')
})

async function tryWrong(page: Page, left: number): Promise<void> {
  await page.getByLabel('开锁码').fill('999998')
  await page.getByRole('button', { name: '打开', exact: true }).click()
  await said(page, `还能试 ${left} 次`)
}

test('wrong numbers stay counted when the phone is switched off between; a number that is right begins anew', async () => {
  const wrong = (left: number) => tryWrong(phone, left)
  await phone.reload()
  for (const left of [9, 8]) await wrong(left)
  await phone.reload()
  await said(phone, '还能试 8 次')
  await wrong(7)
  await openPhone(phone)
  await phone.getByRole('button', { name: '锁上' }).click()
  assert.equal(await phone.getByText(/还能试/).count(), 0)
  await wrong(9)
  await openPhone(phone)
})

test('closing the application and opening it again gives no free tries: after the last one everything is cleared, also when it was closed in the middle of it', async () => {
  const context = phone.context()
  await phone.getByRole('button', { name: '锁上' }).click()
  const reopened = async (open: Page) => {
    await open.close()
    const page = await context.newPage()
    await page.goto('/field')
    return page
  }
  for (const left of [9, 8, 7, 6]) await tryWrong(phone, left)
  let page = await reopened(phone)
  await said(page, '还能试 6 次')
  for (const left of [5, 4, 3, 2, 1]) await tryWrong(page, left)
  page = await reopened(page)
  await said(page, '还能试 1 次')
  assert.match((await readDisk(page)).text, /device: 1/)
  // The last try is counted, and the application closed before it is known to be wrong.
  await page.evaluate(countLastTry)
  page = await reopened(page)
  await page.getByLabel('开锁码').fill(pin)
  await page.getByRole('button', { name: '打开', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '手机已清除' }).waitFor()
  assert.doesNotMatch((await readDisk(page)).text, /(visits|photos|device): [1-9]/)
  await screenshot(page, 'field-wrong-pin-cleared')
  await noFaults(page)
  page = await reopened(page)
  await page.getByLabel('再输一遍').waitFor()
})

test('a phone that lies locked clears itself, too, when its holder’s post ends; nobody is asked to sign in', async () => {
  await plan()
  const other = await signInAs(browser, 'secondStreetClerk', 'phone')
  await setUpPhone(other)
  await takeAlong(other)
  await openVisit(other)
  await writeVisit(other, { finding: '锁在手机里的。', visitors: [visitors[1], visitors[0]] })
  await other.context().setOffline(true)
  await other.getByRole('button', { name: '完成走访，存在本机' }).click()
  await said(other, '存了，没发')
  await other.getByRole('button', { name: '锁上' }).click()
  await said(other, '输入开锁码')
  const security = await signInAs(browser, 'securityAdministrator')
  const found = await ask<Rows>(security, 'POST', '/api/administration/accounts/search', {
    search: actors.secondStreetClerk,
  })
  const posts = found.rows.find((row) => row['account_id'] === second_visitor_id)?.['posts'] as {
    post_id: string
  }[]
  await ask(security, 'POST', `/api/administration/posts/${posts[0]?.post_id ?? ''}/end`, {
    on: '2017-09-01',
  })
  await other.context().setOffline(false)
  await said(other, '您在登记时的岗位任职已经结束，手机上的走访资料已清除。')
  await said(other, /1 件没有送达的走访已清除，不再接收/)
  assert.doesNotMatch((await readDisk(other)).text, /(visits|photos|device): [1-9]/)
  assert.equal(await other.getByRole('dialog').count(), 0)
  await screenshot(other, 'field-locked-cleared')
  await noFaults(other)
})

/** Counts a try as the phone does before it looks whether the number is right. */
async function countLastTry(): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const asked = indexedDB.open('haihe-field-visits')
    asked.addEventListener('success', () => resolve(asked.result))
  })
  const store = database.transaction('device', 'readwrite').objectStore('device')
  const asked = store.get('device') as IDBRequest<{ failures: number }>
  asked.addEventListener('success', () => store.put({ ...asked.result, failures: asked.result.failures + 1 }))
  await new Promise((resolve) => store.transaction.addEventListener('complete', resolve))
  database.close()
}

/** Turns a bit in every photo that the phone keeps; answers how many. */
async function damagePhotos(): Promise<number> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const asked = indexedDB.open('haihe-field-visits')
    asked.addEventListener('success', () => resolve(asked.result))
  })
  const store = database.transaction('photos', 'readwrite').objectStore('photos')
  const rows = await new Promise<{ sealed: { data: ArrayBuffer } }[]>((resolve) => {
    const asked = store.getAll()
    asked.addEventListener('success', () => resolve(asked.result as { sealed: { data: ArrayBuffer } }[]))
  })
  for (const row of rows) {
    const bytes = new Uint8Array(row.sealed.data)
    bytes[0] = (bytes[0] ?? 0) ^ 1
    store.put(row)
  }
  await new Promise((resolve) => store.transaction.addEventListener('complete', resolve))
  database.close()
  return rows.length
}
