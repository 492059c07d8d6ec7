/** The list beside the map, from the same values, in the order of the rate; one click goes down. */
import { useNavigate } from '@tanstack/react-router'
import { BarCell, Button, DataTable, EmptyState, MapSquare, countText, sumUnit } from '../../design/index.ts'
import type { MapSteps } from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { byRate, findingOf } from './finding.ts'
import { belowWord, recordsPath, useScope, wholeWord } from './use-city.ts'
import type { City, DivisionFigures } from './use-city.ts'

/** Goes to what lies below; below a community lie only its records. */
export function useGoDown(city: City): (row: DivisionFigures) => void {
  const { change } = useScope()
  const navigate = useNavigate()
  return (row) => {
    if (row.division_code.length < 12) change({ division: row.division_code }, { push: true })
    else {
      const [to, query] = recordsPath(city.programme_id, city.people.indicator_id, {
        division_code: row.division_code,
        as_of: city.as_of,
      }).split('?')
      void navigate({ to: to ?? '', search: Object.fromEntries(new URLSearchParams(query)) })
    }
  }
}

function columnsOf(
  city: City,
  steps: MapSteps | undefined,
  goDown: (row: DivisionFigures) => void,
): Column<DivisionFigures>[] {
  const top = Math.max(0, ...city.divisions.map((row) => row.per_thousand ?? 0))
  const rate = city.residents === 0 ? '' : ((Number(city.people.value) / city.residents) * 1000).toFixed(1)
  const spend = sumUnit(city.divisions.map((row) => row.spend))
  const bars: Column<DivisionFigures>[] =
    steps === undefined
      ? [{ key: 'bar', title: '', cell: (row) => <BarCell value={row.per_thousand ?? 0} max={top} /> }]
      : []
  return [
    {
      key: 'name',
      title: belowWord(city.division_code),
      cell: (row) => (
        <span className="insight-name">
          {steps && <MapSquare step={steps.of(row.per_thousand)} />}
          <Button kind="link" onClick={() => goDown(row)}>
            {row.name}
          </Button>
        </span>
      ),
      total: wholeWord(city.division_code),
    },
    {
      key: 'rate',
      title: '每千人',
      align: 'end',
      cell: (row) => (row.per_thousand === null ? '' : row.per_thousand.toFixed(1)),
      total: rate,
    },
    ...bars,
    {
      key: 'people',
      title: '人数',
      align: 'end',
      cell: (row) => countText(row.people),
      total: countText(city.people.value),
    },
    {
      key: 'spend',
      title: `${Number(city.month.slice(5, 7))}月`,
      unit: spend.unit,
      align: 'end',
      cell: (row) => spend.text(row.spend),
      total: spend.text(city.spend.value),
    },
  ]
}

export function DivisionList({ city, steps }: { city: City; steps: MapSteps | undefined }) {
  const goDown = useGoDown(city)
  return (
    <section className="insight-list" aria-label={`${city.division_name}各${belowWord(city.division_code)}`}>
      {steps === undefined && (
        <>
          <h2>{findingOf(city.divisions, wholeWord(city.division_code), city.counted)}</h2>
          <p className="second">每千常住人口{city.people.title}</p>
        </>
      )}
      <DataTable
        caption={`${city.division_name}各${belowWord(city.division_code)}`}
        look="plain"
        columns={columnsOf(city, steps, goDown)}
        rows={city.divisions.toSorted(byRate)}
        rowKey={(row) => row.division_code}
        rowName={(row) => row.name}
        onOpen={goDown}
        empty={<EmptyState title="下面没有区划了" why="可以点上面的数字看记录。" />}
      />
    </section>
  )
}
