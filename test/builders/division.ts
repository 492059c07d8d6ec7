import type { Transaction } from '../../server/platform/db/index.ts'

/** Ensures a division and everything above it: `120101001001` makes 12, 1201, 120101, 120101001 and itself. */
export async function buildDivision(tx: Transaction, code: string, rural = false): Promise<string> {
  const kinds: Record<number, string> = {
    2: 'province',
    4: 'city',
    6: 'district',
    9: 'street',
    12: 'community',
  }
  const codes = [2, 4, 6, 9, 12]
    .filter((length) => length <= code.length)
    .map((length) => code.slice(0, length))
  for (const [at, each] of codes.entries())
    await tx`
      insert into division (division_code, name, kind, parent_code, rural, valid)
      values (${each}, ${`测试区划${each}`}, ${kinds[each.length] ?? ''}, ${codes[at - 1] ?? null},
        ${each.length === 12 ? rural : null}, '[1949-10-01,)')
      on conflict do nothing
    `
  return code
}
