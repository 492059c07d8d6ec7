/** The four figures, each with its base and one click from its records. */
import { StatFigure, StatFigures, countText, sumUnit, yuanText } from '../../design/index.ts'
import { percent } from './finding.ts'
import { recordsPath } from './use-city.ts'
import type { City } from './use-city.ts'

/** A share of two whole numbers in fen, halves up. */
function perHead(fen: string, heads: string): string {
  const [amount, count] = [BigInt(fen), BigInt(heads)]
  return count === 0n ? '' : yuanText((amount * 2n + count) / (count * 2n))
}

export function CityFigures({ city }: { city: City }) {
  const path = (indicator: { indicator_id: string }) =>
    recordsPath(city.programme_id, indicator.indicator_id, city)
  const [people, households] = [Number(city.people.value), Number(city.households.value)]
  const [open, overdue] = [Number(city.open_cases.value), Number(city.overdue_cases.value)]
  const spend = sumUnit([city.spend.value])
  const month = `${Number(city.month.slice(5, 7))}月`
  return (
    <StatFigures>
      <StatFigure
        number={countText(people)}
        unit="人"
        label={city.people.title}
        base={
          city.residents === 0
            ? '无常住人口登记'
            : `每千常住人口 ${((people / city.residents) * 1000).toFixed(1)}`
        }
        path={path(city.people)}
      />
      <StatFigure
        number={countText(households)}
        unit="户"
        label={city.households.title}
        base={households === 0 ? '' : `每户 ${(people / households).toFixed(2)} 人`}
        path={path(city.households)}
      />
      <StatFigure
        number={spend.text(city.spend.value)}
        unit={spend.unit}
        label={`${month}发放`}
        base={
          people === 0
            ? ''
            : city.spend.value === '0'
              ? '本月还没有送银行'
              : `每人 ${perHead(city.spend.value, city.people.value)} 元`
        }
        path={path(city.spend)}
      />
      <StatFigure
        number={countText(overdue)}
        unit="件"
        label="超期"
        base={open === 0 ? '没有在办' : `在办 ${countText(open)} 件的 ${percent(overdue / open)}`}
        path={path(overdue > 0 ? city.overdue_cases : city.open_cases)}
        {...(overdue > 0 && { light: 'overdue' as const })}
      />
    </StatFigures>
  )
}
