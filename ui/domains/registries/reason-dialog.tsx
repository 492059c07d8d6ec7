/** An act on money that is done with a reason of at least five characters; what was typed stays when it is refused. */
import { useState } from 'react'
import { ConfirmDialog, fieldMessage } from '../../design/index.ts'
import { TextAreaField } from '../../forms/index.ts'

type ReasonDialogProps = {
  act: string
  thing: string
  amount: string
  consequence: string
  label: string
  hint: string
  /** Said when the reason is too short. */
  short: string
  maxLength: number
  busy: boolean
  error: Error | null
  onClose: () => void
  onAct: (reason: string) => void
}

export function ReasonDialog({ label, hint, short, maxLength, onAct, ...dialog }: ReasonDialogProps) {
  const [written, setWritten] = useState('')
  const [asked, setAsked] = useState(false)
  const reason = written.trim()
  const tooShort = reason.length < 5
  return (
    <ConfirmDialog
      open
      {...dialog}
      onAct={() => {
        setAsked(true)
        if (!tooShort) onAct(reason)
      }}
    >
      <TextAreaField
        label={label}
        hint={hint}
        value={written}
        onChange={setWritten}
        maxLength={maxLength}
        rows={3}
        error={asked && tooShort ? short : fieldMessage(dialog.error, 'reason')}
      />
    </ConfirmDialog>
  )
}
