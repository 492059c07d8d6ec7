import assert from 'node:assert/strict'
import { test } from 'node:test'
import { WrongPin, isWeakPin, makeKeys, openKeys, openValue, sealValue } from './keys.ts'

const household = { title: '王桂兰户', members: ['王桂兰', '刘志强'] }

test('what a phone keeps is opened by its number, and by no other', async () => {
  const { kept, dataKey } = await makeKeys('730518')
  const sealed = await sealValue(dataKey, household, 'visit 1')
  const opened = await openKeys(kept, '730518')
  assert.deepEqual(await openValue(opened, sealed, 'visit 1'), household)
  await assert.rejects(openKeys(kept, '730519'), WrongPin)
})

test('the number alone opens nothing on another phone', async () => {
  const [mine, other] = [await makeKeys('730518'), await makeKeys('730518')]
  await assert.rejects(openKeys({ ...mine.kept, secret: other.kept.secret }, '730518'), WrongPin)
})

test('the secret of a phone cannot be read out', async () => {
  const { kept } = await makeKeys('730518')
  await assert.rejects(crypto.subtle.exportKey('raw', kept.secret))
})

test('nothing readable is in what is kept, the same never looks the same, and what was changed or moved is refused', async () => {
  const { dataKey } = await makeKeys('730518')
  const [one, two] = [
    await sealValue(dataKey, household, 'visit 1'),
    await sealValue(dataKey, household, 'visit 1'),
  ]
  assert.ok(!Buffer.from(one.data).includes('王桂兰'))
  assert.notDeepEqual(Buffer.from(one.data), Buffer.from(two.data))
  await assert.rejects(openValue(dataKey, one, 'visit 2'))
  new Uint8Array(one.data)[3]! ^= 1
  await assert.rejects(openValue(dataKey, one, 'visit 1'))
})

test('a number that anybody tries first is refused, and so is a short one', () => {
  for (const weak of ['000000', '123456', '987654', '12345', '12a456', '7305'])
    assert.equal(isWeakPin(weak), true, weak)
  for (const fine of ['730518', '112233', '20170901']) assert.equal(isWeakPin(fine), false, fine)
})
