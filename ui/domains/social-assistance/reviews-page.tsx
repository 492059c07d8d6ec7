/** 复核: whose turn it is, by class of review; a household may be taken up early. */
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { reviewRoutes } from '../../../server/benefits/contract.ts'
import {
  Button,
  DataTable,
  Dialog,
  EmptyState,
  ErrorNotice,
  FilterBar,
  Light,
  Money,
  Page,
  PageHead,
  TextLink,
  countText,
  dateText,
  useStatus,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { TextAreaField } from '../../forms/index.ts'
import { useAct, useListState, useQueryRoute, useSession } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import './social-assistance.css'

type Row = AnswerOf<typeof reviewRoutes.list_reviews>['rows'][number]

const columns = (today: string, onEarly: (row: Row) => void): Column<Row>[] => [
  {
    key: 'due',
    title: '复核日期',
    fixed: true,
    cell: (row) => (
      <Light
        state={row.next_review_on < today ? 'overdue' : row.next_review_on === today ? 'due_soon' : 'normal'}
      >
        {dateText(row.next_review_on)}
      </Light>
    ),
  },
  { key: 'title', title: '对象', fixed: true, cell: (row) => row.title },
  { key: 'programme', title: '业务', cell: (row) => row.programme_title },
  { key: 'class', title: '类别', wrap: true, cell: (row) => row.review_class_title ?? '' },
  { key: 'amount', title: '在发', unit: '元/月', align: 'end', cell: (row) => <Money fen={row.amount} /> },
  { key: 'street', title: '街道', cell: (row) => row.street_name ?? '' },
  { key: 'community', title: '社区（村）', cell: (row) => row.community_name ?? '' },
  {
    key: 'act',
    title: '办理',
    cell: (row) =>
      row.open_case_id === null ? (
        <Button kind="link" aria-label={`提前复核 ${row.title}`} onClick={() => onEarly(row)}>
          提前复核
        </Button>
      ) : (
        <TextLink to={`/workbench/cases/${row.open_case_id}`}>正在复核</TextLink>
      ),
  },
]

export default function ReviewsPage() {
  const navigate = useNavigate()
  const session = useSession()
  const list = useListState(['until'])
  const [early, setEarly] = useState<Row>()
  const { data, error, refetch } = useQueryRoute(reviewRoutes.list_reviews, {
    query: { limit: list.limit, offset: list.offset, until: list.filters['until'] },
  })
  return (
    <Page>
      <PageHead title={`复核 ${countText(data?.total ?? 0)} 户`} />
      <DataTable
        caption="复核"
        columns={columns(session.business_date, setEarly)}
        rows={data?.rows}
        rowKey={(row) => row.determination_id}
        rowName={(row) => `${row.title} ${row.programme_title}`}
        onOpen={(row) =>
          void navigate({
            to:
              row.open_case_id === null
                ? `/workbench/households/${row.household_id}`
                : `/workbench/cases/${row.open_case_id}`,
          })
        }
        countWord="户"
        columnsKey="reviews"
        page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
        error={error}
        retry={() => void refetch()}
        note="按复核日期从近到远；到期的每天早上自动成为待办"
        tools={
          <FilterBar
            filters={[{ key: 'until', label: '到哪天为止', kind: 'date' }]}
            values={list.filters}
            onChange={list.setFilter}
            onClear={list.clearFilters}
          />
        }
        empty={<EmptyState title="没有要复核的户" why="换一个日期可以看以后到期的。" />}
      />
      {early !== undefined && <EarlyReview row={early} onClose={() => setEarly(undefined)} />}
    </Page>
  )
}

function EarlyReview({ row, onClose }: { row: Row; onClose: () => void }) {
  const navigate = useNavigate()
  const say = useStatus()
  const [reason, setReason] = useState('')
  const open = useAct(reviewRoutes.open_review, {
    onDone: ({ case_id, case_number }) => {
      say(`已开始复核，${case_number}`)
      void navigate({ to: `/workbench/cases/${case_id}` })
    },
  })
  return (
    <Dialog
      title="提前复核"
      open
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>先不办</Button>
          <Button
            kind="primary"
            busy={open.isPending}
            disabledBecause={reason.trim().length < 2 ? '提前复核，先写原因' : undefined}
            onClick={() =>
              open.mutate({
                params: { household_id: row.household_id },
                body: { programme_id: row.programme_id, reason: reason.trim() },
              })
            }
          >
            提前复核
          </Button>
        </>
      }
    >
      <p>
        {row.title}　{row.programme_title}，原定 {dateText(row.next_review_on)}复核。
      </p>
      <TextAreaField label="原因" value={reason} onChange={setReason} maxLength={1000} rows={2} />
      {open.error !== null && <ErrorNotice error={open.error} />}
    </Dialog>
  )
}
