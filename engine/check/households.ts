// Households for tests: random ones within a programme's declared intervals, with the intervals' ends and round
// numbers more often than chance would have them.
import type { FactValue, Facts, HouseholdFacts } from '../decide/facts.ts'
import { formatFact } from '../decide/facts.ts'
import type { Programme } from '../programme.ts'
import { formatDay } from '../quantity/day.ts'
import type { InputDeclaration } from '../quantity/form.ts'
import type { Random } from './random.ts'
import { between, pick } from './random.ts'

export interface HouseholdOptions {
  readonly maxMembers?: number
  /** How often a fact is unknown, 0 to 1. */
  readonly unknown?: number
  /** How often a fact is the least one permitted, besides chance: nothing earned, nothing owned, no. */
  readonly plain?: number
}

/** A random household of a programme. */
export function randomHousehold(
  { inputs, maxMembers: limit }: Pick<Programme, 'inputs' | 'maxMembers'>,
  random: Random,
  { maxMembers = 6, unknown = 0, plain = 0 }: HouseholdOptions = {},
): HouseholdFacts {
  const factsOf = (entity: 'household' | 'person'): Facts =>
    Object.fromEntries(
      inputs
        .filter((declaration) => declaration.entity === entity)
        .map((declaration) => [
          declaration.name,
          random() < unknown
            ? null
            : random() < plain
              ? leastFact(declaration)
              : randomFact(declaration, random),
        ]),
    )
  const size = between(random, 1, Math.min(limit, maxMembers))
  const members = Array.from({ length: size }, (_, i) => ({ id: `m${i + 1}`, facts: factsOf('person') }))
  return { household: factsOf('household'), members }
}

function randomFact(declaration: InputDeclaration, random: Random): FactValue {
  const { unit, lo, hi } = declaration
  if (unit === 'day') return formatDay(randomDay(random))
  const kind = random()
  const value =
    kind < 0.1
      ? lo
      : kind < 0.2
        ? hi
        : kind < 0.6
          ? between(random, lo, Math.min(hi, lo + 200_000))
          : between(random, lo, hi)
  // Now and then a whole yuan, where ties and thresholds are.
  const whole =
    unit.startsWith('money') && random() < 0.3 ? Math.max(lo, Math.floor(value / 100) * 100) : value
  return formatFact(declaration, BigInt(whole))
}

const leastFact = (declaration: InputDeclaration): FactValue =>
  declaration.unit === 'day' ? '1980-01-01' : formatFact(declaration, BigInt(declaration.lo))

function randomDay(random: Random): number {
  const [month, day] = pick(random, [
    [between(random, 1, 12), between(random, 1, 28)],
    [1, 1],
    [12, 31],
    [2, 28],
    [9, 1],
  ] as const)
  return between(random, 1920, 2022) * 10_000 + month * 100 + day
}

/** A household with every unknown fact of it replaced by the least one, or by a random one. */
export function fillUnknown(
  { inputs }: Pick<Programme, 'inputs'>,
  { household, members }: HouseholdFacts,
  random?: Random,
): HouseholdFacts {
  const filled = (entity: 'household' | 'person', facts: Facts): Facts =>
    Object.fromEntries(
      inputs
        .filter((declaration) => declaration.entity === entity)
        .map((declaration) => [
          declaration.name,
          facts[declaration.name] ?? (random ? randomFact(declaration, random) : leastFact(declaration)),
        ]),
    )
  return {
    household: filled('household', household),
    members: members.map(({ id, facts }) => ({ id, facts: filled('person', facts) })),
  }
}
