// Households at the borders of the rules, found from the graph itself: for every comparison and every cap, facts
// on both sides and on the border; for every half-up rounding, a tie. Random households rarely stand there.
import type { Evaluate } from '../decide/evaluate.ts'
import { evaluator } from '../decide/evaluate.ts'
import type { ParsedFacts } from '../decide/facts.ts'
import { formatDay, parseDay } from '../quantity/day.ts'
import type { Node } from '../graph/graph.ts'
import type { InputDeclaration } from '../quantity/form.ts'
import type { Trace } from '../trace.ts'

/** Variants of the given households (whole facts) that stand at the borders, the given ones included. */
export function boundaryHouseholds(trace: Trace, bases: readonly ParsedFacts[]): ParsedFacts[] {
  const found = new Map<string, ParsedFacts>()
  const add = (facts: ParsedFacts): void => void found.set(keyOf(facts), facts)
  const targets = trace.graph.nodes.filter(({ op, id }) => BORDERS.has(op) && !trace.graph.guards.has(id))
  for (const base of bases) {
    add(base)
    for (const place of placesOf(trace, base)) {
      for (const value of fewValues(place.input)) add(withFact(base, place, value))
      for (const node of targets) for (const facts of atBorder(trace, node, base, place)) add(facts)
    }
  }
  return [...found.values()]
}

const BORDERS: ReadonlySet<Node['op']> = new Set([
  'less',
  'less-equal',
  'equal',
  'minimum',
  'maximum',
  'half-up',
  'floor',
  'ceil',
])

/** A fact of a household: an input, and whose it is. */
interface Place {
  readonly input: InputDeclaration
  readonly member: number
}

function placesOf({ programme }: Trace, { members }: ParsedFacts): Place[] {
  return programme.inputs.flatMap((input) =>
    input.entity === 'household' ? [{ input, member: 0 }] : members.map((_, member) => ({ input, member })),
  )
}

/** All values of flags and short lists; the ends of longer intervals. */
function fewValues({ lo, hi, unit }: InputDeclaration): bigint[] {
  if (unit === 'day') return []
  if (hi - lo > 20) return [BigInt(lo), BigInt(hi)]
  return Array.from({ length: hi - lo + 1 }, (_, i) => BigInt(lo + i))
}

export function withFact(facts: ParsedFacts, { input, member }: Place, value: bigint): ParsedFacts {
  if (input.entity === 'household')
    return { ...facts, household: new Map(facts.household).set(input.name, value) }
  const members = facts.members.map((cells, i) =>
    i === member ? new Map(cells).set(input.name, value) : cells,
  )
  return { ...facts, members }
}

const keyOf = ({ household, members }: ParsedFacts): string =>
  [household, ...members].map((cells) => [...cells.values()].join()).join('|')

/** How far a node is from its border: 0 on it. */
function distance(node: Node, member: number, evaluate: Evaluate): bigint {
  const [a, b] = node.args.map((id) => evaluate(id, member)!) as [bigint, bigint]
  if (node.op === 'half-up') return 2n * (((a % b) + b) % b) - b
  if (node.op === 'floor' || node.op === 'ceil') return ((a % b) + b) % b
  return a - b
}

/** The facts with this one fact moved to where the node turns, and one step to either side. */
function atBorder(trace: Trace, node: Node, base: ParsedFacts, place: Place): ParsedFacts[] {
  const { input } = place
  if (node.entity === 'constant' || (input.unit !== 'day' && input.hi - input.lo <= 20)) return []
  const member = place.input.entity === 'person' ? place.member : 0
  const at = (serial: number): bigint =>
    distance(node, member, evaluator(trace.graph, withFact(base, place, BigInt(fromSerial(input, serial)))))
  const [lo, hi] = [toSerial(input, input.lo), toSerial(input, input.hi)]
  const periodic = node.op === 'half-up' || node.op === 'floor' || node.op === 'ceil'
  const current = toSerial(input, Number(cellOf(base, place)))
  const turn = periodic ? findZero(at, current, hi) : findTurn(at, lo, hi)
  if (turn === undefined) return []
  return [turn - 1, turn, turn + 1]
    .filter((serial) => serial >= lo && serial <= hi)
    .map((serial) => withFact(base, place, BigInt(fromSerial(input, serial))))
}

const cellOf = ({ household, members }: ParsedFacts, { input, member }: Place): bigint =>
  (input.entity === 'household' ? household : members[member]!).get(input.name)!

/** Where a monotone distance reaches 0 or passes it: the first such value, by halving. */
function findTurn(at: (serial: number) => bigint, lo: number, hi: number): number | undefined {
  const [first, last] = [at(lo), at(hi)]
  if (first === last || (first > 0n && last > 0n) || (first < 0n && last < 0n)) return undefined
  const passed = (value: bigint): boolean => (last > first ? value >= 0n : value <= 0n)
  if (passed(first)) return lo
  let [below, above] = [lo, hi]
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2)
    if (passed(at(middle))) above = middle
    else below = middle
  }
  return above
}

const TRIES = 40

/** The next zero of a distance that comes round again and again. */
function findZero(at: (serial: number) => bigint, from: number, hi: number): number | undefined {
  if (at(from) === at(Math.min(from + 1, hi))) return undefined
  for (let serial = from; serial <= Math.min(from + TRIES, hi); serial++) if (at(serial) === 0n) return serial
  return undefined
}

// Days are halved as consecutive numbers, not as YYYYMMDD, which has gaps.
const DAY = 86_400_000
function toSerial({ unit }: InputDeclaration, value: number): number {
  if (unit !== 'day') return value
  return Date.parse(`${formatDay(value)}T00:00:00Z`) / DAY
}
function fromSerial({ unit }: InputDeclaration, serial: number): number {
  return unit === 'day' ? parseDay(new Date(serial * DAY).toISOString().slice(0, 10)) : serial
}
