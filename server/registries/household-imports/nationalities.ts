/** Nationalities as people write them in a workbook. */
import { nationalityNames } from '../people/contract.ts'

/** `01` for 汉, 汉族 or 01; undefined when there is none of that name. */
export function nationalityCode(text: string): string | undefined {
  if (/^\d{1,2}$/.test(text)) {
    const number = Number(text)
    return (number >= 1 && number <= 56) || number === 97 || number === 98 ? text.padStart(2, '0') : undefined
  }
  const at = nationalityNames.indexOf(text.replace(/族$/, ''))
  return at < 0 ? undefined : String(at + 1).padStart(2, '0')
}
