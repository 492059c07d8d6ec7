import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldReport } from '../../server/casework/visits/field/contract.ts'
import { emptyDraft, filesOf, isTouched, newVisit, notFinished, reportOf, withFileId } from './draft.ts'
import type { FieldDraft, PhotoRef, VisitBrief } from './types.ts'

const [visit_id, mine, other] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
const brief: VisitBrief & { expires_at: string } = {
  visit_id,
  planned_on: '2017-09-01',
  purpose: '最低生活保障申请',
  title: '王桂兰户',
  place: '嘉陵道街道 示例里',
  due_on: null,
  visitors: [
    { account_id: mine, name: '赵敏' },
    { account_id: other, name: '李强' },
  ],
  members: [],
  hidden_members: 0,
  checks: [],
  last_visit: null,
  safety_remark: null,
  route_position: null,
  brief_code: 'code',
  expires_at: '2026-03-07T00:00:00.000Z',
}
const photo = (name: string): PhotoRef => ({
  photo_id: name,
  name,
  media_type: 'image/jpeg',
  byte_length: 10,
  sha256: 'a'.repeat(64),
  file_id: null,
})
const finished: FieldDraft = {
  ...newVisit(brief, mine).draft,
  finding: '三人同住',
  agrees: null,
  position: { latitude: 39.1, longitude: 117.2, accuracy_metres: 12 },
  signatures: { visitor: photo('1'), second_visitor: photo('2'), household: photo('3') },
}

test('a visit taken along names the other of the two, and has nothing to lose yet', () => {
  const visit = newVisit(brief, mine)
  assert.equal(visit.draft.second_visitor_id, other)
  assert.equal(isTouched(visit), false)
  assert.equal(isTouched({ draft: { ...visit.draft, checks: { income: null } } }), true)
})

test('a visit is finished when two have signed, the household too or a reason why not, and place or reason is there', () => {
  assert.equal(notFinished(finished), undefined)
  const without = (part: Partial<FieldDraft>) => notFinished({ ...finished, ...part }) ?? ''
  assert.match(without({ signatures: { ...finished.signatures, visitor: null } }), /由您签字/)
  assert.match(without({ signatures: { ...finished.signatures, second_visitor: null } }), /同去的人签字/)
  const unsigned = { signatures: { ...finished.signatures, household: null } }
  assert.match(without(unsigned), /户主签字/)
  assert.equal(notFinished({ ...finished, ...unsigned, unsigned_because: '不能执笔' }), undefined)
  assert.match(without({ position: null }), /位置/)
  assert.equal(notFinished({ ...finished, position: null, no_position_because: '没有信号' }), undefined)
  assert.match(without({ agrees: undefined }), /是否一致/)
  assert.match(without({ finding: ' ' }), /看到的情况/)
})

test('what is sent fits the contract once every file has arrived', () => {
  let draft = { ...finished, photos: [photo('0')], visited_at: '2026-03-04T02:30:00.000Z' }
  for (const { photo_id } of filesOf(draft)) {
    draft = { ...draft, ...withFileId(draft, photo_id, crypto.randomUUID()), visited_at: draft.visited_at }
  }
  const report = reportOf(
    { ...newVisit(brief, mine), draft },
    { device_id: crypto.randomUUID(), device_time: '2026-03-04T04:00:00.000Z' },
  )
  const read = fieldReport.safeParse(report)
  assert.equal(read.success, true, read.error?.message)
  assert.deepEqual(emptyDraft().photos, [])
})
