/** When the session runs out in the middle of a form: signs in again in place; what was typed stays. */
import { useEffect, useRef, useState } from 'react'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { setSignInAgain } from './api.ts'
import { useSession } from './session.tsx'
import { SignInForm } from './sign-in-form.tsx'

export function SignInAgain() {
  const session = useSession()
  const [open, setOpen] = useState(false)
  const waiting = useRef<((back: boolean) => void)[]>([])
  const before = session.account
  const finish = (back: boolean) => {
    for (const resolve of waiting.current) resolve(back)
    waiting.current = []
    setOpen(false)
  }
  useEffect(() => {
    setSignInAgain(() => {
      if (before === null) return Promise.resolve(false)
      setOpen(true)
      return new Promise((resolve) => waiting.current.push(resolve))
    })
    return () => setSignInAgain(undefined)
  }, [before])
  const continueAs = async () => {
    if (before) await session.signInAs(before.account_id)
    finish(true)
  }
  return (
    <Dialog
      title="请再登录一次"
      open={open}
      onClose={() => finish(false)}
      acts={<Button onClick={() => finish(false)}>先不登录</Button>}
    >
      <p>离开太久，登录已过期。您填的内容都在，登录后接着办。</p>
      {session.demonstration && before ? (
        <Button kind="primary" onClick={() => void continueAs()}>
          {`仍以 ${before.display_name} 继续`}
        </Button>
      ) : (
        <SignInForm onDone={(next) => finish(next.account?.account_id === before?.account_id)} />
      )}
    </Dialog>
  )
}
