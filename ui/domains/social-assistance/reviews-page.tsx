/** 复核: whose turn it is, by class of review; a household may be taken up early. */
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { reviewRoutes } from '../../../server/benefits/contract.ts'
import { exportOf } from '../../../server/platform/tables/contract.ts'
import {
  Button,
  DataTable,
  Dialog,
  EmptyState,
  ErrorNotice,
  Light,
  Money,
  Page,
  PageHead,
  TextLink,
  Unverified,
  ViewLinks,
  countText,
  dateText,
  useStatus,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { TextAreaField } from '../../forms/index.ts'
import { fileAddress, mayOpen, useAct, useListState, useQueryRoute, useSession } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import './social-assistance.css'

type Row = AnswerOf<typeof reviewRoutes.list_reviews>['rows'][number]

const columns = (today: string, onEarly: ((row: Row) => void) | undefined): Column<Row>[] => [
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
  { key: 'class', title: '类别', wrap: true, cell: (row) => <ReviewClass row={row} /> },
  { key: 'amount', title: '在发', unit: '元/月', align: 'end', cell: (row) => <Money fen={row.amount} /> },
  { key: 'street', title: '街道', cell: (row) => row.street_name ?? '' },
  { key: 'community', title: '社区（村）', cell: (row) => row.community_name ?? '' },
  {
    key: 'act',
    title: '办理',
    cell: (row) =>
      row.open_case_id !== null ? (
        <TextLink to={`/workbench/cases/${row.open_case_id}`}>正在复核</TextLink>
      ) : onEarly === undefined ? null : (
        <Button kind="link" aria-label={`提前复核 ${row.title}`} onClick={() => onEarly(row)}>
          提前复核
        </Button>
      ),
  },
]

function ReviewClass({ row: { review_class_title, review_class_unverified } }: { row: Row }) {
  return (
    <>
      {review_class_title}
      {review_class_unverified !== null && <Unverified missing={review_class_unverified} />}
    </>
  )
}

const horizons = [
  { key: 'due', title: '已到期', days: 0 },
  { key: 'month', title: '一个月内', days: 31 },
  { key: 'quarter', title: '三个月内', days: 92 },
  { key: 'year', title: '一年内', days: 366 },
] as const

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

export default function ReviewsPage() {
  const navigate = useNavigate()
  const session = useSession()
  const list = useListState(['within'])
  const [early, setEarly] = useState<Row>()
  const today = session.business_date
  const within = horizons.find((each) => each.key === list.filters['within']) ?? horizons[1]
  const until = today === '' ? undefined : dayAfter(today, within.days)
  const { data, error, refetch } = useQueryRoute(
    reviewRoutes.list_reviews,
    { query: { limit: list.limit, offset: list.offset, until } },
    { enabled: until !== undefined },
  )
  return (
    <Page>
      <PageHead
        title={`复核 ${countText(data?.total ?? 0)} 户`}
        beside={
          <ViewLinks
            label="到期"
            views={[...horizons]}
            value={within.key}
            onChange={(key) => list.setFilter('within', key === 'month' ? undefined : key)}
          />
        }
      />
      <div className="table-cards">
        <DataTable
          caption="复核"
          exportPath={fileAddress(exportOf(reviewRoutes.list_reviews), { query: { until } })}
          columns={columns(
            today,
            mayOpen(['street_clerk', 'district_approver'], session.account) ? setEarly : undefined,
          )}
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
          empty={<EmptyState title="没有要复核的户" why="选长一些的期限，可以看以后到期的。" />}
        />
      </div>
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
