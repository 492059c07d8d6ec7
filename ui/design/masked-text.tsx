import { useState } from 'react'
import { TextAreaField } from '../forms/text-field.tsx'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { ErrorNotice } from './error-notice.tsx'
import './masked-text.css'

type MaskedTextProps = {
  /** As the server masks it: `120***********0426`. */
  masked: string
  /** What it is, for the question: 证件号码. */
  name: string
  /** Asks the server for the full text, with the reason, which is logged. Without it there is no 查看. */
  onReveal?: (reason: string) => Promise<string>
}

/** A masked value with 查看: asks for a reason, shows the value until the page is left. */
export function MaskedText({ masked, name, onReveal }: MaskedTextProps) {
  const [shown, setShown] = useState<string>()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const reveal = () => {
    if (!onReveal) return
    setBusy(true)
    setError(undefined)
    onReveal(reason.trim())
      .then((text) => {
        setShown(text)
        setOpen(false)
      }, setError)
      .finally(() => setBusy(false))
  }
  return (
    <span className="masked">
      <span>{shown ?? masked}</span>
      {onReveal && shown === undefined && (
        <Button kind="link" aria-label={`查看${name}`} onClick={() => setOpen(true)}>
          查看
        </Button>
      )}
      <Dialog
        title={`查看${name}`}
        open={open}
        onClose={() => setOpen(false)}
        acts={
          <>
            <Button onClick={() => setOpen(false)}>不看了</Button>
            <Button
              kind="primary"
              busy={busy}
              disabledBecause={reason.trim().length < 4 ? '查看，先写用途' : undefined}
              onClick={reveal}
            >
              查看
            </Button>
          </>
        }
      >
        <p className="second">记入日志，本人可以查到是谁看的、为什么看。</p>
        <TextAreaField
          label="用途"
          hint="至少 4 个字：办什么事要用"
          value={reason}
          onChange={setReason}
          maxLength={100}
          rows={2}
        />
        {error !== undefined && <ErrorNotice error={error} />}
      </Dialog>
    </span>
  )
}
