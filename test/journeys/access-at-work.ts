import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBrowser, startHaihe } from './harness.ts'
import { signInAs, type Actor } from './people.ts'
import { filesTaken, pagesWorked, walk } from './walk.ts'

const haihe = await startHaihe()
const browser = await openBrowser(haihe)

/** Who works on cases day by day, and the role that they play. */
const people: [title: string, actor: Actor, role: string][] = [
  ['a community worker', 'communityWorker', 'community_worker'],
  ['a street clerk', 'streetClerk', 'street_clerk'],
  ['a district approver', 'districtApprover', 'district_approver'],
  ['finance', 'finance', 'finance'],
]

for (const [title, actor, role] of people)
  test(`${title} opens every page of the role at every size and by keyboard, takes its tables along, and none of the others'`, async () => {
    const page = await signInAs(browser, actor)
    assert.deepEqual(await walk({ page, role }), [])
    await page.context().close()
  })

test('the keyboard worked the main act of many pages, and tables became files', () => {
  assert.ok(pagesWorked() >= 12, `${pagesWorked()} pages`)
  assert.ok(filesTaken() >= 12, `${filesTaken()} files`)
})
