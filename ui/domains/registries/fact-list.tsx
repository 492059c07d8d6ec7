/** What is known, each fact with from when to when it holds, when it became known and from where. */
import { useState } from 'react'
import { factRoutes } from '../../../server/registries/people/facts/contract.ts'
import { Button, DataTable, DateText, Dialog, Tag, dateText } from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { RecordFactDialog } from './record-fact-dialog.tsx'
import { sourceKindWords } from './words.ts'

export type FactView = AnswerOf<typeof factRoutes.list_facts>['rows'][number]

/** 2016年6月1日起; 2016年6月1日至2017年3月31日. */
function validText(fact: FactView): string {
  const from = fact.valid_from === null ? '' : `${dateText(fact.valid_from)}起`
  if (fact.valid_to === null) return from
  return `${fact.valid_from === null ? '' : dateText(fact.valid_from)}至${dateText(fact.valid_to)}`
}

/** 社会保险 and 登记资料; the kind is left out where the name says it: 残疾人证登记, 申请人申报. */
function sourceText({ source_name, source_kind }: FactView): string {
  const kind = sourceKindWords[source_kind]
  const said = source_kind === 'declared' || kind.includes(source_name.slice(-2))
  return said ? source_name : `${source_name}　${kind}`
}

const value: Column<FactView> = {
  key: 'value',
  title: '值',
  cell: (fact) => (fact.unknown ? <Tag>不详</Tag> : fact.value_text),
}
const valid: Column<FactView> = { key: 'valid', title: '起止', cell: validText }
const source: Column<FactView> = {
  key: 'source',
  title: '来源',
  wrap: true,
  cell: (fact) => (
    <>
      {sourceText(fact)}
      {fact.source_reference !== null && <span className="second">{fact.source_reference}</span>}
    </>
  ),
}
const known: Column<FactView> = {
  key: 'known',
  title: '得知',
  cell: (fact) => <DateText date={fact.known_on} />,
}

/** In the order in which facts are asked: income first. */
function useCatalogueOrder(facts: FactView[]): FactView[] {
  const { data } = useQueryRoute(factRoutes.list_fact_definitions, {})
  const names = (data?.rows ?? []).map((row) => row.name)
  return facts.toSorted((a, b) => names.indexOf(a.name) - names.indexOf(b.name))
}

const columnsOf = (onOpen: (fact: FactView) => void): Column<FactView>[] => [
  {
    key: 'label',
    title: '事项',
    cell: (fact) => (
      <Button kind="link" aria-label={`${fact.label}的全部记录`} onClick={() => onOpen(fact)}>
        {fact.label}
      </Button>
    ),
  },
  value,
  valid,
  source,
  known,
]

export function FactList(props: {
  title: string
  facts: FactView[]
  subject: { kind: 'person' | 'household'; id: string; name: string }
  mayRecord: boolean
}) {
  const { title, facts, subject, mayRecord } = props
  const [recording, setRecording] = useState(false)
  const [versions, setVersions] = useState<FactView>()
  return (
    <section aria-label={title} className="record-section">
      <div className="facts-head">
        <h2>{title}</h2>
        {mayRecord && (
          <Button kind="link" onClick={() => setRecording(true)}>
            登记一项
          </Button>
        )}
      </div>
      <DataTable
        caption={title}
        look="plain"
        columns={columnsOf(setVersions)}
        rows={useCatalogueOrder(facts)}
        rowKey={(fact) => fact.fact_id}
        rowName={(fact) => fact.label}
        empty={
          <p className="second record-nothing">
            没有登记。没有登记不等于没有：知道了就登记，写明起止和来源。
          </p>
        }
      />
      {recording && <RecordFactDialog subject={subject} onClose={() => setRecording(false)} />}
      {versions && <VersionsDialog fact={versions} onClose={() => setVersions(undefined)} />}
    </section>
  )
}

/** Every record of one fact: nothing is overwritten. */
function VersionsDialog({ fact, onClose }: { fact: FactView; onClose: () => void }) {
  const { data, error } = useQueryRoute(factRoutes.list_fact_versions, {
    params: { subject_id: fact.subject_id },
    query: { name: fact.name },
  })
  return (
    <Dialog
      title={`${fact.label}的全部记录`}
      wide
      open
      onClose={onClose}
      acts={<Button onClick={onClose}>收起</Button>}
    >
      <p className="second">从新到旧。起止是事实有效的日子，得知是记入的日子；后来的记录不改写以前的。</p>
      <DataTable
        caption={`${fact.label}的全部记录`}
        look="plain"
        columns={[value, valid, source, known]}
        rows={data?.rows}
        rowKey={(row) => row.fact_id}
        rowName={(row) => row.value_text}
        error={error}
        empty={null}
      />
    </Dialog>
  )
}
