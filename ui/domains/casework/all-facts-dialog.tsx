import type { BenefitCaseView } from '../../../server/benefits/contract.ts'
import { Button, DataTable, DateText, Dialog, Light } from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import type { PanelProps } from './panels.ts'

type Fact = BenefitCaseView['fact_groups'][number]['facts'][number]

const sourceKinds: Record<Fact['source_kind'], string> = {
  declared: '申报',
  register: '登记',
  means_check: '核对',
  visit: '入户',
  import: '导入',
  decision: '认定',
}

const columns: Column<Fact>[] = [
  { key: 'who', title: '谁的', cell: (row) => row.person_name ?? '全户' },
  { key: 'label', title: '事实', cell: (row) => row.label },
  {
    key: 'value',
    title: '值',
    wrap: true,
    cell: (row) =>
      row.value === null ? (
        <Light state="due_soon">{row.value_text}</Light>
      ) : (
        <strong>{row.value_text}</strong>
      ),
  },
  {
    key: 'source',
    title: '来源',
    wrap: true,
    cell: (row) => (
      <>
        <span>{row.source_name}</span>
        {!row.source_name.includes(sourceKinds[row.source_kind]) && (
          <span className="second">{sourceKinds[row.source_kind]}</span>
        )}
      </>
    ),
  },
  { key: 'known', title: '得知', cell: (row) => <DateText date={row.known_on} /> },
  {
    key: 'declared',
    title: '与申报',
    wrap: true,
    cell: (row) =>
      row.discrepancy_text === null ? (
        (row.declared_text ?? '')
      ) : (
        <Light state="due_soon">
          {row.discrepancy_text}
          {row.declared_text === null ? '' : `，${row.declared_text}`}
        </Light>
      ),
  },
]

/** Every fact that the decision rests on, person by person. */
export function AllFactsDialog({ view, onClose }: PanelProps) {
  const facts = view.fact_groups.flatMap((group) => group.facts)
  return (
    <Dialog
      title={`全部事实 ${facts.length} 项`}
      open
      onClose={onClose}
      wide
      acts={
        <Button kind="primary" onClick={onClose}>
          看完了
        </Button>
      }
    >
      <DataTable
        caption="全部事实"
        columns={columns}
        rows={facts}
        rowKey={(row) => `${row.person_id ?? ''}${row.fact}`}
        rowName={(row) => `${row.person_name ?? '全户'} ${row.label}`}
        countWord="项"
        empty={null}
      />
    </Dialog>
  )
}
