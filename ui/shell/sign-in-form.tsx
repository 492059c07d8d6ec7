import { type FormEvent, useState } from 'react'
import { Button } from '../design/button.tsx'
import { ErrorNotice } from '../design/error-notice.tsx'
import { TextField } from '../forms/text-field.tsx'
import { useSession } from './session.tsx'
import type { Session } from './session.tsx'
import './sign-in.css'

/** User name and password; what the server refuses (also the lockout) is said in its own words. */
export function SignInForm({ onDone, userName }: { onDone: (session: Session) => void; userName?: string }) {
  const { signIn } = useSession()
  const [name, setName] = useState(userName ?? '')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setError(undefined)
    signIn(name.trim(), password)
      .then(onDone, (refusal: unknown) => {
        setError(refusal)
        setPassword('')
      })
      .finally(() => setBusy(false))
  }
  return (
    <form className="sign-in-form" onSubmit={submit}>
      {error !== undefined && <ErrorNotice error={error} />}
      <TextField label="用户名" value={name} onChange={setName} autoComplete="username" />
      <TextField
        label="密码"
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
      />
      <Button
        kind="primary"
        type="submit"
        busy={busy}
        disabledBecause={name.trim() === '' || password === '' ? '登录，先填用户名和密码' : undefined}
      >
        登录
      </Button>
    </form>
  )
}
