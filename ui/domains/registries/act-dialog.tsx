/** The usual dialog of an act: fields, what is still missing in the button's place, the refusal below. */
import type { ReactNode } from 'react'
import { Button, Dialog, ErrorNotice } from '../../design/index.ts'

export function ActDialog(props: {
  title: string
  /** The act's verb. */
  act: string
  /** What has to be filled in first: 先选关系. */
  missing?: string | undefined
  busy: boolean
  error: unknown
  onAct: () => void
  onClose: () => void
  children: ReactNode
}) {
  const { title, act, missing, busy, error, onAct, onClose, children } = props
  return (
    <Dialog
      title={title}
      open
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>先不办</Button>
          <Button
            kind="primary"
            busy={busy}
            disabledBecause={missing === undefined ? undefined : `${act}，${missing}`}
            onClick={onAct}
          >
            {act}
          </Button>
        </>
      }
    >
      {children}
      {error !== null && error !== undefined && <ErrorNotice error={error} />}
    </Dialog>
  )
}
