/** One payroll: its sum, its next act with the amount, its lines, files, and who is left out and why. */
import { useNavigate } from '@tanstack/react-router'
import { paymentRoutes } from '../../../server/payments/contract.ts'
import {
  DataTable,
  EmptyState,
  ErrorNotice,
  FilterBar,
  Light,
  Money,
  Page,
  PageHead,
  StatFigure,
  StatFigures,
  Steps,
  countText,
  dayText,
  monthText,
  yuanText,
} from '../../design/index.ts'
import type { Column, Step } from '../../design/index.ts'
import { fileAddress, useListState, useParameter, useQueryRoute, useSession } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { PayrollActs } from './payroll-acts.tsx'
import { PayrollFiles } from './payroll-files.tsx'
import {
  lightOfPayroll,
  lineStateWords,
  payeeText,
  payrollStateWords,
  payrollTitle,
} from './payroll-words.ts'

type Answer = AnswerOf<typeof paymentRoutes.get_payroll>
type Line = AnswerOf<typeof paymentRoutes.list_payroll_lines>['rows'][number]

export default function PayrollPage() {
  const payroll_id = useParameter('payroll_id')
  const { data, error, refetch } = useQueryRoute(paymentRoutes.get_payroll, { params: { payroll_id } })
  const session = useSession()
  if (error !== null) return <ErrorNotice error={error} retry={() => void refetch()} />
  if (data === undefined) return <Page>{null}</Page>
  const { payroll } = data
  return (
    <Page>
      <PageHead
        title={`${payroll.division_name}　${monthText(payroll.month)}　${payrollTitle(payroll)}`}
        beside={
          <Light state={lightOfPayroll(payroll, session.business_date)}>
            {payrollStateWords[payroll.state]}
          </Light>
        }
        end={<PayrollActs payroll={payroll} acts={data.acts} />}
      />
      <Steps steps={stepsOf(payroll)} />
      <StatFigures>
        <StatFigure
          number={countText(payroll.line_count)}
          unit="笔"
          label="应发"
          base={payroll.kind === 'one_off' ? '一件一笔' : '一户一笔'}
        />
        <StatFigure number={yuanText(payroll.total)} unit="元" label="合计" base="送银行的金额" />
        <StatFigure
          number={countText(data.exceptions.length)}
          unit="户"
          label="未列入"
          base="缺账户或暂停"
          {...(data.exceptions.length > 0 ? { light: 'due_soon' as const } : {})}
        />
        <StatFigure
          number={dayText(payroll.due_on)}
          unit=""
          label="应发日"
          base={
            payroll.kind === 'monthly'
              ? '每月 10 日前'
              : payroll.kind === 'one_off'
                ? '批准就发'
                : '换好账户就发'
          }
        />
      </StatFigures>
      <PayrollFiles payroll={payroll} files={data.files} acts={data.acts} />
      {data.exceptions.length > 0 && <Exceptions rows={data.exceptions} />}
      <Lines payroll_id={payroll_id} once={payroll.kind === 'one_off'} />
    </Page>
  )
}

function stepsOf(payroll: Answer['payroll']): Step[] {
  const order = ['draft', 'locked', 'approved', 'sent', 'reconciled'] as const
  const labels = { draft: '编制', locked: '锁定', approved: '复核', sent: '送银行', reconciled: '对账' }
  const days = {
    draft: payroll.prepared_on,
    locked: payroll.locked_on,
    approved: payroll.approved_on,
    sent: payroll.sent_on,
    reconciled: payroll.reconciled_on,
  }
  const reached = order.indexOf(payroll.state === 'returned' ? 'sent' : payroll.state)
  return order.map((step, at) => {
    const day = days[step]
    const state = at <= reached ? 'done' : at === reached + 1 ? 'current' : 'to_come'
    return { label: labels[step], state, ...(day === null ? {} : { note: dayText(day) }) }
  })
}

