// Decimal text to an exact fraction, so that no binary fraction ever touches an amount or a ratio.
import { LawError } from '../error.ts'

/** `'0.3'`, `1.5`, `'30%'`, `'-2'` as a reduced fraction with a positive denominator. */
export function parseDecimal(value: number | string): { numerator: bigint; denominator: bigint } {
  const match = /^(-?)(\d+)(?:\.(\d+))?(%?)$/.exec(String(value))
  if (!match) throw new LawError('rule_invalid', `不是十进制数：${value}`)
  const [, sign, whole, fraction = '', percent] = match
  const numerator = BigInt(`${sign}${whole}${fraction}`)
  const denominator = 10n ** BigInt(fraction.length) * (percent ? 100n : 1n)
  const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator)
  return { numerator: numerator / divisor, denominator: denominator / divisor }
}

export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b)
}
