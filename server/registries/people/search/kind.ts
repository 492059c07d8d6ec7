/** Tells from what was typed how to look for somebody; pure. */
import type { z } from 'zod'
import type { searchKind } from './contract.ts'

export type SearchKind = Exclude<z.output<typeof searchKind>, 'auto'>

/** The kind that was asked for, or the one that the text itself suggests, and the text as the index holds it. */
export function readSearch(
  text: string,
  kind: z.output<typeof searchKind>,
): { kind: SearchKind; wanted: string } {
  const narrow = text.normalize('NFKC').trim()
  const chosen = kind === 'auto' ? suggest(narrow) : kind
  switch (chosen) {
    case 'identity_number':
    case 'identity_tail':
      return { kind: chosen, wanted: narrow.replaceAll(/\s/gu, '').toUpperCase() }
    case 'telephone':
      return { kind: chosen, wanted: narrow.replaceAll(/\D/gu, '') }
    case 'pinyin':
      return {
        kind: chosen,
        wanted: narrow
          .toLowerCase()
          .replaceAll('ü', 'v')
          .replaceAll(/[\s'’-]/gu, ''),
      }
    default:
      return { kind: chosen, wanted: text.normalize('NFC').replaceAll(/\s/gu, '') }
  }
}

function suggest(text: string): SearchKind {
  const tight = text.replaceAll(/[\s-]/gu, '')
  if (/^\d{17}[\dXx]$/.test(tight)) return 'identity_number'
  if (/^\d{3}[\dXx]$/.test(tight)) return 'identity_tail'
  if (/^\+?\d{7,13}$/.test(tight)) return 'telephone'
  if (/^[a-zü'’\s-]+$/i.test(text)) return 'pinyin'
  return 'part_of_name'
}
