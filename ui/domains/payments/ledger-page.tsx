/** 账簿: the trial balance, always zero, and the transactions behind it. */
import { ledgerRoutes } from '../../../server/payments/contract.ts'
import { DataTable, DateText, EmptyState, Money, Page, PageHead, countText } from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { fileAddress, useListState, useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'

type Transaction = AnswerOf<typeof ledgerRoutes.list_ledger_transactions>['rows'][number]
type Balance = AnswerOf<typeof ledgerRoutes.get_trial_balance>['rows'][number]

const balanceColumns = (sum: string | undefined): Column<Balance>[] => [
  { key: 'name', title: '科目', cell: (row) => row.name, total: '合计' },
  { key: 'debit', title: '借方', unit: '元', align: 'end', cell: (row) => <Money fen={row.debit} /> },
  { key: 'credit', title: '贷方', unit: '元', align: 'end', cell: (row) => <Money fen={row.credit} /> },
  {
    key: 'balance',
    title: '余额',
    unit: '元',
    align: 'end',
    cell: (row) => <Money fen={row.balance} />,
    total: sum === undefined ? '' : <Money fen={sum} />,
  },
]

const transactionColumns: Column<Transaction>[] = [
  { key: 'day', title: '日期', cell: (row) => <DateText date={row.business_date} /> },
  { key: 'text', title: '摘要', cell: (row) => row.text },
  { key: 'division', title: '区划', cell: (row) => row.division_name },
  {
    key: 'debit',
    title: '借',
    unit: '元',
    cell: (row) => <Entries entries={row.entries.filter((entry) => !entry.amount.startsWith('-'))} />,
    wrap: true,
  },
  {
    key: 'credit',
    title: '贷',
    unit: '元',
    cell: (row) => <Entries entries={row.entries.filter((entry) => entry.amount.startsWith('-'))} />,
    wrap: true,
  },
  { key: 'by', title: '经办', cell: (row) => row.booked_by_name ?? '系统' },
]

function Entries({ entries }: { entries: Transaction['entries'] }) {
  return entries.map((entry, at) => (
    <div key={`${entry.code}-${at}`}>
      {entry.name}　<Money fen={entry.amount.replace('-', '')} />
    </div>
  ))
}

export default function LedgerPage() {
  const list = useListState([])
  const balance = useQueryRoute(ledgerRoutes.get_trial_balance, { query: {} })
  const transactions = useQueryRoute(ledgerRoutes.list_ledger_transactions, {
    query: { limit: list.limit, offset: list.offset },
  })
  return (
    <Page>
      <PageHead
        title="账簿"
        beside={
          balance.data && (
            <span className="second">
              截至 <DateText date={balance.data.until} />
            </span>
          )
        }
      />
      <DataTable
        caption="试算平衡表"
        columns={balanceColumns(balance.data?.sum)}
        rows={balance.data?.rows}
        rowKey={(row) => row.code}
        rowName={(row) => row.name}
        countWord="个科目"
        note="借贷相等，合计余额恒为零"
        error={balance.error}
        empty={<EmptyState title="还没有记过账" why="批次复核同意后自动记账。" />}
      />
      <h2>分录 {countText(transactions.data?.total ?? 0)} 笔</h2>
      <DataTable
        caption="分录"
        columns={transactionColumns}
        rows={transactions.data?.rows}
        rowKey={(row) => row.ledger_transaction_id}
        rowName={(row) => row.text}
        countWord="笔"
        exportPath={fileAddress(ledgerRoutes.export_ledger_transactions, { query: {} })}
        page={{
          offset: list.offset,
          limit: list.limit,
          total: transactions.data?.total ?? 0,
          onPage: list.setOffset,
        }}
        error={transactions.error}
        retry={() => void transactions.refetch()}
        empty={<EmptyState title="还没有记过账" why="批次复核同意后自动记账。" />}
      />
    </Page>
  )
}
