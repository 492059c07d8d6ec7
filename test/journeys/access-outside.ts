import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBrowser, startHaihe } from './harness.ts'
import { signInAs, type Actor } from './people.ts'
import { filesTaken, pagesWorked, walk } from './walk.ts'

const haihe = await startHaihe()
const browser = await openBrowser(haihe)

/** Who does not work on cases day by day, and the role that they play. */
const people: [title: string, actor: Actor, role: string][] = [
  ['a resident', 'resident', 'resident'],
  ['a policy officer', 'policyOfficer', 'policy_officer'],
  ['a leader', 'leader', 'leader'],
  ['a system administrator', 'systemAdministrator', 'system_administrator'],
  ['a security administrator', 'securityAdministrator', 'security_administrator'],
  ['an audit administrator', 'auditAdministrator', 'audit_administrator'],
]

test('a visitor opens every public page at every size and by keyboard, and comes to the door at the others', async () => {
  const page = await browser.page('desktop')
  await page.goto('/')
  assert.deepEqual(await walk({ page, role: 'public' }), [])
  await page.context().close()
})

for (const [title, actor, role] of people)
  test(`${title} opens every page of the role at every size and by keyboard, takes its tables along, and none of the others'`, async () => {
    const page = await signInAs(browser, actor)
    assert.deepEqual(await walk({ page, role }), [])
    await page.context().close()
  })

test('the keyboard worked the main act of many pages, and tables became files', () => {
  assert.ok(pagesWorked() >= 12, `${pagesWorked()} pages`)
  assert.ok(filesTaken() >= 3, `${filesTaken()} files`)
})
