/** Writes fen as the yuan that people read. No arithmetic happens here: the server has done it. */

/** Fen as in JSON (`"74250"`), bigint, or an integer number below 2^53. */
export type Fen = string | bigint | number

function group(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `"74250"` → `742.50`, `"-61250"` → `−612.50` (minus sign, not hyphen). Throws on anything but an integer. */
export function yuanText(fen: Fen, options: { signed?: boolean } = {}): string {
  const value = BigInt(fen)
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0')
  const sign = value < 0n ? '−' : options.signed === true && value > 0n ? '+' : ''
  return `${sign}${group(digits.slice(0, -2))}.${digits.slice(-2)}`
}

/** What an amount is per, by how the law pays: 742.50 元/月; 一次性 7,740.00 元. */
export function paidText(fen: Fen, kind: string): string {
  const text = `${yuanText(fen)} 元`
  return kind === 'monthly' ? `${text}/月` : kind === 'once' ? `一次性 ${text}` : text
}

/** Fen as 万元 with one decimal, halves away from zero: `"8049900000"` → `8,049.9`. */
export function wanYuanText(fen: Fen): string {
  const value = BigInt(fen)
  const absolute = value < 0n ? -value : value
  const tenths = (absolute + 50_000n) / 100_000n
  const digits = tenths.toString().padStart(2, '0')
  return `${value < 0n && tenths > 0n ? '−' : ''}${group(digits.slice(0, -1))}.${digits.slice(-1)}`
}

type SumUnit = {
  unit: '元' | '万元'
  /** In this unit, without naming it. */
  text: (fen: Fen) => string
  /** As it is written, for steps and axes. */
  number: (fen: Fen) => number
}

const wanYuan: SumUnit = {
  unit: '万元',
  text: wanYuanText,
  number: (fen) => Math.round(Number(fen) / 100_000) / 10,
}
const wholeYuan: SumUnit = {
  unit: '元',
  text: (fen) => yuanText(roundedYuan(fen) * 100n).slice(0, -3),
  number: (fen) => Number(roundedYuan(fen)),
}
const exactYuan: SumUnit = { unit: '元', text: (fen) => yuanText(fen), number: (fen) => Number(fen) / 100 }

function roundedYuan(fen: Fen): bigint {
  const value = BigInt(fen)
  const yuan = ((value < 0n ? -value : value) + 50n) / 100n
  return value < 0n ? -yuan : yuan
}

/**
 * One unit for sums that stand together, on a map, in a column or in a sentence, by the largest of them: 万元 from
 * 100,000 yuan on, below it whole yuan, below 1,000 yuan to the fen. So small sums do not all read 0.0.
 */
export function sumUnit(sums: readonly Fen[]): SumUnit {
  const largest = sums
    .map((fen) => BigInt(fen))
    .reduce((most, fen) => (fen < 0n ? (-fen > most ? -fen : most) : fen > most ? fen : most), 0n)
  return largest >= 10_000_000n ? wanYuan : largest >= 100_000n ? wholeYuan : exactYuan
}

/** A sum by itself, in the unit that suits it: 60.3 万元, 1,206 元. */
export function sumText(fen: Fen): string {
  const { text, unit } = sumUnit([fen])
  return `${text(fen)} ${unit}`
}

/** Whole numbers with thousands: 149337 → `149,337`. */
export function countText(count: number | string): string {
  const text = String(count)
  return text.startsWith('-') ? `−${group(text.slice(1))}` : group(text)
}

/**
 * What somebody typed as yuan → fen text. Accepts thousands commas, full-width digits, 元 and spaces.
 * Returns undefined when it is no amount or has more than two decimals; the field then says so.
 */
export function readYuan(text: string): string | undefined {
  const plain = text.normalize('NFKC').replaceAll(/[,，\s元¥]/g, '')
  const match = /^(\d{1,13})(?:\.(\d{0,2}))?$/.exec(plain)
  if (!match) return undefined
  return BigInt(`${match[1]}${(match[2] ?? '').padEnd(2, '0')}`).toString()
}
