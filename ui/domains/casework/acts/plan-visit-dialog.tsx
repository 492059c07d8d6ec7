import { useState } from 'react'
import { caseRoutes, visitRoutes } from '../../../../server/casework/contract.ts'
import { fieldMessage } from '../../../design/index.ts'
import { DateField, SelectField } from '../../../forms/index.ts'
import { useAct, useQueryRoute, useSession } from '../../../shell/index.ts'
import type { PanelProps } from '../panels.ts'
import { ActDialog } from './act-dialog.tsx'

/** 指派入户: the day, and who comes along; two people go. */
export function PlanVisitDialog({ view, onClose, onDone }: PanelProps) {
  const { case_id } = view.head
  const session = useSession()
  const [planned_on, setDate] = useState<string | undefined>(session.business_date)
  const [second, setSecond] = useState<string>()
  const { data } = useQueryRoute(caseRoutes.list_colleagues, { params: { case_id } })
  const send = useAct(visitRoutes.plan_visit, { onDone: () => onDone('已安排入户，在“走访”里可以看到') })
  return (
    <ActDialog
      act="指派入户"
      view={view}
      sending={send}
      onClose={onClose}
      notReady={planned_on === undefined ? '指派入户，先选日期' : undefined}
      onAct={() =>
        send.mutate({
          params: { case_id },
          body: { planned_on: planned_on ?? '', second_visitor_id: second ?? null },
        })
      }
    >
      <p>
        {view.head.title}　{view.address ?? '住址未登记'}
      </p>
      <DateField
        label="哪天去"
        value={planned_on}
        onChange={setDate}
        today={session.business_date}
        error={fieldMessage(send.error, 'planned_on')}
      />
      <SelectField
        label="与您同去的人"
        hint="入户须两人。还没有定的，可以去之前再定。"
        optional
        value={second}
        onChange={setSecond}
        error={fieldMessage(send.error, 'second_visitor_id')}
        options={(data?.rows ?? [])
          .filter((row) => row.account_id !== session.account?.account_id)
          .map((row) => ({ value: row.account_id, label: row.name, second: row.unit_name }))}
      />
    </ActDialog>
  )
}
