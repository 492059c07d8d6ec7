/** On the first page: what the household may be entitled to and has not asked for. */
import { outreachRoutes } from '../../../server/benefits/contract.ts'
import { useQueryRoute } from '../../shell/index.ts'
import { RowLink, RowLinks } from '../row-link.tsx'

export function MayApply() {
  const { data } = useQueryRoute(outreachRoutes.list_my_outreach, {})
  // An offer that cannot be had now is no error of the first page.
  if (data === undefined || data.rows.length === 0) return null
  return (
    <RowLinks label="您家可能符合">
      {data.rows.map((row) => (
        <RowLink
          key={row.outreach_id}
          to={`/outreach/${row.outreach_id}`}
          icon="heart"
          title={`您家可能符合${row.programme_title}`}
          second={`${row.reason_title}以后，按登记测算`}
        />
      ))}
    </RowLinks>
  )
}
