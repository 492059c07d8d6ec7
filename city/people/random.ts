/**
 * A small seeded generator (sfc32). It is reseeded for each household, so that a household's people depend on
 * the seed, the district and the household's number alone, never on how many others were made before.
 */
export type Random = {
  /** Starts the stream of one subject: the same four numbers, the same stream. */
  reseed(seed: number, stream: number, index: number, salt: number): void
  /** A fraction in [0, 1). */
  fraction(): number
  /** An integer in [0, count). */
  below(count: number): number
  /** An integer in [low, high], both ends possible. */
  between(low: number, high: number): number
  /** True with the given probability. */
  chance(probability: number): boolean
  /** One of a non-empty list. */
  pick<T>(list: readonly T[]): T
}

export function createRandom(): Random {
  let a = 0
  let b = 0
  let c = 0
  let counter = 1

  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  const fraction = () => next() / 4294967296
  const below = (count: number) => Math.floor(fraction() * count)

  return {
    reseed(seed, stream, index, salt) {
      a = Math.imul(seed, 0x9e3779b1) ^ salt
      b = Math.imul(stream, 0x85ebca6b)
      c = Math.imul(index, 0xc2b2ae35) ^ (index >>> 15)
      counter = 1
      for (let round = 0; round < 12; round += 1) next()
    },
    fraction,
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (probability) => fraction() < probability,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
  }
}

/** Chooses among weighted entries by one fraction; the cumulative sums are made once. */
export function weighted<T>(entries: readonly (readonly [value: T, weight: number])[]): (at: number) => T {
  const sums: number[] = []
  let total = 0
  for (const [, weight] of entries) sums.push((total += weight))
  return (at) => {
    const target = at * total
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] as number) > target) high = middle
      else low = middle + 1
    }
    return (entries[low] as readonly [T, number])[0]
  }
}

/** A fraction that fills [0, 1) evenly as the ordinal counts up, so that shares hold in small cities too. */
export function spread(ordinal: number, step = 0.618033988749895): number {
  return (ordinal * step) % 1
}

/** A fraction that looks drawn but depends on the two numbers alone. */
export function scatter(ordinal: number, salt: number): number {
  let mixed = Math.imul(ordinal + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4294967296
}
