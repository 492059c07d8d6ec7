/** 现在要我办: the first three of one's own list; whom nothing waits for sees what is overdue in the area. */
import { workRoutes } from '../../../server/casework/contract.ts'
import { Light, TextLink, countText, dayText, leftText } from '../../design/index.ts'
import type { LightState } from '../../design/index.ts'
import { useQueryRoute, useSession } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'

type Work = AnswerOf<typeof workRoutes.list_work>['rows'][number]

const lights: Record<Work['light'], LightState> = { normal: 'normal', near: 'due_soon', overdue: 'overdue' }

export function WaitingForMe({
  programme_id,
  division_code,
  as_of,
}: {
  programme_id: string
  division_code: string
  /** The day of the figures beside it, which may be an earlier one. */
  as_of: string
}) {
  const { business_date } = useSession()
  const mine = useQueryRoute(workRoutes.list_work, { body: { programme_id, limit: 3 } })
  const nothing = mine.data?.total === 0
  const overdue = useQueryRoute(
    workRoutes.list_work,
    { body: { programme_id, division_code, scope: 'area', light: 'overdue', limit: 3 } },
    { enabled: nothing },
  )
  const list = nothing ? overdue.data : mine.data
  const title = nothing && (overdue.data?.total ?? 0) > 0 ? '今天已超期，要督办的' : '现在要我办'
  return (
    <section className="insight-work" aria-labelledby="insight-work">
      <h2 id="insight-work">
        {title}
        {list !== undefined && list.total > 3 && (
          <span className="second">　{countText(list.total)} 件，列最急 3 件</span>
        )}
      </h2>
      {nothing && as_of < business_date && (list?.total ?? 0) > 0 && (
        <p className="second">
          按今天{dayText(business_date)}数。左边的“超期”是{dayText(as_of)}的，可能不同。
        </p>
      )}
      {mine.error !== null && <p className="second">待办没有读到，请稍后再看。</p>}
      {list?.total === 0 && <p className="second">现在没有要您办的，也没有超期的。</p>}
      <ul>
        {list?.rows.map((row) => (
          <li key={row.case_id}>
            <TextLink to={`/workbench/cases/${row.case_id}`}>{row.todo}</TextLink>
            <Light state={lights[row.light]}>
              {row.working_days_left === null ? dayText(row.due_on) : leftText(row.working_days_left)}
            </Light>
            <span className="second">
              {row.title}　{row.street_name}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
