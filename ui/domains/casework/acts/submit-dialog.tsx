import { useState } from 'react'
import { caseRoutes } from '../../../../server/casework/contract.ts'
import { TextAreaField } from '../../../forms/index.ts'
import { useAct } from '../../../shell/index.ts'
import { actAmount, actWord } from '../act-words.ts'
import type { PanelProps } from '../panels.ts'
import { ActDialog } from './act-dialog.tsx'

/** 提交, 报区, 出具审核意见: on to the next step, with an opinion where one is given. */
export function SubmitDialog({ view, onClose, onDone }: PanelProps) {
  const { head, steps } = view
  const [opinion, setOpinion] = useState('')
  const word = actWord(view, 'submit', '提交')
  const next = steps.find((step) => step.state === 'to_come')?.title.replace(/ \d+ 天$/, '')
  const reviews = head.step_id === 'district_review' || head.step_id === 'street_report'
  const send = useAct(caseRoutes.submit_case, {
    onDone: () => onDone(next === undefined ? `${word}，已办` : `${word}，已转到“${next}”`),
  })
  return (
    <ActDialog
      act={word}
      view={view}
      sending={send}
      onClose={onClose}
      amount={actAmount(view, 'submit')}
      notReady={reviews && opinion.trim().length < 2 ? `${word}，先写意见` : undefined}
      onAct={(version) =>
        send.mutate({ params: { case_id: head.case_id }, body: { version, opinion: opinion.trim() } })
      }
    >
      <p>
        {head.title}　{head.programme_title}，“{head.step_title}”办完
        {next === undefined ? '' : `，转到“${next}”`}。
      </p>
      <TextAreaField
        label={reviews ? '审核意见' : '说明'}
        optional={!reviews}
        value={opinion}
        onChange={setOpinion}
        maxLength={2000}
        {...(reviews ? { hint: '写进审批表，例如：符合规定，拟同意，报审批。' } : {})}
      />
    </ActDialog>
  )
}
