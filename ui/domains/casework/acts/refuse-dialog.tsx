import { useState } from 'react'
import { determinationRoutes } from '../../../../server/benefits/contract.ts'
import { fieldMessage } from '../../../design/index.ts'
import { TextAreaField } from '../../../forms/index.ts'
import { useAct } from '../../../shell/index.ts'
import { actWord } from '../act-words.ts'
import type { PanelProps } from '../panels.ts'
import { ActDialog } from './act-dialog.tsx'

/** 不予批准, 不予受理: the reasons go to the applicant, with the article and the way to object. */
export function RefuseDialog({ view, onClose, onDone }: PanelProps) {
  const failed = view.preview?.reasons.filter((reason) => reason.holds === false) ?? []
  const [reason, setReason] = useState(() =>
    failed
      .map(
        (each) =>
          `${each.label}：不符合${each.article === null ? '' : `（${each.article.document_title}${each.article.article}）`}`,
      )
      .join('；'),
  )
  const word = actWord(view, 'refuse', '不予批准')
  const send = useAct(determinationRoutes.refuse_case, { onDone: () => onDone(`${word}，待告知申请人`) })
  return (
    <ActDialog
      act={word}
      view={view}
      sending={send}
      onClose={onClose}
      notReady={reason.trim().length < 5 ? `${word}，先写理由` : undefined}
      onAct={(version) =>
        send.mutate({ params: { case_id: view.head.case_id }, body: { version, reason: reason.trim() } })
      }
    >
      <p>
        {view.head.title}　{view.head.programme_title}。理由写进告知书，同时告知申请人怎样复议。
      </p>
      <TextAreaField
        label="理由"
        hint="写明事实和条款，至少 5 个字"
        value={reason}
        onChange={setReason}
        maxLength={2000}
        error={fieldMessage(send.error, 'reason')}
      />
    </ActDialog>
  )
}
