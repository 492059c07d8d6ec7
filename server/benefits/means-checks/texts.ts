/** Words for facts and their values in a means check. */
import { findFactDefinition, valueText, yuanText } from '../../registries/people/index.ts'

export const labelOf = (fact_name: string): string => findFactDefinition(fact_name)?.label ?? fact_name

export const textOf = (
  fact_name: string,
  number_value: bigint | null,
  code_value: string | null = null,
): string => valueText(findFactDefinition(fact_name), { number_value, code_value })

/** 比申报多 7.50 元; null while nothing was declared. */
export function differenceText(
  fact_name: string,
  declared: bigint | null,
  found: bigint | null,
): string | null {
  if (declared === null) return null
  if (found === null) return '还有来源没有答复，合计未知'
  const difference = found - declared
  if (difference === 0n) return '合计与申报一致'
  const size = difference < 0n ? -difference : difference
  const money = findFactDefinition(fact_name)?.value_kind.startsWith('fen') === true
  return `比申报${difference < 0n ? '少' : '多'} ${money ? `${yuanText(size)} 元` : size}`
}
