import { classNames } from './class-names.ts'
import { type Fen, yuanText } from './money-text.ts'
import './money.css'

type MoneyProps = {
  /** Integer fen as it comes from the server. null = not known, written 未知, never 0. */
  fen: Fen | null
  /** `元`, `元/月`, `元/人·月`. In tables the unit stands in the head: leave it out. */
  unit?: string
  /** `amount`: the one large figure of a page. */
  size?: 'text' | 'amount'
  /** Gains and losses bear their sign. */
  signed?: boolean
}

/** An amount with thousands, two decimals and what it is per. */
export function Money({ fen, unit, size = 'text', signed = false }: MoneyProps) {
  if (fen === null) return <span className="money second">未知</span>
  return (
    <span className={classNames('money', size === 'amount' && 'money-amount')}>
      {yuanText(fen, { signed })}
      {unit !== undefined && <span className="money-unit">{unit}</span>}
    </span>
  )
}
