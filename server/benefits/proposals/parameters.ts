/** Which values of the law a proposal may change, what they are on a day, and whether what is proposed fits. */
import { getParameter, LawError, type Parameter } from '../../../engine/index.ts'
import { listProgrammes } from '../../../law/index.ts'
import { asEnacted } from './current-law.ts'
import type { ProposalValueRow } from './queries.ts'

const decimals: Partial<Record<Parameter['unit'], number>> = {
  money: 2,
  'money/month': 2,
  ratio: 4,
  count: 0,
}

export type ChangeableParameter = {
  parameter: string
  label: string
  unit: Parameter['unit']
  /** As the law prints it; null on a day without one. */
  value: string | null
  /** From when that one holds. */
  from: string | null
  programmes: { programme_id: string; title: string }[]
}

/** Every value of offered programmes that is a number, with what holds on the day in the division. */
export function listChangeable(date: string, division: string): ChangeableParameter[] {
  const found = new Map<string, ChangeableParameter>()
  for (const programme of listProgrammes()) {
    const own = { programme_id: programme.id, title: programme.title }
    const { rules } = asEnacted(programme)
    for (const { name, label, unit } of rules.parameters) {
      const known = found.get(name)
      if (known !== undefined) known.programmes.push(own)
      else if (unit in decimals) {
        const now = valueOn(rules, name, date, division)
        found.set(name, { parameter: name, label, unit, ...now, programmes: [own] })
      }
    }
  }
  return [...found.values()]
}

function valueOn(
  rules: Parameters<typeof getParameter>[0],
  name: string,
  date: string,
  division: string,
): Pick<ChangeableParameter, 'value' | 'from'> {
  try {
    const { from } = getParameter(rules, name, date, division)
    const row = rules.parameters
      .find((each) => each.name === name)
      ?.values.find((each) => each.from === from && division.startsWith(each.division.replace(/^00$/, '')))
    return { value: row === undefined ? null : String(row.value), from }
  } catch (error) {
    if (error instanceof LawError && error.code === 'parameter_not_in_force')
      return { value: null, from: null }
    throw error
  }
}

/** The programmes that pay by the month and whose rules read any of the parameters: what was paid once stays as it was. */
export function programmesReading(parameters: readonly string[]): string[] {
  return listProgrammes()
    .filter(
      ({ rules, payment }) =>
        payment.kind === 'monthly' && rules.parameters.some((each) => parameters.includes(each.name)),
    )
    .map(({ id }) => id)
}

/** What is wrong with a value, in words; undefined when it may be proposed. */
export function wrongValue(row: ProposalValueRow, effective_from: string): string | undefined {
  const parameter = listProgrammes()
    .flatMap((programme) => asEnacted(programme).rules.parameters)
    .find((each) => each.name === row.parameter)
  const places = parameter === undefined ? undefined : decimals[parameter.unit]
  if (parameter === undefined || places === undefined) return '没有这个可以调整的数值'
  if (!new RegExp(`^\\d{1,9}(\\.\\d{1,${places || 1}})?$`).test(row.value)) return '请填写数字'
  if (places === 0 && row.value.includes('.')) return '只能是整数'
  const taken = parameter.values.some(
    (each) => each.division === row.value_division && each.from === effective_from,
  )
  return taken ? `${parameter.label}自这一天起已有一个值` : undefined
}
