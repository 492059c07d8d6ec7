import type { Transaction } from '../../server/platform/db/index.ts'
import { spellName } from '../../server/registries/people/index.ts'
import { buildDivision } from './division.ts'

export type BuiltPerson = {
  person_id: string
  name: string
  identity_number: string | null
  division_code: string
}

let count = 0

/** A person; what is not given is plausible and made up. Identity numbers carry a right check digit. */
export async function buildPerson(
  tx: Transaction,
  given: {
    name?: string
    sex?: '1' | '2'
    birth_date?: string
    identity_number?: string | null
    division_code?: string
    telephone?: string
  } = {},
): Promise<BuiltPerson> {
  count++
  const division_code = await buildDivision(tx, given.division_code ?? '120101001001')
  const birth_date = given.birth_date ?? '1970-01-01'
  const sex = given.sex ?? '1'
  const name = given.name ?? `测试${count}`
  const identity_number =
    given.identity_number === undefined ? identityNumber(birth_date, sex, count) : given.identity_number
  const { name_pinyin, name_initials, name_pieces } = spellName(name)
  const [row] = await tx<BuiltPerson[]>`
    with registered as (
      insert into person (name, name_pinyin, name_initials, name_pieces, sex, birth_date, identity_number, telephone, division_code, synthetic)
      values (${name}, ${name_pinyin}, ${name_initials}, ${name_pieces}, ${sex}, ${birth_date}, ${identity_number}, ${given.telephone ?? null}, ${division_code}, true)
      returning person_id, name, identity_number, division_code
    ), counted as (
      insert into resident_change (division_code, change) select division_code, 1 from registered
    )
    select person_id, name, identity_number, division_code from registered
  `
  if (!row) throw new Error('the person was not stored')
  return row
}

/** An identity number of GB 11643: area, birth date, sequence (odd for men), check digit of ISO 7064 MOD 11-2. */
function identityNumber(birth_date: string, sex: '1' | '2', nth: number): string {
  const sequence = String(((nth * 2) % 998) + (sex === '1' ? 1 : 0)).padStart(3, '0')
  const body = `${120101 + (Math.floor(nth / 499) % 6)}${birth_date.replaceAll('-', '')}${sequence}`
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11), 0)
  return body + '10X98765432'.charAt(sum % 11)
}
