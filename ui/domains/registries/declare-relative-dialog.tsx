/** Declares one's own near relative: number and name together find the person, wherever he or she lives. */
import { useState } from 'react'
import { staffRelativeRoutes } from '../../../server/registries/staff-relatives/contract.ts'
import { fieldMessage, useStatus } from '../../design/index.ts'
import { DateField, SelectField, TextField } from '../../forms/index.ts'
import { useAct, useSession } from '../../shell/index.ts'
import { ActDialog } from './act-dialog.tsx'
import { type MemberRelation, memberRelations } from './words.ts'

export type RelativeDraft = {
  name: string
  identity_number: string
  relation: MemberRelation | undefined
  from: string | undefined
}

export const emptyRelative = (today: string): RelativeDraft => ({
  name: '',
  identity_number: '',
  relation: undefined,
  from: today,
})

/** What still has to be filled in, as words of a button. */
export function missingOfRelative(draft: RelativeDraft): string | undefined {
  if (draft.name.trim() === '') return '先写姓名'
  if (draft.identity_number.trim() === '') return '先写证件号码'
  if (draft.relation === undefined) return '先选关系'
  return draft.from === undefined ? '先填日期' : undefined
}

export function relativeBody(draft: RelativeDraft) {
  return {
    name: draft.name.trim(),
    identity_number: draft.identity_number.trim(),
    relation: draft.relation ?? 'other',
    from: draft.from ?? '',
  }
}

export function RelativeFields(props: {
  draft: RelativeDraft
  onChange: (draft: RelativeDraft) => void
  /** 是我的, 是他的. */
  of: string
  error: unknown
}) {
  const { draft, onChange, of, error } = props
  const { business_date } = useSession()
  return (
    <>
      <TextField
        label="近亲属姓名"
        value={draft.name}
        onChange={(name) => onChange({ ...draft, name })}
        maxLength={60}
        error={fieldMessage(error, 'name')}
      />
      <TextField
        label="证件号码"
        hint="和姓名都对才能认准是谁；他住在哪里，这里不显示"
        value={draft.identity_number}
        onChange={(identity_number) => onChange({ ...draft, identity_number })}
        maxLength={40}
        error={fieldMessage(error, 'identity_number')}
      />
      <SelectField
        label={of}
        value={draft.relation}
        onChange={(next) => onChange({ ...draft, relation: next as MemberRelation | undefined })}
        options={memberRelations}
        error={fieldMessage(error, 'relation')}
      />
      <DateField
        label="从哪天起"
        today={business_date}
        value={draft.from}
        onChange={(from) => onChange({ ...draft, from })}
        error={fieldMessage(error, 'from')}
      />
    </>
  )
}

export function DeclareRelativeDialog({ onClose }: { onClose: () => void }) {
  const { business_date } = useSession()
  const [draft, setDraft] = useState(() => emptyRelative(business_date))
  const say = useStatus()
  const declare = useAct(staffRelativeRoutes.declare_own_relative, {
    onDone: ({ name }) => {
      say(`已申报${name}，其办件由别人办理`)
      onClose()
    },
  })
  return (
    <ActDialog
      title="申报近亲属"
      act="申报"
      missing={missingOfRelative(draft)}
      busy={declare.isPending}
      error={declare.error}
      onClose={onClose}
      onAct={() => declare.mutate({ body: relativeBody(draft) })}
    >
      <p className="second">申报后他和同户的办件由别人办理，不能自己撤回。</p>
      <RelativeFields draft={draft} onChange={setDraft} of="是我的" error={declare.error} />
    </ActDialog>
  )
}
