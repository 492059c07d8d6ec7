import type { ReactNode } from 'react'
import { Link } from '@tanstack/react-router'
import { classNames } from './class-names.ts'
import './button.css'

export type ButtonKind = 'primary' | 'second' | 'plain' | 'link'

type ButtonLook = {
  /** The act in the field's own verb: 受理, 提交审批. */
  children: ReactNode
  kind?: ButtonKind
  /** What moves, beside the act: `742.50 元/月`. */
  amount?: string | undefined
  /** Case pages: 44 px high. */
  large?: boolean
  wide?: boolean
}

type ButtonProps = ButtonLook & {
  onClick?: ((event: React.MouseEvent<HTMLButtonElement>) => void) | undefined
  type?: 'button' | 'submit'
  /** Why the act is not possible now, said in the button's place: 送审，先录文号. Stays focusable so that all can read it. */
  disabledBecause?: string | undefined
  busy?: boolean
  form?: string
  'aria-expanded'?: boolean
  'aria-controls'?: string
  'aria-label'?: string
  'aria-pressed'?: boolean
}

function look({ kind = 'second', large, wide }: ButtonLook, busy = false): string {
  return classNames(
    'button',
    `button-${kind}`,
    large && 'button-large',
    wide && 'button-wide',
    busy && 'button-busy',
  )
}

/** An act. One `primary` a screen; `disabledBecause` replaces a silent grey. */
export function Button(props: ButtonProps) {
  const { children, amount, onClick, type = 'button', disabledBecause, busy = false, form } = props
  const stopped = disabledBecause !== undefined || busy
  return (
    <button
      type={type}
      className={look(props, busy)}
      form={form}
      aria-disabled={stopped || undefined}
      aria-busy={busy || undefined}
      aria-expanded={props['aria-expanded']}
      aria-controls={props['aria-controls']}
      aria-label={props['aria-label']}
      aria-pressed={props['aria-pressed']}
      onClick={(event) => {
        if (stopped) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {disabledBecause ?? (
        <>
          <span>{children}</span>
          {amount !== undefined && <span className="nowrap">{amount}</span>}
        </>
      )}
    </button>
  )
}

/** A link to another page that looks like a button. */
export function ButtonLink({ to, ...props }: ButtonLook & { to: string }) {
  return (
    <Link to={to} className={look(props)}>
      <span>{props.children}</span>
      {props.amount !== undefined && <span className="nowrap">{props.amount}</span>}
    </Link>
  )
}
