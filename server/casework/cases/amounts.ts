/** Amounts as people read them: by the month, or once, as the programme pays. Pure. */
import { getProgramme } from '../../../law/index.ts'
import { yuanText } from '../../registries/people/index.ts'

/** 742.50 元/月; 一次性 7,740.00 元. @param fen as the programme pays it */
export function amountText(programme_id: string, fen: bigint): string {
  return isMonthly(programme_id) ? `${yuanText(fen)} 元/月` : onceText(programme_id, fen)
}

/** The same within a sentence: 每月 742.50 元; 一次性 7,740.00 元. */
export function payText(programme_id: string, fen: bigint): string {
  return isMonthly(programme_id) ? `每月 ${yuanText(fen)} 元` : onceText(programme_id, fen)
}

const isMonthly = (programme_id: string): boolean => getProgramme(programme_id).payment.kind === 'monthly'

const onceText = (programme_id: string, fen: bigint): string => {
  const word = getProgramme(programme_id).payment.kind === 'once' ? '一次性 ' : ''
  return `${word}${yuanText(fen)} 元`
}
