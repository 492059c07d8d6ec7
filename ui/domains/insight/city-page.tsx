/** One programme in the city: four figures, the map with its list, the curve, and what waits for me. */
import { useNavigate } from '@tanstack/react-router'
import { insightRoutes } from '../../../server/insight/contract.ts'
import { divisionRoutes } from '../../../server/registries/divisions/contract.ts'
import { Button, ErrorNotice, Page, PageHead, dateText, stepsOf } from '../../design/index.ts'
import { fileAddress, useParameter, useQueryRoute } from '../../shell/index.ts'
import { CityFigures } from './city-figures.tsx'
import { CityMap } from './city-map.tsx'
import { CityTable } from './city-table.tsx'
import { DivisionList } from './division-list.tsx'
import { monthEnds } from './finding.ts'
import { PickFilter } from './pick-filter.tsx'
import { SpendTrend } from './spend-trend.tsx'
import { belowWord, useCity, useProgrammes, useScope } from './use-city.ts'
import type { City } from './use-city.ts'
import { WaitingForMe } from './waiting-for-me.tsx'
import './insight.css'

export default function CityPage() {
  const programme_id = useParameter('programme_id')
  const scope = useScope()
  const { data, error, refetch } = useCity(programme_id, scope)
  // Inside a district the map still shows the whole of one's area, so that a neighbour is one click away.
  const wide = useCity(programme_id, { division_code: scope.area, as_of: scope.as_of })
  if (error !== null) return <ErrorNotice error={error} retry={() => void refetch()} />
  return (
    <Page>
      <Head city={data} whole={wide.data} programme_id={programme_id} />
      {data && (scope.view === 'table' ? <CityTable city={data} /> : <Board city={data} whole={wide.data} />)}
    </Page>
  )
}

function Board({ city, whole }: { city: City; whole: City | undefined }) {
  const { area } = useScope()
  const rates = (whole ?? city).divisions.flatMap((row) =>
    row.per_thousand === null ? [] : [row.per_thousand],
  )
  const steps = stepsOf(rates)
  const mapped = area.length < 6
  return (
    <>
      <CityFigures city={city} />
      <div className={mapped ? 'dashboard-columns' : 'dashboard-columns insight-without-map'}>
        {mapped && <CityMap city={city} whole={whole ?? city} steps={steps} />}
        <DivisionList city={city} steps={mapped ? steps : undefined} />
        <div className="insight-side">
          <SpendTrend city={city} />
          <WaitingForMe
            programme_id={city.programme_id}
            division_code={city.division_code}
            as_of={city.as_of}
          />
          <p className="second">
            来源：待遇登记、发放台账、办件登记，截至 {dateText(city.as_of)}。常住人口按人口登记计。
          </p>
        </div>
      </div>
    </>
  )
}

function Head(props: { city: City | undefined; whole: City | undefined; programme_id: string }) {
  const { city, whole, programme_id } = props
  const scope = useScope()
  const ends = scope.today === '' ? [] : [scope.today, ...monthEnds(scope.today, 24)]
  const query = { division_code: scope.division_code, as_of: scope.as_of }
  const programmes = useProgrammes({ division_code: scope.area, as_of: scope.as_of }).data
  const navigate = useNavigate()
  return (
    <>
      <PageHead
        title={`${city?.title ?? '数据'}　${scope.division_code.length < 6 ? '全市' : (city?.division_name ?? '')}`}
        beside={
          <div className="filter-bar">
            {programmes !== undefined && programmes.rows.length > 1 && (
              <PickFilter
                label="项目"
                value={programme_id}
                options={programmes.rows.map((row) => ({ value: row.programme_id, label: row.title }))}
                onChange={(to) =>
                  void navigate({ to: `/workbench/insight/${to}`, search: (kept: object) => kept })
                }
              />
            )}
            <PickFilter
              label="截至"
              value={scope.as_of}
              options={[...new Set([scope.as_of, ...ends])]
                .filter((day) => day !== '')
                .toSorted((a, b) => (a < b ? 1 : -1))
                .map((value) => ({ value, label: dateText(value) }))}
              onChange={(as_of) => scope.change({ as_of })}
            />
            <PickFilter
              label="范围"
              value={scope.division_code}
              options={areasOf(whole, city)}
              onChange={(division) => scope.change({ division })}
            />
          </div>
        }
        end={
          <>
            <Button
              kind="plain"
              aria-pressed={scope.view === 'table'}
              onClick={() => scope.change({ view: scope.view === 'table' ? undefined : 'table' })}
            >
              {scope.view === 'table' ? '看图' : '看数据表'}
            </Button>
            <a
              className="button button-plain"
              href={fileAddress(insightRoutes.export_dashboard, { params: { programme_id }, query })}
              download
            >
              导出
            </a>
          </>
        }
      />
      {scope.division_code.length > scope.area.length && <Ancestors division_code={scope.division_code} />}
    </>
  )
}

/** One's area, what lies right below it, and where one is now. */
function areasOf(whole: City | undefined, city: City | undefined): { value: string; label: string }[] {
  const list = [
    ...(whole === undefined
      ? []
      : [
          {
            value: whole.division_code,
            label: `${whole.division_name} ${whole.divisions.length} 个${belowWord(whole.division_code)}`,
          },
          ...whole.divisions.map((row) => ({ value: row.division_code, label: row.name })),
        ]),
    ...(city === undefined ? [] : [{ value: city.division_code, label: city.division_name }]),
  ]
  return list.filter((each, at) => list.findIndex((other) => other.value === each.value) === at)
}

/** 天津市 › 南开区: the way back up. */
function Ancestors({ division_code }: { division_code: string }) {
  const { area, change } = useScope()
  const { data } = useQueryRoute(divisionRoutes.get_division, { params: { division_code } })
  const above = data?.ancestors.filter((each) => each.division_code.startsWith(area)) ?? []
  // The demonstration's city and its province are one place.
  const shown = above.filter(
    (each, at) => each.division_code.length !== 4 || above[at - 1]?.division_code.length !== 2,
  )
  return (
    <nav className="insight-ancestors second" aria-label="上级">
      {shown.map((each) => (
        <span key={each.division_code}>
          <Button kind="link" onClick={() => change({ division: each.division_code }, { push: true })}>
            {each.name}
          </Button>
          <span aria-hidden="true"> › </span>
        </span>
      ))}
      <span aria-current="page">{data?.name}</span>
    </nav>
  )
}
