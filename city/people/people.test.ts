import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { listDivisions } from '../divisions/index.ts'
import { CITY_DAY_NUMBER, ageOn, dayNumber } from './days.ts'
import { CITY_DISTRICTS, MOST_RESIDENTS, residentsIn2017, shareResidents } from './districts.ts'
import { STANDARD_2017, totalIncome } from './economy.ts'
import { makeCity, makeDistrict } from './generate.ts'
import type { CityDistrict } from './districts.ts'
import { checkCharacter } from './identity.ts'
import type { CityHousehold } from './types.ts'

const SEED = 2017
const city = [...makeCity({ residents: 50_000, seed: SEED })]
const people = city.flatMap(({ members }) => members)
const district = (code: string) => CITY_DISTRICTS.find((each) => each.code === code) as CityDistrict
const hash = (households: Iterable<CityHousehold>) => {
  const digest = createHash('sha256')
  for (const household of households) digest.update(JSON.stringify(household))
  return digest.digest('hex')
}
const count = (households: CityHousehold[]) =>
  households.reduce((sum, { members }) => sum + members.length, 0)
const share = (count: number) => count / people.length

test('the same seed makes the same city, another seed another one', () => {
  const options = { residents: 3000, seed: SEED }
  assert.equal(hash(makeCity(options)), hash(makeCity(options)))
  assert.notEqual(hash(makeCity(options)), hash(makeCity({ ...options, seed: SEED + 1 })))
})

test('a household is the same in a small and in a large city', () => {
  const small = [...makeDistrict(district('120104'), 500, SEED)]
  const large = new Map([...makeDistrict(district('120104'), 5000, SEED)].map((each) => [each.id, each]))
  for (const household of small.slice(0, -3)) assert.deepEqual(household, large.get(household.id))
})

test('the city has exactly the residents that were asked for, shared out like the population of 2017', () => {
  assert.equal(people.length, 50_000)
  for (const total of [1000, 50_000, 1_234_567, MOST_RESIDENTS]) {
    const shares = shareResidents(total)
    assert.equal(
      shares.reduce((left, right) => left + right),
      total,
    )
  }
  const total = CITY_DISTRICTS.reduce((sum, each) => sum + residentsIn2017(each), 0)
  const jizhou = city.filter((household) => household.district === '120119').flatMap(({ members }) => members)
  assert.ok(Math.abs(share(jizhou.length) - residentsIn2017(district('120119')) / total) < 0.001)
})

test('more residents than the census counted, or too few for the districts, are refused', () => {
  assert.throws(() => shareResidents(MOST_RESIDENTS + 1), RangeError)
  assert.throws(() => shareResidents(999), RangeError)
})

test('every identity number is valid, says sex and day of birth, and belongs to one person', () => {
  for (const { identityNumber, birthDate, sex } of people) {
    assert.equal(checkCharacter(identityNumber.slice(0, 17)), identityNumber.at(17))
    assert.equal(identityNumber.slice(6, 14), birthDate.replaceAll('-', ''))
    assert.equal(Number(identityNumber.charAt(16)) % 2 === 1, sex === 'male')
  }
  assert.equal(new Set(people.map((person) => person.identityNumber)).size, people.length)
})

test('the check digit of a known number is X', () => {
  assert.equal(checkCharacter('11010519491231002'), 'X')
})

test('a household has one head, one to six members, and lives in a community that exists', () => {
  const codes = new Set(listDivisions().map(({ code }) => code))
  for (const { members, community, district: code } of city) {
    assert.equal(members.filter(({ relation }) => relation === 'head').length, 1)
    assert.ok(members.length >= 1 && members.length <= 6)
    assert.ok(codes.has(community) && community.startsWith(code), community)
  }
})

test('ages, sexes and disabilities are those of the city', () => {
  const ages = people.map(({ birthDate }) => ageOn(dayNumber(birthDate), CITY_DAY_NUMBER))
  const old = share(ages.filter((age) => age >= 60).length)
  assert.ok(old > 0.21 && old < 0.24, `${old} are 60 or over`)
  assert.ok(ages.every((age) => age >= 0 && age < 112))
  const men = share(people.filter(({ sex }) => sex === 'male').length)
  assert.ok(men > 0.48 && men < 0.53, `${men} are men`)
  const disabled = share(people.filter(({ disability }) => disability).length)
  assert.ok(disabled > 0.05 && disabled < 0.07, `${disabled} are disabled`)
})

test('1.5 to 3 per cent of the people live in households under the standard, most of them in 蓟州', () => {
  const poor = city.filter(
    (household) => totalIncome(household.members) < STANDARD_2017 * household.members.length,
  )
  assert.ok(share(count(poor)) > 0.015 && share(count(poor)) < 0.03, String(share(count(poor))))
  const rate = (code: string) =>
    count(poor.filter((each) => each.district === code)) /
    count(city.filter((each) => each.district === code))
  assert.ok(rate('120119') > rate('120104') && rate('120104') > rate('120116'))
})

test('some people bear rare characters', () => {
  assert.ok(people.some(({ name }) => /[𠮷䶮喆堃]/u.test(name)))
})

test('telephones and bank accounts are of ranges that nobody uses', () => {
  for (const { telephone, bankAccount } of people) {
    assert.match(telephone, /^138\d{4}0000$/)
    assert.match(bankAccount, /^000000\d{13}$/)
  }
  assert.equal(new Set(people.map(({ bankAccount }) => bankAccount)).size, people.length)
})

test('王桂兰 lives with her husband and her son on his pension, whatever the size of the city', () => {
  for (const households of [city, [...makeCity({ residents: 1000, seed: 7 })]]) {
    const household = households.find(({ members }) => members[0]?.name === '王桂兰')
    assert.equal(household?.community.slice(0, 9), '120104008')
    assert.deepEqual(
      household?.members.map(({ name, identityNumber }) => [name, identityNumber.slice(-4)]),
      [
        ['王桂兰', '0426'],
        ['刘志强', '0317'],
        ['刘伟', '0293'],
      ],
    )
    assert.equal(totalIncome(household?.members ?? []), 183_750)
    assert.equal(
      household?.members.reduce((sum, { deposits }) => sum + deposits, 0),
      1_826_040,
    )
  }
})
