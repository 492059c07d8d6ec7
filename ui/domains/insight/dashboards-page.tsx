/** Which programmes have a page of figures; with only one, straight to it. */
import { useEffect } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { insightRoutes } from '../../../server/insight/contract.ts'
import { EmptyState, ErrorNotice, Page, PageHead, TextLink } from '../../design/index.ts'
import { useQueryRoute } from '../../shell/index.ts'

export default function DashboardsPage() {
  const { data, error, refetch } = useQueryRoute(insightRoutes.list_dashboards, {})
  const navigate = useNavigate()
  const only = data?.rows.length === 1 ? data.rows[0]?.programme_id : undefined
  useEffect(() => {
    if (only !== undefined) void navigate({ to: `/workbench/insight/${only}`, replace: true })
  }, [only, navigate])
  return (
    <Page>
      <PageHead title="数据" />
      {error !== null && <ErrorNotice error={error} retry={() => void refetch()} />}
      {data?.rows.length === 0 && (
        <EmptyState title="还没有数据页" why="业务登记了指标以后，这里会列出它的数据页。" />
      )}
      <ul className="stack">
        {data?.rows.map((row) => (
          <li key={row.programme_id}>
            <TextLink to={`/workbench/insight/${row.programme_id}`}>{row.title}</TextLink>
          </li>
        ))}
      </ul>
    </Page>
  )
}
