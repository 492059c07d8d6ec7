import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import { ErrorNotice } from './error-notice.tsx'
import './dialog.css'

type DialogProps = {
  title: string
  open: boolean
  onClose: () => void
  children: ReactNode
  /** Buttons, the primary last. */
  acts?: ReactNode
  wide?: boolean
}

/** A modal on the browser's own `dialog`: focus stays inside, Escape closes, focus goes back to where it was. */
export function Dialog({ title, open, onClose, children, acts, wide = false }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const element = dialog.current
    if (!open || !element) return
    const opener = document.activeElement
    if (!element.open) element.showModal()
    return () => {
      element.close()
      if (opener instanceof HTMLElement) opener.focus()
    }
  }, [open])
  if (!open) return null
  return (
    <dialog
      ref={dialog}
      className={classNames('dialog', wide && 'dialog-wide')}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
      {acts !== undefined && <div className="dialog-acts">{acts}</div>}
    </dialog>
  )
}

type ConfirmProps = {
  open: boolean
  onClose: () => void
  onAct: () => void
  /** The act's verb, also on its button: 发放. */
  act: string
  /** What it is done to: 蓟州区 9月批次，共 214 人. */
  thing: ReactNode
  /** What moves: 386,412.50 元. */
  amount?: string | undefined
  /** What follows and cannot be undone. */
  consequence?: ReactNode
  busy?: boolean
  error?: unknown
  children?: ReactNode
}

/** Asks once before what cannot be undone, naming the thing and the amount. Never 确定. */
export function ConfirmDialog(props: ConfirmProps) {
  const { open, onClose, onAct, act, thing, amount, consequence, busy = false, error, children } = props
  return (
    <Dialog
      title={act}
      open={open}
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>先不办</Button>
          <Button kind="primary" amount={amount} busy={busy} onClick={onAct}>
            {act}
          </Button>
        </>
      }
    >
      <div className="confirm-amount">
        <p>{thing}</p>
        {amount !== undefined && <strong>{amount}</strong>}
      </div>
      {consequence !== undefined && <p>{consequence}</p>}
      {children}
      {error !== undefined && error !== null && <ErrorNotice error={error} />}
    </Dialog>
  )
}
