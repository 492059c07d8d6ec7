/** The answer of every check of a number: its stored form, or one Chinese sentence that says what is wrong. */
export type Checked<Value> = { ok: true; value: Value } | { ok: false; reason: string }

export const refused = (reason: string): { ok: false; reason: string } => ({ ok: false, reason })

/** Full-width characters become narrow ones, spaces go, letters become upper case. */
export function tidy(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/gu, '').toUpperCase()
}
