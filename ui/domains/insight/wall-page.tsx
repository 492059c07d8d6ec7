/** The city on the wall: the map, the curve and what is overdue take turns; everything from the routes of the page. */
import {
  DistrictMap,
  EmptyState,
  Light,
  MapLegend,
  countText,
  innerDistricts,
  monthText,
  stepsOf,
  sumText,
  sumUnit,
} from '../../design/index.ts'
import { WallScreen, useRotation, useSearchValues } from '../../shell/index.ts'
import { byRate, findingOf, percent, shortName } from './finding.ts'
import { SpendTrend } from './spend-trend.tsx'
import { useCity, useOutline, useProgrammes, useScope, wholeWord } from './use-city.ts'
import type { City } from './use-city.ts'
import './wall.css'

const screensOf = (counted: string) => [`各区${counted}`, '月发放', '超期'] as const
const turnSeconds = 30
const askEvery = 30_000

export default function WallPage() {
  const { area, as_of } = useScope()
  const [search] = useSearchValues()
  const list = useProgrammes({ division_code: area, as_of }, { enabled: search['programme'] === undefined })
  const programme_id = search['programme'] ?? list.data?.rows[0]?.programme_id ?? ''
  const city = useCity(
    programme_id,
    { division_code: area, as_of },
    { enabled: programme_id !== '', every: askEvery },
  )
  const screens = screensOf(city.data?.counted ?? '')
  const rotation = useRotation(screens.length, turnSeconds)
  const following = screens[(rotation.index + 1) % screens.length] ?? ''
  const events =
    city.data === undefined
      ? []
      : [
          {
            time: monthText(city.data.month),
            text: `${city.data.division_name}发放 ${sumText(city.data.spend.value)}`,
          },
        ]
  return (
    <WallScreen
      title={`${city.data?.title ?? '数据'}　${screens[rotation.index] ?? ''}`}
      updatedAt={city.dataUpdatedAt === 0 ? undefined : city.dataUpdatedAt}
      events={events}
      next={{ title: following, seconds: rotation.seconds, index: rotation.index, count: screens.length }}
    >
      {city.data === undefined ? (
        city.error !== null && <EmptyState title="数据没有读到" why="会自动再取，请看右上角的时间。" />
      ) : (
        <Screen city={city.data} index={rotation.index} />
      )}
    </WallScreen>
  )
}

function Screen({ city, index }: { city: City; index: number }) {
  if (index === 1)
    return (
      <div className="insight-wall-trend">
        <Numbers city={city} />
        <SpendTrend city={city} height={Math.round(window.innerHeight * 0.52)} />
      </div>
    )
  return (
    <div className="wall-columns">
      {index === 0 ? <RateMap city={city} /> : <LightMap city={city} />}
      <div>
        <Numbers city={city} />
        {index === 0 ? <RateList city={city} /> : <OverdueList city={city} />}
      </div>
    </div>
  )
}

function Numbers({ city }: { city: City }) {
  const spend = sumUnit([city.spend.value])
  const numbers = [
    [city.people.title, countText(city.people.value), '人'],
    [city.households.title, countText(city.households.value), '户'],
    [`${Number(city.month.slice(5, 7))}月发放`, spend.text(city.spend.value), spend.unit],
  ] as const
  const overdue = city.overdue_cases.value !== '0'
  return (
    <div className="wall-numbers">
      {numbers.map(([label, number, unit]) => (
        <div key={label} className="wall-number">
          <span>{label}</span>
          <strong>
            {number}
            <small> {unit}</small>
          </strong>
        </div>
      ))}
      <div className={overdue ? 'wall-number light-overdue' : 'wall-number'}>
        <Light state={overdue ? 'overdue' : 'normal'}>超期</Light>
        <strong>
          {countText(city.overdue_cases.value)}
          <small> 件</small>
        </strong>
      </div>
    </div>
  )
}

function RateMap({ city }: { city: City }) {
  const outline = useOutline()
  const steps = stepsOf(
    city.divisions.flatMap((row) => (row.per_thousand === null ? [] : [row.per_thousand])),
  )
  if (outline === undefined) return <div />
  return (
    <DistrictMap
      label={`每千常住人口${city.people.title}，按区`}
      outline={outline}
      values={city.divisions.map((row) => ({
        code: row.division_code,
        text: row.per_thousand === null ? '' : row.per_thousand.toFixed(1),
        step: steps.of(row.per_thousand),
      }))}
      inset={{ title: '市内六区（放大）', codes: innerDistricts }}
      legend={<MapLegend unit="人 / 千人" steps={steps.legend} />}
    />
  )
}

function RateList({ city }: { city: City }) {
  const rows = city.divisions.toSorted(byRate).slice(0, 6)
  return (
    <>
      <div className="wall-list-head">
        <h2>{findingOf(city.divisions, wholeWord(city.division_code), city.counted)}</h2>
      </div>
      <ul className="wall-list insight-wall-list">
        {rows.map((row) => (
          <li key={row.division_code}>
            <strong>{row.name}</strong>
            <span>
              {countText(row.people)} 人　{countText(row.households)} 户
            </span>
            <span>每千人 {row.per_thousand?.toFixed(1) ?? ''}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function LightMap({ city }: { city: City }) {
  const outline = useOutline()
  if (outline === undefined) return <div />
  const late = city.divisions.filter((row) => row.overdue_cases > 0)
  return (
    <DistrictMap
      label="各区有没有超期的办件"
      outline={outline}
      values={city.divisions.map((row) => ({
        code: row.division_code,
        text: row.overdue_cases > 0 ? String(row.overdue_cases) : '',
        light: row.overdue_cases > 0 ? 'overdue' : 'normal',
      }))}
      inset={{ title: '市内六区（放大）', codes: innerDistricts }}
      legend={
        <div className="map-legend">
          <Light state="overdue">有超期　{late.length} 区</Light>
          <Light state="normal">没有超期　{city.divisions.length - late.length} 区</Light>
          <p>区名后是件数</p>
        </div>
      }
    />
  )
}

/** Where something is overdue; where nothing is, where most is under way. */
function OverdueList({ city }: { city: City }) {
  const late = city.divisions
    .filter((row) => row.overdue_cases > 0)
    .toSorted((a, b) => b.overdue_cases - a.overdue_cases)
  const open = city.divisions
    .filter((row) => row.open_cases > 0)
    .toSorted((a, b) => b.open_cases - a.open_cases)
  const names = late
    .slice(0, 3)
    .map((row) => shortName(row.name))
    .join('、')
  const title =
    late.length === 0
      ? `各区都没有超期，在办 ${countText(city.open_cases.value)} 件`
      : `${names}${late.length > 3 ? '等' : ''} ${late.length} 区超期 ${countText(city.overdue_cases.value)} 件`
  const listed = late.length === 0 ? open : late
  return (
    <>
      <div className="wall-list-head">
        <h2>{title}</h2>
        {listed.length > 6 && <span className="second">列最多 6 区</span>}
      </div>
      <ul className="wall-list insight-wall-list">
        {listed.slice(0, 6).map((row) => (
          <li key={row.division_code}>
            <strong>{row.name}</strong>
            <span>
              {row.overdue_cases > 0 &&
                `在办 ${row.open_cases} 件，超期占 ${percent(row.overdue_cases / Math.max(1, row.open_cases))}`}
            </span>
            {row.overdue_cases > 0 ? (
              <span className="light-overdue">超期 {row.overdue_cases} 件</span>
            ) : (
              <span>在办 {row.open_cases} 件</span>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
