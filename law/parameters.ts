/**
 * Loads the dated values of a folder's `parameters.yaml` in the shape the engine takes. Money stands in yuan,
 * as the law prints it; every value carries its division, dates, mark and where it was seen.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { DraftParameter, Parameter, ParameterValue } from '../engine/index.ts'
import { isToVerify, lawFolder, sourceOf } from './documents.ts'
import type { Mark } from './documents.ts'

/** A value with what it rests on in words, and whether it is shown as 待核实. */
export type LawParameterValue = ParameterValue & { readonly seenIn: string; readonly toVerify: boolean }
export type LawParameter = Omit<Parameter, 'values'> & { readonly values: readonly LawParameterValue[] }

/** A draft's parameter in the same shape; its values have no days. */
type DraftValue = DraftParameter['values'][number]
export type LawDraftParameter = Omit<DraftParameter, 'values'> & {
  readonly values: readonly (DraftValue & Pick<LawParameterValue, 'seenIn' | 'toVerify'>)[]
}

type RawValue = {
  division: string
  value: number | string | boolean
  mark: Mark
  source: string
  document?: string
  article?: string
}
type RawDatedValue = RawValue & { from: string; to?: string }
type RawParameter<Value> = {
  label: string
  unit: Parameter['unit']
  document: string
  article: string
  values: Value[]
}

/** All parameters of `law/<folder>/parameters.yaml`; throws on a value without source or mark. */
export const loadParameters = (folder: string): LawParameter[] =>
  load<RawDatedValue>(folder).map(([name, { values, ...each }]) => ({
    name,
    label: each.label,
    unit: each.unit,
    values: values.map((raw) => ({
      ...toValue(name, each, raw),
      from: raw.from,
      ...(raw.to === undefined ? {} : { to: raw.to }),
    })),
  }))

/** The same of a draft's folder, whose values have no days. */
export const loadDraftParameters = (folder: string): LawDraftParameter[] =>
  load<RawValue>(folder).map(([name, { values, ...each }]) => ({
    name,
    label: each.label,
    unit: each.unit,
    values: values.map((raw) => toValue(name, each, raw)),
  }))

const load = <Value>(folder: string): [string, RawParameter<Value>][] =>
  Object.entries(
    parse(readFileSync(join(lawFolder, folder, 'parameters.yaml'), 'utf8')) as Record<
      string,
      RawParameter<Value>
    >,
  )

/** A parameter by name; throws when the list does not have it. */
export function getParameterNamed(parameters: LawParameter[], name: string): LawParameter {
  const found = parameters.find((parameter) => parameter.name === name)
  if (!found) throw new Error(`没有参数 ${name}`)
  return found
}

function toValue(
  name: string,
  parameter: Pick<RawParameter<RawValue>, 'document' | 'article'>,
  raw: RawValue,
) {
  if (!raw.source || !raw.mark) throw new Error(`参数 ${name} 缺出处或依据`)
  return {
    division: raw.division,
    value: raw.value,
    source: {
      ...sourceOf(raw.document ?? parameter.document, raw.mark),
      article: raw.article ?? parameter.article,
    },
    seenIn: raw.source,
    toVerify: isToVerify(raw.mark),
  }
}
