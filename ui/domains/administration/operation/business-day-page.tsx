/** 业务日期: the demonstration's day is moved forward, after it is said what falls due on the way. */
import { useState } from 'react'
import { getBusinessDay, moveBusinessDay } from '../../../../server/administration/contract.ts'
import {
  Button,
  ConfirmDialog,
  EmptyState,
  ErrorNotice,
  FactThirds,
  Light,
  Page,
  PageHead,
  Progress,
  TextLink,
  countText,
  dateText,
  useStatus,
  weekdayText,
} from '../../../design/index.ts'
import { DateField } from '../../../forms/index.ts'
import { useAct, useQueryRoute } from '../../../shell/index.ts'
import type { AnswerOf } from '../../../shell/index.ts'
import { DaysAhead } from './days-ahead.tsx'
import { addDays, firstOfNextMonth } from './day-arithmetic.ts'
import '../administration.css'

type State = AnswerOf<typeof getBusinessDay>

const dayWithWeekday = (day: string) => `${dateText(day)} 周${weekdayText(day)}`

export default function BusinessDayPage() {
  const { data, error, refetch } = useQueryRoute(getBusinessDay, {}, { every: 2000 })
  // Days of the move that this page has begun; after a reload the total is no longer known.
  const [total, setTotal] = useState<number>()
  if (error)
    return (
      <Page>
        <PageHead title="业务日期" />
        <ErrorNotice error={error} retry={() => void refetch()} />
      </Page>
    )
  if (data === undefined) return <Page>{null}</Page>
  return (
    <Page>
      <PageHead title="业务日期" />
      <FactThirds
        facts={[
          { label: '今天', value: dayWithWeekday(data.business_date) },
          { label: '由谁定', value: data.movable ? '演示环境，由系统管理员向后推移' : '随系统时间' },
          { label: '经过的日子', value: <DaysState state={data} /> },
        ]}
      />
      {data.days_left > 0 && <DaysLeft state={data} total={total} />}
      {data.movable ? (
        <MoveForm state={data} onMoved={setTotal} />
      ) : (
        <EmptyState
          title="业务日期随系统时间"
          why="只有演示环境可以推移。每天零点过后，公示期满、视为受理、定期复核由系统自动办理。"
        />
      )}
    </Page>
  )
}

function DaysState({ state }: { state: State }) {
  if (state.days_left === 0) return <Light state="normal">都已办理</Light>
  if (state.failed) return <Light state="overdue">停在 {dateText(state.next_day ?? '')}</Light>
  return <Light state="due_soon">还有 {countText(state.days_left)} 天在办</Light>
}

function DaysLeft({ state, total }: { state: State; total: number | undefined }) {
  if (state.failed)
    return (
      <section className="error-notice" role="alert">
        <h2>{dateText(state.next_day ?? '')}没有办成</h2>
        <p>
          还有 {countText(state.days_left)} 天没有办理。系统会自动重试，也可以到
          <TextLink to="/workbench/administration/jobs">后台任务</TextLink>看原因、立即重试。
        </p>
      </section>
    )
  const whole = total ?? state.days_left
  return (
    <Progress
      label={`正在逐日办理，到 ${dateText(state.next_day ?? '')}`}
      done={Math.max(0, whole - state.days_left)}
      total={whole}
      countWord="天"
      note="公示期满、视为受理、定期复核，都记在各自的那一天。可以离开这一页，办理不会停。"
    />
  )
}

function MoveForm({ state, onMoved }: { state: State; onMoved: (days: number) => void }) {
  const today = state.business_date
  const [until, setUntil] = useState<string>()
  const [asking, setAsking] = useState(false)
  const say = useStatus()
  const move = useAct(moveBusinessDay, {
    onDone: (answer) => {
      setAsking(false)
      setUntil(undefined)
      say(`业务日期已推移到 ${dateText(answer.business_date)}`)
    },
  })
  const forward = until !== undefined && until > today ? until : undefined
  const running = state.days_left > 0 && !state.failed
  const choices = [
    { day: addDays(today, 1), label: '明天' },
    { day: addDays(today, 7), label: '一周后' },
    { day: firstOfNextMonth(today), label: '下月 1 日' },
    { day: addDays(today, 90), label: '90 天后' },
  ]
  return (
    <section className="administration-form" aria-labelledby="move">
      <h2 id="move">向后推移</h2>
      <DateField
        label="推移到哪一天"
        hint="只能向后，一次最多 366 天"
        value={until}
        onChange={setUntil}
        today={today}
        error={until !== undefined && until <= today ? `须晚于 ${dateText(today)}` : undefined}
      />
      <div className="row" role="group" aria-label="常用的日子">
        {choices.map((choice) => (
          <Button key={choice.label} kind="link" onClick={() => setUntil(choice.day)}>
            {choice.label}
          </Button>
        ))}
      </div>
      {forward !== undefined && <DaysAhead until={forward} />}
      <div className="row">
        <Button
          kind="primary"
          disabledBecause={
            running ? '推移，等上一次办完' : forward === undefined ? '推移，先选日子' : undefined
          }
          onClick={() => setAsking(true)}
        >
          推移到{forward === undefined ? '' : ` ${dateText(forward)}`}
        </Button>
      </div>
      {forward !== undefined && (
        <ConfirmDialog
          open={asking}
          onClose={() => setAsking(false)}
          act="推移业务日期"
          thing={`${dayWithWeekday(today)} 推移到 ${dayWithWeekday(forward)}`}
          consequence="对所有人同时生效，不能退回。途中每一天到期的事项由系统逐日办理。"
          busy={move.isPending}
          error={move.error}
          onAct={() => {
            onMoved(Math.round((Date.parse(forward) - Date.parse(today)) / 86_400_000))
            move.mutate({ body: { business_date: forward } })
          }}
        />
      )}
    </section>
  )
}
