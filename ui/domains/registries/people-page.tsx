/** Finding people within one's area by name, a part of it, pinyin, document number or its last four, or telephone. */
import { type FormEvent, useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { searchRoutes } from '../../../server/registries/people/search/contract.ts'
import { divisionRoutes } from '../../../server/registries/divisions/contract.ts'
import {
  Button,
  DataTable,
  DateText,
  EmptyState,
  Icon,
  Page,
  PageHead,
  Tag,
  TextLink,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { download, useQueryRoute, useSearchMemory, useSession } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { RegisterPersonDialog } from './register-person-dialog.tsx'
import { usePeopleSearch } from './use-people-search.ts'
import './registries.css'

export type PersonRow = AnswerOf<typeof searchRoutes.search_people>['rows'][number]

const limit = 50
const kindWords: Record<string, string> = {
  name: '按姓名',
  part_of_name: '按姓名的一部分',
  pinyin: '按拼音',
  identity_number: '按证件号码',
  identity_tail: '按证件后四位',
  telephone: '按电话',
}

const columns: Column<PersonRow>[] = [
  {
    key: 'name',
    title: '姓名',
    fixed: true,
    cell: (row) => (
      <>
        {row.name} {row.death_date !== null && <Tag>已去世</Tag>}
      </>
    ),
  },
  { key: 'sex', title: '性别', cell: (row) => row.sex_title },
  { key: 'age', title: '年龄', align: 'end', cell: (row) => row.age ?? '不详' },
  { key: 'number', title: '证件号码', cell: (row) => row.masked_identity_number ?? '没有' },
  { key: 'telephone', title: '电话', cell: (row) => row.masked_telephone ?? '' },
  { key: 'division', title: '所在地', cell: (row) => row.division_path },
  { key: 'relation', title: '户内', cell: (row) => row.relation_title ?? '不在户内' },
  {
    key: 'birth',
    title: '出生日期',
    extra: true,
    cell: (row) => (row.birth_date === null ? '不详' : <DateText date={row.birth_date} />),
  },
]

type Search = { text: string; division: string | undefined; offset: number }

const nothing: Search = { text: '', division: undefined, offset: 0 }

function exportFound({ text, division }: Search): Promise<void> {
  const body = { text, ...(division !== undefined && { division }) }
  return download(searchRoutes.export_people, { body }, '人员.xlsx')
}

export default function PeoplePage() {
  const [search, change] = useSearchMemory('people', nothing)
  const [registering, setRegistering] = useState(false)
  const navigate = useNavigate()
  const session = useSession()
  const role = session.account?.post?.role
  const { data, error, refetch } = usePeopleSearch({ ...search, limit })
  const mayKeep = role === 'community_worker' || role === 'street_clerk' || role === 'district_approver'
  const mayExport = role !== 'community_worker' && role !== 'finance'
  const asked = search.text.trim() !== ''
  return (
    <Page>
      <PageHead
        title={asked && data ? `人员　查到 ${data.total_text}` : '人员'}
        beside={asked && data && <span className="second">{kindWords[data.kind]}</span>}
        end={
          <>
            {(role === 'street_clerk' || role === 'district_approver') && (
              <TextLink to="/workbench/people/duplicates">疑似重复</TextLink>
            )}
            {mayKeep && <Button onClick={() => setRegistering(true)}>登记一个人</Button>}
          </>
        }
      />
      <SearchForm search={search} onSearch={change} />
      {asked ? (
        <DataTable
          caption="查到的人"
          columns={columns}
          rows={data?.rows}
          rowKey={(row) => row.person_id}
          rowName={(row) => row.name}
          onOpen={(row) => void navigate({ to: `/workbench/people/${row.person_id}` })}
          countWord="人"
          columnsKey="people"
          {...(mayExport && { onExport: () => exportFound(search) })}
          page={{
            offset: search.offset,
            limit,
            total: data?.total ?? 0,
            onPage: (offset) => change({ ...search, offset }),
          }}
          error={error}
          retry={() => void refetch()}
          note={data?.more === true ? '只列前 200 人，请写得更全或选一个区划' : '只查您辖区内的'}
          empty={
            <EmptyState
              title="没有查到"
              why="只在您的辖区内查。姓名可以只写一部分或写拼音；证件号码请核对。确实没有登记过的，可以登记。"
              next={mayKeep && <Button onClick={() => setRegistering(true)}>登记一个人</Button>}
            />
          }
        />
      ) : (
        <EmptyState
          title="先写要查的人"
          why="姓名或姓名的一部分、拼音、证件号码、证件后四位、电话都可以。查的内容不留在网址里，退出后清除。"
        />
      )}
      {registering && <RegisterPersonDialog onClose={() => setRegistering(false)} />}
    </Page>
  )
}

function SearchForm({ search, onSearch }: { search: Search; onSearch: (search: Search) => void }) {
  const [text, setText] = useState(search.text)
  const area = useSession().account?.post?.division_code ?? ''
  const { data } = useQueryRoute(divisionRoutes.list_divisions, {
    query: area.length < 6 ? {} : { parent: area },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSearch({ ...search, text: text.trim(), offset: 0 })
  }
  return (
    <form className="people-search" role="search" aria-label="查人" onSubmit={submit}>
      <label className="filter people-search-text">
        <Icon name="search" size={18} />
        <span className="visually-hidden">姓名、拼音、证件号码或后四位</span>
        <input
          value={text}
          placeholder="姓名、拼音、证件号码或后四位"
          autoComplete="off"
          maxLength={60}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      {(data?.rows.length ?? 0) > 0 && (
        <label className="filter">
          <span>范围</span>
          <select
            value={search.division ?? ''}
            onChange={(event) =>
              onSearch({ text: text.trim(), division: event.target.value || undefined, offset: 0 })
            }
          >
            <option value="">全部辖区</option>
            {data?.rows.map((row) => (
              <option key={row.division_code} value={row.division_code}>
                {row.name}
              </option>
            ))}
          </select>
          <Icon name="down" size={14} weight={2.2} />
        </label>
      )}
      <Button
        kind="primary"
        type="submit"
        disabledBecause={text.trim() === '' ? '查找，先写姓名或号码' : undefined}
      >
        查找
      </Button>
    </form>
  )
}
