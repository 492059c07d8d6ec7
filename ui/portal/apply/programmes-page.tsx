/** 申请救助: which programme. With one only, its form opens at once. */
import { Navigate } from '@tanstack/react-router'
import { questionRoutes } from '../../../server/benefits/contract.ts'
import { EmptyState, ErrorNotice } from '../../design/index.ts'
import { usePortalFrame, useQueryRoute } from '../../shell/index.ts'
import { PortalPage } from '../portal-page.tsx'
import { RowLink, RowLinks } from '../row-link.tsx'

export default function ProgrammesPage() {
  usePortalFrame({ place: '申请救助' })
  const { data, error, refetch } = useQueryRoute(questionRoutes.list_programmes, {})
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} />
  if (data === undefined) return <p role="status">正在打开</p>
  const [only] = data.rows
  if (data.rows.length === 1 && only) return <Navigate to={`/apply/${only.programme_id}`} replace />
  return (
    <PortalPage title="申请哪一项" back={{ to: '/', title: '首页' }}>
      {data.rows.length === 0 ? (
        <EmptyState title="现在没有可以在手机上申请的项目" why="请到街道民政窗口，或打 12345 询问。" />
      ) : (
        <RowLinks label="可以申请的">
          {data.rows.map((row) => (
            <RowLink key={row.programme_id} to={`/apply/${row.programme_id}`} title={row.title} />
          ))}
        </RowLinks>
      )}
    </PortalPage>
  )
}
