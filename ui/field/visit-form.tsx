/** What is written down at the home. Every field is on the disk as it is typed, and says so. */
import { ChoiceField, CountField, SelectField, TextAreaField, TextField, YesNoField } from '../forms/index.ts'
import type { DraftChange } from './actions.ts'
import { FieldPhotos } from './field-photos.tsx'
import { PositionField } from './position-field.tsx'
import { ReasonField } from './reason-field.tsx'
import { SignatureField } from './signature-field.tsx'
import { useField } from './state.ts'
import type { HomeKind, PhotoRef, SignatureOf } from './types.ts'
import type { OpenVisit } from './vault/vault.ts'

const homes: { value: HomeKind; label: string }[] = [
  { value: 'public_rental', label: '公租房' },
  { value: 'own', label: '自有' },
  { value: 'rented', label: '租住' },
  { value: 'borrowed', label: '借住' },
]

type Props = {
  visit: OpenVisit
  /** Everything typed so far is on the disk. */
  saved: boolean
  onChange: (change: DraftChange) => void
}

export function VisitForm({ visit, saved, onChange }: Props) {
  const { draft, brief, visit_id } = visit
  const { owner } = useField()
  const kept = (known: boolean) => (known && saved ? true : undefined)
  const sign = (who: SignatureOf) => (signature: PhotoRef | null) =>
    onChange(({ signatures }) => ({ signatures: { ...signatures, [who]: signature } }))
  const second = owner?.companions.find((each) => each.account_id === draft.second_visitor_id)
  return (
    <div className="visit-form">
      <SelectField
        label="与您同去的人"
        hint="入户须两人"
        value={draft.second_visitor_id}
        onChange={(second_visitor_id) =>
          // Another person has not signed yet.
          onChange({ second_visitor_id, signatures: { ...draft.signatures, second_visitor: null } })
        }
        saved={kept(draft.second_visitor_id !== undefined)}
        options={(owner?.companions ?? []).map((each) => ({ value: each.account_id, label: each.name }))}
      />
      <PositionField draft={draft} saved={saved} onChange={onChange} />
      {brief?.checks.map((check) => (
        <YesNoField
          key={check.key}
          label={check.label}
          hint={`登记：${check.said}`}
          yes="一致"
          no="不一致"
          unknown="没看清"
          value={draft.checks[check.key]}
          onChange={(agrees) => onChange(({ checks }) => ({ checks: { ...checks, [check.key]: agrees } }))}
          saved={kept(check.key in draft.checks)}
        />
      ))}
      <CountField
        label="实际住几个人"
        value={draft.resident_count}
        onChange={(resident_count) => onChange({ resident_count })}
        saved={kept(draft.resident_count !== undefined)}
        max={50}
      />
      <ChoiceField
        label="住房"
        value={draft.home_kind}
        onChange={(home_kind) => onChange({ home_kind })}
        saved={kept(draft.home_kind !== undefined)}
        choices={homes}
      />
      <YesNoField
        label="总的和登记一致吗"
        yes="一致"
        no="不一致"
        unknown="没看清"
        value={draft.agrees}
        onChange={(agrees) => onChange({ agrees })}
        saved={kept(draft.agrees !== undefined)}
      />
      <TextAreaField
        label="看到的情况"
        hint="住的人、陈设、收入来源；不一致的写明哪里不同"
        value={draft.finding}
        onChange={(finding) => onChange({ finding })}
        saved={kept(draft.finding.trim() !== '')}
        maxLength={2000}
      />
      <FieldPhotos
        visit_id={visit_id}
        photos={draft.photos}
        onChange={(change) => onChange(({ photos }) => ({ photos: change(photos) }))}
        saved={saved}
      />
      <TextField
        label="下次去要当心的"
        hint="有犬、病人等，去的人才看得到"
        optional
        value={draft.safety_remark}
        onChange={(safety_remark) => onChange({ safety_remark })}
        saved={kept(draft.safety_remark.trim() !== '')}
        maxLength={200}
      />
      <SignatureField
        label={`${owner?.name ?? '您'}签字`}
        visit_id={visit_id}
        value={draft.signatures.visitor}
        onChange={sign('visitor')}
        saved={saved}
      />
      <SignatureField
        label={`${second?.name ?? '同去的人'}签字`}
        visit_id={visit_id}
        value={draft.signatures.second_visitor}
        onChange={sign('second_visitor')}
        saved={saved}
      />
      <SignatureField
        label="户主签字"
        visit_id={visit_id}
        value={draft.signatures.household}
        onChange={sign('household')}
        saved={saved}
      />
      {draft.signatures.household === null && (
        <ReasonField
          word="户主没有签字"
          label="户主没有签字的缘由"
          hint="不在家、不能执笔等"
          value={draft.unsigned_because}
          onChange={(unsigned_because) => onChange({ unsigned_because })}
        />
      )}
    </div>
  )
}
