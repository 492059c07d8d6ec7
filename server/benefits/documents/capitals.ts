/** Amounts in capitals (大写金额) as they stand on forms and notices. */
import nzh from 'nzh/cn.js'

/** Fen → `柒佰肆拾贰元伍角整`. Fen that are given to the cent end without 整, as on cheques. */
export function capitalsOf(fen: bigint): string {
  const text = nzh.toMoney(`${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`, { outSymbol: false })
  return text.endsWith('角') ? `${text}整` : text
}
