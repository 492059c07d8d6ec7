/** The browser of the journeys: a chromium out of an npm package, with nothing of the machine's own. */
import chromiumPackage from '@sparticuz/chromium'
import axeCore from 'axe-core'
import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach } from 'node:test'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { waitForLock } from '../postgres.ts'

export const viewports = {
  phone: { width: 360, height: 800 },
  desktop: { width: 1366, height: 768 },
  wall: { width: 1920, height: 1080 },
} as const
export type Viewport = keyof typeof viewports

export type JourneyBrowser = {
  /** A page with cookies of its own, as if another person sat down; its base is the house's address. */
  page(viewport: Viewport): Promise<Page>
}

/**
 * Not for pages of ours: they loosen what the pages rely on, crash beside workers, or play a graphics card on the
 * processor, which costs more than all that the house does.
 */
const unwanted = new Set([
  '--single-process',
  '--disable-web-security',
  '--allow-running-insecure-content',
  '--disable-site-isolation-trials',
  "--headless='shell'",
  '--ignore-gpu-blocklist',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
])
const wanted = ['--disable-gpu', '--disable-software-rasterizer']

/** Opens the browser; closed when the file ends. */
export async function openBrowser(haihe: { address: string }): Promise<JourneyBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath: await unpackedBrowser(),
    args: [...chromiumPackage.args.filter((flag) => !unwanted.has(flag)), ...wanted],
    headless: true,
  })
  after(() => browser.close())
  keepFailures(browser)
  return {
    async page(viewport) {
      const context: BrowserContext = await browser.newContext({
        baseURL: haihe.address,
        viewport: viewports[viewport],
        hasTouch: viewport === 'phone',
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        reducedMotion: 'reduce',
      })
      // Generous: other work may share the machine.
      context.setDefaultTimeout(Number(process.env['HAIHE_JOURNEY_PATIENCE'] ?? 120_000))
      const page = await context.newPage()
      listen(page)
      return page
    },
  }
}

/** What every open page shows when a test fails, as `failure-1.png`, `failure-2.png` …: half of finding out why. */
function keepFailures(browser: Browser): void {
  afterEach(async (test) => {
    if (!('passed' in test) || test.passed === true) return
    const pages = browser.contexts().flatMap((context) => context.pages())
    for (const [at, page] of pages.entries())
      await screenshot(page, `failure-${at + 1}`).catch(() => undefined)
  })
}

/** The package takes any chromium that it finds in the temporary folder: it is given one that holds its own only. */
async function unpackedBrowser(): Promise<string> {
  const ours = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    devDependencies: Record<string, string>
  }
  const version = ours.devDependencies['@sparticuz/chromium']
  const folder = join(tmpdir(), `haihe-browser-${process.getuid?.() ?? 'user'}-${version}`)
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o711)
  // One unpacks, the others find it done: half a browser is taken for a whole one.
  const unlock = await waitForLock(folder)
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    return await chromiumPackage.executablePath()
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
    unlock()
  }
}

const problems = new WeakMap<Page, string[]>()

function listen(page: Page): void {
  const found: string[] = []
  problems.set(page, found)
  page.on('pageerror', (error) => found.push(`error: ${error.message}`))
  page.on('console', (message) => {
    // A refusal that the page handles is told by the browser as a failed resource; that is no fault of the page.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      found.push(message.text())
  })
}

/** Errors that the page threw or the browser complained of (e.g. a breach of the content policy) since it was opened. */
export function problemsOf(page: Page): string[] {
  return [...(problems.get(page) ?? [])]
}

const screenshotFolder = fileURLToPath(new URL('../screenshots', import.meta.url))

/** How many pixels the page is wider than its window; 0 unless something has to be scrolled sideways. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth))
}

/** Saves what the page shows as `test/screenshots/NAME.png`: the whole length of it, or what the window shows. */
export async function screenshot(page: Page, name: string, whole = true): Promise<void> {
  mkdirSync(screenshotFolder, { recursive: true })
  await page.screenshot({
    path: join(screenshotFolder, `${name}.png`),
    fullPage: whole,
    animations: 'disabled',
  })
}

type Violation = { id: string; impact: string | null; nodes: { html: string; failureSummary?: string }[] }
type Audit = { _audit: { rules: { id: string; impact?: string }[] } }

const isSerious = (impact: string | null | undefined) => impact === 'serious' || impact === 'critical'

/** What axe-core says of a rule is what a finding of it weighs: rules that find nothing serious need not run. */
const options = JSON.stringify({
  resultTypes: ['violations'],
  rules: Object.fromEntries(
    (axeCore as unknown as Audit)['_audit'].rules
      .filter(({ impact }) => impact !== undefined && !isSerious(impact))
      .map(({ id }) => [id, { enabled: false }]),
  ),
})

/** Serious and critical findings of axe-core on the page as it is now, one line each; none is `[]`. */
export async function axe(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axeCore.source)
  const violations = await page.evaluate<Violation[]>(
    `axe.run(document, ${options}).then((result) => result.violations)`,
  )
  return violations
    .filter(({ impact }) => isSerious(impact))
    .flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 200)}`))
}
