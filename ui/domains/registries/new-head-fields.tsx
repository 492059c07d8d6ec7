/** Who becomes the head, and what everybody else is to that person from then on. */
import { SelectField } from '../../forms/index.ts'
import { type HeadMember, type RelationsDraft, othersOf, proposedRelations } from './new-head.ts'
import { type MemberRelation, memberRelations } from './words.ts'

export type NewHeadDraft = { person_id: string | undefined; relations: RelationsDraft }

export const noNewHead: NewHeadDraft = { person_id: undefined, relations: {} }

/** Chooses among the members that stay. */
export function NewHeadFields(props: {
  /** Everybody in the household on the day, the former head too. */
  members: readonly HeadMember[]
  draft: NewHeadDraft
  onChange: (draft: NewHeadDraft) => void
  error: string | undefined
}) {
  const { members, draft, onChange, error } = props
  const candidates = members.filter(({ relation }) => relation !== 'head')
  return (
    <>
      <SelectField
        label="由谁任户主"
        value={draft.person_id}
        onChange={(person_id) => {
          const chosen = candidates.find((member) => member.person_id === person_id)
          onChange({ person_id, relations: chosen === undefined ? {} : proposedRelations(members, chosen) })
        }}
        options={candidates.map((member) => ({
          value: member.person_id,
          label: member.name,
          second: member.relation_title,
        }))}
        error={error}
      />
      {draft.person_id !== undefined && (
        <RelationFields
          members={members}
          newHead={draft.person_id}
          draft={draft.relations}
          onChange={(relations) => onChange({ ...draft, relations })}
        />
      )}
    </>
  )
}

/** 刘伟是刘志强的 子女: a field each for those whose relation is to be said anew. */
export function RelationFields(props: {
  members: readonly HeadMember[]
  newHead: string
  draft: RelationsDraft
  onChange: (draft: RelationsDraft) => void
}) {
  const { members, newHead, draft, onChange } = props
  const head = members.find((member) => member.person_id === newHead)?.name ?? '新户主'
  return othersOf(members, newHead).map((member) => (
    <SelectField
      key={member.person_id}
      label={`${member.name}是${head}的`}
      value={draft[member.person_id]}
      onChange={(next) => onChange({ ...draft, [member.person_id]: next as MemberRelation | undefined })}
      options={memberRelations}
    />
  ))
}
