/** A phone of a visitor: set up, opened, written on, and what lies on its disk. */
import type { Page } from 'playwright-core'

/** The number that opens the phones of the journeys. */
export const pin = '730518'

const said = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()

/** Registers the phone of whoever is signed in, and waits until it opens without a network. */
export async function setUpPhone(phone: Page): Promise<void> {
  await phone.context().grantPermissions(['geolocation'])
  await phone.context().setGeolocation({ latitude: 39.12, longitude: 117.15, accuracy: 12 })
  await phone.goto('/field')
  await phone.getByLabel('开锁码').first().fill(pin)
  await phone.getByLabel('再输一遍').fill(pin)
  await phone.getByRole('button', { name: '开始用' }).click()
  await said(phone, /手机上的 0 户/)
  await phone.evaluate(async () => {
    await navigator.serviceWorker.ready
    while (navigator.serviceWorker.controller === null) await new Promise((next) => setTimeout(next, 50))
  })
}

/** Opens a phone that is locked. */
export async function openPhone(phone: Page): Promise<void> {
  await phone.getByLabel('开锁码').fill(pin)
  await phone.getByRole('button', { name: '打开', exact: true }).click()
  await phone.getByLabel('开锁码').waitFor({ state: 'detached' })
}

/** Takes the first `count` of the visits along that are listed. */
export async function takeAlong(phone: Page, count = 1): Promise<void> {
  for (let at = 0; at < count; at++) await phone.getByRole('checkbox').nth(at).check()
  await phone.getByRole('button', { name: `带走 ${count} 户` }).click()
  await phone.getByRole('button', { name: /^带走 \d 户/ }).waitFor({ state: 'detached' })
  await phone
    .locator('.visit-list a')
    .nth(count - 1)
    .waitFor()
}

/** Opens the `at`th visit of the way. */
export async function openVisit(phone: Page, at = 0): Promise<void> {
  await phone.locator('.visit-list a').nth(at).click()
  await phone.getByRole('heading', { level: 1, name: /^入户/ }).waitFor()
}

/** Draws on one of the fields for signatures, as a finger does. */
export async function sign(phone: Page, name: string): Promise<void> {
  const field = phone.getByRole('img', { name: `${name}签字处，用手指书写` })
  await field.scrollIntoViewIfNeeded()
  const box = await field.boundingBox()
  if (box === null) throw new Error(`${name}’s signature has no place`)
  await phone.mouse.move(box.x + 40, box.y + 30)
  await phone.mouse.down()
  for (const [x, y] of [
    [90, 60],
    [140, 25],
    [200, 70],
    [260, 40],
  ] as const)
    await phone.mouse.move(box.x + x, box.y + y, { steps: 4 })
  await phone.mouse.up()
  await phone.getByRole('button', { name: '重签' }).last().waitFor()
}

export type Seen = { finding: string; residents?: string; visitors: [string, string] }

/** Writes a whole visit down, but does not finish it. */
export async function writeVisit(phone: Page, seen: Seen): Promise<void> {
  await phone.getByRole('button', { name: '记下位置和时间' }).click()
  await said(phone, /定位 ±12 米/)
  const choose = (group: string | RegExp, answer: string) =>
    phone
      .getByRole('radiogroup', { name: group, exact: true })
      .getByRole('radio', { name: answer, exact: true })
      .check()
  await choose(/月收入/, '一致')
  await phone.getByRole('textbox', { name: '实际住几个人' }).fill(seen.residents ?? '3')
  await choose('住房', '公租房')
  await choose(/总的和登记/, '一致')
  await phone.getByLabel('看到的情况').fill(seen.finding)
  await phone.locator('input[type=file]').setInputFiles({
    name: 'door.png',
    mimeType: 'image/png',
    buffer: await phone.screenshot({ clip: { x: 0, y: 0, width: 320, height: 240 } }),
  })
  await said(phone, '照片 1 张')
  for (const [at, name] of [...seen.visitors, '户主'].entries()) {
    await sign(phone, name)
    await phone.getByRole('button', { name: '重签' }).nth(at).waitFor()
  }
}

/** Everything readable in what the browser keeps of people's doing, and the addresses that its caches hold. */
export function readDisk(phone: Page): Promise<{ text: string; cached: string[] }> {
  return phone.evaluate(async () => {
    const texts: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })]
    const note = (value: unknown): void => {
      if (typeof value === 'string') texts.push(value)
      else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
        for (const encoding of ['utf-8', 'utf-16le'])
          texts.push(new TextDecoder(encoding).decode(value as ArrayBuffer))
      } else if (typeof value === 'object' && value !== null)
        for (const [key, each] of Object.entries(value)) {
          texts.push(key)
          note(each)
        }
    }
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open(name)
        asked.addEventListener('success', () => resolve(asked.result))
        asked.addEventListener('error', () => reject(new Error('not opened')))
      })
      for (const store of database.objectStoreNames) {
        const rows = await new Promise<unknown[]>((resolve, reject) => {
          const asked = database.transaction(store).objectStore(store).getAll()
          asked.addEventListener('success', () => resolve(asked.result))
          asked.addEventListener('error', () => reject(new Error('not read')))
        })
        texts.push(`${name}/${store}: ${rows.length} rows`)
        note(rows)
      }
      database.close()
    }
    const cached: string[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        cached.push(new URL(request.url).pathname)
        // Files of the house bear their hash; whatever else is kept is read.
        if (!request.url.includes('/assets/')) texts.push((await (await cache.match(request))?.text()) ?? '')
      }
    }
    return { text: texts.join('\n'), cached }
  })
}
