/** Amounts in capitals (大写金额) as they stand on forms and notices. */
import nzh from 'nzh'

/** Fen → `柒佰肆拾贰元伍角整`; amounts down to the fen end without 整, as on cheques. */
export function capitalsOf(fen: bigint): string {
  const yuan = `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`
  return nzh.cn.toMoney(yuan, { outSymbol: false, forceZheng: true })
}
