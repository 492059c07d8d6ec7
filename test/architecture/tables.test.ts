/** Every table of a page can be taken along as a workbook, or is part of a record that has its own way out. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from './sources.ts'

/** Tables without an export of their own, and why. */
const without: Record<string, string> = {
  'ui/domains/administration/accounts/account-posts.tsx 岗位': 'part of one account',
  'ui/domains/administration/audit/audit-page.tsx 审计日志':
    'the whole log is exported so that it verifies offline',
  'ui/domains/administration/audit/seals-page.tsx 不符之处':
    'what a verification found, beside the export of the log',
  'ui/domains/administration/operation/import-year-dialog.tsx 读出的日子': 'what was just typed in',
  'ui/domains/administration/operation/parameters-page.tsx {parameter.label}':
    'in the export of the parameters',
  'ui/domains/casework/all-facts-dialog.tsx 全部事实': 'part of one case',
  'ui/domains/casework/inspections-page.tsx 各月抽取':
    'a few lines beside the list, which is exported by month',
  'ui/domains/registries/households-page.tsx 家庭': 'exported from the head of the page',
  'ui/domains/registries/import-page.tsx 错在哪一行哪一格': 'the error file holds them with their rows',
  'ui/domains/insight/city-table.tsx {`${city.title} ${city.division_name}`}':
    'exported from the head of the page',
  'ui/domains/payments/ledger-page.tsx 试算平衡表': 'a few lines above the entries, which are exported',
  'ui/domains/social-assistance/counter-page.tsx 找到的人': 'a search at the counter, exported under 人员',
  'ui/domains/social-assistance/proposal-page.tsx 调整的数值': 'part of one proposal',
  'ui/domains/social-assistance/proposed-rules.tsx {`规则有什么不同 ${version.programme_title}`}':
    'part of one proposal',
  'ui/domains/social-assistance/proposed-rules.tsx {`算好的例子 ${version.programme_title}`}':
    'part of one proposal',
}

type Drawn = { name: string; source: string }

function tables(): Drawn[] {
  return globSync('ui/{domains,portal}/**/*.tsx', { cwd: root }).flatMap((path) =>
    readFileSync(join(root, path), 'utf8')
      .split('<DataTable')
      .slice(1)
      .map((rest) => {
        const source = rest.slice(0, rest.search(/\n\s*\/>/))
        const caption = /caption=(?:"([^"]*)"|(\{.*\}))/.exec(source)
        return { name: `${path.replaceAll('\\', '/')} ${caption?.[1] ?? caption?.[2] ?? '?'}`, source }
      }),
  )
}

const isPartOfRecord = ({ source }: Drawn) => /\blook="plain"/.test(source)
const isExported = ({ source }: Drawn) => /\b(exportPath|onExport)\b/.test(source)

test('a table is exported, or says why not', () => {
  const found = tables()
  assert.ok(found.length > 40, 'tables are found')
  const bare = found.filter((table) => !isPartOfRecord(table) && !isExported(table)).map(({ name }) => name)
  assert.deepEqual(bare.toSorted(), Object.keys(without).toSorted())
})
