/** 申请救助: which programme. With one only, its form opens at once. */
import { useEffect } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { questionRoutes } from '../../../server/benefits/contract.ts'
import { EmptyState, ErrorNotice } from '../../design/index.ts'
import { usePortalFrame, useQueryRoute } from '../../shell/index.ts'
import { PortalPage, PortalLoading } from '../portal-page.tsx'
import { RowLink, RowLinks } from '../row-link.tsx'

export default function ProgrammesPage() {
  usePortalFrame({ place: '申请救助' })
  const navigate = useNavigate()
  const { data, error, refetch } = useQueryRoute(questionRoutes.list_programmes, {})
  const only = data?.rows.length === 1 ? data.rows[0]?.programme_id : undefined
  useEffect(() => {
    if (only !== undefined) void navigate({ to: `/apply/${only}`, replace: true })
  }, [navigate, only])
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} />
  if (data === undefined || only !== undefined) return <PortalLoading>正在打开</PortalLoading>
  return (
    <PortalPage title="申请哪一项" back={{ to: '/', title: '首页' }}>
      {data.rows.length === 0 ? (
        <EmptyState title="现在没有可以在手机上申请的项目" why="请到街道民政窗口，或打 12345 询问。" />
      ) : (
        <RowLinks label="可以申请的">
          {data.rows.map((row) => (
            <RowLink
              key={row.programme_id}
              to={`/apply/${row.programme_id}`}
              title={row.title}
              second={row.summary}
            />
          ))}
        </RowLinks>
      )}
    </PortalPage>
  )
}
