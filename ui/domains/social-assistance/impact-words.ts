/** What the bins of an impact say: who gains and who loses, each side by itself. Pure. */
import { countText, yuanText } from '../../design/money-text.ts'

type Bin = { from: string | null; to: string | null; households: number }

/** A bin holds those who lose, or those who gain. */
export const isLoss = ({ to }: Bin): boolean => to !== null && BigInt(to) <= 0n

/** 不到 50, 50–100, 400 以上: how much more or less, in yuan a month. */
export function sizeText(bin: Bin): string {
  const [near, far] = isLoss(bin) ? [less(bin.to), less(bin.from)] : [bin.from, bin.to]
  if (far === null) return `${yuan(near)} 以上`
  // Who gains gains something; who loses exactly as much as the edge is within it.
  if (near === null || BigInt(near) <= 1n) return isLoss(bin) ? `${yuan(far)} 以内` : `不到 ${yuan(far)}`
  return `${yuan(near)}–${yuan(far)}`
}

const less = (fen: string | null): string | null => (fen === null ? null : String(-BigInt(fen)))
const yuan = (fen: string | null): string => yuanText(fen ?? '0').replace(/\.00$/, '')

/** A column of the chart. */
export const columnOf = (bin: Bin) => ({
  label: isLoss(bin) ? '少' : '多',
  second: sizeText(bin),
  value: bin.households,
  tone: isLoss(bin) ? ('ochre' as const) : ('teal' as const),
})

/** 增加 12 户，多数每月多 50–100 元；减少 3 户，每月少 50 元以内. */
export function distributionTitle(total: { gaining: number; losing: number }, bins: readonly Bin[]): string {
  const gain = sideText(
    '增加',
    '多',
    total.gaining,
    bins.filter((bin) => !isLoss(bin)),
  )
  const loss = sideText('减少', '少', total.losing, bins.filter(isLoss))
  return [gain, loss].filter((text) => text !== '').join('；')
}

function sideText(word: string, verb: string, households: number, bins: readonly Bin[]): string {
  const most = bins.toSorted((a, b) => b.households - a.households)[0]
  if (households === 0 || most === undefined) return ''
  const part =
    most.households === households
      ? ''
      : most.households * 2 > households
        ? '多数'
        : `最多的一组 ${countText(most.households)} 户`
  return `${word} ${countText(households)} 户，${part}每月${verb} ${unitText(sizeText(most))}`
}

/** 50 以内 → 50 元以内: the unit stands with the number. */
const unitText = (size: string): string => {
  const [, number, rest] = /^(.*?)( 以上| 以内)?$/.exec(size) ?? []
  return `${number} 元${(rest ?? '').trim()}`
}

/** What the map is in; where some districts save, their sums bear a minus sign. */
export function mapMeasure(districts: readonly { difference: string }[], unit: string): string {
  const saves = districts.some(({ difference }) => difference.startsWith('-'))
  return `每月多支出，${unit}${saves ? '（负数是少支出）' : ''}`
}
