/** 积压: open cases that do not move, each with why and who holds it. */
import { useNavigate } from '@tanstack/react-router'
import { workRoutes } from '../../../server/casework/contract.ts'
import { exportOf } from '../../../server/platform/tables/contract.ts'
import { DataTable, EmptyState, Light, Page, PageHead, ViewLinks, countText } from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { fileAddress, useListState, useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { lightOf } from './case-words.ts'
import { workColumns } from './work-columns.tsx'
import './casework.css'

type StuckRow = AnswerOf<typeof workRoutes.list_stuck>['rows'][number]
type Why = StuckRow['why']

const whyWords: Record<Why, string> = {
  overdue: '超期',
  held: '暂停中',
  nobody: '岗位无人',
  calendar_not_published: '期限暂定',
}
const columns: Column<StuckRow>[] = [
  {
    key: 'why',
    title: '为什么不动',
    fixed: true,
    cell: (row) => <Light state={lightOf(row.light)}>{row.why_title}</Light>,
  },
  ...workColumns.filter((column) => column.key !== 'light'),
]

function isWhy(text: string | undefined): text is Why {
  return text !== undefined && text in whyWords
}

export default function StuckPage() {
  const navigate = useNavigate()
  const list = useListState(['why'])
  const asked = list.filters['why']
  const why = isWhy(asked) ? asked : undefined
  const { data, error, refetch } = useQueryRoute(workRoutes.list_stuck, {
    query: { why, limit: list.limit, offset: list.offset },
  })
  const counts = data?.counts
  return (
    <Page>
      <PageHead
        title={`积压 ${countText(data?.total ?? 0)} 件`}
        beside={
          <ViewLinks
            label="原因"
            views={[
              { key: '', title: '全部' },
              ...(Object.keys(whyWords) as Why[]).map((key) => ({
                key,
                title: whyWords[key],
                count: counts?.[key] ?? 0,
              })),
            ]}
            value={why ?? ''}
            onChange={(key) => list.setFilter('why', key === '' ? undefined : key)}
          />
        }
        end={
          counts !== undefined && (
            <span className="second">
              没有经办岗位或期限的 {countText(counts.without_owner_or_date)} 件（系统不允许有）
            </span>
          )
        }
      />
      <div className="table-cards">
        <DataTable
          caption="积压的办件"
          exportPath={fileAddress(exportOf(workRoutes.list_stuck), { query: { why } })}
          columns={columns}
          rows={data?.rows}
          rowKey={(row) => row.case_id}
          rowName={(row) => `${row.title} ${row.programme_title}`}
          onOpen={(row) => void navigate({ to: `/workbench/cases/${row.case_id}` })}
          columnsKey="stuck"
          page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
          error={error}
          retry={() => void refetch()}
          note="按到期从近到远"
          empty={<EmptyState title="没有积压的件" why="超期、暂停、岗位无人和期限暂定的件会列在这里。" />}
        />
      </div>
    </Page>
  )
}
