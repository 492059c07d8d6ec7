/** The rules that a proposal would put in force: what the draft says, what becomes different, and its worked cases. */
import { DataTable, FactSection, Unverified, yuanText } from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import type { ProposalView } from './proposal-words.ts'

type Version = ProposalView['versions'][number]
type Article = Version['articles'][number]
type Case = Version['cases'][number]

const articleColumns: Column<Article>[] = [
  { key: 'label', title: '步骤', fixed: true, wrap: true, cell: (row) => row.label },
  { key: 'before', title: '施行前', wrap: true, cell: (row) => row.before ?? '没有这一步' },
  { key: 'after', title: '施行后', wrap: true, cell: (row) => <strong>{row.after ?? '没有这一步'}</strong> },
  { key: 'article', title: '依据', wrap: true, cell: (row) => `${row.document}　${row.article}` },
]

const caseColumns: Column<Case>[] = [
  { key: 'title', title: '例子', fixed: true, wrap: true, cell: (row) => row.title },
  { key: 'before', title: '现行规则', align: 'end', cell: (row) => resultText(row.before) },
  { key: 'after', title: '草案', align: 'end', cell: (row) => <strong>{resultText(row.after)}</strong> },
]

function resultText({ outcome, amount }: Case['before']): string {
  if (outcome === 'incomplete') return '事实不全，先问'
  return outcome === 'ineligible' ? '不符合' : `每月 ${yuanText(amount ?? '0')} 元`
}

export function ProposedRules({ version }: { version: Version }) {
  const name = `${version.programme_title}：${version.title}`
  return (
    <section aria-label={name} className="stack">
      <FactSection
        title={name}
        facts={[
          ...(version.text === '' ? [] : [{ key: 'text', label: '内容', value: version.text }]),
          ...(version.to_verify
            ? [
                {
                  key: 'basis',
                  label: '依据',
                  value: <Unverified missing="草案或者没有读到原文，施行前请核对" />,
                },
              ]
            : []),
          {
            key: 'code',
            label: '凭据',
            value: version.code,
            note: '规则的凭据；按它作出的决定，凭据里有同一个',
          },
        ]}
      />
      <DataTable
        caption={`规则有什么不同 ${version.programme_title}`}
        columns={articleColumns}
        rows={version.articles}
        rowKey={(row) => row.label}
        rowName={(row) => row.label}
        countWord="步"
        empty={<p className="second">规则的文字没有不同</p>}
      />
      {version.cases.length > 0 && (
        <DataTable
          caption={`算好的例子 ${version.programme_title}`}
          columns={caseColumns}
          rows={version.cases}
          rowKey={(row) => row.title}
          rowName={(row) => row.title}
          countWord="例"
          note="按草案自己写的数值算；方案另定了数值的，以影响测算为准"
          empty={null}
        />
      )}
    </section>
  )
}
