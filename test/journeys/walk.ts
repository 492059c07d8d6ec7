/**
 * One person walks through every page that the router has: what is open to the role must hold at every size and by the
 * keyboard, and its tables must go into files; what isn't must be refused. A new page is walked by itself.
 */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { Download, Locator, Page, Request } from 'playwright-core'
import { readSheet } from '../../server/platform/workbooks/index.ts'
import type { PageAccess, PageDefinition } from '../../ui/shell/page-definition.ts'
import { pages } from '../../ui/shell/pages.ts'
import { axe, overflow, problemsOf } from './harness.ts'

const desktop = { width: 1366, height: 768 }
const phone = { width: 360, height: 800 }
const wall = { width: 1920, height: 1080 }
/** What a page says to a role that it is not for; a resident is not told of permissions but led home. */
const refusal = /不在您的权限内|这一页是工作人员用的/
type Size = { name: string; width: number; height: number; large?: boolean }
const sizes: Size[] = [
  { name: 'desktop', ...desktop },
  { name: 'phone', ...phone },
  { name: 'large type', ...phone, large: true },
]

/** What the page asked for and has not been answered; the page that is looked at now, and the refusals it met. */
type Watch = { open: Set<Request>; at: string | undefined; refused: string[] }

/** `public` is whoever has not signed in, `resident` whoever is no staff. */
export type Walker = { page: Page; role: string }

/** Whether the page says of itself that the role may open it. */
function isOpenTo(access: PageAccess, role: string): boolean {
  if (access === 'public') return true
  if (role === 'public') return false
  if (access === 'signed_in' || access === role) return true
  if (access === 'staff') return role !== 'resident'
  return Array.isArray(access) && access.some((each) => each === role)
}

/** A page that can be opened without knowing which record it is of. */
const isPlain = ({ path }: PageDefinition) => !path.includes('$')
/** Who has come in is led on from where one comes in, and the pages of the pattern book are nobody's work. */
const isWalked = ({ path }: PageDefinition, role: string) =>
  !path.startsWith('/style') && (role === 'public' || !path.startsWith('/sign-in'))

/**
 * Walks, and answers everything that is amiss: a path and what is wrong there, one line each.
 * What a page's main act opens is looked at, too, when it is the page of a record.
 */
export async function walk({ page, role }: Walker): Promise<string[]> {
  const seen = watch(page)
  const faults: string[] = []
  const records = new Map<string, string>()
  for (const each of pages.filter(
    (one) => isWalked(one, role) && isPlain(one) && isOpenTo(one.access, role),
  )) {
    await visit(page, each, each.path, seen, faults)
    faults.push(...(await exports(page, each.path)))
    const opened = await worksByKeyboard(page, each.path, seen, faults)
    for (const path of [...opened, ...(await linksOf(page))]) noteRecord(path, role, records)
  }
  for (const [pattern, path] of records)
    await visit(
      page,
      pages.find((one) => one.path === pattern)!,
      path,
      seen,
      faults,
    )
  faults.push(...seen.refused, ...problemsOf(page))
  // Whoever has not signed in is led to the door anew each time: two pages stand for all.
  const others = pages.filter((each) => isPlain(each) && !isOpenTo(each.access, role))
  for (const { path } of role === 'public' ? others.slice(0, 2) : others)
    if (!(await isRefused(page, path, role, seen))) faults.push(`${path}: opens`)
  return faults
}

async function visit(page: Page, definition: PageDefinition, path: string, seen: Watch, faults: string[]) {
  seen.at = path
  await follow(page, path, seen)
  // A page that opens without a network says by itself whose it is.
  if (definition.frame !== 'none' && (await page.getByText(refusal).count()) > 0)
    faults.push(`${definition.path}: refused`)
  faults.push(...(await looks(page, definition)))
  // What its main act leads to has journeys of its own.
  seen.at = undefined
}

/** Keeps the first record of each kind that the role may open. */
function noteRecord(path: string, role: string, records: Map<string, string>): void {
  const parts = path.split('/')
  const fits = (each: PageDefinition) => {
    const own = each.path.split('/')
    return own.length === parts.length && own.every((part, at) => part.startsWith('$') || part === parts[at])
  }
  const found = pages.find((each) => isPlain(each) && fits(each)) ?? pages.find(fits)
  if (found && !isPlain(found) && isOpenTo(found.access, role) && !records.has(found.path))
    records.set(found.path, path)
}

