/**
 * The unified social credit code of an organisation, GB 32100-2015: registering body, kind, 6 digits of division,
 * 9 characters of organisation code (GB 11714-1997 with its own check character), 1 check character.
 */
import { refused, tidy, type Checked } from './check.ts'

const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** 3 to the power of i, modulo 31. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

/** The last character of a credit code, from the first 17. */
export function creditCheckCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * CHARACTERS.indexOf(first17[at] ?? ''), 0)
  return CHARACTERS[(31 - (sum % 31)) % 31] as string
}

/** The check character of an organisation code, from its first 8 characters (letters count from A = 10). */
export function organisationCheckCharacter(first8: string): string {
  const values = [...first8].map((character) => Number.parseInt(character, 36))
  const sum = ORGANISATION_WEIGHTS.reduce((total, weight, at) => total + weight * (values[at] ?? 0), 0)
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/** Checks a code as somebody typed it; answers the stored form, upper case. */
export function checkCreditCode(text: string): Checked<string> {
  const code = tidy(text)
  if (code.length !== 18) return refused(`统一社会信用代码应为 18 位，现为 ${code.length} 位`)
  const wrong = [...code].find((character) => !CHARACTERS.includes(character))
  if (wrong !== undefined) return refused('统一社会信用代码只含数字和大写字母，且不含 I、O、S、V、Z')
  if (!/^\d{6}$/.test(code.slice(2, 8))) return refused('统一社会信用代码第 3 至 8 位应为区划数字')
  if (code[16] !== organisationCheckCharacter(code.slice(8, 16))) {
    return refused('统一社会信用代码第 17 位（组织机构代码校验码）不对，请核对是否录错')
  }
  if (code[17] !== creditCheckCharacter(code)) {
    return refused('统一社会信用代码末位校验码不对，请核对是否录错')
  }
  return { ok: true, value: code }
}
