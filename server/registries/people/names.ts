/** How a name is found: its sound, its initials, and its pieces of one and two characters. */
import { pinyin } from 'pinyin-pro'

export type SpelledName = { name_pinyin: string; name_initials: string; name_pieces: string[] }

/** The keys of a name for search. A character that has no reading stands for itself. */
export function spellName(name: string): SpelledName {
  const characters = [...name]
  const sounds = characters.map((character, at) => soundOf(character, at === 0))
  const pairs = characters.slice(1).map((character, at) => (characters[at] as string) + character)
  return {
    name_pinyin: sounds.join(''),
    name_initials: sounds.map((sound) => [...sound][0] ?? '').join(''),
    name_pieces: [...new Set([...characters, ...pairs])],
  }
}

const known = new Map<string, string>()

/** Without tones, ü as v; the first character is read as a surname (单 is shan, 仇 is qiu). */
function soundOf(character: string, isSurname: boolean): string {
  const key = isSurname ? `${character} ` : character
  const before = known.get(key)
  if (before !== undefined) return before
  const surname = isSurname ? 'head' : 'off'
  const sound = pinyin(character, { toneType: 'none', v: true, type: 'array', surname })
    .join('')
    .toLowerCase()
  known.set(key, sound)
  return sound
}
