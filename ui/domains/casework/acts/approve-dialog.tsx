import { useState } from 'react'
import { determinationRoutes } from '../../../../server/benefits/contract.ts'
import { Light, yuanText } from '../../../design/index.ts'
import { TextAreaField } from '../../../forms/index.ts'
import { useAct } from '../../../shell/index.ts'
import { actWord } from '../act-words.ts'
import type { PanelProps } from '../panels.ts'
import { ActDialog } from './act-dialog.tsx'

/** 审批同意: names the household and the amount, asks once; another amount than was seen is refused. */
export function ApproveDialog({ view, onClose, onDone }: PanelProps) {
  const { head, preview } = view
  // What was on the page when the button was pressed is what is approved.
  const [amount] = useState(preview?.amount ?? '0')
  const [opinion, setOpinion] = useState('同意')
  const word = actWord(view, 'approve', '批准')
  const text = `${yuanText(amount)} 元/月`
  const send = useAct(determinationRoutes.approve_case, { onDone: () => onDone(`${word} ${text}，待告知`) })
  const differs = preview?.amount !== amount
  return (
    <ActDialog
      act={word}
      view={view}
      sending={send}
      onClose={onClose}
      amount={text}
      notReady={differs ? '金额已变，请关闭后再看一遍' : undefined}
      onAct={(version) =>
        send.mutate({
          params: { case_id: head.case_id },
          body: { version, amount, opinion: opinion.trim() },
        })
      }
    >
      <div className="confirm-amount">
        <p>
          {head.title}　{head.programme_title}　{preview?.member_count ?? view.members.length} 人
        </p>
        <strong>{text}</strong>
      </div>
      <p>
        {view.pays_text ?? ''}
        {view.pays_text === null ? '' : '。'}批准后不能修改，以后只能用新的决定代替。
      </p>
      {differs && (
        <p>
          <Light state="due_soon">
            事实有变，现在算出 {preview?.amount == null ? '没有金额' : `${yuanText(preview.amount)} 元/月`}
          </Light>
        </p>
      )}
      <TextAreaField label="审批意见" value={opinion} onChange={setOpinion} maxLength={2000} rows={2} />
    </ActDialog>
  )
}
