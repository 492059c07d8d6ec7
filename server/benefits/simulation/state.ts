/** What may be tried: programmes with their values and versions of a day, and what the snapshot is of. */
import { getParameter, LawError } from '../../../engine/index.ts'
import type { Parameter, ParameterInForce, Programme } from '../../../engine/index.ts'
import type { Act } from '../../platform/act.ts'
import { isInForce, listSimulated } from './comparison/schemes.ts'
import { authoriseArea } from './service.ts'
import { findSimulator } from './simulator.ts'
import { peopleIn } from './snapshot/file.ts'

/** @throws case_not_yours (403) */
export async function getSimulation(act: Act, date: string) {
  const area = authoriseArea(act, undefined)
  const snapshot = await findSimulator()?.snapshots.find()
  return {
    date,
    snapshot: snapshot
      ? {
          ...snapshot.moment,
          taken_at: snapshot.taken_at,
          households: snapshot.households,
          people: peopleIn(snapshot),
        }
      : null,
    programmes: listSimulated().map(({ id, title, rules }) => ({
      programme_id: id,
      title,
      in_force: isInForce(rules, date, area),
      versions: rules.versions.map((version) => ({
        id: version.id,
        from: version.from,
        to: version.to ?? null,
        document: version.document,
      })),
      parameters: rules.parameters.map((parameter) => viewParameter(rules, parameter, date, area)),
    })),
  }
}

function viewParameter(rules: Programme, { name, label, unit }: Parameter, date: string, area: string) {
  const found = findParameter(rules, name, date, area)
  return {
    parameter: name,
    label,
    unit,
    value: found ? valueText(found) : null,
    from: found?.from ?? null,
    document: found?.source.document ?? null,
    to_verify: found ? !found.cited : false,
  }
}

function findParameter(
  rules: Programme,
  name: string,
  date: string,
  area: string,
): ParameterInForce | undefined {
  try {
    return getParameter(rules, name, date, area)
  } catch (error) {
    if (error instanceof LawError && error.code === 'parameter_not_in_force') return undefined
    throw error
  }
}

/** As a table of law has it, and as a scheme takes it back: `860`, `30%`, `true`. */
function valueText({ unit, numerator, denominator }: ParameterInForce): string {
  switch (unit) {
    case 'flag':
      return numerator === 1n ? 'true' : 'false'
    case 'day':
      return String(numerator).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')
    case 'count':
      return String(numerator)
    case 'ratio':
      return `${decimal(numerator * 100n, denominator)}%`
    default:
      return decimal(numerator, 100n * denominator)
  }
}

/** Exact: what stands in a table of law is a finite decimal. */
function decimal(numerator: bigint, denominator: bigint): string {
  const scaled = (numerator * 1_000_000n) / denominator
  const sign = scaled < 0n ? '-' : ''
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(7, '0')
  const fraction = digits.slice(-6).replace(/0+$/, '')
  return `${sign}${digits.slice(0, -6)}${fraction === '' ? '' : `.${fraction}`}`
}
