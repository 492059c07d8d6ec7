import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readHolidays } from './calendar-paste.ts'

test('the sentences of a notice give each day off and each Saturday at work', () => {
  const { days, unread } = readHolidays(
    2027,
    `一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月20日（周六）上班。
三、国庆节：9月30日至10月2日放假调休。`,
  )
  assert.deepEqual(unread, [])
  assert.deepEqual(
    days.filter((each) => each.working).map((each) => [each.day, each.name]),
    [
      ['2027-01-31', '春节调休'],
      ['2027-02-20', '春节调休'],
    ],
  )
  assert.equal(days.filter((each) => !each.working).length, 3 + 7 + 3)
  assert.deepEqual(days.at(-1), { day: '2027-10-02', working: false, name: '国庆节' })
})

test('a table with one day a line is read as it stands', () => {
  assert.deepEqual(readHolidays(2027, '2027-01-01\t放假\t元旦\n2027年1月9日 上班 元旦调休').days, [
    { day: '2027-01-01', working: false, name: '元旦' },
    { day: '2027-01-09', working: true, name: '元旦调休' },
  ])
})

test('a holiday that begins in the year before leaves those days to that year', () => {
  const { days } = readHolidays(2027, '一、元旦：2026年12月31日至2027年1月2日放假。')
  assert.deepEqual(
    days.map((each) => each.day),
    ['2027-01-01', '2027-01-02'],
  )
})

test('what names no day is said to be unread, not guessed', () => {
  assert.deepEqual(readHolidays(2027, '各省、自治区、直辖市人民政府：'), {
    days: [],
    unread: ['各省、自治区、直辖市人民政府：'],
  })
})
