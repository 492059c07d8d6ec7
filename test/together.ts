/**
 * Runs the test files that it is given one after another in this one process: each is a test, and its tests are within
 * it. What a file opens, it closes before the next begins, as `after` says; `test/plan.ts` says which files may.
 */
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'

for (const file of process.argv.slice(2))
  test(file, async () => {
    await import(pathToFileURL(file).href)
  })
