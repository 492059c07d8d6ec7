/** Who looked at this person's numbers, and why. */
import { disclosureRoutes } from '../../../server/registries/people/contract.ts'
import { machineText } from '../../design/index.ts'
import { useQueryRoute } from '../../shell/index.ts'

export function Disclosures({ person_id }: { person_id: string }) {
  const { data } = useQueryRoute(disclosureRoutes.list_disclosures, { params: { person_id } })
  const count = data?.rows.length ?? 0
  return (
    <details className="record-details">
      <summary>谁看过号码　{count === 0 ? '没有人' : `${count} 次`}</summary>
      <ul>
        {data?.rows.map((row) => (
          <li key={row.disclosure_id}>
            <span className="second">{machineText(row.at)}</span>
            <span>
              {row.viewer_name} 看了{row.field_title}：{row.reason}
            </span>
            <span className="second">{row.viewer_unit}</span>
          </li>
        ))}
      </ul>
      <p className="second">查看需写明用途，记入日志，本人可以查到是谁看的。</p>
    </details>
  )
}
