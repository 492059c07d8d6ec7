/** 发放批次: one row a district, month and programme, with who must act next. */
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { paymentRoutes } from '../../../server/payments/contract.ts'
import type { PayrollView } from '../../../server/payments/contract.ts'
import {
  Button,
  DataTable,
  DateText,
  EmptyState,
  FilterBar,
  Light,
  Money,
  Page,
  PageHead,
  countText,
  monthText,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { fileAddress, useListState, useQueryRoute, useSession } from '../../shell/index.ts'
import { MissedMonths } from './missed-months.tsx'
import { recentMonths } from './months.ts'
import { DraftPayrollDialog } from './draft-payroll-dialog.tsx'
import { WaitingRepayments } from './waiting-repayments.tsx'
import { lightOfPayroll, payrollStateWords, payrollTitle } from './payroll-words.ts'

const columns = (today: string): Column<PayrollView>[] => [
  {
    key: 'light',
    title: '灯',
    cell: (row) => <Light state={lightOfPayroll(row, today)}>{payrollStateWords[row.state]}</Light>,
    fixed: true,
  },
  { key: 'month', title: '月份', cell: (row) => monthText(row.month) },
  { key: 'title', title: '项目', cell: (row) => payrollTitle(row) },
  { key: 'division', title: '区', cell: (row) => row.division_name },
  { key: 'lines', title: '笔数', align: 'end', cell: (row) => countText(row.line_count) },
  { key: 'total', title: '金额', unit: '元', align: 'end', cell: (row) => <Money fen={row.total} /> },
  { key: 'prepared', title: '制表', cell: (row) => row.prepared_by_name ?? '' },
  { key: 'approved', title: '复核', cell: (row) => row.approved_by_name ?? '' },
  { key: 'due', title: '应发日', cell: (row) => <DateText date={row.due_on} /> },
]

export default function PayrollListPage() {
  const list = useListState(['state', 'month'])
  const navigate = useNavigate()
  const session = useSession()
  const [drafting, setDrafting] = useState(false)
  const { data, error, refetch } = useQueryRoute(paymentRoutes.list_payrolls, {
    query: {
      limit: list.limit,
      offset: list.offset,
      state: list.filters['state'] as PayrollView['state'] | undefined,
      month: list.filters['month'],
    },
  })
  const today = session.business_date
  return (
    <Page>
      <PageHead
        title={`发放批次 ${countText(data?.total ?? 0)} 批`}
        end={
          data?.may_prepare === true && (
            <Button kind="primary" onClick={() => setDrafting(true)}>
              编制发放批次
            </Button>
          )
        }
      />
      <WaitingRepayments />
      <MissedMonths mayPrepare={data?.may_prepare === true} />
      <DataTable
        caption="发放批次"
        columns={columns(today)}
        rows={data?.rows}
        rowKey={(row) => row.payroll_id}
        rowName={(row) => `${row.division_name} ${monthText(row.month)} ${payrollTitle(row)}`}
        onOpen={(row) => void navigate({ to: `/workbench/payrolls/${row.payroll_id}` })}
        countWord="批"
        exportPath={fileAddress(paymentRoutes.export_payrolls, {
          query: {
            state: list.filters['state'] as PayrollView['state'] | undefined,
            month: list.filters['month'],
          },
        })}
        columnsKey="payrolls"
        page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
        error={error}
        retry={() => void refetch()}
        note="按月份从近到远"
        tools={
          <FilterBar
            filters={[
              {
                key: 'state',
                label: '状态',
                options: Object.entries(payrollStateWords).map(([value, label]) => ({ value, label })),
              },
              { key: 'month', label: '月份', options: recentMonths(today), none: '不限' },
            ]}
            values={list.filters}
            onChange={list.setFilter}
            onClear={list.clearFilters}
          />
        }
        empty={<EmptyState title="没有符合条件的批次" why="每月由区财务编制一批，可以清除筛选再看。" />}
      />
      {drafting && <DraftPayrollDialog open onClose={() => setDrafting(false)} today={today} />}
    </Page>
  )
}
