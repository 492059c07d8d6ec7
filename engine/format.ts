// Values as a civil servant reads them.
import { formatDay } from './quantity/day.ts'
import type { InputDeclaration } from './quantity/form.ts'
import type { UnitName } from './quantity/units.ts'

/** `86000n` fen per month → `860元/月`; an unrounded amount is cut after four digits and marked 约. */
export function formatValue(
  unit: UnitName,
  numerator: bigint | undefined,
  denominator = 1n,
  codes: InputDeclaration['codes'] = [],
): string {
  if (numerator === undefined) return '未知'
  if (unit === 'flag') return numerator === 1n ? '是' : '否'
  if (unit === 'code') return codes[Number(numerator)]?.label ?? String(numerator)
  if (unit === 'day') return formatDay(Number(numerator))
  if (unit === 'count') return decimal(numerator, denominator)
  if (unit === 'ratio') return `${decimal(numerator * 100n, denominator)}%`
  return `${decimal(numerator, denominator * 100n, 2)}元${unit.startsWith('money/month') ? '/月' : ''}`
}

function decimal(numerator: bigint, denominator: bigint, fixed = 0): string {
  const negative = numerator < 0n
  const size = negative ? -numerator : numerator
  const scaled = (size * 10_000n) / denominator
  const exact = (size * 10_000n) % denominator === 0n
  const fraction = String(scaled % 10_000n)
    .padStart(4, '0')
    .replace(/0+$/, '')
  const digits = fraction === '' ? '' : `.${fraction.padEnd(fixed, '0')}`
  return `${exact ? '' : '约'}${negative ? '-' : ''}${scaled / 10_000n}${digits}`
}
