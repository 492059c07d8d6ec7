import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import { programme_id, build, apply } from '../../../test/builders/story.ts'
import { accept, submitApplication } from '../index.ts'

const database = await testDatabase()

test('nobody applies twice, for strangers, or without the own authorisation', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story)
    await assert.rejects(apply(story), { code: 'case_already_open', status: 409 })
    await stage.as(story.zhao, (act) => accept(act, { case_id, version: 1 }))
    const attempt = (change: object) =>
      stage.as(story.zhao, (act) =>
        submitApplication(act, {
          programme_id,
          household_id: story.household_id,
          applicant_id: story.head,
          answers: { household: {}, members: [] },
          authorisations: [story.head, story.spouse, story.child].map((person_id) => ({
            person_id,
            signed_by: person_id,
          })),
          materials: [],
          ...change,
        }),
      )
    await assert.rejects(
      attempt({ authorisations: [{ person_id: story.spouse, signed_by: story.spouse }] }),
      {
        code: 'authorisation_missing',
      },
    )
    await assert.rejects(attempt({ applicant_id: crypto.randomUUID() }), { code: 'applicant_not_suitable' })
    await assert.rejects(attempt({ payee_id: crypto.randomUUID() }), { code: 'payee_not_suitable' })
    await assert.rejects(attempt({ answers: { household: { vehicle_count: -1 }, members: [] } }), {
      code: 'answer_wrong',
    })
    await assert.rejects(attempt({ answers: { household: { financial_assets: '100.5' }, members: [] } }), {
      code: 'answer_wrong',
    })
    await assert.rejects(attempt({ household_id: crypto.randomUUID() }), { code: 'not_found' })
  }))
