// A programme: what law/ exports. Its inputs, its dated values, its dated versions of the rules, and drafts of more.
import { LawError } from './error.ts'
import type { InputDeclaration } from './quantity/form.ts'
import type { AnyQuantity, Q } from './quantity/quantity.ts'
import { untyped } from './quantity/quantity.ts'
import type { Entity, Money } from './quantity/units.ts'

/** What a value rests on: O official text seen, T whole text in an unofficial copy (both count as cited),
 * S secondary page, D derived, M memory (these are shown as 待核实). */
export type SourceMark = 'O' | 'T' | 'S' | 'D' | 'M'

export interface ParameterSource {
  readonly document: string
  readonly number?: string
  readonly date?: string
  readonly article?: string
  readonly mark: SourceMark
}

/** One value of a parameter in a division (a prefix: 00 the nation, 12 Tianjin, 1201 …) from a day on,
 * until the day before `to` or until a later row of the same division. Amounts in yuan as the law prints
 * them (`860`, `'0.5'`), ratios `0.3` or `'30%'`, days `'2017-09-01'`, flags true/false. */
export interface ParameterValue {
  readonly division: string
  readonly from: string
  readonly to?: string
  readonly value: number | string | boolean
  readonly source: ParameterSource
}

export interface Parameter {
  readonly name: string
  readonly label: string
  readonly unit: 'money' | 'money/month' | 'count' | 'ratio' | 'day' | 'flag'
  readonly values: readonly ParameterValue[]
}

/** What a rule returns. `eligible` belongs to the household (or is constant); amounts belong to the household
 * or to each person, and are rounded. `values` are further results (a category, a number of persons), and
 * `margins` the distance to a border, e.g. how much more income ends eligibility. */
export interface RuleResult {
  readonly eligible: Q<'flag', 'household' | 'constant'>
  readonly amounts: Readonly<Record<string, Q<Money, Entity>>>
  readonly values?: Readonly<Record<string, AnyQuantity>>
  readonly margins?: Readonly<Record<string, Q<Money, Entity>>>
}

/** The rules as they stood from a day on, until the day before `to` or until a later version. A version of a
 * division (default `'00'`) goes before those of the divisions above it. */
export interface ProgrammeVersion {
  readonly id: string
  readonly from: string
  readonly to?: string
  readonly division?: string
  /** The document that articles without a document of their own belong to. */
  readonly document: string
  readonly rules: () => RuleResult
}

/** A parameter that only a draft reads: its values have no day of their own and hold from the draft's first day on. */
export interface DraftParameter extends Omit<Parameter, 'values'> {
  readonly values: readonly Omit<ParameterValue, 'from' | 'to'>[]
}

/** Rules that are written and in force nowhere: nothing decides by them before `putInForce` gives them a day. */
export interface DraftVersion {
  readonly id: string
  readonly title: string
  /** What the draft itself rests on. */
  readonly source: ParameterSource
  /** As of a version: the document that articles without a document of their own belong to. */
  readonly document: string
  readonly rules: () => RuleResult
  readonly parameters: readonly DraftParameter[]
}

export interface ProgrammeDefinition {
  readonly id: string
  readonly title: string
  readonly inputs: readonly AnyQuantity[]
  readonly parameters: readonly Parameter[]
  readonly versions: readonly ProgrammeVersion[]
  readonly drafts?: readonly DraftVersion[]
  /** The largest household that may be decided in bulk; bounds every sum over members. Default 20. */
  readonly maxMembers?: number
}

export interface Programme {
  readonly id: string
  readonly title: string
  readonly inputs: readonly InputDeclaration[]
  readonly parameters: readonly Parameter[]
  readonly versions: readonly ProgrammeVersion[]
  readonly drafts: readonly DraftVersion[]
  readonly maxMembers: number
}

/** Checks a programme's parts against each other. Throws `rule_invalid` on a name that is used twice, on a
 * programme without versions, and on inputs that aren't made by `input`. */
export function defineProgramme(definition: ProgrammeDefinition): Programme {
  const inputs = definition.inputs.map((quantity) => {
    const { form } = untyped(quantity)
    if (form.kind !== 'input') throw new LawError('rule_invalid', 'inputs 只能列出由 input 声明的事项。')
    return form.input
  })
  refuseDuplicates(
    '事项',
    inputs.map((declaration) => `${declaration.entity}.${declaration.name}`),
  )
  const { drafts = [] } = definition
  for (const own of [[], ...drafts.map((draft) => draft.parameters)])
    refuseDuplicates(
      '参数',
      [...definition.parameters, ...own].map(({ name }) => name),
    )
  refuseDuplicates(
    '版本',
    [...definition.versions, ...drafts].map(({ id }) => id),
  )
  if (definition.versions.length === 0)
    throw new LawError('rule_invalid', `${definition.title}没有任何版本。`)
  const { id, title, parameters, versions, maxMembers = 20 } = definition
  return { id, title, inputs, parameters, versions, drafts, maxMembers }
}

function refuseDuplicates(what: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new LawError('rule_invalid', `${what}重名：${twice}`)
}
