/** /sign-in/invitation: whoever was given a one-time token sets a password with it, once. */
import { type FormEvent, useState } from 'react'
import { acceptInvitation } from '../../server/platform/auth/contract.ts'
import { Button, ButtonLink } from '../design/button.tsx'
import { ErrorNotice } from '../design/error-notice.tsx'
import { fieldMessage } from '../design/problem.ts'
import { TextField } from '../forms/text-field.tsx'
import { call } from './api.ts'
import './sign-in.css'

export default function InvitationPage() {
  const [token, setToken] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const [userName, setUserName] = useState<string>()
  const differs = again !== '' && again !== password
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setError(undefined)
    // Without a key of its own: nothing of a password may be kept for answering twice.
    call(acceptInvitation, { body: { token: token.trim(), password } })
      .then(
        (answer) => setUserName(answer.user_name),
        (refusal: unknown) => setError(refusal),
      )
      .finally(() => setBusy(false))
  }
  if (userName !== undefined)
    return (
      <div className="sign-in">
        <h1>密码已设置</h1>
        <p>
          您的用户名是 <strong>{userName}</strong>，口令已作废。
        </p>
        <p>
          <ButtonLink to="/sign-in" kind="primary">
            去登录
          </ButtonLink>
        </p>
      </div>
    )
  return (
    <div className="sign-in">
      <h1>凭口令设置密码</h1>
      <p className="second">口令由安全管理员交给您，72 小时内有效，只能用一次。</p>
      <form className="sign-in-form" onSubmit={submit}>
        {error !== undefined && <ErrorNotice error={error} />}
        <TextField
          label="一次性口令"
          hint="43 位字母、数字、横线，区分大小写"
          value={token}
          onChange={setToken}
          maxLength={60}
          error={fieldMessage(error, 'token')}
        />
        <TextField
          label="新密码"
          hint="至少 10 位，不用生日、用户名和常见词"
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
          error={fieldMessage(error, 'password')}
        />
        <TextField
          label="再输一遍"
          type="password"
          autoComplete="new-password"
          value={again}
          onChange={setAgain}
          error={differs ? '两次输入不一样，请核对' : undefined}
        />
        <Button
          kind="primary"
          type="submit"
          busy={busy}
          disabledBecause={
            token.trim() === '' || password === '' || again !== password ? '设置密码，先填齐三项' : undefined
          }
        >
          设置密码
        </Button>
      </form>
    </div>
  )
}
