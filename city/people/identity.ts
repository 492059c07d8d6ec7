/**
 * Numbers of synthetic people: identity numbers that are valid in form (GB 11643-1999), telephone numbers and
 * bank accounts from ranges that nobody uses. Sequence parts are handed out in order, so no two people share one.
 */
import { dayText } from './days.ts'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const CHECKS = '10X98765432'

/** The check character of the first 17 digits. */
export function checkCharacter(digits: string): string {
  let sum = 0
  for (let index = 0; index < 17; index += 1)
    sum += (WEIGHTS[index] as number) * (digits.charCodeAt(index) - 48)
  return CHECKS.charAt(sum % 11)
}

/** 18 characters from the district, the day of birth and the sequence (odd for men). */
export function identityNumber(district: string, born: number, sequence: number): string {
  const date = dayText(born)
  const digits = `${district}${date.slice(0, 4)}${date.slice(5, 7)}${date.slice(8)}${String(sequence).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}

export type IdentityIssuer = (born: number, sex: Sex) => string
export type Sex = 'male' | 'female'

/**
 * Issues a district's identity numbers in the order of its households. A day has 500 numbers for each sex;
 * numbers in `reserved` (people of the story) are left out.
 */
export function createIdentityIssuer(district: string, reserved: ReadonlySet<string>): IdentityIssuer {
  const used = { male: new Uint16Array(45_000), female: new Uint16Array(45_000) }
  return (born, sex) => {
    const counters = used[sex]
    for (;;) {
      const ordinal = counters[born] as number
      if (ordinal >= 500) throw new Error(`${district}: the sequence numbers of ${dayText(born)} are used up`)
      counters[born] = ordinal + 1
      const slot = (ordinal * 137 + born * 61) % 500
      const number = identityNumber(district, born, slot * 2 + (sex === 'male' ? 1 : 0))
      if (!reserved.has(number)) return number
    }
  }
}

/** `138` + four digits + `0000`. */
export function phoneNumber(fraction: number): string {
  return `138${String(Math.floor(fraction * 10_000)).padStart(4, '0')}0000`
}

/** 19 digits that begin with 000000, which no bank issues. */
export function bankAccount(district: string, household: number, member: number): string {
  return `000000${district.slice(2)}${String(household).padStart(8, '0')}${member}`
}

/**
 * A UUID of version 7's form that depends on its parts alone; it grows with district and household, so that
 * keys come in the order of the load. `kind` tells tables apart, `item` rows within a household.
 */
export function cityId(
  seed: number,
  kind: number,
  district: number,
  household: number,
  item: number,
): string {
  const time = (0x0159_0000_0000 + district * 0x0400_0000 + household).toString(16).padStart(12, '0')
  const hash = (Math.imul(seed ^ Math.imul(household + 1, 0x9e3779b1), 0x85ebca6b) >>> 0)
    .toString(16)
    .padStart(8, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(kind, 3)}-8${hash.slice(0, 3)}-${hash.slice(3)}${hex(item, 7)}`
}

function hex(value: number, width: number): string {
  return value.toString(16).padStart(width, '0')
}
