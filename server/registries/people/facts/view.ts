/** A fact as pages show it: label, value in words, last day instead of the day after. */
import type { z } from 'zod'
import { yuanText } from '../model.ts'
import { findFactDefinition } from './catalogue.ts'
import type { FactDefinition } from './catalogue.ts'
import type { factView } from './contract.ts'
import type { FactRow } from './queries.ts'

type FactView = Omit<z.output<typeof factView>, 'number_value'> & { number_value: bigint | null }

export function factViewOf(row: FactRow): FactView {
  const definition = findFactDefinition(row.name)
  const { household_id: _where, ...shown } = row
  return {
    ...shown,
    label: definition?.label ?? row.name,
    value_kind: definition?.value_kind ?? (row.code_value === null ? 'count' : 'code'),
    value_text: valueText(definition, row),
    unknown: row.number_value === null && row.code_value === null,
  }
}

/** 1,837.50 元/月, 是, 肢体, 2; 不详 for what is known to be unknown. */
export function valueText(
  definition: FactDefinition | undefined,
  value: Pick<FactRow, 'number_value' | 'code_value'>,
): string {
  const { number_value, code_value } = value
  if (code_value !== null)
    return definition?.codes.find(({ code }) => code === code_value)?.label ?? code_value
  if (number_value === null) return '不详'
  switch (definition?.value_kind) {
    case 'fen_per_month':
      return `${yuanText(number_value)} 元/月`
    case 'fen':
      return `${yuanText(number_value)} 元`
    case 'flag':
      return number_value === 0n ? '否' : '是'
    default:
      return number_value.toString()
  }
}
