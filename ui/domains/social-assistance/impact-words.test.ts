import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnOf, distributionTitle, mapMeasure, sizeText } from './impact-words.ts'

const bin = (from: string | null, to: string | null, households = 0) => ({ from, to, households })

test('the sentence speaks of those who gain and of those who lose, each with the size of their own change', () => {
  const bins = [
    bin(null, '-10000', 1),
    bin('-10000', '-5000', 2),
    bin('-5000', '0', 9),
    bin('1', '5000', 4),
    bin('5000', '10000', 8),
  ]
  assert.equal(
    distributionTitle({ gaining: 12, losing: 12 }, bins),
    '增加 12 户，多数每月多 50–100 元；减少 12 户，多数每月少 50 元以内',
  )
})

test('where no size has more than half, the largest group is named with its households; a side without any is not named', () => {
  const bins = [
    bin('1', '5000', 1000),
    bin('5000', '10000', 2000),
    bin('10000', '15000', 1500),
    bin('15000', null, 500),
  ]
  assert.equal(
    distributionTitle({ gaining: 5000, losing: 0 }, bins),
    '增加 5,000 户，最多的一组 2,000 户每月多 50–100 元',
  )
  assert.equal(
    distributionTitle({ gaining: 0, losing: 3 }, [bin(null, '-100000', 3)]),
    '减少 3 户，每月少 1,000 元以上',
  )
})

test('who gains less than an edge is below it, who loses as much as the edge is within it', () => {
  assert.equal(sizeText(bin('1', '5000')), '不到 50')
  assert.equal(sizeText(bin('-5000', '0')), '50 以内')
  assert.equal(sizeText(bin('-10050', '-5000')), '50–100.50')
  assert.equal(sizeText(bin('40000', null)), '400 以上')
  assert.deepEqual(columnOf(bin('-5000', '0', 7)), {
    label: '少',
    second: '50 以内',
    value: 7,
    tone: 'ochre',
  })
})

test('the map says when some districts would spend less', () => {
  assert.equal(mapMeasure([{ difference: '100' }], '元'), '每月多支出，元')
  assert.equal(
    mapMeasure([{ difference: '100' }, { difference: '-5' }], '万元'),
    '每月多支出，万元（负数是少支出）',
  )
})
