import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  checkCreditCode,
  checkIdentityNumber,
  checkTelephone,
  creditCheckCharacter,
  identityCheckCharacter,
  isRealDate,
  listSimilarIdentityNumbers,
  maskIdentityNumber,
  maskName,
  maskTelephone,
  organisationCheckCharacter,
} from './index.ts'

const today = '2017-09-01'
const reasonOf = (text: string, day = today) => {
  const checked = checkIdentityNumber(text, day)
  return checked.ok ? undefined : checked.reason
}
const complete = (first17: string) => first17 + identityCheckCharacter(first17)
const days = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2017-09-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const prefixes = fc.constantFrom(
  '120101',
  '120104',
  '120119',
  '120107',
  '120108',
  '120109',
  '120221',
  '120223',
  '120225',
  '110105',
)
const numbers = fc
  .tuple(prefixes, days, fc.integer({ min: 0, max: 999 }))
  .map(([prefix, day, order]) => complete(prefix + day.replaceAll('-', '') + String(order).padStart(3, '0')))

test('the example of the standard is valid and says division, birth and sex', () => {
  assert.deepEqual(checkIdentityNumber('11010519491231002X', today), {
    ok: true,
    value: {
      identity_number: '11010519491231002X',
      division_prefix: '110105',
      birth_date: '1949-12-31',
      sex: '2',
    },
  })
})

test('a lower-case x and full-width digits are accepted and stored upper case and narrow', () => {
  const checked = checkIdentityNumber(' 11010519491231００２x ', today)
  assert.equal(checked.ok && checked.value.identity_number, '11010519491231002X')
})

test('29 February 1999 does not exist, whatever the check digit', () => {
  for (const order of ['001', '123', '999']) {
    assert.equal(reasonOf(complete(`12010119990229${order}`)), '证件号码中的出生日期不存在')
  }
})

test('a birth today is accepted, a birth tomorrow is not', () => {
  assert.equal(reasonOf(complete('12010420170901001')), undefined)
  assert.equal(reasonOf(complete('12010420170902001')), '证件号码中的出生日期晚于今天')
})

test('a division that never was is refused, one that ended is accepted', () => {
  assert.equal(reasonOf(complete('12019919900101001')), '证件号码前 6 位不是有效的区划代码')
  for (const prefix of ['120107', '120108', '120109', '120221', '120223', '120225']) {
    assert.equal(reasonOf(complete(`${prefix}19600101001`)), undefined, prefix)
  }
})

test('every wrong check character is refused with a sentence', () => {
  fc.assert(
    fc.property(numbers, fc.constantFrom(...'0123456789X'), (number, last) => {
      fc.pre(last !== number[17])
      return reasonOf(number.slice(0, 17) + last) === '证件号码校验码不对，请核对是否录错'
    }),
  )
})

test('a number made by the rule is valid, and its birth date and sex come back', () => {
  fc.assert(
    fc.property(numbers, (number) => {
      const checked = checkIdentityNumber(number.toLowerCase(), today)
      assert.ok(checked.ok)
      assert.equal(checked.value.identity_number, number)
      assert.equal(checked.value.birth_date.replaceAll('-', ''), number.slice(6, 14))
      assert.equal(checked.value.sex, Number(number[16]) % 2 === 1 ? '1' : '2')
    }),
  )
})

test('one digit changed is never accepted as it stands', () => {
  fc.assert(
    fc.property(
      numbers,
      fc.integer({ min: 0, max: 16 }),
      fc.integer({ min: 1, max: 9 }),
      (number, at, add) => {
        const digit = String((Number(number[at]) + add) % 10)
        return reasonOf(number.slice(0, at) + digit + number.slice(at + 1)) !== undefined
      },
    ),
  )
})

test('whatever is typed, the answer is a number or one Chinese sentence', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const reason = reasonOf(text)
      return reason === undefined || /^\p{Script=Han}/u.test(reason)
    }),
  )
})

test('a slip in one digit, copied with a fresh check digit, is among the similar numbers', () => {
  fc.assert(
    fc.property(
      numbers,
      fc.integer({ min: 0, max: 16 }),
      fc.integer({ min: 1, max: 9 }),
      (number, at, add) => {
        const digit = String((Number(number[at]) + add) % 10)
        const similar = listSimilarIdentityNumbers(number)
        return (
          similar.includes(complete(number.slice(0, at) + digit + number.slice(at + 1, 17))) &&
          !similar.includes(number)
        )
      },
    ),
  )
})

test('real days agree with the calendar', () => {
  fc.assert(fc.property(days, (day) => isRealDate(day)))
  for (const day of ['1999-02-29', '1900-02-29', '2017-13-01', '2017-04-31', '2017-00-10', '17-1-1']) {
    assert.equal(isRealDate(day), false, day)
  }
  assert.equal(isRealDate('2000-02-29'), true)
})

test('the checked example of a credit code is valid; letters that do not exist are named', () => {
  assert.deepEqual(checkCreditCode('11120000000125735B'), { ok: true, value: '11120000000125735B' })
  assert.deepEqual(checkCreditCode('1112000000012573IB'), {
    ok: false,
    reason: '统一社会信用代码只含数字和大写字母，且不含 I、O、S、V、Z',
  })
})

test('a credit code with a wrong inner or outer check character is refused', () => {
  const codes = fc
    .tuple(
      fc.constantFrom('51', '52', '53', '91'),
      fc.constantFrom('120000', '120104'),
      fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), minLength: 8, maxLength: 8 }),
    )
    .map(([kind, division, body]) => {
      const first17 = kind + division + body + organisationCheckCharacter(body)
      return first17 + creditCheckCharacter(first17)
    })
  fc.assert(
    fc.property(codes, fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), (code, other) => {
      assert.deepEqual(checkCreditCode(code.toLowerCase()), { ok: true, value: code })
      if (other !== code[17]) assert.equal(checkCreditCode(code.slice(0, 17) + other).ok, false)
      if (other !== code[16]) assert.equal(checkCreditCode(code.slice(0, 16) + other + code[17]).ok, false)
    }),
  )
})

test('masks show a surname, three and four digits of a number, and nothing between', () => {
  assert.equal(maskName('张建国'), '张*')
  assert.equal(maskName('𠮷田'), '𠮷*')
  assert.equal(maskIdentityNumber('120101199001011234'), '120***********1234')
  assert.equal(maskTelephone('13812340000'), '138****0000')
  fc.assert(fc.property(numbers, (number) => !maskIdentityNumber(number).includes(number.slice(6, 14))))
})

test('a telephone is a mobile number or a fixed line', () => {
  assert.deepEqual(checkTelephone('+86 138-1234-0000'), { ok: true, value: '13812340000' })
  assert.deepEqual(checkTelephone('022-23456789'), { ok: true, value: '02223456789' })
  assert.equal(checkTelephone('12345').ok, false)
})
