/** Makes the facts that the law's programmes ask for known to the registers, so that they can be recorded and read. */
import { listAllProgrammes, type PolicyProgramme } from '../../../law/index.ts'
import { defineFacts, type FactDefinition } from '../../registries/people/index.ts'

type Input = PolicyProgramme['rules']['inputs'][number]

const valueKinds: Partial<Record<Input['unit'], FactDefinition['value_kind']>> = {
  'money/month': 'fen_per_month',
  money: 'fen',
  count: 'count',
  flag: 'flag',
  code: 'code',
}

/** A fact of the law as the registers define theirs; none for a day, which is a register's own (a birth). */
function definitionsOf({ name, entity, unit, label, hint, codes = [] }: Input) {
  const value_kind = valueKinds[unit]
  if (value_kind === undefined) return []
  return [
    {
      name,
      subject_kind: entity,
      value_kind,
      label,
      ...(hint === undefined ? {} : { hint }),
      codes: Object.fromEntries(codes.map((each) => [each.code, each.label])),
    },
  ]
}

defineFacts(listAllProgrammes().flatMap(({ rules }) => rules.inputs.flatMap(definitionsOf)))
