import { DataTable, EmptyState, Light, dateText } from '../../../design/index.ts'
import type { Column } from '../../../design/index.ts'
import type { Report } from './means-report-page.tsx'

type Row = Report['authorisations'][number]

const columns: Column<Row>[] = [
  { key: 'person', title: '成员', cell: (row) => row.person_name },
  { key: 'number', title: '证件号码', cell: (row) => row.masked_identity_number ?? '无' },
  { key: 'signer', title: '谁签的', cell: signerText },
  { key: 'day', title: '日期', cell: (row) => dateText(row.signed_on) },
  {
    key: 'state',
    title: '现在',
    cell: (row) =>
      row.withdrawn_on === null ? (
        <Light state="normal">有效</Light>
      ) : (
        <Light state="overdue">{dateText(row.withdrawn_on)}撤回</Light>
      ),
  },
]

function signerText({ capacity, signed_by_name, guardian_relation }: Row): string {
  if (capacity === 'self') return '本人'
  return `${signed_by_name}${guardian_relation === null ? '' : `（${guardian_relation}，不同住）`}，监护人`
}

/** Whose authorisations the check rests on. */
export function ReportAuthorisations({ report }: { report: Report }) {
  return (
    <section aria-label="授权">
      <h2>授权</h2>
      <DataTable
        caption="核对授权"
        columns={columns}
        rows={report.authorisations}
        rowKey={(row) => row.authorisation_id}
        rowName={(row) => row.person_name}
        look="plain"
        empty={<EmptyState title="还没有授权" why="每个成员授权以后才能发起核对。" />}
      />
    </section>
  )
}