function linksOf(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>('main a[href^="/"]:not([download])')].map(
      (link) => link.pathname,
    ),
  )
}

function watch(page: Page): Watch {
  const seen: Watch = { open: new Set(), at: undefined, refused: [] }
  const askedAt = new WeakMap<Request, string>()
  page.on('request', (request) => {
    seen.open.add(request)
    if (seen.at !== undefined) askedAt.set(request, seen.at)
  })
  page.on('requestfinished', (request) => seen.open.delete(request))
  page.on('requestfailed', (request) => seen.open.delete(request))
  page.on('response', (response) => {
    const at = askedAt.get(response.request())
    // 409 says not yet, and the page asks again.
    if (at !== undefined && response.status() >= 400 && response.status() !== 409)
      seen.refused.push(`${at}: ${response.status()} ${new URL(response.url()).pathname}`)
  })
  return seen
}

/** The page has what it asked for, and nothing stands in for what is on its way. */
async function isQuiet(page: Page, seen: Watch): Promise<void> {
  for (let quiet = 0; quiet < 3; quiet = seen.open.size === 0 ? quiet + 1 : 0) await page.waitForTimeout(20)
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await page.waitForFunction(() => document.querySelector('.table-skeleton, [aria-busy=true]') === null)
}

/** Follows an address within the open application, as a link does: nothing is loaded anew. */
async function follow(page: Page, path: string, seen: Watch): Promise<void> {
  await page.evaluate((to) => {
    history.pushState({}, '', to)
    dispatchEvent(new PopStateEvent('popstate', { state: {} }))
  }, path)
  await isQuiet(page, seen)
}

async function isRefused(page: Page, path: string, role: string, seen: Watch): Promise<boolean> {
  await follow(page, path, seen)
  const told = role === 'public' ? page.getByLabel('用户名') : page.getByText(refusal)
  return (await told.count()) > 0
}

/**
 * Pages that axe-core has looked at, by what they are built of: rows more or less make no other page, nor do larger
 * letters by themselves, of which contrast asks less.
 */
const lookedAt = new Set<string>()

/** The page at its sizes: nothing to scroll sideways, nothing serious by axe-core. */
async function looks(page: Page, { path, frame }: PageDefinition): Promise<string[]> {
  const faults: string[] = []
  for (const size of frame === 'wall' ? [{ name: 'wall', ...wall }] : sizes) {
    await page.setViewportSize(size)
    await setLargeType(page, size.large === true)
    const wider = await overflow(page)
    if (wider > 0) faults.push(`${path} ${size.name}: ${wider} pixels too wide: ${await widest(page)}`)
    const built = `${path} ${await whatItIsBuiltOf(page)}`
    if (lookedAt.has(built)) continue
    lookedAt.add(built)
    faults.push(...(await axe(page)).map((finding) => `${path} ${size.name}: ${finding}`))
  }
  await setLargeType(page, false)
  await page.setViewportSize(desktop)
  return faults
}

/** What reaches farthest to the right and does not scroll within something. */
function widest(page: Page): Promise<string> {
  return page.evaluate(() => {
    const scrolls = (each: Element | null): boolean =>
      each !== null &&
      each !== document.body &&
      (getComputedStyle(each).overflowX !== 'visible' || scrolls(each.parentElement))
    const free = [...document.body.querySelectorAll('*')].filter((each) => !scrolls(each.parentElement))
    const ends = free.map((each) => ({ each, at: each.getBoundingClientRect().right }))
    return ends.reduce((most, next) => (next.at > most.at ? next : most)).each.outerHTML.slice(0, 120)
  })
}

async function setLargeType(page: Page, large: boolean): Promise<void> {
  await page.evaluate((on) => {
    if (on) document.documentElement.dataset['reading'] = 'large'
    else delete document.documentElement.dataset['reading']
  }, large)
}

/** What axe-core goes by: elements and their roles, what of them is shown and scrolls, and the colours. */
function whatItIsBuiltOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const kinds = [...document.body.querySelectorAll('*')].map((each) => {
      const { color, backgroundColor, visibility, overflowX, overflowY } = getComputedStyle(each)
      return [
        each.tagName,
        each.getAttribute('class'),
        each.getAttribute('role'),
        each.getAttribute('aria-disabled'),
        each.getClientRects().length > 0 && visibility,
        overflowX !== 'visible' && each.scrollWidth > each.clientWidth,
        overflowY !== 'visible' && each.scrollHeight > each.clientHeight,
        color,
        backgroundColor,
      ].join()
    })
    return [...new Set(kinds)].sort().join(' ')
  })
}

