import { DataTable, EmptyState, Light, Tag, TextLink, dateText } from '../../../design/index.ts'
import type { Column } from '../../../design/index.ts'
import { filePath } from '../../../shell/index.ts'
import type { Report } from './means-report-page.tsx'

type Row = Report['findings'][number]

const replies: Record<Row['reply'], string> = {
  none: '',
  open: '等申请人答复',
  accepted_by_applicant: '申请人认可，按查到的算',
  explained: '申请人说明',
}

const columns: Column<Row>[] = [
  {
    key: 'fact',
    title: '事实',
    wrap: true,
    cell: (row) => `${row.person_name ?? '全户'}　${row.fact_label}`,
  },
  {
    key: 'found',
    title: '查到',
    wrap: true,
    cell: (row) =>
      row.known ? (
        row.text
      ) : (
        <>
          <Light state="due_soon">未知</Light>
          <span className="second">{row.text}</span>
        </>
      ),
  },
  {
    key: 'declared',
    title: '申报',
    wrap: true,
    cell: (row) => (
      <>
        {row.declared_text ?? <span className="second">没有申报</span>}
        {row.difference_text !== null && <span className="report-difference">{row.difference_text}</span>}
      </>
    ),
  },
  {
    key: 'reply',
    title: '申请人的答复',
    wrap: true,
    cell: (row) =>
      row.reply === 'open' ? (
        <Light state="due_soon">{replies.open}</Light>
      ) : (
        <>
          {replies[row.reply]}
          {row.explanation ? `：${row.explanation}` : ''}
          {row.replied_on !== null && (
            <span className="report-reply second">
              {dateText(row.replied_on)}
              {row.taken_down_by !== null && `，${row.taken_down_by}代为登记`}
              {row.materials.map((material, at) => (
                <TextLink key={material.file_id} to={filePath(material.file_id)}>
                  看材料 {at + 1}
                </TextLink>
              ))}
            </span>
          )}
        </>
      ),
  },
]

/** What the sources come to, fact by fact, beside the declaration; those that differ or are unknown come first. */
export function ReportFindings({ report }: { report: Report }) {
  const rank = (row: Row) => (row.reply === 'open' ? 0 : row.reply !== 'none' ? 1 : row.known ? 3 : 2)
  const unknown = report.findings.filter((row) => !row.known).length
  return (
    <section aria-label="查到的与申报的">
      <h2>查到的与申报的 {unknown > 0 && <Tag>{unknown} 项未知</Tag>}</h2>
      <DataTable
        caption="查到的与申报的"
        columns={columns}
        rows={report.findings.toSorted((a, b) => rank(a) - rank(b))}
        rowKey={(row) => `${row.fact}${row.person_name ?? ''}`}
        rowName={(row) => `${row.person_name ?? '全户'} ${row.fact_label}`}
        look="plain"
        empty={<EmptyState title="还没有查到什么" why="来源答复以后列在这里。" />}
      />
      <Resolutions report={report} />
    </section>
  )
}

/** Where sources contradicted each other: by whom and why one of them counts. */
function Resolutions({ report }: { report: Report }) {
  if (report.resolutions.length === 0) return null
  return (
    <>
      <h3>来源说法不一的认定</h3>
      <ul className="plain-lines">
        {report.resolutions.map((each) => (
          <li key={`${each.person_name}${each.fact_label}${each.resolved_on}${each.reason}`}>
            {each.person_name}的{each.fact_label}：{each.said_text}。
            <strong>认定以{each.source_title}为准</strong>，{each.reason}
            <span className="second">
              {'　'}
              {each.resolved_by_name}，{dateText(each.resolved_on)}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
