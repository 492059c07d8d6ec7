/** What the generator makes: households with their people. Money in fen per month, dates `YYYY-MM-DD`. */
import type { Sex } from './identity.ts'

export type Relation = 'head' | 'spouse' | 'child' | 'parent' | 'grandchild' | 'sibling' | 'other'
export type Employment =
  | 'employed'
  | 'self_employed'
  | 'farming'
  | 'flexible'
  | 'jobless'
  | 'retired'
  | 'student'
  | 'child'
  | 'unable'
/** GB/T 26341: 1 sight, 2 hearing, 3 speech, 4 limb, 5 intellectual, 6 mental, 7 multiple. */
export type DisabilityKind = 1 | 2 | 3 | 4 | 5 | 6 | 7
export type Disability = { kind: DisabilityKind; grade: 1 | 2 | 3 | 4; since: string }

/** Monthly income by kind, fen. */
export type Income = { wage: number; business: number; property: number; transfer: number }

export type CityPerson = {
  id: string
  name: string
  sex: Sex
  birthDate: string
  identityNumber: string
  /** GB/T 3304 two digits; 01 is Han. */
  nationality: string
  relation: Relation
  /** GB/T 2261.2: 10 never married, 20 married, 30 widowed, 40 divorced. */
  maritalState: '10' | '20' | '30' | '40'
  telephone: string
  bankAccount: string
  employment: Employment
  seriouslyIll: boolean
  disability: Disability | null
  income: Income
  /** Deposits and securities, fen. */
  deposits: number
  securities: number
  vehicles: number
}

/**
 * Why a household matters to assistance: `poor` is under the standard and within the limits of assets, `near`
 * up to one and a half times, `destitute` has nobody and nothing, `over_assets` is poor in income but owns too
 * much, `left` was poor once, `stricken` gets by until something happens.
 */
export type HouseholdClass = 'ordinary' | 'poor' | 'near' | 'destitute' | 'over_assets' | 'left' | 'stricken'

export type Tenure = 'owned' | 'public_rented' | 'private_rented'

export type CityHousehold = {
  id: string
  /** Place within the district, from 0; with the seed it determines everything about the household. */
  number: number
  district: string
  /** Twelve digits. */
  community: string
  communityName: string
  rural: boolean
  class: HouseholdClass
  /** Place among the households of its class in the district, from 0. */
  classOrdinal: number
  establishedOn: string
  address: string
  home: { tenure: Tenure; count: number; area: number }
  members: CityPerson[]
}
