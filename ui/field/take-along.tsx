/** 带走: chosen on purpose for the day, with what it means said beside the button. */
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { visitRoutes } from '../../server/casework/visits/contract.ts'
import { fieldRoutes } from '../../server/casework/visits/field/contract.ts'
import { Button, ErrorNotice, Light, Unverified, dayText, problemOf } from '../design/index.ts'
import { SelectField } from '../forms/index.ts'
import { useAct, useQueryRoute, useSession, type AnswerOf } from '../shell/index.ts'
import { useField } from './state.ts'
import { takeAlong } from './taking.ts'

type Row = AnswerOf<typeof fieldRoutes.list_my_visits>['rows'][number]

export function TakeAlong() {
  const field = useField()
  const { account } = useSession()
  const signedIn = account !== null && account.account_id === field.owner?.account_id
  const { data, error, refetch } = useQueryRoute(
    fieldRoutes.list_my_visits,
    {},
    { enabled: signedIn, quiet: true },
  )
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const away = !field.online || !signedIn || [0, 401].includes(error === null ? -1 : problemOf(error).status)
  if (away) return <p className="second">要带走别的户，等有网络、登录以后再选。</p>
  if (error !== null) return <ErrorNotice error={error} retry={() => void refetch()} />
  const held = new Set(field.visits.map(({ visit_id }) => visit_id))
  const rows = data?.rows.filter(({ visit_id }) => !held.has(visit_id)) ?? []
  const ready = rows.filter(({ visit_id, not_takeable }) => chosen.has(visit_id) && not_takeable === null)
  const take = () => {
    setBusy(true)
    setFailure(undefined)
    takeAlong(ready.map(({ visit_id }) => visit_id))
      .then(() => setChosen(new Set()), setFailure)
      .finally(() => setBusy(false))
  }
  const toggle = (visit_id: string) => {
    const next = new Set(chosen)
    if (!next.delete(visit_id)) next.add(visit_id)
    setChosen(next)
  }
  return (
    <section aria-labelledby="to-take">
      <h2 id="to-take">派给您、还没带走的 {rows.length} 户</h2>
      {data !== undefined && rows.length === 0 && (
        <p className="second">没有了。在“走访安排”或办件页按“指派入户”，定了日期和两个人就会列在这里。</p>
      )}
      <ul className="visit-choices">
        {rows.map((row) => (
          <Choice
            key={row.visit_id}
            row={row}
            today={field.business_date}
            chosen={chosen.has(row.visit_id)}
            onToggle={() => toggle(row.visit_id)}
          />
        ))}
      </ul>
      {failure !== undefined && <ErrorNotice error={failure} />}
      {rows.length > 0 && (
        <>
          <Button
            kind="primary"
            wide
            busy={busy}
            disabledBecause={ready.length === 0 ? '带走，先选今天要去的户' : undefined}
            onClick={take}
          >
            {`带走 ${ready.length} 户`}
          </Button>
          <p className="second">
            只带成员、住址、要核实的几项、上次情况和要当心的，不带证件号码和电话。加密存在手机上，最多存{' '}
            {data?.rules.copy_days} 天
            {data?.rules.to_verify === true && <Unverified missing="天数没有读到成文依据，是暂定的。" />}
            。谁带走了会记下来，住户本人可以查到。
          </p>
        </>
      )}
    </section>
  )
}

function Choice(props: { row: Row; today: string; chosen: boolean; onToggle: () => void }) {
  const { row, today, chosen, onToggle } = props
  const alone = row.visitors.length < 2
  return (
    <li>
      <label className="visit-choice">
        <input type="checkbox" checked={chosen} disabled={row.not_takeable !== null} onChange={onToggle} />
        <span>
          <strong>{row.title}</strong>
          <PlannedDay day={row.planned_on} today={today} />
          <span className="second">{row.place}</span>
          <span className="second">
            {row.purpose}　{row.visitors.map(({ name }) => name).join('、')}
          </span>
        </span>
      </label>
      {row.not_takeable !== null && <p className="second">{row.not_takeable}</p>}
      {alone && <Companion row={row} />}
    </li>
  )
}

function PlannedDay({ day, today }: { day: string; today: string }) {
  if (today === '') return <span>{dayText(day)}</span>
  if (day < today) return <Light state="overdue">{dayText(day)}，过了</Light>
  return <Light state={day === today ? 'due_soon' : 'normal'}>{day === today ? '今天' : dayText(day)}</Light>
}

/** Two people go: the second is named here when the plan does not name one. */
function Companion({ row }: { row: Row }) {
  const params = { visit_id: row.visit_id }
  const { data } = useQueryRoute(fieldRoutes.list_visitors, { params })
  const client = useQueryClient()
  const [second, setSecond] = useState<string>()
  const { account } = useSession()
  const act = useAct(visitRoutes.change_plan)
  const name = async () => {
    if (second === undefined || account === null) return
    await act.mutateAsync({
      params,
      body: {
        planned_on: row.planned_on,
        visitor_id: row.visitors[0]?.account_id ?? account.account_id,
        second_visitor_id: second,
        version: row.version,
      },
    })
    await client.invalidateQueries()
  }
  return (
    <div className="visit-block">
      <SelectField
        label={`和您去${row.title}的人`}
        value={second}
        onChange={setSecond}
        options={(data?.rows ?? []).map((each) => ({
          value: each.account_id,
          label: each.name,
          second: each.unit_name,
        }))}
      />
      {act.error !== null && <ErrorNotice error={act.error} />}
      <Button
        busy={act.isPending}
        disabledBecause={second === undefined ? '定下，先选人' : undefined}
        onClick={() => void name()}
      >
        定下
      </Button>
    </div>
  )
}
