/** /style: every component of the workbench in all states. */
import { type ReactNode, useState } from 'react'
import {
  Button,
  ClockCard,
  ConfirmDialog,
  DataTable,
  DateText,
  Deadline,
  DemonstrationTag,
  Dialog,
  EmptyState,
  ErrorNotice,
  FilterBar,
  Icon,
  Light,
  LightFilters,
  MaskedText,
  Money,
  Page,
  PageHead,
  ProblemError,
  Progress,
  QuestionSteps,
  StatFigure,
  StatFigures,
  Tag,
  Unverified,
  ViewLinks,
  countText,
  useStatus,
} from '../index.ts'
import type { Column, LightState } from '../index.ts'
import { useListState } from '../../shell/list-state.ts'
import { useSession } from '../../shell/session.tsx'
import { type SampleTask, tasks } from './sample-data.ts'
import { StyleFields } from './style-fields.tsx'
import './style-guide.css'

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="style-section">
      <h2>{title}</h2>
      <div className="style-samples">{children}</div>
    </section>
  )
}

const columns: Column<SampleTask>[] = [
  { key: 'light', title: '灯', cell: (task) => <Light state={task.light} />, fixed: true },
  {
    key: 'act',
    title: '要做的事',
    fixed: true,
    cell: (task) => (
      <>
        <strong className="style-act">{task.act}</strong> <span className="second">{task.step}</span>
      </>
    ),
  },
  { key: 'line', title: '业务', cell: (task) => task.line },
  {
    key: 'who',
    title: '对象',
    cell: (task) => (
      <>
        {task.who} <span className="second">{task.number}</span>
      </>
    ),
  },
  { key: 'street', title: '街道', cell: (task) => task.street },
  {
    key: 'amount',
    title: '拟付金额',
    unit: '元',
    align: 'end',
    sortable: true,
    cell: (task) => task.fen !== null && <Money fen={task.fen} />,
  },
  {
    key: 'due',
    title: '到期',
    sortable: true,
    cell: (task) => <Deadline date={task.due} workingDaysLeft={task.left} />,
  },
]

function SampleList() {
  const list = useListState(['line', 'street', 'light'])
  const [selected, setSelected] = useState(new Set<string>())
  const say = useStatus()
  const light = list.filters['light'] as LightState | undefined
  const rows = tasks.filter((task) => light === undefined || task.light === light)
  const count = (state: LightState) => tasks.filter((task) => task.light === state).length
  return (
    <>
      <PageHead
        title={`待办 ${tasks.length} 件`}
        beside={
          <LightFilters
            counts={{ overdue: count('overdue'), due_soon: count('due_soon'), normal: count('normal') }}
            value={light}
            onChange={(value) => list.setFilter('light', value)}
          />
        }
        end={
          <ViewLinks
            label="视图"
            value="due"
            onChange={() => undefined}
            views={[
              { key: 'due', title: '按到期' },
              { key: 'week', title: '本周到期', count: 14 },
            ]}
          />
        }
      />
      <DataTable
        caption="待办"
        columns={columns}
        rows={rows}
        rowKey={(task) => task.id}
        rowName={(task) => task.who}
        onOpen={(task) => say(`打开 ${task.who}`)}
        selection={{ keys: selected, onChange: setSelected, acts: <Button>批量转办</Button> }}
        sort={list.sort ?? { key: 'due', direction: 'ascending' }}
        onSort={list.setSort}
        columnsKey="style"
        exportPath="/api/none"
        note="按到期从近到远"
        page={{ offset: list.offset, limit: 8, total: 37, onPage: list.setOffset }}
        tools={
          <FilterBar
            filters={[
              { key: 'line', label: '业务', options: [{ value: 'minimum', label: '最低生活保障' }] },
              { key: 'street', label: '街道', options: [{ value: '120104012', label: '嘉陵道街道' }] },
            ]}
            values={list.filters}
            onChange={list.setFilter}
            onClear={list.clearFilters}
          />
        }
        empty={<EmptyState title="没有这样的件" why="可能是筛选得太窄。" next={<Button>清除筛选</Button>} />}
      />
    </>
  )
}

const refusal = new ProblemError({
  status: 422,
  title: '人均收入高于标准，不能提交',
  code: 'income_above_standard',
  article: { document: '社会救助暂行办法', article: '第九条' },
  detail: '请退回重办，或者向申请人出具不予确认通知书。',
})

const simple: Column<SampleTask>[] = [
  { key: 'who', title: '对象', cell: (task) => task.who },
  { key: 'amount', title: '金额', unit: '元', align: 'end', cell: () => '' },
]

