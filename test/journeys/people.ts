/** Named actors of the demonstration city, signed in through the role picker as a stranger would. */
import type { Page } from 'playwright-core'
import type { JourneyBrowser, Viewport } from './harness.ts'

/** Who plays: name as it stands on the sign-in page. */
export const actors = {
  resident: '王桂兰',
  /** 69, alone, without income or an open case. */
  newApplicant: '郭永福',
  communityWorker: '彭志刚',
  streetClerk: '赵敏',
  secondStreetClerk: '李强',
  districtReviewer: '陈静',
  districtApprover: '郑海',
  finance: '秦晓红',
  secondFinance: '丁玉红',
  policyOfficer: '刘明',
  leader: '周建国',
  systemAdministrator: '周飞',
  securityAdministrator: '祁晶',
  auditAdministrator: '姜晓慧',
} as const
export type Actor = keyof typeof actors

/** Opens the sign-in page and takes on the role by one click; answers a page with that person's session. */
export async function signInAs(
  browser: JourneyBrowser,
  actor: Actor,
  viewport: Viewport = 'desktop',
): Promise<Page> {
  return signIn(await browser.page(viewport), actors[actor])
}

/** The same for anybody on the sign-in page, by name, or by unit and role: `signIn(page, '万兴街道', '街镇经办人')`. */
export async function signIn(page: Page, who: string, role?: string): Promise<Page> {
  await page.goto('/sign-in')
  const among = role === undefined ? page : page.getByRole('region', { name: role })
  const button = among.getByRole('button', { name: new RegExp(who), includeHidden: true }).first()
  await button.waitFor({ state: 'attached' })
  // All but the first two of a role stand in a list that is opened.
  await button.evaluate((element) => element.closest('details')?.setAttribute('open', ''))
  await button.click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return page
}

/** Somebody who has signed in before, by one request: the page is empty, and goes where the journey begins. */
export async function signedInAs(
  browser: JourneyBrowser,
  actor: Actor,
  viewport: Viewport = 'desktop',
): Promise<Page> {
  return signedIn(await browser.page(viewport), actors[actor])
}

type Shown = { account_id: string; role_title: string } & Record<
  'display_name' | 'unit_name' | 'division_name',
  string
>

/** The same for anybody on the sign-in page, named as for `signIn`. */
export async function signedIn(page: Page, who: string, role?: string): Promise<Page> {
  const { request } = page.context()
  const { csrf_token } = (await (await request.get('/api/session')).json()) as { csrf_token: string }
  const { accounts } = (await (await request.get('/api/session/demonstration')).json()) as {
    accounts: Shown[]
  }
  const found = accounts.find(
    (each) =>
      (role === undefined || each.role_title === role) &&
      [each.display_name, each.unit_name, each.division_name].some((name) => name.includes(who)),
  )
  if (found === undefined) throw new Error(`nobody on the sign-in page is ${who}`)
  const answer = await request.post('/api/session/demonstration', {
    headers: { 'x-csrf-token': csrf_token },
    data: { account_id: found.account_id },
  })
  if (!answer.ok()) throw new Error(`${who} was not let in: ${answer.status()} ${await answer.text()}`)
  return page
}
