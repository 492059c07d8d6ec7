import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { coverageOf } from '../../server/platform/documents/coverage.ts'

type Range = [number, number]

/** The characters for which a style sheet fetches a font. */
function rangesOf(file: string): Range[] {
  return [...readFileSync(file, 'utf8').matchAll(/unicode-range:([^;}]*)/g)].flatMap(([, list = '']) =>
    list.split(',').map((each): Range => {
      const [first = '', last = first] = each.trim().slice(2).split('-')
      return [parseInt(first, 16), parseInt(last, 16)]
    }),
  )
}

const within = (ranges: Range[], character: string) => {
  const code = character.codePointAt(0) ?? 0
  return ranges.some(([first, last]) => code >= first && code <= last)
}

const ours = rangesOf(fileURLToPath(new URL('./fonts.css', import.meta.url)))
const rare = coverageOf([
  readFileSync(new URL('../../server/platform/documents/fonts/rare-characters.ttf', import.meta.url)),
])

test('a rare character of a name is shown by a font of ours, whatever the visitor has installed', () => {
  for (const font of ['sans', 'serif']) {
    const theirs = rangesOf(
      fileURLToPath(import.meta.resolve(`@fontsource-variable/noto-${font}-sc/index.css`)),
    )
    for (const name of ['王𠮷祥', '龚䶮', '喆堃昇珺', '李𬭎', '㛃頔垚', '叶𨋢', '马𠮟'])
      for (const character of name)
        assert.ok(within(theirs, character) || (within(ours, character) && rare(character)), character)
  }
})

test('the font of rare characters is fetched for each of its characters below the supplementary planes, and no other', () => {
  const listed = ours.filter(([first]) => first < 0x20000)
  assert.ok(listed.length > 0)
  for (const [first, last] of listed)
    for (let code = first; code <= last; code++) assert.ok(rare(String.fromCodePoint(code)))
  for (let code = 0x3400; code < 0xa000; code++) {
    const character = String.fromCodePoint(code)
    assert.equal(within(ours, character), rare(character), `U+${code.toString(16)}`)
  }
})
