/**
 * The resident identity number, GB 11643-1999: 6 digits of the issuing division, 8 of the birth date, 3 of
 * sequence (odd for men), 1 check character.
 */
import { refused, tidy, type Checked } from './check.ts'
import { isIssuingDivision } from './division-prefixes.ts'

export type IdentityNumber = {
  /** 18 characters, upper case. */
  identity_number: string
  /** Six digits of the division that issued it; may have ended since. */
  division_prefix: string
  /** `YYYY-MM-DD`. */
  birth_date: string
  /** GB/T 2261.1: 1 man, 2 woman. */
  sex: '1' | '2'
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_CHARACTERS = '10X98765432'

/** The check character of the first 17 digits. */
export function identityCheckCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17[index]), 0)
  return CHECK_CHARACTERS[sum % 11] as string
}

/**
 * Checks a number as somebody typed it; a lower-case x is accepted and stored upper case.
 * @param today business day `YYYY-MM-DD`; a birth after it is refused
 */
export function checkIdentityNumber(text: string, today: string): Checked<IdentityNumber> {
  const number = tidy(text)
  if (number.length !== 18) return refused(`证件号码应为 18 位，现为 ${number.length} 位`)
  if (!/^\d{17}[\dX]$/.test(number)) return refused('证件号码前 17 位应为数字，末位应为数字或 X')
  const prefix = number.slice(0, 6)
  if (!isIssuingDivision(prefix)) return refused('证件号码前 6 位不是有效的区划代码')
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isRealDate(birthDate)) return refused('证件号码中的出生日期不存在')
  if (birthDate < '1850-01-01') return refused('证件号码中的出生日期过早')
  if (birthDate > today) return refused('证件号码中的出生日期晚于今天')
  if (number[17] !== identityCheckCharacter(number)) return refused('证件号码校验码不对，请核对是否录错')
  const sex = Number(number[16]) % 2 === 1 ? '1' : '2'
  return {
    ok: true,
    value: { identity_number: number, division_prefix: prefix, birth_date: birthDate, sex },
  }
}

/** Whether a `YYYY-MM-DD` text is a day of the Gregorian calendar. */
export function isRealDate(text: string): boolean {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined) return false
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/**
 * The valid numbers that a slip of the pen makes of this one: one digit other, or two neighbours swapped, with the
 * check character that then computes; and one character other as it stands, for numbers that nobody checked.
 */
export function listSimilarIdentityNumbers(number: string): string[] {
  const found = new Set<string>()
  const body = number.slice(0, 17)
  const add = (first17: string) => found.add(first17 + identityCheckCharacter(first17))
  for (let at = 0; at < 17; at += 1) {
    for (const digit of '0123456789') {
      const changed = body.slice(0, at) + digit + body.slice(at + 1)
      add(changed)
      found.add(changed + (number[17] ?? ''))
    }
    if (at < 16) add(body.slice(0, at) + body.charAt(at + 1) + body.charAt(at) + body.slice(at + 2))
  }
  for (const character of '0123456789X') found.add(body + character)
  found.delete(number)
  return [...found]
}
