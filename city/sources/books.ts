/**
 * What the registers and banks of the demonstration city have in their books: made from the same seed as the city, but
 * knowing the truth, also what some households do not declare. Found by identity number; a district's books are opened
 * when somebody of that district is first asked about.
 */
import { CITY_DISTRICTS, shareResidents, type CityDistrict } from '../people/districts.ts'
import { makeDistrict, makerOfHouseholds } from '../people/generate.ts'
import { scatter } from '../people/random.ts'
import type { CityHousehold, CityPerson } from '../people/types.ts'

export type Entry = { person: CityPerson; household: CityHousehold; undeclared: Undeclared }
/** What the first member of a household has and did not say, fen. */
export type Undeclared = { wage: number; deposits: number; insurance: number }
export type Books = { find(identityNumber: string, name: string): Entry | 'other name' | undefined }

const nothing: Undeclared = { wage: 0, deposits: 0, insurance: 0 }

/** About one household in fourteen keeps something back; those of the story never. */
export function undeclaredOf(household: CityHousehold): Undeclared {
  if (household.classOrdinal < 0) return nothing
  const at = scatter(household.number, 7_000 + Number(household.district))
  if (at < 0.03) return { ...nothing, wage: 150_000 }
  if (at < 0.05) return { ...nothing, deposits: 6_000_000 }
  return at < 0.07 ? { ...nothing, insurance: 2_400_000 } : nothing
}

/** Day of birth and sequence of an identity number: unlike within a district. */
const placeOf = (identityNumber: string) => Number(identityNumber.slice(6, 17))

const membersPerHousehold = 16

type DistrictBooks = { index: ReadonlyMap<number, number>; make: (number: number) => CityHousehold }

export function openBooks({ residents, seed }: { residents: number; seed: number }): Books {
  const opened = new Map<string, DistrictBooks>()
  const shares = shareResidents(residents)

  function open(district: CityDistrict): DistrictBooks {
    const known = opened.get(district.code)
    if (known !== undefined) return known
    const index = new Map<number, number>()
    for (const household of makeDistrict(district, shares[district.index] as number, seed))
      for (const [at, { identityNumber }] of household.members.entries())
        index.set(placeOf(identityNumber), household.number * membersPerHousehold + at)
    const books = { index, make: makerOfHouseholds(district, seed) }
    opened.set(district.code, books)
    return books
  }

  return {
    find(identityNumber, name) {
      const district = CITY_DISTRICTS.find(({ code }) => identityNumber.startsWith(code))
      const books = district && open(district)
      const place = books?.index.get(placeOf(identityNumber))
      if (books === undefined || place === undefined) return undefined
      const household = books.make(Math.floor(place / membersPerHousehold))
      const at = place % membersPerHousehold
      const person = household.members[at]
      if (person === undefined) return undefined
      if (person.name !== name) return 'other name'
      return { person, household, undeclared: at === 0 ? undeclaredOf(household) : nothing }
    },
  }
}
