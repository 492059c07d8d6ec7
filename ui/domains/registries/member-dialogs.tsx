/** A member leaves; another member becomes the head. */
import { useState } from 'react'
import { householdRoutes } from '../../../server/registries/households/contract.ts'
import { fieldMessage, useStatus } from '../../design/index.ts'
import { DateField, SelectField, TextField } from '../../forms/index.ts'
import { useAct, useSession } from '../../shell/index.ts'
import { ActDialog } from './act-dialog.tsx'
import type { HouseholdPageAnswer } from './household-page.tsx'
import type { Membership } from './member-table.tsx'
import { NewHeadFields, RelationFields, noNewHead } from './new-head-fields.tsx'
import { proposedFormerRelation, proposedRelations, relationsBody } from './new-head.ts'
import { type MemberRelation, memberRelations } from './words.ts'

type Props = { page: HouseholdPageAnswer; member: Membership; onClose: () => void }

export function LeaveDialog({ page, member, onClose }: Props) {
  const { business_date } = useSession()
  const [on, setOn] = useState<string | undefined>(business_date)
  const [reason, setReason] = useState('')
  const [head, setHead] = useState(noNewHead)
  const needsHead = member.relation === 'head' && page.members.length > 1
  const relations = relationsBody(page.members, head.person_id, head.relations)
  const say = useStatus()
  const leave = useAct(householdRoutes.leave, {
    onDone: () => {
      say(`${member.name}已离户`)
      onClose()
    },
  })
  const missing =
    on === undefined
      ? '先填日期'
      : reason.trim().length < 2
        ? '先写原因'
        : needsHead && head.person_id === undefined
          ? '先选新户主'
          : needsHead && relations === undefined
            ? '先选各人的关系'
            : undefined
  return (
    <ActDialog
      title={`${member.name}离户`}
      act="离户"
      missing={missing}
      busy={leave.isPending}
      error={leave.error}
      onClose={onClose}
      onAct={() =>
        leave.mutate({
          params: { household_id: page.household.household_id, person_id: member.person_id },
          body: {
            on: on ?? '',
            reason: reason.trim(),
            ...(needsHead && { new_head_person_id: head.person_id ?? null, relations: relations ?? [] }),
          },
        })
      }
    >
      <p className="second">
        以后可以再加入；去世请在个人页登记死亡。正在享受待遇的，全户待遇按余下的人复核。
      </p>
      <DateField
        label="从哪天起不在户内"
        today={business_date}
        value={on}
        onChange={setOn}
        error={fieldMessage(leave.error, 'on')}
      />
      <TextField
        label="原因"
        hint="结婚迁出、分户、离家等"
        value={reason}
        onChange={setReason}
        maxLength={200}
        error={fieldMessage(leave.error, 'reason')}
      />
      {needsHead && (
        <NewHeadFields
          members={page.members}
          draft={head}
          onChange={setHead}
          error={fieldMessage(leave.error, 'new_head.person_id')}
        />
      )}
    </ActDialog>
  )
}

export function ChangeHeadDialog({ page, member, onClose }: Props) {
  const { business_date } = useSession()
  const [on, setOn] = useState<string | undefined>(business_date)
  const [relation, setRelation] = useState(() => proposedFormerRelation(member))
  const [others, setOthers] = useState(() => proposedRelations(page.members, member))
  const relations = relationsBody(page.members, member.person_id, others)
  const say = useStatus()
  const change = useAct(householdRoutes.change_head, {
    onDone: () => {
      say(`户主已变更为${member.name}`)
      onClose()
    },
  })
  const former = page.household.head_name ?? '原户主'
  return (
    <ActDialog
      title={`变更户主为${member.name}`}
      act="变更户主"
      missing={
        on === undefined
          ? '先填日期'
          : relation === undefined || relations === undefined
            ? '先选各人的关系'
            : undefined
      }
      busy={change.isPending}
      error={change.error}
      onClose={onClose}
      onAct={() => {
        if (on === undefined || relation === undefined || relations === undefined) return
        change.mutate({
          params: { household_id: page.household.household_id },
          body: { person_id: member.person_id, on, former_head_relation: relation, relations },
        })
      }}
    >
      <p className="second">户主变了，各人与户主的关系也跟着变：能推出来的已经选好，请核对。</p>
      <DateField
        label="从哪天起"
        today={business_date}
        value={on}
        onChange={setOn}
        error={fieldMessage(change.error, 'on')}
      />
      <SelectField
        label={`${former}是${member.name}的`}
        value={relation}
        onChange={(next) => setRelation(next as MemberRelation | undefined)}
        options={memberRelations}
        error={fieldMessage(change.error, 'former_head_relation')}
      />
      <RelationFields members={page.members} newHead={member.person_id} draft={others} onChange={setOthers} />
    </ActDialog>
  )
}