function Dialogs() {
  const [open, setOpen] = useState<'confirm' | 'plain'>()
  const say = useStatus()
  return (
    <Section title="对话框与回执">
      <Button onClick={() => setOpen('confirm')}>发放（先问一次）</Button>
      <Button onClick={() => setOpen('plain')}>一般对话框</Button>
      <Button onClick={() => say('已受理，津南开低保〔2017〕0327 号')}>出一条回执</Button>
      <ConfirmDialog
        open={open === 'confirm'}
        onClose={() => setOpen(undefined)}
        onAct={() => setOpen(undefined)}
        act="发放"
        thing="南开区 9月批次，共 214 人"
        amount="386,412.50 元"
        consequence="发出后不能撤回；退汇的按退汇办理。"
      />
      <Dialog title="选列" open={open === 'plain'} onClose={() => setOpen(undefined)}>
        <p>内容</p>
      </Dialog>
    </Section>
  )
}

const swatches = ['brand', 'ink', 'ink-2', 'field', 'line', 'sunken', 'seal', 'normal', 'due-soon', 'overdue']

export default function StylePage() {
  const session = useSession()
  if (!session.demonstration && !session.loading)
    return <EmptyState title="样式只在演示城市里看" why="正式系统不开放这一页。" />
  return (
    <Page>
      <SampleList />
      <Section title="颜色">
        {swatches.map((name) => (
          <span key={name} className="style-swatch">
            <svg aria-hidden="true">
              <rect width="100%" height="100%" fill={`var(--${name})`} stroke="var(--line)" />
            </svg>
            {name}
          </span>
        ))}
      </Section>
      <Section title="按钮">
        <Button kind="primary" amount="742.50 元/月">
          提交审批
        </Button>
        <Button>退回重办</Button>
        <Button kind="plain">选列</Button>
        <Button kind="link">查看</Button>
        <Button kind="primary" disabledBecause="送审，先录文号">
          送审
        </Button>
        <Button kind="primary" busy>
          正在提交
        </Button>
      </Section>
      <Section title="灯、标签、金额、日期">
        <Light state="normal" />
        <Light state="due_soon">还剩 3 个工作日</Light>
        <Light state="overdue">超 2 个工作日</Light>
        <DemonstrationTag />
        <Tag>任务内容待核实</Tag>
        <Unverified missing="2017年市文件原文未读到，标准按新闻稿录入。" />
        <Money fen="74250" unit="元/月" />
        <Money fen="74250" unit="元 / 月" size="amount" />
        <Money fen="48450" unit="元/月" signed />
        <Money fen={null} />
        <DateText date="2017-09-01" />
        <Deadline date="2017-09-21" workingDaysLeft={3} light />
        <MaskedText
          masked="120***********0426"
          name="证件号码"
          onReveal={() => Promise.resolve('120104195903100426')}
        />
      </Section>
      <Section title="时限">
        <ClockCard
          date="2017-09-25"
          workingDaysLeft={5}
          act="出具审核意见"
          article="审核审批办法第二十六条"
        />
        <ClockCard
          date="2017-09-21"
          workingDaysLeft={3}
          act="出具审核意见"
          article="审核审批办法第二十六条"
        />
        <ClockCard date="2017-09-14" workingDaysLeft={-2} act="出具审核意见" />
        <ClockCard date="2017-09-21" workingDaysLeft={3} act="收齐材料" paused="补正期间不计时" />
      </Section>
      <StatFigures>
        <StatFigure number={countText(149_337)} unit="人" label="在保人数" base="每千常住人口 11.0" />
        <StatFigure number="13" unit="件" label="超期" base="在办 1,204 件的 1.1%" light="overdue" />
      </StatFigures>
      <StyleFields />
      <Section title="长时间的事">
        <Progress label="重算全市 82,507 户" done={51_200} total={82_507} countWord="户" />
        <QuestionSteps current={3} total={7} />
      </Section>
      <ErrorNotice
        error={refusal}
        retry={() => undefined}
        objection="不服的，可在收到决定之日起 60 日内申请行政复议。"
      />
      <ErrorNotice error={new ProblemError({ status: 0, title: '没有连上服务器' })} />
      <Dialogs />
      <DataTable
        caption="空表"
        columns={simple}
        rows={[]}
        rowKey={(task) => task.id}
        rowName={(task) => task.who}
        empty={
          <EmptyState
            title="今天没有要发放的批次"
            why="9月批次已于 9月10日发完。"
            next={<Button>看 9月批次</Button>}
          />
        }
      />
      <DataTable
        caption="正在取数的表"
        columns={simple}
        rows={undefined}
        rowKey={(task) => task.id}
        rowName={(task) => task.who}
        page={{ offset: 0, limit: 3, total: 3, onPage: () => undefined }}
        empty={null}
      />
      <Section title="图标">
        {(
          [
            'search',
            'calculator',
            'document',
            'clock',
            'board',
            'place',
            'phone',
            'camera',
            'offline',
          ] as const
        ).map((name) => (
          <Icon key={name} name={name} size={28} />
        ))}
      </Section>
    </Page>
  )
}
