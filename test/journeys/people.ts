/** Named actors of the demonstration city, signed in through the role picker as a stranger would. */
import type { Page } from 'playwright-core'
import type { JourneyBrowser, Viewport } from './harness.ts'

/** Who plays: name as it stands on the sign-in page. */
export const actors = {
  resident: '王桂兰',
  streetClerk: '赵敏',
  secondStreetClerk: '李强',
  districtReviewer: '陈静',
  districtApprover: '郑海',
  finance: '秦晓红',
  secondFinance: '丁玉红',
  leader: '周建国',
} as const
export type Actor = keyof typeof actors

/** Opens the sign-in page and takes on the role by one click; answers a page with that person's session. */
export async function signInAs(
  browser: JourneyBrowser,
  actor: Actor,
  viewport: Viewport = 'desktop',
): Promise<Page> {
  const page = await browser.page(viewport)
  await page.goto('/sign-in')
  await page.getByRole('button', { name: actors[actor] }).first().click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return page
}
