/** The values of the law as `law/` holds them, with where each was seen. Read from files once; nothing is changed here. */
import type { Act } from '../../platform/act.ts'
import { listAllProgrammes, loadParameters } from '../../../law/index.ts'
import type { LawParameter, LawParameterValue } from '../../../law/index.ts'
import { authorise } from '../access.ts'
import type { LawParameterRow } from './contract.ts'

let loaded: LawParameterRow[] | undefined

/** Every dated value, with its source and mark; which one is in force is for the reader's day to say. */
export function listLawParameters(act: Act): { rows: LawParameterRow[] } {
  authorise(act, 'list_parameters')
  loaded ??= [
    ...rowsOf('common', '各项目共用'),
    ...listAllProgrammes().flatMap((programme) => rowsOf(programme.folder, programme.title)),
  ]
  return { rows: loaded }
}

function rowsOf(folder: string, group: string): LawParameterRow[] {
  return loadParameters(folder).map((parameter) => ({
    name: parameter.name,
    label: parameter.label,
    group,
    values: parameter.values.map((value) => toRow(parameter.unit, value)),
  }))
}

function toRow(unit: LawParameter['unit'], { source, ...value }: LawParameterValue) {
  return {
    division_code: value.division,
    from: value.from,
    to: value.to ?? null,
    value_text: textOf(unit, value.value),
    document: source.document,
    number: source.number ?? null,
    article: source.article ?? null,
    mark: source.mark,
    to_verify: value.toVerify,
    seen_in: value.seenIn,
  }
}

/** A value as the law prints it, with its unit. */
function textOf(unit: LawParameter['unit'], value: number | string | boolean): string {
  switch (unit) {
    case 'money':
      return `${yuan(value)} 元`
    case 'money/month':
      return `${yuan(value)} 元/月`
    case 'ratio':
      return typeof value === 'number' ? `${Number((value * 100).toFixed(4))}%` : String(value)
    case 'flag':
      return value === true ? '是' : '否'
    default:
      return String(value)
  }
}

function yuan(value: number | string | boolean): string {
  const [whole = '', fraction = ''] = String(value).split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(2, '0')}`
}
