import type { ReasonView } from '../../../server/benefits/contract.ts'
import { Button, DataTable, Dialog, Light, Unverified, dateText } from '../../design/index.ts'
import type { Column } from '../../design/index.ts'

type Parameter = ReasonView['parameters'][number]

const columns: Column<Parameter>[] = [
  { key: 'label', title: '用到的数值', cell: (row) => row.label },
  { key: 'value', title: '数值', align: 'end', cell: (row) => row.value_text },
  { key: 'from', title: '从哪天起', cell: (row) => dateText(row.from) },
  {
    key: 'document',
    title: '依据',
    wrap: true,
    cell: (row) =>
      row.cited ? row.document : <Unverified missing={`${row.label}的原文还没有读到，数值待核实`} />,
  },
]

/** The article that a reason rests on: what it says, the values of the day, how it was reckoned. */
export function ArticleDialog({ reason, onClose }: { reason: ReasonView; onClose: () => void }) {
  const { article } = reason
  return (
    <Dialog
      title={article === null ? reason.label : `${article.document_title} ${article.article}`}
      open
      onClose={onClose}
      wide
      acts={
        <Button kind="primary" onClick={onClose}>
          看完了
        </Button>
      }
    >
      {article?.text != null && article.text !== '' ? (
        <blockquote className="quoted law-text">{article.text}</blockquote>
      ) : (
        <p>
          <Light state="due_soon">这一条的原文还没有录入，依据待核实。</Light>
        </p>
      )}
      <p>
        <strong>{reason.label}</strong>　{reason.value_text}
      </p>
      {reason.parameters.length > 0 && (
        <DataTable
          caption="用到的数值"
          look="plain"
          columns={columns}
          rows={reason.parameters}
          rowKey={(row) => row.name}
          rowName={(row) => row.label}
          empty={null}
        />
      )}
    </Dialog>
  )
}
