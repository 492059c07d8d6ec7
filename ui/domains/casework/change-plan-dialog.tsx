/** 改期换人 and 取消, from the list of visits. */
import { useState } from 'react'
import { fieldRoutes, visitRoutes } from '../../../server/casework/contract.ts'
import { Button, Dialog, ErrorNotice, fieldMessage } from '../../design/index.ts'
import { TextField } from '../../forms/index.ts'
import { useAct, useQueryRoute, type AnswerOf } from '../../shell/index.ts'
import { PlanFields, type VisitPlan } from './plan-fields.tsx'

type Row = AnswerOf<typeof visitRoutes.list_visits>['rows'][number]

export function ChangePlanDialog(props: { row: Row; onClose: () => void; onDone: (said: string) => void }) {
  const { row, onClose, onDone } = props
  const params = { visit_id: row.visit_id }
  const [plan, setPlan] = useState<VisitPlan>({
    planned_on: row.planned_on,
    visitor_id: row.visitor_id ?? undefined,
    second_visitor_id: row.second_visitor_id ?? undefined,
    safety_remark: row.safety_remark ?? '',
  })
  const [reason, setReason] = useState('')
  const { data } = useQueryRoute(fieldRoutes.list_visitors, { params })
  const change = useAct(visitRoutes.change_plan, { onDone: () => onDone('走访安排已改') })
  const cancel = useAct(visitRoutes.cancel_visit, { onDone: () => onDone('走访已取消') })
  const { version } = row
  const { planned_on, visitor_id, second_visitor_id } = plan
  const remark = plan.safety_remark.trim()
  const error = change.error ?? cancel.error
  const send = () => {
    if (planned_on === undefined || visitor_id === undefined) return
    change.mutate({
      params,
      body: {
        planned_on,
        visitor_id,
        second_visitor_id: second_visitor_id ?? null,
        safety_remark: remark === '' ? null : remark,
        version,
      },
    })
  }
  return (
    <Dialog
      title={`${row.title}的走访`}
      open
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>先不改</Button>
          <Button
            kind="primary"
            busy={change.isPending}
            disabledBecause={
              planned_on === undefined || visitor_id === undefined ? '改期换人，先选日期和人' : undefined
            }
            onClick={send}
          >
            改期换人
          </Button>
        </>
      }
    >
      {row.on_phone && <p>已有人带在手机上。改了以后，手机下次联网时会看到，送来的记录由他们看过再定。</p>}
      <PlanFields
        plan={plan}
        onChange={setPlan}
        people={data?.rows ?? []}
        messageOf={(field) => fieldMessage(change.error, field)}
      />
      <TextField label="不去了的缘由" optional value={reason} onChange={setReason} maxLength={200} />
      <Button
        busy={cancel.isPending}
        disabledBecause={reason.trim().length < 2 ? '取消走访，先写缘由' : undefined}
        onClick={() => cancel.mutate({ params, body: { version, reason: reason.trim() } })}
      >
        取消走访
      </Button>
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  )
}
