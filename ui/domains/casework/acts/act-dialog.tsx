/**
 * The frame of every act's form: the version that was seen goes along, a conflict shows both versions and keeps what
 * was typed, a refusal shows its article and what to do. The button bears the act's own verb and amount.
 */
import { type ReactNode, useState } from 'react'
import type { BenefitCaseView } from '../../../../server/benefits/contract.ts'
import { Button, Dialog, ErrorNotice, dayText, paidText, problemOf } from '../../../design/index.ts'

type Sending = { isPending: boolean; error: unknown; reset: () => void }

type ActDialogProps = {
  /** The act's verb, also on its button. */
  act: string
  view: BenefitCaseView
  sending: Sending
  onClose: () => void
  /** Sends the act with the version that was seen. */
  onAct: (version: number) => void
  amount?: string | undefined
  /** What is still missing, said in the button's place: 退回，先写理由. */
  notReady?: string | undefined
  /** Labels of the form's fields by name. */
  labels?: Record<string, string>
  wide?: boolean
  children?: ReactNode
}

/** What of a case tells two versions apart for a reader. */
function glimpseOf({ head, owner, clock }: BenefitCaseView) {
  return {
    version: head.version,
    step: head.state === 'closed' ? `办结　${head.outcome_title ?? ''}` : head.step_title,
    owner: owner?.name ?? '待领办',
    amount: head.proposed_amount === null ? '没有' : paidText(head.proposed_amount, head.payment_kind),
    due: clock === null ? '没有' : dayText(clock.due_on),
  }
}
type Glimpse = ReturnType<typeof glimpseOf>

const rows: { key: keyof Glimpse; label: string }[] = [
  { key: 'version', label: '第几版' },
  { key: 'step', label: '环节' },
  { key: 'owner', label: '经办' },
  { key: 'amount', label: '拟付金额' },
  { key: 'due', label: '到期' },
]

/** 您打开时 beside 现在, row by row, and what happened in between; where the step is over there is no going on. */
function Versions(props: {
  seen: Glimpse
  view: BenefitCaseView
  since: string
  over: boolean
  onGoOn: () => void
}) {
  const { seen, view, since, over, onGoOn } = props
  const now = glimpseOf(view)
  const between = view.log.filter((entry) => entry.at > since)
  return (
    <section className="versions" role="alert">
      <h3>别人刚刚办过这一件，您填的内容还在</h3>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">您打开时</th>
            <th scope="col">现在</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className={seen[row.key] === now[row.key] ? undefined : 'versions-changed'}>
              <th scope="row">{row.label}</th>
              <td>{seen[row.key]}</td>
              <td>{now[row.key]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {between.map((entry) => (
        <p key={entry.entry_id} className="second">
          {entry.actor_name}：{entry.text}
        </p>
      ))}
      {over ? (
        <p>这一环节已经办完，不用再办。要留的话，先把您填的内容抄下来再关闭。</p>
      ) : (
        <Button onClick={onGoOn}>已看过，按现在的情况继续</Button>
      )}
    </section>
  )
}

export function ActDialog(props: ActDialogProps) {
  const { view, sending, onClose, onAct, amount, notReady, labels, wide = false, children } = props
  const [seen, setSeen] = useState(() => ({ glimpse: glimpseOf(view), since: view.log[0]?.at ?? '' }))
  const changed = view.head.version !== seen.glimpse.version && !sending.isPending
  // The step may be another one by now: what was opened keeps its name and is not done in that one.
  const [opened] = useState({ act: props.act, step: seen.glimpse.step })
  const over = changed && glimpseOf(view).step !== opened.step
  const act = over ? opened.act : props.act
  const conflict = sending.error !== null && problemOf(sending.error).code === 'version_conflict'
  return (
    <Dialog
      title={act}
      open
      onClose={onClose}
      wide={wide}
      acts={
        <>
          <Button onClick={onClose}>先不办</Button>
          <Button
            kind="primary"
            amount={amount}
            busy={sending.isPending}
            disabledBecause={over ? `${act}，已经办过了` : changed ? `${act}，先看上面的变化` : notReady}
            onClick={() => onAct(seen.glimpse.version)}
          >
            {act}
          </Button>
        </>
      }
    >
      {changed && (
        <Versions
          seen={seen.glimpse}
          since={seen.since}
          view={view}
          over={over}
          onGoOn={() => {
            setSeen({ glimpse: glimpseOf(view), since: view.log[0]?.at ?? '' })
            sending.reset()
          }}
        />
      )}
      {children}
      {sending.error !== null && !(conflict && changed) && (
        <ErrorNotice error={sending.error} {...(labels === undefined ? {} : { labels })} />
      )}
    </Dialog>
  )
}
