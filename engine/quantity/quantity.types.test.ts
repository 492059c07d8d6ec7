// What must not compile: each @ts-expect-error fails the type check if its line compiles after all. Nothing of it
// is run, but that the type check reads this file.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { age, article, input, members, parameter, ratio, when, yuan, yuanPerMonth } from './write.ts'

const income = input.person.moneyPerMonth('income', { label: '月收入', max: 1 })
const birth = input.person.day('birth', { label: '出生日期' })
const disability = input.person.code('disability', { label: '残疾', codes: { none: '无', severe: '重度' } })
const assets = input.household.money('assets', { label: '资产', max: 1 })
const student = input.person.flag('student', { label: '学生' })
const standard = parameter('standard', 'money/month')
const share = parameter('share', 'ratio')

export function whatFits(): void {
  members.sum(income).per(members.count).isBelow(standard)
  when(student).then(yuanPerMonth(0)).otherwise(income)
  when(student).then(income).when(student.not()).then(standard).otherwise(yuan(0))
  when(student).then(standard.times(share)).otherwise(yuan(0))
  standard.forMonths(24).isAtLeast(assets)
  standard.minus(members.sum(income).per(members.count)).atLeast(0).roundHalfUp()
  members.least(birth).isAtMost(members.greatest(birth))
  members.greatest(income.times(share)).isBelow(standard)
  age(birth).isAtLeast(60).and(disability.isOneOf('none', 'severe'))
}

export function whatMustNotCompile(): void {
  // @ts-expect-error income plus a count
  income.plus(members.count)
  // @ts-expect-error an amount per month plus a plain amount
  income.plus(assets)
  // @ts-expect-error a comparison with a percentage
  income.isBelow(share)
  // @ts-expect-error a comparison with a plain number
  income.isBelow(860)
  // @ts-expect-error a household value summed over members
  members.sum(assets)
  // @ts-expect-error the least of a household value
  members.least(assets)
  // @ts-expect-error codes have no order
  members.greatest(disability)
  // @ts-expect-error the earliest day is no amount
  members.least(birth).isBelow(standard)
  // @ts-expect-error a code that the list doesn't have
  disability.is('severest')
  // @ts-expect-error a code that the list doesn't have
  disability.isOneOf('none', 'severest')
  // @ts-expect-error a condition over a household value
  members.any(assets.isAtMost(assets))
  // @ts-expect-error flags don't add up
  student.plus(student)
  // @ts-expect-error amounts are no conditions
  income.and(student)
  // @ts-expect-error only conditions can be denied
  income.not()
  // @ts-expect-error amounts are not multiplied by amounts
  income.times(income)
  // @ts-expect-error a day is not an amount
  birth.isBelow(standard)
  // @ts-expect-error the arms have different units
  when(student).then(income).otherwise(members.count)
  // @ts-expect-error an unrounded arm beside a rounded one
  when(student).then(income).otherwise(standard.times(share))
  // @ts-expect-error a condition is needed
  when(income)
  // @ts-expect-error months are only for amounts per month
  assets.forMonths(3)
  // @ts-expect-error a number of people is not rounded
  members.count.roundHalfUp()
}

export const unroundedAmounts = {
  // @ts-expect-error an unrounded amount as money
  amounts: { benefit: article('第一条', '津贴', standard.times(ratio('0.3'))) },
} satisfies Pick<import('../programme.ts').RuleResult, 'amounts'>

export function conditions(): number {
  // @ts-expect-error a plain condition on a symbol
  if (student) return 1
  const isBelow = income.isBelow(standard)
  // @ts-expect-error a choice on a symbol
  return isBelow ? 2 : 3
}

test('the type check reads what must not compile', async () => {
  const text = await readFile(new URL('../../tsconfig.json', import.meta.url), 'utf8')
  const { include } = JSON.parse(text) as { include: string[] }
  assert.ok(include.includes('engine'))
})
