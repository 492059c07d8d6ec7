/** The districts by people on the programme among a thousand residents; a click goes down. */
import { DistrictMap, MapLegend, innerDistricts } from '../../design/index.ts'
import type { MapSteps } from '../../design/index.ts'
import { findingOf } from './finding.ts'
import { useOutline, useScope, wholeWord } from './use-city.ts'
import type { City } from './use-city.ts'

export function CityMap({ city, whole, steps }: { city: City; whole: City; steps: MapSteps }) {
  const scope = useScope()
  const outline = useOutline()
  return (
    <section className="insight-map" aria-labelledby="insight-finding">
      <h2 id="insight-finding">{findingOf(city.divisions, wholeWord(city.division_code), city.counted)}</h2>
      <p className="second">每千常住人口{city.people.title}，点区看街道</p>
      {outline === undefined ? (
        <div className="insight-map-room" />
      ) : (
        <DistrictMap
          label={`每千常住人口${city.people.title}，按区`}
          outline={outline}
          values={whole.divisions.map((row) => ({
            code: row.division_code,
            text: row.per_thousand === null ? '' : row.per_thousand.toFixed(1),
            step: steps.of(row.per_thousand),
          }))}
          inset={{ title: '市内六区（放大）', codes: innerDistricts }}
          selected={scope.division_code.length >= 6 ? scope.division_code.slice(0, 6) : undefined}
          onSelect={(division) => scope.change({ division }, { push: true })}
          legend={<MapLegend unit="人 / 千人" steps={steps.legend} />}
        />
      )}
    </section>
  )
}
