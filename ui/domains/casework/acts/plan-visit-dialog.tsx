import { useState } from 'react'
import { caseRoutes, visitRoutes } from '../../../../server/casework/contract.ts'
import { fieldMessage } from '../../../design/index.ts'
import { useAct, useQueryRoute, useSession } from '../../../shell/index.ts'
import type { PanelProps } from '../panels.ts'
import { PlanFields, type VisitPlan } from '../plan-fields.tsx'
import { ActDialog } from './act-dialog.tsx'

/** 指派入户: the day, the two who go, and what they have to mind. */
export function PlanVisitDialog({ view, onClose, onDone }: PanelProps) {
  const { case_id } = view.head
  const session = useSession()
  const [plan, setPlan] = useState<VisitPlan>({
    planned_on: session.business_date,
    visitor_id: session.account?.account_id,
    second_visitor_id: undefined,
    safety_remark: '',
  })
  const { data } = useQueryRoute(caseRoutes.list_colleagues, { params: { case_id } })
  const send = useAct(visitRoutes.plan_visit, { onDone: () => onDone('已安排入户，在“走访”里可以看到') })
  return (
    <ActDialog
      act="指派入户"
      view={view}
      sending={send}
      onClose={onClose}
      notReady={plan.planned_on === undefined ? '指派入户，先选日期' : undefined}
      labels={{ visitor_id: '入户的人', second_visitor_id: '同去的人', planned_on: '哪天去' }}
      onAct={() =>
        send.mutate({
          params: { case_id },
          body: {
            planned_on: plan.planned_on ?? '',
            visitor_id: plan.visitor_id ?? null,
            second_visitor_id: plan.second_visitor_id ?? null,
            safety_remark: plan.safety_remark.trim() === '' ? null : plan.safety_remark.trim(),
          },
        })
      }
    >
      <p>
        {view.head.title}　{view.address ?? '住址未登记'}
      </p>
      <PlanFields
        plan={plan}
        onChange={setPlan}
        people={data?.rows ?? []}
        messageOf={(field) => fieldMessage(send.error, field)}
      />
    </ActDialog>
  )
}
