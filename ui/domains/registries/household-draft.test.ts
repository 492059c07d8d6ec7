import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyHousehold, householdBody, newMember, stillToFill } from './household-draft.ts'
import { emptyPerson } from './person-draft.ts'

const today = '2017-09-01'
const place = { division_code: '120104008001', address: '示例里 1 门 101' }
const wang = { ...emptyPerson, name: '王安' }
const first = newMember('head')

test('what is missing is listed line by line, with whose it is', () => {
  const begun = emptyHousehold('120104008', today)
  assert.deepEqual(stillToFill(begun), ['选社区或村', '写住址', '第 1 人：先写姓名'])
  const draft = {
    ...begun,
    ...place,
    members: [
      { ...first, person: { ...wang, sex: '1' as const } },
      { ...newMember(undefined), person: wang },
    ],
  }
  assert.deepEqual(stillToFill(draft), ['第 2 人：选与户主的关系'])
})

test('a household has one head, neither none nor two', () => {
  const man = { ...wang, sex: '1' as const }
  const of = (...relations: ('head' | 'child')[]) => ({
    ...emptyHousehold('120104008', today),
    ...place,
    members: relations.map((relation) => ({ ...newMember(relation), person: man })),
  })
  assert.deepEqual(stillToFill(of('child')), ['定一名户主'])
  assert.deepEqual(stillToFill(of('head', 'head')), ['户主只能有一名，现在有 2 名'])
  assert.deepEqual(stillToFill(of('head', 'child')), [])
})

test('who works in one community registers there without choosing it', () => {
  assert.equal(emptyHousehold('120104008001', today).division_code, '120104008001')
  assert.equal(emptyHousehold('120104008', today).division_code, undefined)
})

test('a number says sex and birthday itself; somebody on the register is sent by record', () => {
  const known = { person_id: '01980000-0000-7000-8000-000000000001', text: '李远' }
  const typed = {
    ...wang,
    identity_number: ' 12010419701231101X ',
    sex: '2' as const,
    birth_date: '1970-01-01',
  }
  const body = householdBody({
    ...emptyHousehold('120104008001', today, known),
    ...place,
    members: [newMember('head', known), { ...newMember('spouse'), person: typed }],
  })
  assert.deepEqual(body.members, [
    { relation: 'head', person_id: known.person_id },
    {
      relation: 'spouse',
      person: {
        name: '王安',
        identity_number: '12010419701231101X',
        telephone: null,
        nationality: null,
      },
    },
  ])
})
