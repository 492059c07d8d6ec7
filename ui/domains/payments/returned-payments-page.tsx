/** 退汇待重发: what came back, why, and sending it once more to a good account. */
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { paymentRoutes } from '../../../server/payments/contract.ts'
import {
  Button,
  ConfirmDialog,
  DataTable,
  DateText,
  Dialog,
  EmptyState,
  ErrorNotice,
  Money,
  Page,
  PageHead,
  Tag,
  countText,
  fieldMessage,
  monthText,
  useStatus,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { SelectField, TextField } from '../../forms/index.ts'
import { fileAddress, useAct, useListState, useQueryRoute, useSession } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { payeeText } from './payroll-words.ts'

type Row = AnswerOf<typeof paymentRoutes.list_returned_lines>['rows'][number]

const columns = (onChange: ((row: Row) => void) | undefined): Column<Row>[] => [
  { key: 'name', title: '收款人', cell: (row) => payeeText(row), fixed: true },
  { key: 'division', title: '社区（村）', cell: (row) => row.division_name ?? '' },
  { key: 'programme', title: '项目', cell: (row) => row.programme_title },
  { key: 'month', title: '月份', cell: (row) => monthText(row.month) },
  { key: 'amount', title: '金额', unit: '元', align: 'end', cell: (row) => <Money fen={row.amount} /> },
  { key: 'reason', title: '退汇原因', cell: (row) => row.return_reason ?? '', wrap: true },
  {
    key: 'account',
    title: '账户',
    cell: (row) => (
      <>
        尾号 {row.bank_account_tail} {row.account_changed && <Tag>已换账户</Tag>}
      </>
    ),
  },
  {
    key: 'returned',
    title: '退回日',
    cell: (row) => (row.returned_on === null ? '' : <DateText date={row.returned_on} />),
  },
  {
    key: 'act',
    title: '办理',
    cell: (row) =>
      onChange === undefined ? null : (
        <Button kind="link" aria-label={`变更账户 ${row.payee_name}`} onClick={() => onChange(row)}>
          变更账户
        </Button>
      ),
  },
]

export default function ReturnedPaymentsPage() {
  const list = useListState([])
  const [selected, setSelected] = useState<Set<string>>(new Set())
  const [changing, setChanging] = useState<Row>()
  const [reissuing, setReissuing] = useState(false)
  const session = useSession()
  const isFinance = session.account?.post?.role === 'finance'
  const { data, error, refetch } = useQueryRoute(paymentRoutes.list_returned_lines, {
    query: { limit: list.limit, offset: list.offset },
  })
  const changed = data?.rows.filter((row) => row.account_changed).length ?? 0
  return (
    <Page>
      <PageHead
        title={`退汇待重发 ${countText(data?.total ?? 0)} 笔`}
        end={
          isFinance && (
            <Button
              kind="primary"
              disabledBecause={selected.size + changed === 0 ? '重发，先换账户或勾选' : undefined}
              onClick={() => setReissuing(true)}
            >
              编制重发批次
            </Button>
          )
        }
      />
      <DataTable
        caption="退汇待重发"
        columns={columns(isFinance ? setChanging : undefined)}
        rows={data?.rows}
        rowKey={(row) => row.payroll_line_id}
        rowName={(row) => `${row.payee_name} ${monthText(row.month)}`}
        countWord="笔"
        exportPath={fileAddress(paymentRoutes.export_returned_lines, { query: {} })}
        {...(isFinance ? { selection: { keys: selected, onChange: setSelected } } : {})}
        page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
        error={error}
        retry={() => void refetch()}
        note="先退回的在前；不勾选时重发已换账户的，勾选表示账户已向本人核实"
        empty={<EmptyState title="没有退汇" why="银行退回的发放会列在这里，换好账户后重发。" />}
      />
      {changing !== undefined && (
        <ChangeAccountDialog row={changing} onClose={() => setChanging(undefined)} />
      )}
      {reissuing && (
        <ReissueDialog
          lines={
            data?.rows.filter((row) =>
              selected.size === 0 ? row.account_changed : selected.has(row.payroll_line_id),
            ) ?? []
          }
          picked={selected.size > 0}
          onClose={() => setReissuing(false)}
        />
      )}
    </Page>
  )
}

function ChangeAccountDialog({ row, onClose }: { row: Row; onClose: () => void }) {
  const [bank_name, setBankName] = useState(row.bank_name ?? '')
  const [number, setNumber] = useState('')
  const say = useStatus()
  const change = useAct(paymentRoutes.change_bank_account, {
    onDone: () => {
      say(`已变更${row.payee_name}的收款账户`)
      onClose()
    },
  })
  return (
    <Dialog
      title={`变更${row.payee_name}的收款账户`}
      open
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>先不办</Button>
          <Button
            kind="primary"
            busy={change.isPending}
            onClick={() =>
              change.mutate({ params: { person_id: row.payee_id }, body: { bank_name, number } })
            }
          >
            变更账户
          </Button>
        </>
      }
    >
      <TextField
        label="开户行"
        value={bank_name}
        onChange={setBankName}
        error={fieldMessage(change.error, 'bank_name')}
      />
      <TextField
        label="账号"
        hint="只写数字，请与存折或银行卡核对"
        value={number}
        onChange={setNumber}
        error={fieldMessage(change.error, 'number')}
      />
      {change.error !== null && <ErrorNotice error={change.error} />}
    </Dialog>
  )
}

function ReissueDialog({ lines, picked, onClose }: { lines: Row[]; picked: boolean; onClose: () => void }) {
  const navigate = useNavigate()
  const session = useSession()
  const draft = useAct(paymentRoutes.draft_reissue, {
    onDone: (payroll) => void navigate({ to: `/workbench/payrolls/${payroll.payroll_id}` }),
  })
  const today = session.business_date
  // A payroll is of one programme: the others are drafted next.
  const programmes = new Map(lines.map((line) => [line.programme_id, line.programme_title]))
  const [chosen, setChosen] = useState(lines[0]?.programme_id ?? '')
  const own = lines.filter((line) => line.programme_id === chosen)
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      act="编制重发批次"
      thing={`${programmes.get(chosen) ?? ''}退汇 ${countText(own.length)} 笔`}
      consequence="编制后锁定、另一人复核，再送银行。已重发的不会再列入。"
      busy={draft.isPending}
      error={draft.error}
      onAct={() =>
        draft.mutate({
          body: {
            programme_id: chosen,
            division_code: session.account?.post?.division_code ?? '',
            month: `${today.slice(0, 7)}-01`,
            line_ids: picked ? own.map((line) => line.payroll_line_id) : null,
          },
        })
      }
    >
      {programmes.size > 1 && (
        <SelectField
          label="项目"
          hint="一个批次一个项目，其余的接着编制"
          options={[...programmes].map(([value, label]) => ({ value, label }))}
          value={chosen}
          onChange={(next) => setChosen(next ?? chosen)}
        />
      )}
    </ConfirmDialog>
  )
}
