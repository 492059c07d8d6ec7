/** Which programmes have a page of figures, each with its own; with only one, straight to it. */
import { useEffect } from 'react'
import { useNavigate } from '@tanstack/react-router'
import {
  DataTable,
  EmptyState,
  Light,
  Money,
  Page,
  PageHead,
  TextLink,
  countText,
  dateText,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { fileAddress } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { insightRoutes } from '../../../server/insight/contract.ts'
import { exportOf } from '../../../server/platform/tables/contract.ts'
import { useProgrammes, useScope, wholeWord } from './use-city.ts'

type Totals = AnswerOf<typeof insightRoutes.list_dashboards>
type Row = Totals['rows'][number]

const pathOf = ({ programme_id }: Row) => `/workbench/insight/${programme_id}`

const counted = (key: 'people' | 'households' | 'open_cases', title: string, unit: string): Column<Row> => ({
  key,
  title,
  unit,
  align: 'end',
  cell: (row) => countText(row[key]),
})

const columnsOf = (month: string): Column<Row>[] => [
  { key: 'title', title: '项目', cell: (row) => <TextLink to={pathOf(row)}>{row.title}</TextLink> },
  { key: 'counted', title: '口径', cell: (row) => row.counted },
  counted('people', '人数', '人'),
  counted('households', '户数', '户'),
  {
    key: 'spend',
    title: `${Number(month.slice(5, 7))}月发放`,
    unit: '元',
    align: 'end',
    cell: (row) => <Money fen={row.spend} />,
  },
  counted('open_cases', '在办', '件'),
  {
    key: 'overdue',
    title: '超期',
    unit: '件',
    align: 'end',
    cell: (row) =>
      row.overdue_cases === 0 ? '0' : <Light state="overdue">{countText(row.overdue_cases)}</Light>,
  },
]

export default function DashboardsPage() {
  const scope = useScope()
  const { data, error, refetch } = useProgrammes(scope)
  const navigate = useNavigate()
  const only = data?.rows.length === 1 ? data.rows[0] : undefined
  useEffect(() => {
    if (only !== undefined) void navigate({ to: pathOf(only), replace: true })
  }, [only, navigate])
  return (
    <Page>
      <PageHead
        title={`数据　${data === undefined || data.division_code.length < 6 ? wholeWord(scope.area) : data.division_name}`}
        beside={scope.as_of !== '' && <span className="second">截至 {dateText(scope.as_of)}</span>}
      />
      <DataTable
        caption="各项目的数"
        exportPath={fileAddress(exportOf(insightRoutes.list_dashboards), {
          query: { division_code: scope.division_code, as_of: scope.as_of },
        })}
        columns={columnsOf(data?.month ?? scope.as_of)}
        rows={data?.rows}
        rowKey={(row) => row.programme_id}
        rowName={(row) => row.title}
        onOpen={(row) => void navigate({ to: pathOf(row) })}
        countWord="项"
        note="点一项看地图、各区和走势"
        error={error}
        retry={() => void refetch()}
        empty={<EmptyState title="还没有数据页" why="业务登记了指标以后，这里会列出它的数据页。" />}
      />
    </Page>
  )
}
