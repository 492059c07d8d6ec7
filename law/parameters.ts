/**
 * Loads the dated values of a folder's `parameters.yaml` in the shape the engine takes. Money stands in yuan,
 * as the law prints it; every value carries its division, dates, mark and where it was seen.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Parameter, ParameterSource, ParameterValue } from '../engine/index.ts'
import { getLawDocument, isToVerify, lawFolder } from './documents.ts'
import type { Mark } from './documents.ts'

/** A value with what it rests on in words, and whether it is shown as 待核实. */
export type LawParameterValue = ParameterValue & { readonly seenIn: string; readonly toVerify: boolean }
export type LawParameter = Omit<Parameter, 'values'> & { readonly values: readonly LawParameterValue[] }

type RawValue = {
  division: string
  from: string
  to?: string
  value: number | string | boolean
  mark: Mark
  source: string
  document?: string
  article?: string
}
type RawParameter = {
  label: string
  unit: Parameter['unit']
  document: string
  article: string
  values: RawValue[]
}

/** All parameters of `law/<folder>/parameters.yaml`; throws on a value without source or mark. */
export function loadParameters(folder: string): LawParameter[] {
  const path = join(lawFolder, folder, 'parameters.yaml')
  const raw = parse(readFileSync(path, 'utf8')) as Record<string, RawParameter>
  return Object.entries(raw).map(([name, each]) => ({
    name,
    label: each.label,
    unit: each.unit,
    values: each.values.map((value) => toValue(name, each, value)),
  }))
}

/** A parameter by name; throws when the list does not have it. */
export function getParameterNamed(parameters: LawParameter[], name: string): LawParameter {
  const found = parameters.find((parameter) => parameter.name === name)
  if (!found) throw new Error(`没有参数 ${name}`)
  return found
}

function toValue(name: string, parameter: RawParameter, raw: RawValue): LawParameterValue {
  if (!raw.source || !raw.mark) throw new Error(`参数 ${name} ${raw.from} 缺出处或依据`)
  return {
    division: raw.division,
    from: raw.from,
    ...(raw.to === undefined ? {} : { to: raw.to }),
    value: raw.value,
    source: toSource(raw.document ?? parameter.document, raw.article ?? parameter.article, raw.mark),
    seenIn: raw.source,
    toVerify: isToVerify(raw.mark),
  }
}

function toSource(documentId: string, article: string, mark: Mark): ParameterSource {
  const document = getLawDocument(documentId)
  return {
    document: document.title,
    number: document.number,
    ...(document.published === null ? {} : { date: document.published }),
    article,
    mark,
  }
}
