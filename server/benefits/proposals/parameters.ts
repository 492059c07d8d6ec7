/** Which values of the law a proposal may change, what they are on a day, and whether what is proposed fits. */
import { getParameter, LawError, type DraftParameter, type Parameter } from '../../../engine/index.ts'
import { listProgrammes, type PolicyProgramme } from '../../../law/index.ts'
import { asEnacted, type EnactedVersion } from './current-law.ts'
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
  /** Where only a draft of the rules reads it: which one, and the value that it brings. */
  draft: { version: string; value: string } | null
}

/** Every value of offered programmes that is a number, with what holds on the day in the division; drafts' own last. */
export function listChangeable(date: string, division: string): ChangeableParameter[] {
  const found = new Map<string, ChangeableParameter>()
  const add = (programme: PolicyProgramme, of: Omit<ChangeableParameter, 'programmes'>): void => {
    const own = { programme_id: programme.id, title: programme.title }
    const known = found.get(of.parameter)
    if (known !== undefined) known.programmes.push(own)
    else if (of.unit in decimals) found.set(of.parameter, { ...of, programmes: [own] })
  }
  for (const programme of listProgrammes()) {
    const { rules } = asEnacted(programme)
    for (const { name, label, unit } of rules.parameters)
      add(programme, {
        parameter: name,
        label,
        unit,
        ...valueOn(rules, name, date, division),
        draft: null,
      })
  }
  for (const programme of listProgrammes())
    for (const { id, parameter } of draftsOwn(programme))
      add(programme, {
        parameter: parameter.name,
        label: parameter.label,
        unit: parameter.unit,
        value: null,
        from: null,
        draft: { version: id, value: String(parameter.values[0]?.value ?? '') },
      })
  return [...found.values()]
}

/** What only drafts read that were never in force. */
function draftsOwn(programme: PolicyProgramme): { id: string; parameter: DraftParameter }[] {
  const { drafts, parameters } = asEnacted(programme).rules
  return drafts.flatMap(({ id, parameters: own }) =>
    own
      .filter(({ name }) => parameters.every((each) => each.name !== name))
      .map((parameter) => ({ id, parameter })),
  )
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

/** The programmes that pay by the month and whose rules are other ones or read any of the parameters: what was paid
 * once stays as it was. */
export function programmesTouched(parameters: readonly string[], programmes: readonly string[]): string[] {
  return listProgrammes()
    .filter(({ payment }) => payment.kind === 'monthly')
    .map(asEnacted)
    .filter(
      ({ id, rules }) =>
        programmes.includes(id) || rules.parameters.some((each) => parameters.includes(each.name)),
    )
    .map(({ id }) => id)
}

/** What is wrong with a value that is proposed together with these versions, in words; undefined when nothing is. */
export function wrongValue(
  row: ProposalValueRow,
  effective_from: string,
  versions: readonly Pick<EnactedVersion, 'programme_id' | 'version'>[],
): string | undefined {
  const programmes = listProgrammes()
  const parameter = programmes
    .flatMap((programme) => asEnacted(programme).rules.parameters)
    .find((each) => each.name === row.parameter)
  const drafts = programmes.flatMap((programme) =>
    draftsOwn(programme)
      .filter((each) => each.parameter.name === row.parameter)
      .map((each) => ({ ...each, programme_id: programme.id })),
  )
  const { unit, label } = parameter ?? drafts[0]?.parameter ?? {}
  const places = unit === undefined ? undefined : decimals[unit]
  if (places === undefined) return '没有这个可以调整的数值'
  const isChosen = drafts.some(({ id, programme_id }) =>
    versions.some((each) => each.version === id && each.programme_id === programme_id),
  )
  if (parameter === undefined && !isChosen) return '这个数值只有草案用到，先选那份草案'
  if (!new RegExp(`^\\d{1,9}(\\.\\d{1,${places || 1}})?$`).test(row.value)) return '请填写数字'
  if (places === 0 && row.value.includes('.')) return '只能是整数'
  const taken = parameter?.values.some(
    (each) => each.division === row.value_division && each.from === effective_from,
  )
  return taken ? `${label}自这一天起已有一个值` : undefined
}
