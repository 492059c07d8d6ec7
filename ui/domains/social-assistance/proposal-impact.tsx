/** 影响测算: what a proposal would do to the whole city, by the registers of today; nothing of it takes effect. */
import { useEffect, useState } from 'react'
import { simulationRoutes } from '../../../server/benefits/contract.ts'
import { divisionRoutes } from '../../../server/registries/divisions/contract.ts'
import {
  Button,
  ColumnChart,
  DataTable,
  DistrictMap,
  ErrorNotice,
  MapLegend,
  Money,
  StatFigure,
  StatFigures,
  TextLink,
  countText,
  dateText,
  innerDistricts,
  stepsOf,
  sumText,
  sumUnit,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { fileAddress, useAct, useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { columnOf, distributionTitle, mapMeasure } from './impact-words.ts'
import type { ProposalView } from './proposal-words.ts'

type Comparison = AnswerOf<typeof simulationRoutes.compare_schemes>
type District = Comparison['divisions'][number]

const columns: Column<District>[] = [
  { key: 'name', title: '区', fixed: true, cell: (row) => row.name },
  { key: 'gaining', title: '增加', unit: '户', align: 'end', cell: (row) => countText(row.gaining) },
  { key: 'new', title: '其中新符合', unit: '户', align: 'end', cell: (row) => countText(row.new) },
  { key: 'losing', title: '减少', unit: '户', align: 'end', cell: (row) => countText(row.losing) },
  { key: 'leaving', title: '其中不再符合', unit: '户', align: 'end', cell: (row) => countText(row.leaving) },
  { key: 'unchanged', title: '不变', unit: '户', align: 'end', cell: (row) => countText(row.unchanged) },
  { key: 'before', title: '现在', unit: '元/月', align: 'end', cell: (row) => <Money fen={row.before} /> },
  { key: 'after', title: '调整后', unit: '元/月', align: 'end', cell: (row) => <Money fen={row.after} /> },
  {
    key: 'difference',
    title: '多支出',
    unit: '元/月',
    align: 'end',
    cell: (row) => <Money fen={row.difference} signed />,
  },
]

/** The day before: until then the values are what they were. */
function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

/** The law of the day before against the proposed values and rules, over all households. */
const schemesOf = (view: ProposalView) => ({
  body: {
    before: { date: dayBefore(view.effective_from) },
    after: {
      date: view.effective_from,
      changes: view.values.map(({ parameter, value, value_division }) => ({
        parameter,
        value,
        division_code: value_division,
      })),
      versions: Object.fromEntries(view.versions.map(({ programme_id, version }) => [programme_id, version])),
    },
    population: 'all' as const,
    income_step: CLIFF_STEP,
  },
})

/** A hundred yuan a month more: what would be left of it is looked at. Fen. */
const CLIFF_STEP = 10_000

export function ProposalImpact({ view }: { view: ProposalView }) {
  const registers = useRegisters()
  const compare = useAct(simulationRoutes.compare_schemes, { asksOnly: true })
  const { mutate } = compare
  const reckon = () => mutate(schemesOf(view))
  // Once for what is shown; again only when somebody wants it.
  useEffect(() => {
    if (registers.ready) mutate(schemesOf(view))
  }, [registers.ready, mutate, view])
  return (
    <section aria-label="影响测算" className="stack">
      <div className="facts-head">
        <h2>影响测算</h2>
        <Button kind="link" busy={compare.isPending || !registers.ready} onClick={reckon}>
          重新测算
        </Button>
      </div>
      {!registers.ready && registers.error === null && (
        <p role="status">正在读取全市登记，读完就测算，可以离开这一页</p>
      )}
      {compare.isPending && <p role="status">正在按全市登记测算，可以离开这一页</p>}
      {registers.error !== null && <ErrorNotice error={registers.error} />}
      {compare.error !== null && <ErrorNotice error={compare.error} retry={reckon} />}
      {compare.data !== undefined && <Impact found={compare.data} view={view} />}
    </section>
  )
}

/** Whether the registers are there to reckon with. Where they never were, they are asked for once and waited for. */
function useRegisters(): { ready: boolean; error: unknown } {
  const [missing, setMissing] = useState(false)
  const { mutate, error: refused } = useAct(simulationRoutes.read_simulation_snapshot)
  const { data, error } = useQueryRoute(simulationRoutes.get_simulation, {}, missing ? { every: 2000 } : {})
  const ready = data !== undefined && data.snapshot !== null
  if (data !== undefined && missing === ready) setMissing(!ready)
  useEffect(() => {
    if (missing) mutate({ body: {} })
  }, [missing, mutate])
  return { ready, error: error ?? refused }
}

function Impact({ found, view }: { found: Comparison; view: ProposalView }) {
  const { total, year } = found
  const less = total.difference.startsWith('-')
  const more = sumUnit([year.full_year_difference, year.difference])
  return (
    <>
      <StatFigures>
        <StatFigure
          number={more.text(total.difference.replace('-', ''))}
          unit={more.unit}
          label={less ? '每月少支出' : '每月多支出'}
          base={`现在 ${sumText(total.before)}`}
        />
        <StatFigure
          number={more.text(year.full_year_difference.replace('-', ''))}
          unit={more.unit}
          label={less ? '满一年少支出' : '满一年多支出'}
          base={`当年 ${year.months} 个月，${more.text(year.difference.replace('-', ''))} ${more.unit}`}
        />
        <StatFigure
          number={countText(total.gaining)}
          unit="户"
          label="增加"
          base={`其中新符合 ${countText(total.new)} 户`}
        />
        <StatFigure
          number={countText(total.losing)}
          unit="户"
          label="减少"
          base={`其中不再符合 ${countText(total.leaving)} 户`}
          {...(total.losing > 0 ? { light: 'due_soon' as const } : {})}
        />
      </StatFigures>
      <Distribution found={found} />
      <CliffNote found={found} />
      <ImpactMap found={found} />
      <DataTable
        caption="各区影响"
        columns={columns}
        rows={found.divisions}
        rowKey={(row) => row.division_code}
        rowName={(row) => row.name}
        columnsKey="proposal-impact"
        countWord="区"
        exportPath={fileAddress(simulationRoutes.export_division_impacts, {
          params: { comparison_id: found.comparison_id },
          query: { population: 'all' },
        })}
        empty={<p className="second">没有受影响的区</p>}
      />
      <p className="second">
        按{dateText(found.snapshot.holding_on)}的登记，{countText(found.snapshot.households)} 户
        {countText(found.snapshot.people)} 人，用时 {countText(found.milliseconds)} 毫秒，凭据 {found.code}
        。事实不全、结果不清楚的 {countText(found.unknown)} 户没有计入。{uncountedText(found, view)}
        {subsidisedText(found)}
        测算不是决定，什么也没有生效。
        <AffectedLink found={found} kind="gaining">
          导出增加的户
        </AffectedLink>
        {'　'}
        <AffectedLink found={found} kind="losing">
          导出减少的户
        </AffectedLink>
      </p>
    </>
  )
}

/** Who gains and who loses how much: not only totals. Whose amount stays is said beside it and is no column. */
function Distribution({ found }: { found: Comparison }) {
  const { total, bins } = found
  const unchanged = countText(total.unchanged)
  if (total.gaining + total.losing === 0) return <p>没有一户的金额会变。符合的 {unchanged} 户都照旧。</p>
  return (
    <ColumnChart
      title={distributionTitle(total, bins)}
      measure={`户数，按每户每月多或少多少元分组。另有 ${unchanged} 户不变`}
      height={240}
      columns={bins.filter((bin) => bin.households > 0).map(columnOf)}
    />
  )
}

/** The households behind a figure, as a workbook. */
function AffectedLink(props: { found: Comparison; kind: 'gaining' | 'losing'; children: string }) {
  const { found, kind, children } = props
  const address = fileAddress(simulationRoutes.export_affected_households, {
    params: { comparison_id: found.comparison_id },
    query: { kind, population: 'all' },
  })
  return <TextLink to={address}>{children}</TextLink>
}

/** Premiums are paid by the year, and for how much the insurer says. */
function subsidisedText({ subsidised }: Comparison): string {
  if (subsidised === null) return ''
  const { title, people_before, people_after } = subsidised
  return `${title}的人（参保的话）现在 ${countText(people_before)} 人，调整后 ${countText(people_after)} 人，一年一次，金额以医保的答复为准。`
}

/** Of programmes that are touched: those that are reckoned for whom they name now, and those that nothing can be reckoned by. */
function uncountedText(found: Comparison, view: ProposalView): string {
  const titles = new Set([
    ...view.values.flatMap(({ programmes }) => programmes),
    ...view.versions.map(({ programme_title }) => programme_title),
  ])
  const uncounted = [...titles].filter((title) => !found.programmes.some((each) => each.title === title))
  const named = found.programmes.filter((each) => each.for_named && titles.has(each.title))
  return [
    named.length === 0 ? '' : `${named.map(({ title }) => title).join('、')}只算现在享受的人。`,
    uncounted.length === 0 ? '' : `${uncounted.join('、')}一件一议，没有计入。`,
  ].join('')
}

/** Whom a little more income would leave with less, before and after. */
function CliffNote({ found: { cliffs } }: { found: Comparison }) {
  if (cliffs === null) return null
  const { before, after } = cliffs
  const step = countText(Number(after.income_step) / 100)
  return (
    <p>
      断崖：每月多挣 {step} 元、到手反而少的，现在 {countText(before.households)} 户，调整后{' '}
      {countText(after.households)} 户
      {after.households > 0 && (
        <>
          ，最多的每月少 <Money fen={after.deepest} unit="元" />
        </>
      )}
      。
    </p>
  )
}

/** The districts by what they would pay more a month. */
function ImpactMap({ found }: { found: Comparison }) {
  const outline = useQueryRoute(divisionRoutes.get_outline, {}).data
  if (outline === undefined || found.divisions.some(({ division_code }) => division_code.length !== 6))
    return null
  // In the unit and to the digit in which it is written on the map.
  const more = sumUnit(found.divisions.map((row) => row.difference))
  const steps = stepsOf(found.divisions.map((row) => more.number(row.difference)))
  return (
    <div className="impact-map">
      <DistrictMap
        label="每月多支出，按区"
        outline={outline}
        values={found.divisions.map((row) => ({
          code: row.division_code,
          text: more.text(row.difference),
          step: steps.of(more.number(row.difference)),
        }))}
        inset={{ title: '市内六区（放大）', codes: innerDistricts }}
        legend={<MapLegend unit={mapMeasure(found.divisions, more.unit)} steps={steps.legend} />}
      />
    </div>
  )
}
