/** /sign-in: by user name and password; in the demonstration city by one click per role. */
import { useState } from 'react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { ErrorNotice } from '../design/error-notice.tsx'
import { Icon } from '../design/icon.tsx'
import { TextLink } from '../design/text-link.tsx'
import { request } from './api.ts'
import { homeOf } from './navigation.tsx'
import { type DemonstrationAccount, type Session, useSession } from './session.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { leadsToSignIn } from './sign-in-path.ts'
import './sign-in.css'

function RolePicker({ onDone }: { onDone: (session: Session) => void }) {
  const { signInAs } = useSession()
  const [failure, setFailure] = useState<unknown>()
  const { data, error, refetch } = useQuery({
    queryKey: ['/api/session/demonstration'],
    queryFn: () => request<{ accounts: DemonstrationAccount[] }>('GET', '/api/session/demonstration'),
  })
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} />
  const pick = (account: DemonstrationAccount) =>
    void signInAs(account.account_id).then(onDone, (reason: unknown) => setFailure(reason))
  return (
    <section className="stack" aria-labelledby="roles">
      <h2 id="roles">以哪个身份看演示城市</h2>
      <p className="second">都是虚构的人。点一下就进入，随时可以换。</p>
      {failure !== undefined && <ErrorNotice error={failure} />}
      {rolesOf(data?.accounts ?? []).map(([role, accounts]) => (
        <section key={role} aria-label={role}>
          <h3>{role}</h3>
          <RoleList accounts={accounts.slice(0, 2)} onPick={pick} />
          {accounts.length > 2 && (
            <details className="role-more">
              <summary>其他 {accounts.length - 2} 位</summary>
              <RoleList accounts={accounts.slice(2)} onPick={pick} />
            </details>
          )}
        </section>
      ))}
    </section>
  )
}

/** Accounts by role, in the order in which the server names them: the people of the story come first. */
function rolesOf(accounts: DemonstrationAccount[]): [string, DemonstrationAccount[]][] {
  return [...Map.groupBy(accounts, (account) => account.role_title)]
}

function RoleList(props: {
  accounts: DemonstrationAccount[]
  onPick: (account: DemonstrationAccount) => void
}) {
  return (
    <ul className="role-list">
      {props.accounts.map((account) => (
        <li key={account.account_id}>
          <button type="button" onClick={() => props.onPick(account)}>
            <span>
              <strong>{account.display_name}</strong>
              <span className="second">
                {account.unit_name}
                {account.division_name !== '' && `　${account.division_name}`}
              </span>
            </span>
            <Icon name="right" />
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Where to go after signing in: back where one was sent from, else one's own first page. */
function targetAfter(session: Session, asked: unknown): string {
  if (typeof asked === 'string' && /^\/(?!\/)/.test(asked) && !leadsToSignIn(asked)) return asked
  return homeOf(session.account)
}

export default function SignInPage() {
  const session = useSession()
  const navigate = useNavigate()
  const search: Record<string, unknown> = useSearch({ strict: false })
  const done = (next: Session) => void navigate({ to: targetAfter(next, search['back']), replace: true })
  return (
    <div className="sign-in">
      <h1>登录</h1>
      <SignInForm onDone={done} />
      <p>
        第一次登录？<TextLink to="/sign-in/invitation">凭口令设置密码</TextLink>
      </p>
      {session.demonstration && <RolePicker onDone={done} />}
      <p className="second">
        办事的居民不用登录也可以测算、查公示。忘记密码请联系安全管理员，由其重新签发一次性口令。
      </p>
    </div>
  )
}
