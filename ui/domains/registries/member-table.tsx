/** Members of a household in a plain table. */
import type { ReactNode } from 'react'
import type { householdRoutes } from '../../../server/registries/households/contract.ts'
import type { personRoutes } from '../../../server/registries/people/contract.ts'
import { DataTable, DateText, TextLink } from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import type { AnswerOf } from '../../shell/index.ts'

export type Member = AnswerOf<typeof personRoutes.get_person>['members'][number]
export type Membership = AnswerOf<typeof householdRoutes.get_household>['members'][number]

type MemberTableProps<Row extends Member> = {
  caption: string
  members: Row[]
  /** Adds 入户 and 离户, for the household's own page. */
  dates?: boolean
  acts?: (member: Row) => ReactNode
  empty: string
}

function columnsOf<Row extends Member>(props: MemberTableProps<Row>): Column<Row>[] {
  const { members, dates = false, acts } = props
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: '姓名',
      cell: (row) => <TextLink to={`/workbench/people/${row.person_id}`}>{row.name}</TextLink>,
    },
    { key: 'relation', title: '关系', cell: (row) => row.relation_title },
    { key: 'age', title: '年龄', align: 'end', cell: (row) => row.age ?? '不详' },
    { key: 'situation', title: '情况', cell: (row) => row.situation },
  ]
  if (dates) {
    columns.push({
      key: 'since',
      title: '入户',
      cell: (row) => (row.since === null ? '' : <DateText date={row.since} />),
    })
    if (members.some((row) => row.until !== null))
      columns.push({
        key: 'until',
        title: '离户',
        cell: (row) => (row.until === null ? '' : <DateText date={row.until} />),
      })
  }
  if (acts) columns.push({ key: 'acts', title: '办理', cell: acts })
  return columns
}

export function MemberTable<Row extends Member>(props: MemberTableProps<Row>) {
  const { caption, members, empty } = props
  return (
    <DataTable
      caption={caption}
      look="plain"
      columns={columnsOf(props)}
      rows={members}
      rowKey={(row) => row.person_id}
      rowName={(row) => row.name}
      empty={<p className="second record-nothing">{empty}</p>}
    />
  )
}
