/** What a page learns about its session. */
import type { FastifyRequest } from 'fastify'
import type { Act } from '../act.ts'
import type { House } from '../http/index.ts'
import { callerOf, identify } from '../sessions/index.ts'
import type { Session } from '../sessions/index.ts'
import { roleTitles } from './contract.ts'
import type { SessionAnswer } from './contract.ts'
import { listPosts } from './queries.ts'

/** The answer for a session, or for nobody. */
export async function describeSession(
  act: Act,
  house: House,
  session: Session | undefined,
  csrf_token: string,
): Promise<SessionAnswer> {
  return {
    account: session === undefined ? null : await describeAccount(act, session),
    csrf_token,
    business_date: act.today,
    demonstration: house.mode === 'demonstration',
    city_name: house.city_name,
  }
}

/** The answer for the session that was just started with this token. */
export async function describeStarted(
  act: Act,
  house: House,
  request: FastifyRequest,
  token: string,
): Promise<SessionAnswer> {
  const session = await identify(act.tx, token, act.now, act.today, { touch: false })
  request.session = session
  request.caller = callerOf(session)
  return describeSession(act, house, session, session?.csrf_token ?? '')
}

async function describeAccount(act: Act, session: Session): Promise<SessionAnswer['account']> {
  const { account_id, display_name, kind, person_id, post_id } = session
  const rows = kind === 'staff' ? await listPosts(act.tx, account_id, act.today) : []
  const posts = rows.map((post) => ({ ...post, role_title: roleTitles[post.role] }))
  const post = posts.find((each) => each.post_id === post_id) ?? null
  return { account_id, display_name, kind, post, person_id, posts }
}
