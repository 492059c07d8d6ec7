import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as hold, bigInt, property } from 'fast-check'
import {
  dateText,
  dayText,
  leftText,
  machineText,
  momentText,
  monthText,
  readDate,
  weekdayText,
} from './date-text.ts'
import { countText, readYuan, sumText, sumUnit, wanYuanText, yuanText } from './money-text.ts'

test('74250 fen read 742.50 yuan, with thousands and a true minus sign', () => {
  assert.equal(yuanText('74250'), '742.50')
  assert.equal(yuanText('38641250'), '386,412.50')
  assert.equal(yuanText('-61250'), '−612.50')
  assert.equal(yuanText('48450', { signed: true }), '+484.50')
  assert.equal(yuanText(5n), '0.05')
})

test('any amount that is written can be read back to the same fen', () => {
  hold(property(bigInt(0n, 10n ** 14n), (fen) => readYuan(`${yuanText(fen)} 元`) === fen.toString()))
})

test('an amount with a third decimal or a letter is not taken', () => {
  assert.equal(readYuan('1837.505'), undefined)
  assert.equal(readYuan('约1800'), undefined)
  assert.equal(readYuan('１，８３７．５'), '183750')
})

test('8,049.9 万元 is written with one decimal', () => {
  assert.equal(wanYuanText('8049900000'), '8,049.9')
  assert.equal(wanYuanText('-49999'), '0.0')
  assert.equal(countText(149337), '149,337')
})

test('sums that stand together have one unit, chosen by the largest, so that small ones do not all read 0.0', () => {
  const small = sumUnit(['-1250', '99999'])
  assert.deepEqual([small.unit, small.text('-1250'), small.number('-1250')], ['元', '−12.50', -12.5])
  const middle = sumUnit(['123456', '-9999949', '50'])
  assert.deepEqual(
    [middle.unit, middle.text('123456'), middle.text('-9999949'), middle.text('50'), middle.text('49')],
    ['元', '1,235', '−99,999', '1', '0'],
  )
  const large = sumUnit(['10000000', '-49999'])
  assert.deepEqual([large.unit, large.text('10000000'), large.number('10000000')], ['万元', '10.0', 10])
  assert.equal(sumText('60300000'), '60.3 万元')
  assert.equal(sumText('120600'), '1,206 元')
})

test('dates read as on Chinese papers', () => {
  assert.equal(dateText('2017-09-01'), '2017年9月1日')
  assert.equal(dayText('2017-09-01'), '9月1日')
  assert.equal(monthText('2017-10'), '2017年10月')
  assert.equal(weekdayText('2017-09-18'), '一')
  assert.equal(momentText('2017-09-18T02:58:00Z'), '9月18日 10:58')
  assert.equal(machineText('2026-11-27T16:58:00Z'), '2026年11月28日 00:58')
})

test('a typed date is taken in the usual ways and 30 February is not', () => {
  for (const text of ['2017年9月1日', '2017-9-1', '20170901', '2017.9.1'])
    assert.equal(readDate(text), '2017-09-01')
  assert.equal(readDate('2017-02-30'), undefined)
  assert.equal(readDate('9月1日'), undefined)
})

test('a deadline says what is left in working days', () => {
  assert.equal(leftText(3), '还剩 3 个工作日')
  assert.equal(leftText(0), '今天到期')
  assert.equal(leftText(-2), '超 2 个工作日')
})
