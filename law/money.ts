/** Yuan as the law's files write them, to integer fen. */

/** `"860.5"` → 86050n. Throws on more than two decimals. */
export function toFen(yuan: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(yuan)
  if (!match) throw new Error(`不是金额：${yuan}`)
  const fen = BigInt(match[2] ?? '0') * 100n + BigInt((match[3] ?? '').padEnd(2, '0'))
  return match[1] ? -fen : fen
}

/** `86000n` → `"860"`, `86050n` → `"860.50"`: as plain texts for residents write it. */
export function toPlainYuan(fen: bigint): string {
  const whole = (fen / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ',')
  const rest = fen % 100n
  return rest === 0n ? whole : `${whole}.${rest.toString().padStart(2, '0')}`
}
