/** The low-income values follow from the standard, which is how errors in copied tables show. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toFen } from '../../money.ts'
import { getParameterNamed, loadParameters } from '../../parameters.ts'

const common = loadParameters('common')
const lowIncome = loadParameters('social-assistance/low-income-household-aid')
const fen = (value: number | string | boolean) => toFen(String(value))

function standardOn(kind: string, date: string): bigint {
  const { values } = getParameterNamed(common, `subsistence_standard_${kind}`)
  const value = values.findLast(({ from }) => from <= date)
  assert.ok(value)
  return fen(value.value)
}

test('low-income cash is 30 % of the standard: 258/860, 276/920, 294/980, 303/1010', () => {
  const { values } = getParameterNamed(lowIncome, 'low_income_aid_urban')
  const checked = values
    .filter(({ from }) => from >= '2017-04-01')
    .map(({ from, value }) => [fen(value) / 100n, standardOn('urban', from) / 100n] as const)
  assert.deepEqual(checked, [
    [258n, 860n],
    [276n, 920n],
    [294n, 980n],
    [303n, 1010n],
  ])
  for (const [cash, standard] of checked) assert.equal(cash * 10n, standard * 3n)
})

test('before, too, low-income cash is 30 % of the standard, to whole yuan', () => {
  for (const kind of ['urban', 'rural']) {
    for (const { from, value } of getParameterNamed(lowIncome, `low_income_aid_${kind}`).values) {
      assert.equal(fen(value) / 100n, (standardOn(kind, from) * 3n + 500n) / 1000n, `${kind} ${from}`)
    }
  }
})

test('the low-income ceiling is one and a half standards, rounded half up to whole yuan', () => {
  for (const kind of ['urban', 'rural']) {
    for (const { from, value } of getParameterNamed(lowIncome, `low_income_ceiling_${kind}`).values) {
      assert.equal(fen(value) / 100n, (standardOn(kind, from) * 15n + 500n) / 1000n, `${kind} ${from}`)
    }
  }
})

test('whether the cash is per household or per person is a dated value that says what its sources say', () => {
  const [unit] = getParameterNamed(lowIncome, 'low_income_aid_per_household').values
  assert.equal(unit?.value, true)
  assert.match(unit?.seenIn ?? '', /网页都按户；2017年文章说按人/)
  assert.equal(unit?.toVerify, true)
})
