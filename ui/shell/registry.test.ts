import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modules } from './registry.ts'

const pages = modules.flatMap((module) => module.pages)
const navigation = modules.flatMap((module) => module.navigation ?? [])

test('no two pages claim one path', () => {
  const paths = pages.map((page) => page.path)
  assert.deepEqual(paths.toSorted(), [...new Set(paths)].toSorted())
})

test('every navigation entry leads to a page and has a name of two characters for the rail', () => {
  for (const entry of navigation) {
    assert.ok(
      pages.some((page) => page.path === entry.path),
      `${entry.title} leads nowhere: ${entry.path}`,
    )
    assert.equal(entry.short.length, 2, entry.title)
  }
})
