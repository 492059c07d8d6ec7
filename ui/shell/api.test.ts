import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pathOf } from './api.ts'

test('parameters are filled into the path and empty filters are left out', () => {
  assert.equal(
    pathOf(
      '/api/cases/:case_id/steps/:step_id',
      { case_id: 'a/b', step_id: 1 },
      { light: 'overdue', text: '' },
    ),
    '/api/cases/a%2Fb/steps/1?light=overdue',
  )
  assert.equal(
    pathOf('/api/cases', {}, { step: ['review', 'approval'], limit: undefined }),
    '/api/cases?step=review&step=approval',
  )
})