const lineColumns: Column<Line>[] = [
  { key: 'name', title: '收款人', cell: (row) => payeeText(row), fixed: true },
  { key: 'division', title: '社区（村）', cell: (row) => row.division_name ?? '' },
  { key: 'bank', title: '账户', cell: (row) => `${row.bank_name ?? ''} 尾号 ${row.bank_account_tail ?? ''}` },
  {
    key: 'regular',
    title: '当月',
    unit: '元',
    align: 'end',
    cell: (row) => <Money fen={row.regular_amount} />,
  },
  {
    key: 'difference',
    title: '差额',
    unit: '元',
    align: 'end',
    cell: (row) => (row.difference_amount === '0' ? '' : <Money fen={row.difference_amount} signed />),
  },
  { key: 'amount', title: '实发', unit: '元', align: 'end', cell: (row) => <Money fen={row.amount} /> },
  { key: 'state', title: '状态', cell: (row) => lineStateWords[row.state] },
  { key: 'reason', title: '退汇原因', cell: (row) => row.return_reason ?? '' },
]

/** What is paid once has neither a month nor a difference. */
const onceColumns = lineColumns.filter((column) => column.key !== 'regular' && column.key !== 'difference')

function Lines({ payroll_id, once }: { payroll_id: string; once: boolean }) {
  const list = useListState(['state'])
  const navigate = useNavigate()
  const { data, error, refetch } = useQueryRoute(paymentRoutes.list_payroll_lines, {
    params: { payroll_id },
    query: {
      limit: list.limit,
      offset: list.offset,
      state: list.filters['state'] as Line['state'] | undefined,
    },
  })
  return (
    <DataTable
      caption="批次明细"
      columns={once ? onceColumns : lineColumns}
      rows={data?.rows}
      rowKey={(row) => row.payroll_line_id}
      rowName={(row) => payeeText(row)}
      onOpen={(row) => void navigate({ to: `/workbench/households/${row.household_id}` })}
      countWord="笔"
      columnsKey="payroll-lines"
      exportPath={fileAddress(paymentRoutes.export_payroll_lines, {
        params: { payroll_id },
        query: { state: list.filters['state'] as Line['state'] | undefined },
      })}
      page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
      error={error}
      retry={() => void refetch()}
      tools={
        <FilterBar
          filters={[
            {
              key: 'state',
              label: '状态',
              options: Object.entries(lineStateWords).map(([value, label]) => ({ value, label })),
            },
          ]}
          values={list.filters}
          onChange={list.setFilter}
          onClear={list.clearFilters}
        />
      }
      empty={<EmptyState title="没有这样的明细" why="可以清除筛选看全部。" />}
    />
  )
}

type Exception = Answer['exceptions'][number]

function exceptionReason(row: Exception): string {
  if (row.reason === 'no_account') return '没有登记收款账户'
  if (row.reason === 'restricted') return '受保护对象，须由获授权的财务人员编制'
  return `暂停发放：${row.hold_reason ?? ''}`
}

const exceptionColumns: Column<Exception>[] = [
  { key: 'name', title: '收款人', cell: (row) => row.payee_name },
  { key: 'division', title: '社区（村）', cell: (row) => row.division_name },
  { key: 'amount', title: '应发', unit: '元', align: 'end', cell: (row) => <Money fen={row.amount} /> },
  {
    key: 'reason',
    title: '为什么没列入',
    cell: exceptionReason,
  },
]

function Exceptions({ rows }: { rows: Exception[] }) {
  const navigate = useNavigate()
  return (
    <section aria-labelledby="exceptions">
      <h2 id="exceptions">未列入 {countText(rows.length)} 户</h2>
      <DataTable
        caption="未列入批次的户"
        look="plain"
        columns={exceptionColumns}
        rows={rows}
        rowKey={(row) => row.household_id}
        rowName={(row) => row.payee_name}
        onOpen={(row) => void navigate({ to: `/workbench/households/${row.household_id}` })}
        countWord="户"
        empty={null}
      />
    </section>
  )
}
