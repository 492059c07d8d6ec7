/** 标准调整: what was proposed, by whom, where it stands, what came of it. */
import { useNavigate } from '@tanstack/react-router'
import { proposalRoutes } from '../../../server/benefits/contract.ts'
import { exportOf } from '../../../server/platform/tables/contract.ts'
import {
  ButtonLink,
  DataTable,
  EmptyState,
  Light,
  Money,
  Page,
  PageHead,
  countText,
  dateText,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { fileAddress, mayOpen, useListState, useQueryRoute, useSession } from '../../shell/index.ts'
import { lightOfProposal, type ProposalSummary } from './proposal-words.ts'

const columns: Column<ProposalSummary>[] = [
  {
    key: 'state',
    title: '状态',
    fixed: true,
    cell: (row) => <Light state={lightOfProposal(row)}>{row.state_title}</Light>,
  },
  { key: 'title', title: '方案', fixed: true, wrap: true, cell: (row) => row.title },
  { key: 'from', title: '施行', cell: (row) => dateText(row.effective_from) },
  { key: 'document', title: '依据', wrap: true, cell: (row) => row.document_number ?? row.document },
  { key: 'prepared', title: '起草', cell: (row) => row.prepared_by_name ?? '' },
  { key: 'approved', title: '批准', cell: (row) => row.approved_by_name ?? '' },
  {
    key: 'changed',
    title: '重新核定',
    unit: '户',
    align: 'end',
    cell: (row) => (row.households_done === 0 ? '' : countText(row.households_changed)),
  },
  {
    key: 'difference',
    title: '已发月份差额',
    unit: '元',
    align: 'end',
    cell: (row) => (row.difference_total === '0' ? '' : <Money fen={row.difference_total} signed />),
  },
]

export default function ProposalsPage() {
  const navigate = useNavigate()
  const { account } = useSession()
  const list = useListState([])
  const { data, error, refetch } = useQueryRoute(proposalRoutes.list_proposals, {
    query: { limit: list.limit, offset: list.offset },
  })
  return (
    <Page>
      <PageHead
        title="标准调整"
        end={
          mayOpen(['policy_officer'], account) && (
            <ButtonLink kind="primary" to="/workbench/proposals/new">
              起草方案
            </ButtonLink>
          )
        }
      />
      <div className="table-cards">
        <DataTable
          caption="标准调整方案"
          exportPath={fileAddress(exportOf(proposalRoutes.list_proposals), { query: {} })}
          columns={columns}
          rows={data?.rows}
          rowKey={(row) => row.proposal_id}
          rowName={(row) => row.title}
          onOpen={(row) => void navigate({ to: `/workbench/proposals/${row.proposal_id}` })}
          countWord="个"
          columnsKey="proposals"
          page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
          error={error}
          retry={() => void refetch()}
          note="一人起草，另一人批准；批准后到期施行，在享的户按原来的事实、新的标准重新核定"
          empty={
            <EmptyState
              title="还没有方案"
              why="低保标准等数值要调整时，在这里起草：写明新值、施行日期和依据的文件，先看影响，再交另一人批准。"
            />
          }
        />
      </div>
    </Page>
  )
}
