/**
 * Who lives together: the kinds of households, their weights in town and country, and the ages of their members.
 */
import { weighted } from './random.ts'
import type { Random } from './random.ts'
import type { Sex } from './identity.ts'
import type { Relation } from './types.ts'

/** A member before names and numbers: sex, age in years and place in the family. */
export type Sketch = {
  sex: Sex
  age: number
  relation: Relation
  married: boolean
  widowed: boolean
  grown: boolean
}
type Composer = (random: Random) => Sketch[]

const sexOf = (random: Random): Sex => (random.chance(0.535) ? 'male' : 'female')
const other = (sex: Sex): Sex => (sex === 'male' ? 'female' : 'male')

function sketch(sex: Sex, age: number, relation: Relation, married = false): Sketch {
  return { sex, age, relation, married, widowed: false, grown: age >= 18 }
}

function couple(random: Random, age: number): Sketch[] {
  const sex: Sex = random.chance(0.78) ? 'male' : 'female'
  const gap = random.between(-1, 4)
  const spouseAge = Math.max(22, sex === 'male' ? age - gap : age + gap)
  return [sketch(sex, age, 'head', true), sketch(other(sex), spouseAge, 'spouse', true)]
}

/** Children born when the mother was 21 to 36, none older than `oldest`. */
function children(random: Random, parents: Sketch[], count: number, oldest: number): Sketch[] {
  const mother = parents.find((parent) => parent.sex === 'female') ?? parents[0]
  const result: Sketch[] = []
  for (let index = 0; index < count; index += 1) {
    const age = Math.min(oldest, Math.max(0, (mother?.age ?? 30) - random.between(21, 33) - index * 3))
    result.push(sketch(sexOf(random), age, 'child'))
  }
  return result
}

/** The head's parent or parents, 22 to 32 years older. */
function parents(random: Random, head: Sketch, count: 1 | 2): Sketch[] {
  const age = Math.min(96, head.age + random.between(22, 31))
  if (count === 1) {
    const sex: Sex = random.chance(0.7) ? 'female' : 'male'
    return [{ ...sketch(sex, age, 'parent'), widowed: true }]
  }
  return [
    sketch('male', Math.min(97, age + random.between(0, 3)), 'parent', true),
    sketch('female', age, 'parent', true),
  ]
}

function single(low: number, high: number, widowedShare: number): Composer {
  return (random) => {
    const age = random.between(low, high)
    const sex: Sex = random.chance(age >= 60 ? 0.42 : 0.6) ? 'male' : 'female'
    return [{ ...sketch(sex, age, 'head'), widowed: random.chance(widowedShare) }]
  }
}

const old = (random: Random) => 60 + Math.floor(28 * random.fraction() * random.fraction())

function family(count: number): Composer {
  return (random) => {
    const pair = couple(random, random.between(26, 50))
    return [...pair, ...children(random, pair, count, 24)]
  }
}

function singleParent(random: Random): Sketch[] {
  const sex: Sex = random.chance(0.72) ? 'female' : 'male'
  const head = sketch(sex, random.between(27, 50), 'head')
  return [head, ...children(random, [head], random.chance(0.15) ? 2 : 1, 22)]
}

/** A parent or two over 56 with a grown child at home. */
function withGrownChild(parentCount: 1 | 2): Composer {
  return (random) => {
    const pair = couple(random, random.between(54, 74))
    const head = { ...(pair[0] as Sketch), married: parentCount === 2, widowed: parentCount === 1 }
    const rest = parentCount === 2 ? pair.slice(1) : []
    return [head, ...rest, sketch(sexOf(random), Math.max(19, head.age - random.between(24, 32)), 'child')]
  }
}

function threeGenerations(grandparents: 1 | 2, childCount: number): Composer {
  return (random) => {
    const pair = couple(random, random.between(28, 48))
    const kids = children(random, pair, childCount, 22)
    return [...pair, ...kids, ...parents(random, pair[0] as Sketch, grandparents)]
  }
}

const youngCouple: Composer = (random) => couple(random, random.between(24, 40))
const middleCouple: Composer = (random) => couple(random, random.between(44, 60))
const oldCouple: Composer = (random) => couple(random, old(random))
const oldSingle: Composer = (random) => single(62, 62 + random.between(4, 30), 0.75)(random)
const siblings: Composer = (random) => {
  const age = random.between(22, 50)
  return [sketch(sexOf(random), age, 'head'), sketch(sexOf(random), age - random.between(1, 3), 'sibling')]
}

const URBAN = weighted<Composer>([
  [single(20, 44, 0), 0.1],
  [single(45, 61, 0.1), 0.035],
  [oldSingle, 0.07],
  [youngCouple, 0.09],
  [middleCouple, 0.13],
  [oldCouple, 0.142],
  [family(1), 0.235],
  [family(2), 0.045],
  [singleParent, 0.033],
  [withGrownChild(2), 0.04],
  [threeGenerations(1, 1), 0.04],
  [threeGenerations(2, 1), 0.035],
  [threeGenerations(2, 2), 0.006],
  [siblings, 0.015],
])
const RURAL = weighted<Composer>([
  [single(20, 44, 0), 0.035],
  [single(45, 61, 0.1), 0.03],
  [oldSingle, 0.085],
  [youngCouple, 0.055],
  [middleCouple, 0.14],
  [oldCouple, 0.175],
  [family(1), 0.18],
  [family(2), 0.12],
  [singleParent, 0.022],
  [withGrownChild(2), 0.04],
  [threeGenerations(1, 1), 0.07],
  [threeGenerations(2, 1), 0.07],
  [threeGenerations(2, 2), 0.03],
  [siblings, 0.008],
])
/** Poor households by size, one to four; the story of each is told by work, illness and disability. */
const POOR: readonly ((at: number) => Composer)[] = [
  weighted<Composer>([
    [single(40, 59, 0.15), 0.62],
    [single(24, 39, 0), 0.14],
    [oldSingle, 0.24],
  ]),
  weighted<Composer>([
    [middleCouple, 0.3],
    [oldCouple, 0.2],
    [singleParent, 0.28],
    [withGrownChild(1), 0.22],
  ]),
  weighted<Composer>([
    [family(1), 0.6],
    [withGrownChild(2), 0.4],
  ]),
  weighted<Composer>([
    [family(2), 0.5],
    [threeGenerations(1, 1), 0.5],
  ]),
]

/** An ordinary household; the fraction chooses its kind. */
export function composeOrdinary(random: Random, rural: boolean, fraction: number): Sketch[] {
  return (rural ? RURAL : URBAN)(fraction)(random)
}

/** A poor household; `evenly` (evenly spread over [0, 1)) chooses the size, 1.8 people on average. */
export function composePoor(random: Random, evenly: number): Sketch[] {
  const size = evenly < 0.46 ? 0 : evenly < 0.79 ? 1 : evenly < 0.95 ? 2 : 3
  return (POOR[size] as (typeof POOR)[number])(random.fraction())(random)
}

/** One old or disabled person without family. */
export function composeDestitute(random: Random): Sketch[] {
  return single(random.chance(0.85) ? 62 : 40, 86, 0.2)(random)
}

/** People in an average household, for turning rates per person into rates per household. */
export const AVERAGE_SIZE = { urban: 2.45, rural: 2.85, poor: 1.8 }