/** The page's main act: its primary button, else what opens its first row. None where the page only tells. */
const mainActs = [
  'main .button-primary:not([aria-disabled=true])',
  'main tr.table-open',
  'main .row-link',
  'main .empty-state a, main .empty-state button:not([aria-disabled=true])',
]

/** The pages whose main act was worked, and the acts. */
const worked = new Set<string>()
export const pagesWorked = (): number => new Set([...worked].map((each) => each.split(' ')[0])).size

/** Tab goes from the top of the page to its main act, whose focus is seen; Enter works it. Answers where that led. */
async function worksByKeyboard(page: Page, path: string, seen: Watch, faults: string[]): Promise<string[]> {
  let act = ''
  for (const each of mainActs) if (act === '' && (await page.locator(each).count()) > 0) act = each
  if (act === '' || worked.has(`${path} ${act}`)) return []
  worked.add(`${path} ${act}`)
  await page.locator('#content').focus()
  let state = 'not yet'
  for (let tabs = 0; tabs < 80 && state === 'not yet'; tabs += 1) {
    await page.keyboard.press('Tab')
    state = await page.evaluate(focusOf, act)
  }
  if (state !== 'seen') {
    faults.push(`${path}: Tab reaches ${act}: ${state}`)
    return []
  }
  // A file is chosen in a window of the browser's own.
  if ((await page.locator(act).first().locator('input[type=file]').count()) > 0) return []
  const told = () => page.evaluate(() => `${location.href} ${document.body.innerHTML}`)
  const before = await told()
  await page.keyboard.press('Enter')
  await isQuiet(page, seen)
  if ((await told()) === before) faults.push(`${path}: Enter on ${act} does nothing`)
  await page.keyboard.press('Escape')
  return [new URL(page.url()).pathname]
}

function focusOf(selector: string): string {
  const act = document.querySelector(selector)
  const at = document.activeElement
  if (at === null || act === null || !act.contains(at)) return 'not yet'
  // The focus of a row is drawn by its cells, that of a field for files by its label.
  const drawn = [act, at, at.firstElementChild ?? at].map((each) => getComputedStyle(each))
  return drawn.some((style) => style.outlineStyle !== 'none' || style.boxShadow !== 'none')
    ? 'seen'
    : 'unseen'
}

/** The tables that were taken along as files. */
let taken = 0
export const filesTaken = (): number => taken

/** Every 导出 of the page gives a file, with as many rows as it says. */
async function exports(page: Page, path: string): Promise<string[]> {
  const faults: string[] = []
  const name = /^导出/
  const offered = page
    .getByRole('main')
    .getByRole('button', { name })
    .or(page.getByRole('main').getByRole('link', { name }))
  for (const each of await offered.all()) {
    const label = await each.innerText()
    const file = await fileOf(page, each)
    const content = await readFile(await file.path())
    taken += 1
    if (!file.suggestedFilename().endsWith('.xlsx')) {
      if (content.length === 0) faults.push(`${path}: ${label}: an empty file`)
      continue
    }
    const rows = await rowsOf(content)
    const said = /[\d,]+/.exec(label)?.[0].replaceAll(',', '')
    if (said === undefined ? rows === 0 : rows !== Number(said))
      faults.push(`${path}: ${label}: ${rows} rows`)
  }
  return faults
}

async function fileOf(page: Page, offered: Locator): Promise<Download> {
  const [file] = await Promise.all([page.waitForEvent('download'), offered.click()])
  assert.equal(await file.failure(), null)
  return file
}

/** Rows of the first sheet below its heads. The lines of one transaction of the books bear one number and are one. */
async function rowsOf(workbook: Buffer): Promise<number> {
  const rows: string[][] = []
  for await (const { cells } of readSheet(workbook, { rows: 200_000, columns: 60 })) rows.push(cells)
  const [heads = [], ...below] = rows
  const nth = heads.indexOf('第几笔')
  return nth < 0 ? below.length : new Set(below.map((cells) => cells[nth])).size
}
