/**
 * Loads the dated values of a folder's `parameters.yaml`. Money is written in yuan there and becomes
 * integer fen here; every value carries its division, dates, mark and source.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { isToVerify, lawFolder } from './documents.ts'
import type { Mark } from './documents.ts'
import type { ArticleReference } from './procedure.ts'

export type ParameterUnit = 'money' | 'count' | 'ratio' | 'year' | 'code'

/** One value: in force in `division` and everything below it from `from` to the day before `until`. */
export type ParameterValue = {
  division: string
  from: string
  until: string | null
  /** Money in fen, count and year as integers. */
  value: bigint | null
  /** A ratio as an exact fraction. */
  ratio: { numerator: bigint; denominator: bigint } | null
  code: string | null
  mark: Mark
  source: string
  toVerify: boolean
  citation: ArticleReference
}

export type ParameterDefinition = {
  id: string
  label: string
  unit: ParameterUnit
  /** Money: per what (人·月). */
  per: string | null
  citation: ArticleReference
  /** In order of `from`. */
  values: ParameterValue[]
}

type RawValue = {
  division: string
  from: string
  until?: string
  value: number | string
  mark: Mark
  source: string
  document?: string
  article?: string
}
type RawParameter = {
  label: string
  unit: ParameterUnit
  per?: string
  document: string
  article: string
  values: RawValue[]
}

/** All parameters of `law/<folder>/parameters.yaml` by id. */
export function loadParameters(folder: string): Record<string, ParameterDefinition> {
  const path = join(lawFolder, folder, 'parameters.yaml')
  const raw = parse(readFileSync(path, 'utf8')) as Record<string, RawParameter>
  return Object.fromEntries(Object.entries(raw).map(([id, each]) => [id, toDefinition(id, each)]))
}

function toDefinition(id: string, raw: RawParameter): ParameterDefinition {
  const citation = { document: raw.document, article: raw.article }
  const values = raw.values.map((value) => toValue(id, raw, value, citation))
  return { id, label: raw.label, unit: raw.unit, per: raw.per ?? null, citation, values }
}

function toValue(id: string, raw: RawParameter, value: RawValue, citation: ArticleReference): ParameterValue {
  if (!value.source || !value.mark) throw new Error(`参数 ${id} ${value.from} 缺出处或依据`)
  return {
    division: value.division,
    from: String(value.from),
    until: value.until ? String(value.until) : null,
    ...toQuantity(raw.unit, value.value),
    mark: value.mark,
    source: value.source,
    toVerify: isToVerify(value.mark),
    citation: { document: value.document ?? citation.document, article: value.article ?? citation.article },
  }
}

function toQuantity(unit: ParameterUnit, value: number | string) {
  if (unit === 'code') return { value: null, ratio: null, code: String(value) }
  if (unit === 'ratio') return { value: null, ratio: toFraction(String(value)), code: null }
  return { value: unit === 'money' ? toFen(String(value)) : BigInt(value), ratio: null, code: null }
}

/** `"860.5"` yuan → 86050n fen; throws on more than two decimals. */
export function toFen(yuan: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(yuan)
  if (!match) throw new Error(`不是金额：${yuan}`)
  const fen = BigInt(match[2] ?? '0') * 100n + BigInt((match[3] ?? '').padEnd(2, '0'))
  return match[1] ? -fen : fen
}

function toFraction(decimal: string): { numerator: bigint; denominator: bigint } {
  const [whole = '0', decimals = ''] = decimal.split('.')
  return { numerator: BigInt(whole + decimals), denominator: 10n ** BigInt(decimals.length) }
}

/**
 * The value in force on `date` for `division`: the nearest division upward that has one.
 * Throws when none is in force; it is never taken as 0.
 */
export function getParameterValue(
  parameter: ParameterDefinition,
  date: string,
  division: string,
): ParameterValue {
  const inForce = parameter.values.filter(
    (each) =>
      (each.division === '00' || division.startsWith(each.division)) &&
      each.from <= date &&
      (each.until === null || date < each.until),
  )
  const depth = (each: ParameterValue) => (each.division === '00' ? 0 : each.division.length)
  const nearest = Math.max(...inForce.map(depth))
  const found = inForce
    .filter((each) => depth(each) === nearest)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const latest = found.at(-1)
  if (!latest) throw new Error(`参数“${parameter.label}”在 ${date} 没有施行的数值`)
  return latest
}
