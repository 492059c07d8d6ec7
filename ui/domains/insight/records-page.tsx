/** The records that a figure counts: the number is at most one click from them. */
import { useNavigate } from '@tanstack/react-router'
import { insightRoutes } from '../../../server/insight/contract.ts'
import {
  DataTable,
  DateText,
  EmptyState,
  Page,
  PageHead,
  TextLink,
  countText,
  dateText,
  yuanText,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { fileAddress, useListState, useParameter, useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { useCity, useScope } from './use-city.ts'
import type { City } from './use-city.ts'
import './insight.css'

type Records = AnswerOf<typeof insightRoutes.list_indicator_records>
type Row = Records['rows'][number]

const units = { people: '人', households: '户', fen: '元', cases: '件' }
const countWords = { people: '户', households: '户', fen: '笔', cases: '件' }

function columnsOf(columns: Records['columns']): Column<Row>[] {
  return columns.map(({ id, title, numeric, unit }) => {
    const match = /^(.*)（(.+)）$/.exec(title)
    return {
      key: id,
      title: unit === 'fen' && match?.[1] ? match[1] : title,
      ...(unit === 'fen' && match?.[2] && { unit: match[2] }),
      ...(numeric === true && { align: 'end' as const }),
      cell: (row: Row) => {
        const cell = row.cells[id] ?? null
        if (cell === null) return ''
        if (unit === 'fen') return yuanText(cell)
        if (unit === 'date') return <DateText date={cell} />
        return numeric === true ? countText(cell) : cell
      },
    }
  })
}

/** The figure itself, as on the page that one came from. */
function figureOf(city: City | undefined, records: Records): string {
  const figures = city && [city.people, city.households, city.spend, city.open_cases, city.overdue_cases]
  const figure = figures?.find((each) => each.indicator_id === records.indicator_id)
  if (figure === undefined) return ''
  const number = records.unit === 'fen' ? yuanText(figure.value) : countText(figure.value)
  return ` ${number} ${units[records.unit]}`
}

export default function RecordsPage() {
  const programme_id = useParameter('programme_id')
  const indicator_id = `${programme_id}.${useParameter('indicator_id')}`
  const scope = useScope()
  const list = useListState([])
  const navigate = useNavigate()
  const city = useCity(programme_id, scope)
  const query = { division_code: scope.division_code, as_of: scope.as_of }
  const { data, error, refetch } = useQueryRoute(
    insightRoutes.list_indicator_records,
    { params: { indicator_id }, query: { ...query, limit: list.limit, offset: list.offset } },
    { enabled: scope.as_of !== '' },
  )
  const back = `/workbench/insight/${programme_id}?division=${scope.division_code}&as_of=${scope.as_of}`
  return (
    <Page>
      <PageHead
        title={
          data === undefined
            ? '数字背后的记录'
            : `${data.title}${figureOf(city.data, data)}　${data.division_name}`
        }
        beside={scope.as_of !== '' && <span className="second">截至 {dateText(scope.as_of)}</span>}
        end={<TextLink to={back}>回到数据页</TextLink>}
      />
      {data && (
        <p className="second">
          数的是：{data.population}。来源：{data.source}。
        </p>
      )}
      <DataTable
        caption={data?.title ?? '记录'}
        columns={columnsOf(data?.columns ?? [])}
        rows={data?.rows}
        rowKey={(row) => row.record_id}
        rowName={(row) => Object.values(row.cells)[0] ?? ''}
        onOpen={(row) => {
          if (row.path !== null) void navigate({ to: row.path })
        }}
        countWord={data === undefined ? '条' : countWords[data.unit]}
        page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
        exportPath={fileAddress(insightRoutes.export_indicator_records, { params: { indicator_id }, query })}
        error={error}
        retry={() => void refetch()}
        note="按区划"
        empty={<EmptyState title="这一天没有这样的记录" why="可以换一天，或者回到数据页换一个范围。" />}
      />
    </Page>
  )
}
