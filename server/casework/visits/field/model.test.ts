import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeOfBrief, judgeTime, type VisitTimes } from './model.ts'

const times: VisitTimes = {
  visited_at: '2026-03-04T02:30:00.000Z',
  clock_offset_seconds: 0,
  sent_at: '2026-03-04T04:00:00.000Z',
  taken_at: '2026-03-04T00:00:00.000Z',
  received_at: '2026-03-04T04:00:00.000Z',
  taken_on: '2017-09-01',
  today: '2017-09-01',
}

test('with a right clock a visit is of the moment that the phone says', () => {
  const judged = judgeTime(times)
  assert.deepEqual(
    [judged.visited_at, judged.visited_on, judged.clock_wrong],
    ['2026-03-04T02:30:00.000Z', '2017-09-01', false],
  )
})

test('a clock that is five minutes off is tolerated, one second more is noted', () => {
  const off = (seconds: number) =>
    judgeTime({
      ...times,
      clock_offset_seconds: -seconds,
      sent_at: new Date(Date.parse(times.received_at) + seconds * 1000).toISOString(),
    })
  assert.equal(off(300).clock_wrong, false)
  assert.equal(off(301).clock_wrong, true)
  assert.equal(off(301).measured_offset_seconds, -301)
})

test('a phone that is three years ahead is put right by what it knew of the server’s time', () => {
  const offset = -3 * 365 * 86_400
  const wrong = (at: string) => new Date(Date.parse(at) - offset * 1000).toISOString()
  const judged = judgeTime({
    ...times,
    visited_at: wrong('2026-03-04T02:30:00.000Z'),
    sent_at: wrong(times.sent_at),
    clock_offset_seconds: offset,
  })
  assert.deepEqual(
    [judged.visited_at, judged.visited_on, judged.clock_wrong],
    ['2026-03-04T02:30:00.000Z', '2017-09-01', true],
  )
})

test('whatever a phone says, a visit lies between taking it along and handing it in', () => {
  assert.equal(judgeTime({ ...times, visited_at: '2031-01-01T00:00:00.000Z' }).visited_at, times.received_at)
  assert.equal(judgeTime({ ...times, visited_at: '2001-01-01T00:00:00.000Z' }).visited_at, times.taken_at)
})

test('what was visited yesterday in China and sent today bears yesterday’s business day, never one before it was taken along', () => {
  const yesterday = {
    ...times,
    taken_at: '2026-03-03T01:00:00.000Z',
    // 23:50 in Tianjin; handed in at 00:10.
    visited_at: '2026-03-03T15:50:00.000Z',
    received_at: '2026-03-03T16:10:00.000Z',
    sent_at: '2026-03-03T16:10:00.000Z',
    today: '2017-09-05',
  }
  assert.equal(judgeTime({ ...yesterday, taken_on: '2017-09-04' }).visited_on, '2017-09-04')
  assert.equal(judgeTime({ ...yesterday, taken_on: '2017-09-05' }).visited_on, '2017-09-05')
})

test('a brief is another when somebody left, the day changed or another thing was said, not when somebody grew older', () => {
  const brief = {
    planned_on: '2017-09-01',
    place: '嘉陵道街道 示例里',
    hidden_members: 0,
    members: [{ person_id: 'a', name: '王桂兰', relation: '户主', age: 58 }],
    checks: [{ key: 'income', label: '月收入', said: '1,830.00 元' }],
  }
  const code = codeOfBrief(brief)
  assert.equal(codeOfBrief({ ...brief, members: [{ ...brief.members[0]!, age: 59 }] }), code)
  assert.notEqual(codeOfBrief({ ...brief, members: [] }), code)
  assert.notEqual(codeOfBrief({ ...brief, planned_on: '2017-09-02' }), code)
  assert.notEqual(codeOfBrief({ ...brief, checks: [{ ...brief.checks[0]!, said: '未知' }] }), code)
})
