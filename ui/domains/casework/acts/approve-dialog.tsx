import { useState } from 'react'
import type { BenefitCaseView } from '../../../../server/benefits/contract.ts'
import { determinationRoutes } from '../../../../server/benefits/contract.ts'
import { Light, Unverified, fieldMessage, monthText, paidText, yuanText } from '../../../design/index.ts'
import { SelectField, TextAreaField } from '../../../forms/index.ts'
import { useAct } from '../../../shell/index.ts'
import { actWord, amountToApprove } from '../act-words.ts'
import type { PanelProps } from '../panels.ts'
import { ActDialog } from './act-dialog.tsx'

type Exit = NonNullable<BenefitCaseView['gradual_exit']>

/** 审批同意: names the household and the amount, asks once; another amount than was seen is refused. */
export function ApproveDialog({ view, onClose, onDone }: PanelProps) {
  const { head, gradual_exit: exit } = view
  // What was on the page when the button was pressed is what is approved.
  const [amount] = useState(() => amountToApprove(view))
  const [opinion, setOpinion] = useState('同意')
  const [review_class, setReviewClass] = useState(view.review_classes[0]?.review_class)
  const [months, setMonths] = useState<string>()
  const kept = exit !== null && months !== undefined
  const approved = kept ? exit.amount : amount
  const stops = approved === '0'
  const word = kept ? '批准渐退' : actWord(view, 'approve', '批准')
  const text = stops
    ? head.payment_kind === 'once'
      ? '不给'
      : '停发'
    : paidText(approved, head.payment_kind)
  const send = useAct(determinationRoutes.approve_case, { onDone: () => onDone(`${word} ${text}，待告知`) })
  const now = amountToApprove(view)
  const differs = now !== amount
  return (
    <ActDialog
      act={word}
      view={view}
      sending={send}
      onClose={onClose}
      amount={stops ? undefined : text}
      notReady={differs ? '金额已变，请关闭后再看一遍' : undefined}
      labels={{ gradual_exit_months: '渐退', review_class: '复核类别' }}
      onAct={(version) =>
        send.mutate({
          params: { case_id: head.case_id },
          body: {
            version,
            amount: approved,
            opinion: opinion.trim(),
            ...(kept ? { gradual_exit_months: Number(months) } : {}),
            ...(stops || kept || review_class === undefined ? {} : { review_class }),
          },
        })
      }
    >
      <div className="confirm-amount">
        <p>
          {head.title}　{head.programme_title}　{view.preview?.member_count ?? view.members.length} 人
        </p>
        <strong>{text}</strong>
      </div>
      <p>
        {stops || kept || view.pays_text === null ? '' : `${view.pays_text}。`}
        批准后不能修改，以后只能用新的决定代替。
      </p>
      {differs && (
        <p>
          <Light state="due_soon">
            事实有变，现在算出 {now === '0' ? '停发' : paidText(now, head.payment_kind)}
          </Light>
        </p>
      )}
      {exit !== null && (
        <ExitField
          exit={exit}
          lastMonth={view.months.at(-1)?.month ?? exit.from}
          value={months}
          onChange={setMonths}
          error={fieldMessage(send.error, 'gradual_exit_months')}
        />
      )}
      {!stops && !kept && view.review_classes.length > 1 && (
        <SelectField
          label="复核类别"
          hint={view.review_classes.find((each) => each.review_class === review_class)?.article.article}
          value={review_class}
          onChange={setReviewClass}
          none="按事实"
          options={view.review_classes.map((each) => ({
            value: each.review_class,
            label: each.title,
            second: `每 ${each.every_months} 个月一次${each.suggested ? '，按事实属于这一类' : ''}`,
          }))}
          error={fieldMessage(send.error, 'review_class')}
        />
      )}
      <TextAreaField
        label="审批意见"
        value={opinion}
        onChange={setOpinion}
        maxLength={2000}
        rows={2}
        error={fieldMessage(send.error, 'opinion')}
      />
    </ActDialog>
  )
}

/** Stop at once, or keep on for some of the months that the law allows. */
function ExitField(props: {
  exit: Exit
  lastMonth: string
  value: string | undefined
  onChange: (months: string | undefined) => void
  error: string | undefined
}) {
  const { exit, lastMonth, value, onChange, error } = props
  const counts = Array.from({ length: exit.up_to_months }, (_, at) => at + 1).filter(
    (count) => monthLater(exit.from, count - 1) >= lastMonth,
  )
  return (
    <>
      <SelectField
        label="渐退"
        optional
        hint={`只有人均收入超过标准，${exit.article.document_title}${exit.article.article}允许继续发几个月，最长 ${exit.up_to_months} 个月`}
        value={value}
        onChange={onChange}
        none="不渐退，直接停发"
        options={counts.map((count) => ({
          value: String(count),
          label: `渐退 ${count} 个月`,
          second: `每月 ${yuanText(exit.amount)} 元，发到${monthText(monthLater(exit.from, count - 1))}`,
        }))}
        error={error}
      />
      {exit.to_verify !== null && <Unverified missing={exit.to_verify}>渐退依据待核实</Unverified>}
    </>
  )
}

/** `2022-11-01`, 6 → `2023-05-01`. */
function monthLater(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const at = year * 12 + number - 1 + count
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`
}
