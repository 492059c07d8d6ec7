import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { databasePage, withDiagram } from './diagram.ts'

const page = readFileSync(databasePage, 'utf8')
const schema = readFileSync(new URL('../../../db/schema.sql', import.meta.url), 'utf8')
const tables = [...schema.matchAll(/^create table (\w+)/gm)].map((match) => match[1] ?? '')

test('the diagram in docs/database.md is that of db/schema.sql; if not, run `npm run haihe -- schema`', () => {
  assert.equal(page, withDiagram(page))
})

test('every table stands in the diagram once', () => {
  const drawn = [...page.matchAll(/^ {2}(\w+) \{$/gm)].map((match) => match[1] ?? '')
  assert.deepEqual(drawn.toSorted(), tables.toSorted())
})

test('every table has its word in docs/glossary.md', () => {
  const glossary = readFileSync(new URL('../../../docs/glossary.md', import.meta.url), 'utf8')
  assert.deepEqual(
    tables.filter((table) => !glossary.includes(`\`${table}\``) && !glossary.includes(`\`${table}.`)),
    [],
  )
})
