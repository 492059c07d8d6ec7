import type { householdRoutes } from '../../../server/registries/contract.ts'
import { ChoiceField, DateField, MoneyField, SelectField, TextAreaField } from '../../forms/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { useSession } from '../../shell/index.ts'
import {
  type ChangeDraft,
  type ChangeKind,
  changeKinds,
  type missingOf,
  needsPerson,
} from './change-model.ts'

type Household = AnswerOf<typeof householdRoutes.get_my_household>

/** The four kinds of income of the law, in plain words. */
const incomes = [
  { value: 'wage_income', label: '工资' },
  { value: 'transfer_income', label: '退休金、失业金、赡养费' },
  { value: 'business_income', label: '做小买卖、种地' },
  { value: 'property_income', label: '房租、利息' },
]

const dateLabels: Partial<Record<ChangeKind, string>> = {
  birth: '哪天出生的',
  death: '哪天去世的',
  move: '哪天搬的',
}

type ChangeFieldsProps = {
  household: Household
  draft: ChangeDraft
  onChange: (draft: ChangeDraft) => void
  wrong: ReturnType<typeof missingOf>
}

function IncomeFields({ draft, onChange, errorOf }: ChangeFieldsProps & { errorOf: ErrorOf }) {
  return (
    <>
      <ChoiceField
        label="哪一种收入"
        value={draft.fact}
        onChange={(fact) => onChange({ ...draft, fact })}
        choices={incomes}
        error={errorOf('fact')}
      />
      <MoneyField
        label="现在每月多少"
        unit="元 / 月"
        hint="没有了就填 0。"
        value={draft.amount}
        onChange={(amount) => onChange({ ...draft, amount })}
        error={errorOf('amount')}
      />
    </>
  )
}

type ErrorOf = (field: keyof ChangeDraft) => string | undefined

export function ChangeFields(props: ChangeFieldsProps) {
  const { household, draft, onChange, wrong } = props
  const { business_date } = useSession()
  const errorOf: ErrorOf = (field) => (wrong?.field === field ? wrong.message : undefined)
  const kind = draft.kind
  return (
    <>
      <ChoiceField
        label="家里有什么变化"
        value={kind}
        onChange={(next) => onChange({ kind: next, text: draft.text, changed_on: draft.changed_on })}
        choices={changeKinds}
        error={errorOf('kind')}
      />
      {needsPerson(kind) && (
        <SelectField
          label="家里哪一位"
          value={draft.person_id}
          onChange={(person_id) => onChange({ ...draft, person_id })}
          options={household.members.map((member) => ({
            value: member.person_id,
            label: `${member.name}（${member.relation_title}）`,
          }))}
          error={errorOf('person_id')}
        />
      )}
      {kind === 'income' && <IncomeFields {...props} errorOf={errorOf} />}
      {kind !== undefined && (
        <>
          <DateField
            label={dateLabels[kind] ?? '从哪天起'}
            today={business_date}
            value={draft.changed_on}
            onChange={(changed_on) => onChange({ ...draft, changed_on })}
            error={errorOf('changed_on')}
          />
          <TextAreaField
            label={needsPerson(kind) ? '还想说明的' : '是什么变化'}
            optional={needsPerson(kind)}
            value={draft.text}
            onChange={(text) => onChange({ ...draft, text })}
            maxLength={1000}
            error={errorOf('text')}
          />
        </>
      )}
    </>
  )
}
