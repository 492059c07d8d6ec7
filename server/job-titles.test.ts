import assert from 'node:assert/strict'
import { test } from 'node:test'
import './modules.ts'
import { listRegisteredJobs } from './platform/jobs/registry.ts'
import { jobTitle } from './administration/operation/job-titles.ts'

test('every job that runs in the house is called by words, not by its internal name', () => {
  const names = listRegisteredJobs().map(({ name }) => name)
  assert.ok(names.length >= 12, String(names.length))
  assert.deepEqual(
    names.filter((name) => jobTitle(name) === name),
    [],
  )
})
