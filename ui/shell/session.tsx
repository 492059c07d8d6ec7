/** Who is signed in, what day it is in the business, and whether this is the demonstration city. */
import { type ReactNode, createContext, useCallback, useContext, useEffect, useMemo } from 'react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { request, setCsrfToken, setRefreshSession } from './api.ts'
import { mayLeave } from './leaving.ts'
import type { z } from 'zod'
import type { SessionAnswer, demonstrationAccount } from '../../server/platform/auth/contract.ts'
import type { PageAccess } from './page-definition.ts'

export type Session = SessionAnswer
export type Account = NonNullable<Session['account']>
export type DemonstrationAccount = z.infer<typeof demonstrationAccount>

type SessionState = Session & {
  /** The first answer is not there yet. */
  loading: boolean
  /** Why the session could not be read, when the server does not answer. */
  error: unknown
  signIn: (userName: string, password: string) => Promise<Session>
  /** Demonstration mode only: takes on a role by one click. */
  signInAs: (accountId: string) => Promise<Session>
  /** Another of one's own posts. */
  takePost: (postId: string) => Promise<Session>
  signOut: () => Promise<void>
}

const nobody: Session = {
  account: null,
  csrf_token: '',
  business_date: '',
  demonstration: false,
  city_name: '',
}
export const sessionKey = ['/api/session']

/** Who is signed in now, asked of the server; keeps the page's token fresh. Throws ProblemError. */
export async function readSession(): Promise<Session> {
  const session = await request<Session>('GET', '/api/session')
  setCsrfToken(session.csrf_token)
  return session
}

const SessionContext = createContext<SessionState | undefined>(undefined)

export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const { data, isPending, error } = useQuery({
    queryKey: sessionKey,
    queryFn: async () => {
      const session = await readSession()
      const before = client.getQueryData<Session>(sessionKey)
      // A session that ran out does not throw people off their page: the next act asks them to sign in again in place.
      return session.account === null && before ? { ...session, account: before.account } : session
    },
    // The business day may move while a page stays open.
    refetchInterval: 5 * 60_000,
  })
  const change = useCallback(
    async (method: string, path: string, body?: unknown): Promise<Session> => {
      const session = await request<Session>(method, path, body)
      setCsrfToken(session.csrf_token)
      client.setQueryData(sessionKey, session)
      await client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] })
      return session
    },
    [client],
  )
  useEffect(() => {
    setRefreshSession(() => client.refetchQueries({ queryKey: sessionKey }))
    return () => setRefreshSession(undefined)
  }, [client])
  const state = useMemo<SessionState>(
    () => ({
      ...(data ?? nobody),
      loading: isPending,
      error,
      signIn: (userName, password) => change('POST', '/api/session', { user_name: userName, password }),
      signInAs: (accountId) => change('POST', '/api/session/demonstration', { account_id: accountId }),
      takePost: (postId) => change('POST', '/api/session/post', { post_id: postId }),
      signOut: async () => {
        if (!(await mayLeave())) return
        await request<unknown>('DELETE', '/api/session')
        client.setQueryData(sessionKey, await readSession())
        // Nothing that one person saw may be shown to the next.
        client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] })
        sessionStorage.clear()
      },
    }),
    [data, isPending, error, change, client],
  )
  return <SessionContext value={state}>{children}</SessionContext>
}

/** The session; before the first answer `loading` is true and nobody is signed in. */
export function useSession(): SessionState {
  const state = useContext(SessionContext)
  if (!state) throw new Error('useSession is used outside SessionProvider')
  return state
}

/** Whether an account may open a page or use a navigation entry. */
export function mayOpen(access: PageAccess, account: Account | null): boolean {
  if (access === 'public') return true
  if (!account) return false
  if (access === 'signed_in') return true
  if (access === 'staff' || access === 'resident') return account.kind === access
  return account.post !== null && access.includes(account.post.role)
}
