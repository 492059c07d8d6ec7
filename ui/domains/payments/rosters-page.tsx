/** 名册: one a year and district, with how far its lines are; drawn here, sent from its own page. */
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { rosterRoutes } from '../../../server/casework/contract.ts'
import {
  Button,
  ConfirmDialog,
  DataTable,
  EmptyState,
  Light,
  Money,
  Page,
  PageHead,
  countText,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { SelectField } from '../../forms/index.ts'
import { fileAddress, useAct, useListState, useQueryRoute, useSession } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'

type Answer = AnswerOf<typeof rosterRoutes.list_rosters>
type Row = Answer['rows'][number]

function StateOf({ row }: { row: Row }) {
  if (row.drawing) return <Light state="due_soon">正在编制</Light>
  if (row.failed > 0) return <Light state="overdue">{countText(row.failed)} 行没有最终回执</Light>
  if (row.drafted > 0) return <Light state="due_soon">{countText(row.drafted)} 行待送出</Light>
  if (row.waiting > 0) return <Light state="due_soon">{countText(row.waiting)} 行等回执</Light>
  return <Light state="normal">都有回执</Light>
}

const columns: Column<Row>[] = [
  { key: 'state', title: '灯', fixed: true, cell: (row) => <StateOf row={row} /> },
  { key: 'title', title: '名册', fixed: true, cell: (row) => `${row.year}年　${row.title}` },
  { key: 'division', title: '区', cell: (row) => row.division_name },
  { key: 'office', title: '送给', cell: (row) => row.office },
  { key: 'accepted', title: '已回执', align: 'end', cell: (row) => countText(row.accepted) },
  { key: 'rejected', title: '不收', align: 'end', cell: (row) => countText(row.rejected) },
  { key: 'failed', title: '失败', align: 'end', cell: (row) => countText(row.failed) },
  {
    key: 'amount',
    title: '有回执的金额',
    unit: '元',
    align: 'end',
    cell: (row) => <Money fen={row.amount} />,
  },
]

export default function RostersPage() {
  const list = useListState([])
  const navigate = useNavigate()
  const [drawing, setDrawing] = useState(false)
  const { data, error, refetch } = useQueryRoute(rosterRoutes.list_rosters, {
    query: { limit: list.limit, offset: list.offset },
  })
  return (
    <Page>
      <PageHead
        title={`名册 ${countText(data?.total ?? 0)} 份`}
        end={
          data?.may_draw === true && (
            <Button kind="primary" onClick={() => setDrawing(true)}>
              编制名册
            </Button>
          )
        }
      />
      <DataTable
        caption="名册"
        columns={columns}
        rows={data?.rows}
        rowKey={(row) => row.roster_id}
        rowName={(row) => `${row.year}年 ${row.title} ${row.division_name}`}
        onOpen={(row) => void navigate({ to: `/workbench/rosters/${row.roster_id}` })}
        countWord="份"
        columnsKey="rosters"
        exportPath={fileAddress(rosterRoutes.export_rosters, {})}
        page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
        error={error}
        retry={() => void refetch()}
        note="先近后远"
        empty={
          <EmptyState
            title="还没有名册"
            why="每年由区里编制一份：低保、特困、低收入家庭的人员，个人缴费由政府出。送给医保经办机构，逐人回执。"
          />
        }
      />
      {drawing && data !== undefined && <DrawDialog kinds={data.kinds} onClose={() => setDrawing(false)} />}
    </Page>
  )
}

function DrawDialog({ kinds, onClose }: { kinds: Answer['kinds']; onClose: () => void }) {
  const session = useSession()
  const navigate = useNavigate()
  const [kind, setKind] = useState(kinds[0]?.kind ?? '')
  const now = session.business_date.slice(0, 4)
  const [year, setYear] = useState(now)
  const post = session.account?.post
  const draw = useAct(rosterRoutes.draw_roster, {
    onDone: ({ roster_id }) => void navigate({ to: `/workbench/rosters/${roster_id}` }),
  })
  if (post === null || post === undefined) return null
  const chosen = kinds.find((each) => each.kind === kind)
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      act="编制名册"
      thing={`${post.division_name} ${year}年 ${chosen?.title ?? ''}`}
      consequence={`按今天的登记和待遇逐户列出，先看，再送${chosen?.office ?? ''}。编制过的再编制，只列增减。`}
      busy={draw.isPending}
      error={draw.error}
      onAct={() => draw.mutate({ body: { kind, year: Number(year), division_code: post.division_code } })}
    >
      {kinds.length > 1 && (
        <SelectField
          label="哪一种"
          options={kinds.map((each) => ({ value: each.kind, label: each.title }))}
          value={kind}
          onChange={(next) => setKind(next ?? kind)}
        />
      )}
      <SelectField
        label="年度"
        options={[now, String(Number(now) + 1)].map((value) => ({ value, label: `${value}年` }))}
        value={year}
        onChange={(next) => setYear(next ?? year)}
      />
    </ConfirmDialog>
  )
}
