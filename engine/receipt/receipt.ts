// A receipt holds all that a decision came from: the hash of the law, the parameters of the day, the facts,
// the result. It can be decided again at any time, even after a parameter's table has been corrected.
import type { Decision, DecisionInput } from '../decide/decide.ts'
import { decideTraced } from '../decide/decide.ts'
import { formatFact, parseFacts } from '../decide/facts.ts'
import { LawError } from '../error.ts'
import { putInForce } from '../in-force.ts'
import type { ParameterInForce } from '../in-force.ts'
import type { Parameter, ParameterSource, Programme } from '../programme.ts'
import { trace, traceVersion } from '../trace.ts'
import type { Json } from './canonical.ts'
import { canonical, toJson } from './canonical.ts'
import { lawHash } from './law-hash.ts'
import { sha256 } from './sha256.ts'

type PlainFacts = Readonly<Record<string, string | boolean | null>>

/** JSON as it stands: amounts are fen in digits. */
export interface Receipt {
  readonly programme: string
  readonly version: string
  readonly date: string
  readonly division: string
  /** Hash of the rules. */
  readonly law: string
  readonly parameters: readonly {
    readonly name: string
    readonly label: string
    readonly unit: Parameter['unit']
    readonly numerator: string
    readonly denominator: string
    readonly division: string
    readonly from: string
    readonly source: ParameterSource
    readonly cited: boolean
  }[]
  readonly facts: {
    readonly household: PlainFacts
    readonly members: readonly { readonly id: string; readonly facts: PlainFacts }[]
  }
  /** Status, amounts, values, margins, and what is missing; reasons follow from the rest. */
  readonly result: Json
  /** SHA-256 of all of the above. */
  readonly hash: string
  /** The first 8 digits of the hash, to be read out and typed in. */
  readonly code: string
}

/** The receipt of a decision on these facts. */
export function receipt(programme: Programme, facts: DecisionInput, decision: Decision): Receipt {
  const traced = trace(programme, facts.date, facts.division)
  const body = {
    programme: programme.id,
    version: traced.version.id,
    date: facts.date,
    division: facts.division,
    law: lawHash(traced),
    parameters: traced.parameters.map((parameter) => toJson(parameter)),
    facts: plainFacts(programme, facts),
    result: resultOf(decision),
  }
  const hash = hashOf(body)
  return { ...body, hash, code: hash.slice(0, 8) } as unknown as Receipt
}

export type Replay =
  | { readonly same: true; readonly decision: Decision }
  | {
      readonly same: false
      /** `receipt`: it was tampered with; `law`: the rules of that version have changed since; `result`:
       * they now give something else. */
      readonly differs: readonly ('receipt' | 'law' | 'result')[]
      readonly decision: Decision
    }

/** Decides a receipt's facts again under its version of the rules and its own parameters. Throws
 * `receipt_mismatch` if it belongs to another programme or to a version that the programme doesn't have. */
export function replay(programme: Programme, given: Receipt): Replay {
  const ruled = withRules(programme, given)
  const version = ruled.versions.find(({ id }) => id === given.version)
  if (programme.id !== given.programme || !version) {
    throw new LawError(
      'receipt_mismatch',
      `凭据属于 ${given.programme}（${given.version}），不是${programme.title}。`,
    )
  }
  const traced = traceVersion(ruled, version, given.date, given.division, (name) => parameterOf(given, name))
  const decision = decideTraced(traced, { date: given.date, division: given.division, ...given.facts })
  const { hash, code, ...body } = given
  const differs: ('receipt' | 'law' | 'result')[] = []
  if (hashOf(body) !== hash || code !== hash.slice(0, 8)) differs.push('receipt')
  if (lawHash(traced) !== given.law) differs.push('law')
  if (canonical(resultOf(decision)) !== canonical(given.result)) differs.push('result')
  return differs.length === 0 ? { same: true, decision } : { same: false, differs, decision }
}

/** The rules of a receipt may be a draft that was in force where it was decided. */
function withRules(programme: Programme, { version: id, date: from, division }: Receipt): Programme {
  const isDraft = programme.drafts.some((draft) => draft.id === id)
  return isDraft ? putInForce(programme, id, { from, division }) : programme
}

function parameterOf({ parameters }: Receipt, name: string): ParameterInForce {
  const found = parameters.find((parameter) => parameter.name === name)
  if (!found) throw new LawError('receipt_mismatch', `凭据里没有参数 ${name}。`)
  return { ...found, numerator: BigInt(found.numerator), denominator: BigInt(found.denominator) }
}

function resultOf(decision: Decision): Json {
  const { status, values, margins } = decision
  if (status === 'incomplete') return toJson({ status, values, margins, missing: decision.missing })
  if (status === 'ineligible') return toJson({ status, values, margins })
  return toJson({ status, values, margins, amounts: decision.amounts, memberAmounts: decision.memberAmounts })
}

function plainFacts(programme: Programme, facts: DecisionInput): Receipt['facts'] {
  const parsed = parseFacts(programme, facts.date, facts)
  const plain = (
    entity: 'household' | 'person',
    values: ReadonlyMap<string, bigint | undefined>,
  ): PlainFacts =>
    Object.fromEntries(
      programme.inputs
        .filter((declaration) => declaration.entity === entity)
        .map((declaration) => [declaration.name, formatFact(declaration, values.get(declaration.name))]),
    )
  return {
    household: plain('household', parsed.household),
    members: facts.members.map(({ id }, index) => ({ id, facts: plain('person', parsed.members[index]!) })),
  }
}

const hashOf = (body: unknown): string => sha256(canonical(toJson(body)))
