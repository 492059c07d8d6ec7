import { DataTable, EmptyState, Light, TextLink, dateText, yuanText } from '../../../design/index.ts'
import type { Column, LightState } from '../../../design/index.ts'
import type { Report } from './means-report-page.tsx'

type Row = Report['sources'][number]

const ways = { exchange: '联网', paper: '纸质' }
const holdsWords = { yes: '有', no: '没有', unknown: '未知' }

const sourceLights: Record<Row['state'], LightState> = {
  answered: 'normal',
  asked: 'due_soon',
  stale: 'due_soon',
  not_asked: 'due_soon',
  not_connected: 'due_soon',
  unanswered: 'due_soon',
  stopped: 'due_soon',
  failed: 'overdue',
}

/** A source's word on everything that it was asked: yes with how much, no, unknown. */
function Said({ row }: { row: Row }) {
  if (row.answers.length === 0) return <span className="second">没有问</span>
  return (
    <ul>
      {row.answers.map((answer) => (
        <li key={`${answer.person_id ?? ''}${answer.fact}`}>
          {answer.person_name ?? '全户'}　{answer.fact_label}
          {'　'}
          {answer.holds === 'unknown' ? (
            <Light state="due_soon">{holdsWords.unknown}</Light>
          ) : answer.holds === 'no' ? (
            holdsWords.no
          ) : (
            <strong>{answer.found_text ?? holdsWords.yes}</strong>
          )}
        </li>
      ))}
    </ul>
  )
}

function Asked({ row }: { row: Row }) {
  if (row.rounds.length === 0) return <span className="second">—</span>
  return (
    <ul>
      {row.rounds.map((round) => (
        <li key={round.round}>
          {row.rounds.length > 1 && `第 ${round.round} 次　`}
          {dateText(round.asked_on)}　{ways[round.way]}
          {round.fault_text !== null && <span className="second">　{round.fault_text}</span>}
        </li>
      ))}
    </ul>
  )
}

/** The day up to which the books were kept, and whether that is still fresh. */
function Fresh({ row }: { row: Row }) {
  const last = row.rounds.at(-1)
  if (last === undefined || last.as_of === null) return <span className="second">—</span>
  return (
    <>
      {dateText(last.as_of)}
      <span className="second">
        {row.state === 'stale' ? `已超过 ${row.fresh_days} 天` : `${row.fresh_days} 天内算新`}
      </span>
    </>
  )
}

/** What to do about a source that gave no usable answer, while the check is open. */
function MendLink({ report, row }: { report: Report; row: Row }) {
  const open = report.state === 'running' || report.state === 'answered'
  if (!open || !['failed', 'stale', 'unanswered', 'stopped'].includes(row.state)) return null
  return (
    <TextLink to={`/workbench/cases/${report.case_id}?open=means_check`}>重新查询，或登记纸质答复</TextLink>
  )
}

const columnsOf = (report: Report): Column<Row>[] => [
  { key: 'source', title: '来源', cell: (row) => <strong>{row.source_title}</strong> },
  {
    key: 'state',
    title: '现在',
    wrap: true,
    cell: (row) => (
      <>
        <Light state={sourceLights[row.state]}>{row.state_text}</Light>
        <MendLink report={report} row={row} />
      </>
    ),
  },
  { key: 'said', title: '答复', wrap: true, cell: (row) => <Said row={row} /> },
  { key: 'as_of', title: '数据截至', wrap: true, cell: (row) => <Fresh row={row} /> },
  { key: 'asked', title: '哪天问的', cell: (row) => <Asked row={row} /> },
  { key: 'answered', title: '哪天答的', cell: answeredText },
]

function answeredText(row: Row): string {
  const day = row.rounds.at(-1)?.answered_on ?? null
  return day === null ? '—' : dateText(day)
}

/** The ten sources: what each said, of which day, asked when, and what to do about a silent one. */
export function ReportSources({ report }: { report: Report }) {
  return (
    <section aria-label="来源">
      <h2>来源</h2>
      <DataTable
        caption="十个来源"
        columns={columnsOf(report)}
        rows={report.sources}
        rowKey={(row) => row.source}
        rowName={(row) => row.source_title}
        look="plain"
        empty={<EmptyState title="没有来源" />}
      />
    </section>
  )
}

/** Single accounts, policies and homes: only here, and whoever opened the page is logged. */
export function ReportDetails({ report }: { report: Report }) {
  const rows = report.sources.flatMap(({ source, source_title, details }) =>
    details.map((detail, at) => ({ ...detail, key: `${source}${at}`, source_title })),
  )
  if (rows.length === 0) return null
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'source', title: '来源', cell: (row) => row.source_title },
    { key: 'person', title: '谁', cell: (row) => row.person_name ?? '全户' },
    { key: 'label', title: '细目', wrap: true, cell: (row) => row.label },
    {
      key: 'amount',
      title: '金额',
      unit: '元',
      align: 'end',
      cell: (row) => (row.amount === null ? '' : yuanText(row.amount)),
    },
  ]
  return (
    <section aria-label="细目">
      <h2>细目</h2>
      <p className="second">含个人账户等信息，只用于办理本件；谁看过都有记录。</p>
      <DataTable
        caption="账户、保单等细目"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.key}
        rowName={(row) => `${row.source_title} ${row.label}`}
        look="plain"
        empty={null}
      />
    </section>
  )
}
