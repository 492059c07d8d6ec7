import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { longWays, planJourneys, planTests, root, runAlone } from './plan.ts'

const filesIn = (pattern: string): string[] =>
  globSync(pattern, { cwd: root, exclude: (path) => path.includes('node_modules') })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()

test('every file of tests runs once', () => {
  assert.deepEqual(planTests().flat().sort(), filesIn('**/*.test.ts'))
})

test('every journey runs once, and what journeys only use does not', () => {
  const journeys = filesIn('test/journeys/*.ts').filter((file) =>
    /^ *test\(/m.test(readFileSync(join(root, file), 'utf8')),
  )
  assert.deepEqual(planJourneys().flat().sort(), journeys)
})

test('whoever sets what a process has only one of shares it with nobody', () => {
  const sets = /\b(usePartners|openSimulation|readLaw)\(|'[./]*test\/means\.ts'/
  const setting = filesIn('**/*.test.ts').filter((file) => sets.test(readFileSync(join(root, file), 'utf8')))
  assert.ok(setting.length > 0)
  const sharing = planTests().filter((files) => files.length > 1)
  assert.deepEqual(
    setting.filter((file) => sharing.some((files) => files.includes(file))),
    [],
  )
})

test('the plan speaks of files that are there', () => {
  for (const pattern of [...runAlone, ...Object.keys(longWays)])
    assert.notDeepEqual(filesIn(pattern), [], pattern)
})
