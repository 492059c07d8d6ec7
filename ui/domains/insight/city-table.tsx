/** 看数据表: every figure of every division in numbers. */
import { DataTable, EmptyState, Money, countText } from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { useGoDown } from './division-list.tsx'
import { belowWord, wholeWord } from './use-city.ts'
import type { City, DivisionFigures } from './use-city.ts'

const counted = (
  key: 'residents' | 'people' | 'households' | 'open_cases' | 'overdue_cases',
  title: string,
  unit: string,
  total: string | number,
): Column<DivisionFigures> => ({
  key,
  title,
  unit,
  align: 'end',
  cell: (row) => countText(row[key]),
  total: countText(total),
})

const columnsOf = (city: City): Column<DivisionFigures>[] => [
  {
    key: 'name',
    title: belowWord(city.division_code),
    cell: (row) => row.name,
    total: wholeWord(city.division_code),
  },
  counted('residents', '常住人口', '人', city.residents),
  counted('people', city.counted, '人', city.people.value),
  {
    key: 'rate',
    title: `每千人${city.counted}`,
    align: 'end',
    cell: (row) => (row.per_thousand === null ? '' : row.per_thousand.toFixed(1)),
    total: city.residents === 0 ? '' : ((Number(city.people.value) / city.residents) * 1000).toFixed(1),
  },
  counted('households', city.counted, '户', city.households.value),
  {
    key: 'spend',
    title: `${Number(city.month.slice(5, 7))}月发放`,
    unit: '元',
    align: 'end',
    cell: (row) => <Money fen={row.spend} />,
    total: <Money fen={city.spend.value} />,
  },
  counted('open_cases', '在办', '件', city.open_cases.value),
  counted('overdue_cases', '超期', '件', city.overdue_cases.value),
]

export function CityTable({ city }: { city: City }) {
  const goDown = useGoDown(city)
  return (
    <DataTable
      caption={`${city.title} ${city.division_name}`}
      columns={columnsOf(city)}
      rows={city.divisions}
      rowKey={(row) => row.division_code}
      rowName={(row) => row.name}
      onOpen={goDown}
      countWord="个"
      note="按区划代码"
      empty={<EmptyState title="下面没有区划了" />}
    />
  )
}
