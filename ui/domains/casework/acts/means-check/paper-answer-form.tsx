import { useState } from 'react'
import type { BenefitCaseView } from '../../../../../server/benefits/contract.ts'
import { meansCheckRoutes } from '../../../../../server/benefits/contract.ts'
import { Button, ErrorNotice, fieldMessage, useStatus } from '../../../../design/index.ts'
import { AnswerField, ChoiceField, DateField } from '../../../../forms/index.ts'
import type { Answer } from '../../../../forms/index.ts'
import { useAct, useSession } from '../../../../shell/index.ts'

type Check = NonNullable<BenefitCaseView['means_check']>
type Source = Check['sources'][number]
type Ask = Source['asks'][number]

/** A source's reply on paper, thing by thing; or that it gave none. What the paper does not say stays unknown. */
export function PaperAnswerForm(props: { source: Source; check: Check; onDone: () => void }) {
  const { source, check, onDone } = props
  const session = useSession()
  const say = useStatus()
  const [answered, setAnswered] = useState<'yes' | 'no'>('yes')
  const [as_of, setAsOf] = useState<string | undefined>(session.business_date)
  const [found, setFound] = useState<Record<string, Answer | undefined>>({})
  const record = useAct(meansCheckRoutes.record_means_answers, {
    onDone: () => {
      say(`${source.source_title}的答复已登记`)
      onDone()
    },
  })
  const open = source.asks.filter((ask) => (found[keyOf(ask)] ?? null) === null).length
  const missing = answered === 'no' ? undefined : missingOf(as_of, open === source.asks.length)
  const send = () =>
    record.mutate({
      params: { means_check_id: check.means_check_id },
      body: {
        version: check.version,
        answers: source.asks.map((ask) => {
          const value = found[keyOf(ask)] ?? null
          const known = answered === 'yes' && value !== null
          return {
            source: source.source,
            person_id: ask.person_id,
            fact: ask.fact,
            answered: known,
            found: known ? value : null,
            as_of: known ? (as_of ?? null) : null,
          }
        }),
      },
    })
  // One day stands for all answers of the paper.
  const wrongDay = source.asks
    .map((_, at) => fieldMessage(record.error, `answers.${at}.as_of`))
    .find((message) => message !== undefined)
  return (
    <form
      className="source-form"
      onSubmit={(event) => {
        event.preventDefault()
        const wrong = event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]')
        if (wrong !== null) wrong.focus()
        else if (missing === undefined) send()
      }}
    >
      <ChoiceField
        label={`${source.source_title}有没有纸质答复`}
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
          <p className="second">纸上写明没有的，填 0；纸上没有说的，空着，仍是“未知”。</p>
          <DateField
            label="数据截至"
            value={as_of}
            onChange={setAsOf}
            today={session.business_date}
            error={wrongDay}
          />
          <div className="form-two">
            {source.asks.map((ask, at) => (
              <AnswerField
                key={keyOf(ask)}
                question={questionOf(ask)}
                label={`${ask.person_name ?? '全户'}　${ask.fact_label}`}
                value={found[keyOf(ask)]}
                onChange={(value) => setFound({ ...found, [keyOf(ask)]: value })}
                error={fieldMessage(record.error, `answers.${at}.found`)}
              />
            ))}
          </div>
        </>
      )}
      {answered === 'yes' && open > 0 && open < source.asks.length && (
        <p role="status">还有 {open} 项空着，登记后仍是“未知”。</p>
      )}
      {record.error !== null && <ErrorNotice error={record.error} />}
      <Button
        type="submit"
        kind="second"
        busy={record.isPending}
        disabledBecause={missing === undefined ? undefined : `登记，${missing}`}
      >
        登记{source.source_title}的答复
      </Button>
    </form>
  )
}

function missingOf(as_of: string | undefined, nothing: boolean): string | undefined {
  if (as_of === undefined) return '先写明数据截至哪一天'
  return nothing ? '先填纸上写的' : undefined
}

const keyOf = (ask: Ask): string => `${ask.person_id ?? ''}:${ask.fact}`

function questionOf({ fact_label, value_kind, codes }: Ask): Parameters<typeof AnswerField>[0]['question'] {
  const control = value_kind.startsWith('fen')
    ? ('money' as const)
    : value_kind === 'flag'
      ? ('yes_no' as const)
      : value_kind === 'code'
        ? ('choice' as const)
        : ('count' as const)
  return {
    control,
    label: fact_label,
    unit: value_kind === 'fen_per_month' ? '元/月' : null,
    options: codes.map(({ code, label }) => ({ value: code, label })),
  }
}
