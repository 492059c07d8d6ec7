/** Who goes, when, and what they have to mind: the same for planning a visit and for changing the plan. */
import { DateField, SelectField, TextField } from '../../forms/index.ts'
import { useSession } from '../../shell/index.ts'

export type VisitPlan = {
  planned_on: string | undefined
  visitor_id: string | undefined
  second_visitor_id: string | undefined
  safety_remark: string
}

type Props = {
  plan: VisitPlan
  onChange: (plan: VisitPlan) => void
  people: readonly { account_id: string; name: string; unit_name: string }[]
  messageOf: (field: keyof VisitPlan) => string | undefined
}

export function PlanFields({ plan, onChange, people, messageOf }: Props) {
  const session = useSession()
  const change = (part: Partial<VisitPlan>) => onChange({ ...plan, ...part })
  const { account } = session
  const self =
    account === null || people.some((each) => each.account_id === account.account_id)
      ? []
      : [
          {
            account_id: account.account_id,
            name: account.display_name,
            unit_name: account.post?.unit_name ?? '',
          },
        ]
  const options = [...self, ...people].map((each) => ({
    value: each.account_id,
    label: each.name,
    second: each.unit_name,
  }))
  return (
    <>
      <DateField
        label="哪天去"
        value={plan.planned_on}
        onChange={(planned_on) => change({ planned_on })}
        today={session.business_date}
        error={messageOf('planned_on')}
      />
      <SelectField
        label="入户的人"
        value={plan.visitor_id}
        onChange={(visitor_id) => change({ visitor_id })}
        error={messageOf('visitor_id')}
        options={options.filter(({ value }) => value !== plan.second_visitor_id)}
      />
      <SelectField
        label="同去的人"
        hint="入户须两人。还没有定的，可以去之前再定。"
        optional
        value={plan.second_visitor_id}
        onChange={(second_visitor_id) => change({ second_visitor_id })}
        error={messageOf('second_visitor_id')}
        options={options.filter(({ value }) => value !== plan.visitor_id)}
      />
      <TextField
        label="去的人要当心什么"
        hint="有犬、病人等；住户看不到"
        optional
        value={plan.safety_remark}
        onChange={(safety_remark) => change({ safety_remark })}
        error={messageOf('safety_remark')}
        maxLength={200}
      />
    </>
  )
}
