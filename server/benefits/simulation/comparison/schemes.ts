/** A scheme: the law of a day, with values or versions of rules tried out in its place. Nothing of it takes effect. */
import { getParameter, LawError, trace, tryVersion } from '../../../../engine/index.ts'
import type { ParameterValue, Programme } from '../../../../engine/index.ts'
import { listProgrammes } from '../../../../law/index.ts'
import type { PolicyProgramme } from '../../../../law/index.ts'
import { problem } from '../../problems.ts'
import { asEnacted } from '../../proposals/current-law.ts'

export type ParameterChange = {
  /** Of every programme that has a parameter of the name, unless `programme_id` says which. */
  parameter: string
  programme_id?: string | undefined
  /** As the law prints it: `920`, `30%`, `true`. */
  value: string
  /** Where it shall hold; everywhere when left out. */
  division_code?: string | undefined
}

export type Scheme = {
  /** Whose law counts where nothing is changed, and on which ages are reckoned. */
  date: string
  changes: readonly ParameterChange[]
  /** Rules of another version, by programme. */
  versions: Readonly<Record<string, string>>
}

/**
 * The programmes as the law stands now whose amounts are monthly: what goes on for as long as nothing changes. Those
 * for single people are reckoned for whom they name; who else would apply the registers don't know.
 */
export const listSimulated = (): readonly PolicyProgramme[] =>
  listProgrammes()
    .filter(({ payment }) => payment.kind === 'monthly')
    .map(asEnacted)

/** Whether a programme is for single people, whom it names. */
export const isForNamed = ({ payment }: PolicyProgramme): boolean => payment.beneficiary === 'member'

/** A programme as the scheme has it. @throws scheme_wrong (422) */
export function programmeUnder({ rules }: PolicyProgramme, scheme: Scheme): Programme {
  const version = scheme.versions[rules.id]
  const tried = version === undefined ? rules : triedVersion(rules, version)
  const changes = scheme.changes.filter(
    (change) =>
      (change.programme_id ?? rules.id) === rules.id &&
      tried.parameters.some(({ name }) => name === change.parameter),
  )
  if (changes.length === 0) return tried
  return {
    ...tried,
    parameters: tried.parameters.map((parameter) => {
      const own = changes.filter((change) => change.parameter === parameter.name)
      return own.reduce((changed, change) => ({ ...changed, values: replaced(changed, change) }), parameter)
    }),
  }
}

function triedVersion(rules: Programme, id: string): Programme {
  try {
    return tryVersion(rules, id)
  } catch (error) {
    if (error instanceof LawError && error.code === 'version_unknown')
      throw problem('scheme_wrong', { detail: error.message })
    throw error
  }
}

const ALWAYS = '0001-01-01'

/** The table with the tried value in the place of all that holds in the division. */
function replaced(
  { values, unit }: Programme['parameters'][number],
  { value, division_code }: ParameterChange,
): ParameterValue[] {
  const division = division_code ?? '00'
  const tried: ParameterValue = {
    division,
    from: ALWAYS,
    value: unit === 'flag' ? value === 'true' : value,
    source: { document: '拟定方案', mark: 'M' },
  }
  const outside = division === '00' ? [] : values.filter((row) => !row.division.startsWith(division))
  return [...outside, tried]
}

/**
 * Every change names a parameter that some programme has, and a value that it can take; also of one that is offered and
 * not simulated, where it changes no figure. @throws scheme_wrong (422)
 */
export function checkScheme(scheme: Scheme): void {
  const programmes = listProgrammes()
    .map(asEnacted)
    .map((programme) => ({ ...programme, rules: withVersionOf(programme, scheme) }))
  const wrong = (detail: string) => problem('scheme_wrong', { detail })
  for (const id of Object.keys(scheme.versions))
    if (listSimulated().every((programme) => programme.id !== id)) throw wrong(`没有救助项目「${id}」。`)
  for (const change of scheme.changes) {
    const having = programmes.filter(
      ({ id, rules }) =>
        (change.programme_id ?? id) === id && rules.parameters.some(({ name }) => name === change.parameter),
    )
    if (having.length === 0) throw wrong(`没有「${change.parameter}」这项标准。`)
    for (const programme of having) checkValue(programme, change, scheme)
  }
}

/** With its drafts' own values, where the scheme tries a draft. */
const withVersionOf = ({ rules }: PolicyProgramme, { versions }: Scheme): Programme => {
  const version = versions[rules.id]
  return version === undefined ? rules : triedVersion(rules, version)
}

function checkValue(programme: PolicyProgramme, change: ParameterChange, scheme: Scheme): void {
  const { unit, label } = programme.rules.parameters.find(({ name }) => name === change.parameter)!
  if (unit === 'flag' && change.value !== 'true' && change.value !== 'false')
    throw problem('scheme_wrong', { detail: `「${label}」只能是“是”或“否”。` })
  try {
    const changed = programmeUnder(programme, scheme)
    getParameter(changed, change.parameter, scheme.date, change.division_code ?? '00')
  } catch (error) {
    if (!(error instanceof LawError)) throw error
    throw problem('scheme_wrong', { detail: `「${label}」的值「${change.value}」不对：${error.message}` })
  }
}

/** Whether the programme has rules on the day in the division. @throws law_not_in_force (422) when values are missing */
export function isInForce(programme: Programme, date: string, division: string): boolean {
  try {
    trace(programme, date, division)
    return true
  } catch (error) {
    if (!(error instanceof LawError)) throw error
    if (error.code === 'version_not_in_force') return false
    if (error.code === 'parameter_not_in_force') throw problem('law_not_in_force', { detail: error.message })
    // A value so large that the exact range could be left.
    throw problem('scheme_wrong', { detail: error.message })
  }
}
