import { useState } from 'react'
import type { BenefitCaseView } from '../../../../server/benefits/contract.ts'
import { meansCheckRoutes } from '../../../../server/benefits/contract.ts'
import type { applicationRoutes } from '../../../../server/benefits/contract.ts'
import { Button, ErrorNotice, useStatus } from '../../../design/index.ts'
import { AnswerField, ChoiceField, DateField } from '../../../forms/index.ts'
import type { Answer } from '../../../forms/index.ts'
import { useAct, useSession } from '../../../shell/index.ts'
import type { AnswerOf } from '../../../shell/index.ts'
import type { sourceForms } from './means-sources.ts'

type Form = AnswerOf<typeof applicationRoutes.get_application_form>
type Check = NonNullable<BenefitCaseView['means_check']>

/** What one source answered, for each adult or for the household; or that it did not answer. */
export function SourceAnswerForm(props: {
  form: Form
  source: (typeof sourceForms)[number]
  check: Check
  onDone: () => void
}) {
  const { form, source, check, onDone } = props
  const session = useSession()
  const say = useStatus()
  const [answered, setAnswered] = useState<'yes' | 'no'>('yes')
  const [as_of, setAsOf] = useState<string | undefined>(session.business_date)
  const [found, setFound] = useState<Record<string, Answer | undefined>>({})
  const record = useAct(meansCheckRoutes.record_means_answers, {
    onDone: () => {
      say(`${source.title}的答复已登记`)
      onDone()
    },
  })
  const subjects =
    source.of === 'household'
      ? [{ person_id: null, name: '全户' }]
      : form.members.filter((member) => source.of === 'member' || member.adult)
  const asked = subjects.flatMap((subject) =>
    source.facts.flatMap((fact) => {
      const question = form.questions.find((each) => each.fact === fact)
      return question === undefined
        ? []
        : [
            {
              key: `${subject.person_id ?? ''}:${fact}`,
              person_id: subject.person_id,
              name: subject.name,
              question,
            },
          ]
    }),
  )
  const complete = answered === 'no' || asked.every((each) => found[each.key] !== undefined)
  const send = () =>
    record.mutate({
      params: { means_check_id: check.means_check_id },
      body: {
        version: check.version,
        answers: asked.map((each) => {
          const value = found[each.key] ?? null
          const known = answered === 'yes' && value !== null
          return {
            source: source.source,
            person_id: each.person_id,
            fact: each.question.fact,
            answered: known,
            found: known ? value : null,
            as_of: known ? (as_of ?? null) : null,
          }
        }),
      },
    })
  return (
    <form
      className="source-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (complete) send()
      }}
    >
      <ChoiceField
        label={`${source.title}有没有答复`}
        value={answered}
        onChange={setAnswered}
        choices={[
          { value: 'yes', label: '已答复' },
          { value: 'no', label: '未答复' },
        ]}
      />
      {answered === 'no' ? (
        <p className="second">登记为未答复的，这些事实仍是“未知”，不当作没有。</p>
      ) : (
        <>
          <DateField label="数据截至" value={as_of} onChange={setAsOf} today={session.business_date} />
          <div className="form-two">
            {asked.map((each) => (
              <AnswerField
                key={each.key}
                question={each.question}
                label={`${each.name}　${each.question.label}`}
                value={found[each.key]}
                onChange={(value) => setFound({ ...found, [each.key]: value })}
              />
            ))}
          </div>
        </>
      )}
      {record.error !== null && <ErrorNotice error={record.error} />}
      <Button
        type="submit"
        kind="second"
        busy={record.isPending}
        disabledBecause={complete ? undefined : '登记，先填每一项，没有的填 0'}
      >
        登记{source.title}的答复
      </Button>
    </form>
  )
}
