/** Telephone numbers: mobile numbers of eleven digits, or a fixed line with its area code. */
import { refused, type Checked } from './check.ts'

/** Checks a number as typed; answers digits only. */
export function checkTelephone(text: string): Checked<string> {
  const digits = text
    .normalize('NFKC')
    .replaceAll(/[\s-]/gu, '')
    .replace(/^\+?86(?=1\d{10}$)/, '')
  if (!/^\d+$/.test(digits)) return refused('电话只能含数字和连字符')
  if (/^1[3-9]\d{9}$/.test(digits) || /^0\d{9,11}$/.test(digits) || /^\d{8}$/.test(digits)) {
    return { ok: true, value: digits }
  }
  return refused('电话应为 11 位手机号码，或带区号的固定电话')
}
