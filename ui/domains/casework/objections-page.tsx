/** 异议: each with its clock; an open one holds its case. */
import { useNavigate } from '@tanstack/react-router'
import { noticeRoutes } from '../../../server/casework/contract.ts'
import { exportOf } from '../../../server/platform/tables/contract.ts'
import {
  DataTable,
  DateText,
  EmptyState,
  Light,
  Page,
  PageHead,
  TextLink,
  ViewLinks,
  countText,
  dayText,
  leftText,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { fileAddress, useListState, useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { lightOf } from './case-words.ts'
import './casework.css'

type Row = AnswerOf<typeof noticeRoutes.list_objections>['rows'][number]

const verdicts = { open: '待核查', upheld: '异议成立', rejected: '异议不成立', lapsed: '不再核查' }

const columns: Column<Row>[] = [
  {
    key: 'state',
    title: '灯',
    fixed: true,
    cell: (row) =>
      row.state === 'open' ? (
        <Light state={lightOf(row.light)} />
      ) : (
        <span className="second">{verdicts[row.state]}</span>
      ),
  },
  { key: 'text', title: '反映的情况', fixed: true, wrap: true, cell: (row) => row.text },
  { key: 'contact', title: '提出人', cell: (row) => (row.contact === null ? '匿名' : '留了联系方式') },
  {
    key: 'title',
    title: '对象',
    fixed: true,
    cell: (row) => (
      <>
        <span>{row.title}</span>
        <span className="second">{row.programme_title}</span>
      </>
    ),
  },
  { key: 'street', title: '街道', cell: (row) => row.street_name ?? '' },
  { key: 'filed', title: '收到', cell: (row) => <DateText date={row.filed_on} short /> },
  {
    key: 'due',
    title: '答复',
    cell: (row) =>
      row.state === 'open' ? (
        <span className="nowrap">
          {dayText(row.due_on)}{' '}
          <span className="second">
            {row.working_days_left === null ? '期限暂定' : leftText(row.working_days_left)}
          </span>
        </span>
      ) : (
        <DateText date={row.decided_on} short />
      ),
  },
]

export default function ObjectionsPage() {
  const navigate = useNavigate()
  const list = useListState(['state'])
  const state = list.filters['state'] === 'decided' ? 'decided' : 'open'
  const { data, error, refetch } = useQueryRoute(noticeRoutes.list_objections, {
    query: { state, limit: list.limit, offset: list.offset },
  })
  return (
    <Page>
      <PageHead
        title={`${state === 'open' ? '待答复的异议' : '已答复的异议'} ${countText(data?.total ?? 0)} 件`}
        beside={
          <ViewLinks
            label="状态"
            views={[
              { key: 'open', title: '待答复' },
              { key: 'decided', title: '已答复' },
            ]}
            value={state}
            onChange={(key) => list.setFilter('state', key === 'open' ? undefined : key)}
          />
        }
        end={<TextLink to="/workbench/notices">公示</TextLink>}
      />
      <div className="table-cards">
        <DataTable
          caption="异议"
          exportPath={fileAddress(exportOf(noticeRoutes.list_objections), { query: { state } })}
          columns={columns}
          rows={data?.rows}
          rowKey={(row) => row.objection_id}
          rowName={(row) => `${row.title} 的异议`}
          onOpen={(row) => void navigate({ to: `/workbench/cases/${row.case_id}` })}
          columnsKey="objections"
          page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
          error={error}
          retry={() => void refetch()}
          note={state === 'open' ? '按答复期限从近到远' : '按答复日期从近到远'}
          empty={
            state === 'open' ? (
              <EmptyState title="没有待答复的异议" why="公示期内有人提出异议时，办件暂停，异议列在这里。" />
            ) : (
              <EmptyState title="还没有答复过异议" />
            )
          }
        />
      </div>
    </Page>
  )
}
