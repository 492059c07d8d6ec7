/** Why a decision is as it is: reason by reason, each with its article, its numbers and its opened calculation. */
import { type ReactNode, useId, useState } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { Unverified } from './tag.tsx'
import { TextLink } from './text-link.tsx'
import './reason-list.css'

export type ReasonOutcome = 'met' | 'not_met' | 'unknown'

export type Reason = {
  key: string
  outcome: ReasonOutcome
  /** 人均收入低于标准. */
  statement: string
  /** 社会救助暂行办法第九条; a path opens its text on a page of its own, `onOpen` opens it in place. */
  article: { text: string; path?: string; onOpen?: () => void }
  /** Beside the article: 标准 2017年4月1日起. */
  note?: string
  /** 612.50 ＜ 860.00. */
  numbers?: string
  /** What is missing, when a value or document has not been read: the reason then bears 依据待核实. */
  unverified?: string
  /** The calculation, row by row, with its result. */
  calculation?: { rows: { label: string; value: string }[]; total?: { label: string; value: string } }
  /** What the article says. */
  law?: ReactNode
}

const marks: Record<ReasonOutcome, { icon: IconName; word: string }> = {
  met: { icon: 'tick', word: '符合' },
  not_met: { icon: 'cross', word: '不符合' },
  unknown: { icon: 'question', word: '还不知道' },
}

function Opened({ reason }: { reason: Reason }) {
  const { calculation, law } = reason
  return (
    <>
      {calculation && (
        <dl>
          {calculation.rows.map((row) => (
            <div key={row.label}>
              <dt>{row.label}</dt>
              <dd>{row.value}</dd>
            </div>
          ))}
          {calculation.total && (
            <div className="reason-total">
              <dt>{calculation.total.label}</dt>
              <dd>{calculation.total.value}</dd>
            </div>
          )}
        </dl>
      )}
      {law !== undefined && <blockquote>{law}</blockquote>}
    </>
  )
}

function Article({ article }: { article: Reason['article'] }) {
  if (article.onOpen)
    return (
      <button type="button" className="reason-law" onClick={article.onOpen}>
        {article.text}
      </button>
    )
  if (article.path === undefined) return <span>{article.text}</span>
  return <TextLink to={article.path}>{article.text}</TextLink>
}

function ReasonRow({ reason, startOpen }: { reason: Reason; startOpen: boolean }) {
  const [open, setOpen] = useState(startOpen)
  const id = useId()
  const mark = marks[reason.outcome]
  const opens = reason.calculation !== undefined || reason.law !== undefined
  return (
    <li>
      <div className="reason">
        <span className={`reason-mark reason-${reason.outcome}`}>
          <Icon name={mark.icon} size={18} weight={2.4} />
          <span className="visually-hidden">{mark.word}：</span>
        </span>
        <span className="reason-statement">{reason.statement}</span>
        <span className="reason-numbers">{reason.numbers}</span>
        <span className="reason-article">
          <Article article={reason.article} />
          {reason.note !== undefined && <span>{reason.note}</span>}
          {reason.unverified !== undefined && <Unverified missing={reason.unverified} />}
        </span>
        {opens && (
          <button
            type="button"
            className="reason-caret"
            aria-expanded={open}
            aria-controls={id}
            aria-label={`${reason.statement}，怎么算的`}
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'up' : 'down'} size={16} />
          </button>
        )}
      </div>
      {opens && (
        <div id={id} className="reason-opened" hidden={!open}>
          <Opened reason={reason} />
        </div>
      )}
    </li>
  )
}

/** `openKey`: the one reason that stands open at first, usually the one that decides. */
export function ReasonList({ reasons, openKey }: { reasons: Reason[]; openKey?: string }) {
  return (
    <ul className="reasons">
      {reasons.map((reason) => (
        <ReasonRow key={reason.key} reason={reason} startOpen={reason.key === openKey} />
      ))}
    </ul>
  )
}
