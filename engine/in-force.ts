// What is in force on a day in a division: the nearest division upward that has a value, and in it the latest
// row that has begun and not ended.
import { LawError } from './error.ts'
import type { DraftParameter, Parameter, ParameterSource, Programme, ProgrammeVersion } from './programme.ts'
import { formatDay, parseDay } from './quantity/day.ts'
import { parseDecimal } from './quantity/decimal.ts'

interface Dated {
  readonly division?: string
  readonly from: string
  readonly to?: string
}

/** A parameter's value on the day, exact: fen, number, fraction, YYYYMMDD or 0/1. */
export interface ParameterInForce {
  readonly name: string
  readonly label: string
  readonly unit: Parameter['unit']
  readonly numerator: bigint
  readonly denominator: bigint
  readonly division: string
  readonly from: string
  readonly source: ParameterSource
  /** False: shown as 待核实. */
  readonly cited: boolean
}

const reaches = (division: string, place: string): boolean =>
  division === '00' || place === division || place.startsWith(division)

function findInForce<T extends Dated>(rows: readonly T[], date: string, place: string): T | undefined {
  const divisionOf = (row: T): string => row.division ?? '00'
  const begun = rows.filter((row) => reaches(divisionOf(row), place) && row.from <= date)
  // A later row ends the one before it for good, also when it has ended itself since.
  const latest = begun.filter(
    (row) => !begun.some((later) => divisionOf(later) === divisionOf(row) && later.from > row.from),
  )
  const inForce = latest.filter(({ to }) => to === undefined || date < to)
  const nearness = (row: T): number => (divisionOf(row) === '00' ? 0 : divisionOf(row).length)
  return inForce.reduce<T | undefined>((best, row) => {
    if (!best) return row
    const nearer = nearness(row) - nearness(best)
    if (nearer === 0) throw new LawError('parameter_invalid', `${place}自${row.from}起有两个值。`)
    return nearer > 0 ? row : best
  }, undefined)
}

const divisionsOf = new WeakMap<Programme, ReadonlySet<string>>()

/** The nearest division upward of a place in which the programme has a value or a version of its own; `'00'` when
 * there is none. Everything of the programme that holds there holds in the place. */
export function nearestDivision(programme: Programme, place: string): string {
  const divisions =
    divisionsOf.get(programme) ?? new Set(rowsOf(programme).map(({ division }) => division ?? '00'))
  divisionsOf.set(programme, divisions)
  for (let length = place.length; length > 0; length--) {
    const upward = place.slice(0, length)
    if (divisions.has(upward)) return upward
  }
  return '00'
}

const rowsOf = ({ versions, parameters }: Programme): Dated[] => [
  ...versions,
  ...parameters.flatMap(({ values }) => values),
]

/** The rules in force. Throws `version_not_in_force`. */
export function getVersion(programme: Programme, date: string, division: string): ProgrammeVersion {
  const version = findInForce(programme.versions, date, division)
  if (version) return version
  throw new LawError('version_not_in_force', `${programme.title}在${date}、区划${division}没有施行的规则。`)
}

/** A parameter's value in force. Throws `parameter_not_in_force`: absence is never 0. */
export function getParameter(
  programme: Programme,
  name: string,
  date: string,
  division: string,
): ParameterInForce {
  const parameter = programme.parameters.find((candidate) => candidate.name === name)
  if (!parameter) throw new LawError('parameter_unknown', `${programme.title}没有参数 ${name}。`)
  const row = findInForce(parameter.values, date, division)
  if (!row) {
    throw new LawError('parameter_not_in_force', `${parameter.label}在${date}、区划${division}没有施行的值。`)
  }
  const { label, unit } = parameter
  const cited = row.source.mark === 'O' || row.source.mark === 'T'
  return {
    name,
    label,
    unit,
    ...parseValue(parameter, row.value),
    division: row.division,
    from: row.from,
    source: row.source,
    cited,
  }
}

function parseValue(
  { label, unit }: Parameter,
  value: number | string | boolean,
): { numerator: bigint; denominator: bigint } {
  if (unit === 'flag') {
    if (typeof value === 'boolean') return { numerator: value ? 1n : 0n, denominator: 1n }
    throw new LawError('parameter_invalid', `${label}须是 true 或 false。`)
  }
  if (typeof value === 'boolean') throw new LawError('parameter_invalid', `${label}须是数。`)
  if (unit === 'day') return { numerator: BigInt(parseDay(String(value))), denominator: 1n }
  const { numerator, denominator } = parseDecimal(value)
  if (unit === 'ratio') return { numerator, denominator }
  const scale = unit === 'count' ? 1n : 100n
  if ((numerator * scale) % denominator !== 0n) {
    throw new LawError('parameter_invalid', `${label}的小数位过多：${value}`)
  }
  return { numerator: (numerator * scale) / denominator, denominator: 1n }
}

/** The days around `date` between which nothing of the programme changes: `[from, to)`, `to` undefined when
 * no change is known. One graph holds for the whole of it. */
export function stableInterval(programme: Programme, date: string): { from: string; to: string | undefined } {
  const changes = rowsOf(programme).flatMap(({ from, to }) => (to === undefined ? [from] : [from, to]))
  const before = changes.filter((change) => change <= date)
  const after = changes.filter((change) => change > date)
  return { from: before.sort().at(-1) ?? formatDay(10101), to: after.sort()[0] }
}

/** The programme with rules of its own put in force from a day on in a division: a draft with its values, or a dated
 * version once more. They hold until a later version of the same division. Values that the programme has of a draft's
 * parameter from a day up to that one stay. Throws `version_unknown`. */
export function putInForce(
  programme: Programme,
  id: string,
  { from, division }: { readonly from: string; readonly division: string },
): Programme {
  const draft = programme.drafts.find((each) => each.id === id)
  const written = draft ?? programme.versions.find((each) => each.id === id)
  if (!written) throw new LawError('version_unknown', `${programme.title}没有「${id}」这一版规则。`)
  const { document, rules } = written
  return {
    ...programme,
    versions: [...programme.versions, { id, from, division, document, rules }],
    parameters: (draft?.parameters ?? []).reduce(
      (parameters, own) => withOwnValues(parameters, own, { from, division }),
      programme.parameters,
    ),
  }
}

/** The programme as if one version of it, or a draft with its values, had always held everywhere: to be looked at
 * before it is in force. Throws `version_unknown`. */
export function tryVersion(programme: Programme, id: string): Programme {
  const tried = putInForce(programme, id, { from: formatDay(10101), division: '00' })
  return { ...tried, versions: tried.versions.slice(-1) }
}

function withOwnValues(
  parameters: readonly Parameter[],
  { values, ...own }: DraftParameter,
  { from, division }: { readonly from: string; readonly division: string },
): readonly Parameter[] {
  const known = parameters.find(({ name }) => name === own.name)
  const holds = (at: string): boolean =>
    known?.values.some((row) => row.division === at && row.from <= from) ?? false
  // What the draft says for the nation holds in the division for which it was put in force.
  const added = values
    .map((value) => ({ ...value, division: value.division === '00' ? division : value.division, from }))
    .filter((value) => !holds(value.division))
  const whole: Parameter = { ...own, values: [...added, ...(known?.values ?? [])] }
  return known ? parameters.map((each) => (each === known ? whole : each)) : [...parameters, whole]
}
