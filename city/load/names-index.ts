/** How names are found: pinyin, initials, and pieces of one and two characters. */
import { pinyin } from 'pinyin-pro'

const known = new Map<string, string>()

function soundOf(character: string, isSurname: boolean): string {
  const key = isSurname ? `${character} ` : character
  let sound = known.get(key)
  if (sound === undefined) {
    sound = pinyin(character, {
      toneType: 'none',
      v: true,
      type: 'array',
      surname: isSurname ? 'head' : 'off',
    })
      .join('')
      .toLowerCase()
    known.set(key, sound)
  }
  return sound
}

export type NameIndex = { pinyin: string; initials: string; pieces: string[] }

/** Sounds character by character, as the register of people keeps them; a rare character stands for itself. */
export function indexName(name: string): NameIndex {
  const characters = [...name]
  const sounds = characters.map((character, index) => soundOf(character, index === 0))
  const pairs = characters.slice(1).map((character, index) => (characters[index] as string) + character)
  return {
    pinyin: sounds.join(''),
    initials: sounds.map((sound) => [...sound][0] ?? '').join(''),
    pieces: [...new Set([...characters, ...pairs])],
  }
}
