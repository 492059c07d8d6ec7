/** 窗口代办: who stands at the counter, and for which benefit. */
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { questionRoutes } from '../../../server/benefits/contract.ts'
import { searchRoutes } from '../../../server/registries/people/search/contract.ts'
import { Button, DataTable, EmptyState, ErrorNotice, Page, PageHead } from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { SelectField, TextField } from '../../forms/index.ts'
import { useAct, useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import './social-assistance.css'

type Person = AnswerOf<typeof searchRoutes.search_people>['rows'][number]

const columns: Column<Person>[] = [
  {
    key: 'name',
    title: '姓名',
    fixed: true,
    cell: (row) => (
      <>
        <strong>{row.name}</strong>
        <span className="second">
          {row.sex_title}
          {row.age === null ? '' : `，${row.age} 岁`}
        </span>
      </>
    ),
  },
  { key: 'number', title: '证件号码', cell: (row) => row.masked_identity_number ?? '没有登记' },
  { key: 'relation', title: '在户内', cell: (row) => row.relation_title ?? '没有在册的户' },
  { key: 'division', title: '住在', wrap: true, cell: (row) => row.division_path },
  {
    key: 'act',
    title: '办理',
    cell: (row) => (row.household_id === null ? '先登记一户' : '填申请表'),
  },
]

export default function CounterPage() {
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [programme, setProgramme] = useState<string>('minimum-living-guarantee')
  const { data: programmes } = useQueryRoute(questionRoutes.list_programmes, {})
  const search = useAct(searchRoutes.search_people)
  const title = programmes?.rows.find((each) => each.programme_id === programme)?.title ?? ''
  return (
    <Page>
      <PageHead title="窗口代办" />
      <form
        className="counter-search"
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim() !== '') search.mutate({ body: { text: text.trim(), limit: 20 } })
        }}
      >
        <SelectField
          label="申请什么"
          value={programme}
          onChange={(value) => setProgramme(value ?? 'minimum-living-guarantee')}
          options={(programmes?.rows ?? []).map((each) => ({ value: each.programme_id, label: each.title }))}
        />
        <TextField
          label="替谁申请"
          value={text}
          onChange={setText}
          placeholder="姓名、证件号码或后四位、电话"
          maxLength={60}
        />
        <Button
          kind="primary"
          type="submit"
          busy={search.isPending}
          disabledBecause={text.trim() === '' ? '查找，先输入' : undefined}
        >
          查找
        </Button>
      </form>
      {search.error !== null && <ErrorNotice error={search.error} />}
      {search.data !== undefined && (
        <div className="table-cards">
          <DataTable
            caption="找到的人"
            columns={columns}
            rows={search.data.rows}
            rowKey={(row) => row.person_id}
            rowName={(row) => `${row.name} ${row.masked_identity_number ?? ''}`}
            onOpen={(row) => {
              if (row.household_id === null) {
                void navigate({
                  to: '/workbench/households/register',
                  search: { person: row.person_id } as never,
                })
                return
              }
              void navigate({
                to: `/workbench/counter/${row.household_id}`,
                search: { programme, applicant: row.person_id } as never,
              })
            }}
            countWord="人"
            note={
              search.data.more
                ? '找到的太多，请多输入几个字'
                : `按 Enter 替这一户申请${title}；不在户内的先登记一户`
            }
            empty={
              <EmptyState
                title="没有找到"
                why="可能不在本辖区，或者还没有登记。请核对姓名和证件号；新来的户先做户籍登记。"
              />
            }
          />
        </div>
      )}
      {search.data === undefined && (
        <EmptyState
          title="替来窗口的人填申请"
          why="登记中已有的内容会先填好，您问他没有的；每个成年人签一份核对授权；提交后给回执，写明编号和日期。谁代办的记在经过里。"
        />
      )}
    </Page>
  )
}
