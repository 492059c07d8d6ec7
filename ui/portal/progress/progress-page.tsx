/** 办件进度: every case of the household, what needs the reader first. */
import { caseRoutes } from '../../../server/casework/contract.ts'
import { ButtonLink, EmptyState, ErrorNotice, Light, dateText } from '../../design/index.ts'
import { usePortalFrame, useQueryRoute, useSession } from '../../shell/index.ts'
import { type MyCase, answerByText } from '../home/under-way.tsx'
import { PortalPage, PortalSection } from '../portal-page.tsx'
import { RowLink, RowLinks } from '../row-link.tsx'

function CaseRow({ row, today }: { row: MyCase; today: string }) {
  const open = row.state === 'open'
  return (
    <RowLink
      to={`/progress/${row.case_id}`}
      title={`${row.programme_title}${row.kind_title}`}
      second={
        <>
          {row.needs_me ? (
            <Light state="due_soon">要您补材料</Light>
          ) : open ? (
            `办到${row.step_title}`
          ) : (
            `办结：${row.outcome_title ?? row.step_title}`
          )}
          <br />
          {open ? answerByText(row, today) : `${dateText(row.opened_on)}提交`}
        </>
      }
    />
  )
}

export default function ProgressPage() {
  usePortalFrame({ place: '办件进度' })
  const { business_date } = useSession()
  const { data, error, refetch } = useQueryRoute(caseRoutes.list_my_cases, {})
  const open = data?.rows.filter((row) => row.state === 'open') ?? []
  const closed = data?.rows.filter((row) => row.state === 'closed') ?? []
  return (
    <PortalPage title="办件进度" back={{ to: '/', title: '首页' }}>
      {error !== null && <ErrorNotice error={error} retry={() => void refetch()} />}
      {data !== undefined && data.rows.length === 0 && (
        <EmptyState
          title="您家还没有办件"
          why="申请以后，在这里看办到哪一步、什么时候有结果。"
          next={
            <ButtonLink kind="primary" to="/apply">
              申请救助
            </ButtonLink>
          }
        />
      )}
      {open.length > 0 && (
        <PortalSection title={`在办 ${open.length} 件`}>
          <RowLinks label="在办的">
            {open
              .toSorted((a, b) => Number(b.needs_me) - Number(a.needs_me))
              .map((row) => (
                <CaseRow key={row.case_id} row={row} today={business_date} />
              ))}
          </RowLinks>
        </PortalSection>
      )}
      {closed.length > 0 && (
        <PortalSection title={`办结 ${closed.length} 件`}>
          <RowLinks label="办结的">
            {closed.map((row) => (
              <CaseRow key={row.case_id} row={row} today={business_date} />
            ))}
          </RowLinks>
        </PortalSection>
      )}
    </PortalPage>
  )
}
