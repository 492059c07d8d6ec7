/** The fields of a visit that is written down at a desk. */
import { caseRoutes } from '../../../server/casework/contract.ts'
import { fieldMessage } from '../../design/index.ts'
import {
  ChoiceField,
  CountField,
  DateField,
  FileField,
  SelectField,
  TextAreaField,
  YesNoField,
} from '../../forms/index.ts'
import { useQueryRoute, useSession } from '../../shell/index.ts'
import { mostResidents, type HomeKind, type VisitDraft } from './visit-draft.ts'

const homes: { value: HomeKind; label: string }[] = [
  { value: 'public_rental', label: '公租房' },
  { value: 'own', label: '自有' },
  { value: 'rented', label: '租住' },
  { value: 'borrowed', label: '借住' },
]

type Props = {
  case_id: string
  draft: VisitDraft
  onChange: (draft: VisitDraft) => void
  error: unknown
}

export function VisitFields({ case_id, draft, onChange, error }: Props) {
  const session = useSession()
  const { data } = useQueryRoute(caseRoutes.list_colleagues, { params: { case_id } })
  const ofDistrict = session.account?.post?.role === 'district_approver'
  const change = (part: Partial<VisitDraft>) => onChange({ ...draft, ...part })
  return (
    <div className="visit-fields">
      <SelectField
        label="与您同去的人"
        hint={ofDistrict ? '入户须两人；去过的两个人都不能审批这一件' : '入户须两人'}
        value={draft.second_visitor_id}
        onChange={(second_visitor_id) => change({ second_visitor_id })}
        error={fieldMessage(error, 'second_visitor_id')}
        options={(data?.rows ?? [])
          .filter((row) => row.account_id !== session.account?.account_id)
          .map((row) => ({ value: row.account_id, label: row.name, second: row.unit_name }))}
      />
      <DateField
        label="入户日期"
        value={draft.visited_on}
        onChange={(visited_on) => change({ visited_on })}
        today={session.business_date}
        error={fieldMessage(error, 'visited_on')}
      />
      <CountField
        label="实际住几个人"
        value={draft.resident_count}
        onChange={(resident_count) => change({ resident_count })}
        max={mostResidents}
        error={fieldMessage(error, 'detail.resident_count')}
      />
      <ChoiceField
        label="住房"
        value={draft.home_kind}
        onChange={(home_kind) => change({ home_kind })}
        choices={homes}
      />
      <YesNoField
        label="和申报一致吗"
        yes="一致"
        no="不一致"
        unknown="没看清"
        value={draft.agrees}
        onChange={(agrees) => change({ agrees })}
      />
      <TextAreaField
        label="看到的情况"
        hint="住的人、陈设、收入来源，与申报不同的写明哪里不同"
        value={draft.finding}
        onChange={(finding) => change({ finding })}
        error={fieldMessage(error, 'finding')}
        maxLength={2000}
      />
      <FileField
        label={`照片 ${draft.photos.length} 张`}
        kind="photo"
        files={draft.photos}
        onChange={(photos) => change({ photos })}
      />
    </div>
  )
}
