/**
 * The same rules as a careful programmer writes them for speed by hand: one loop over households for all programmes,
 * narrow arrays, early ends, nothing computed twice. What the engine's kernels are measured against.
 */
import type { Columns } from '../../engine/index.ts'
import type { Results, Values } from './values.ts'

/** A loop over these columns; it writes into arrays of its own, which the next call overwrites. */
export function handWritten({ offsets, household, person }: Columns, values: Values): () => Results {
  const households = offsets.length - 1
  const people = offsets[households]!
  const narrow = (columns: Columns['person'], name: string): Uint8Array =>
    Uint8Array.from(columns[name]!.values)
  const wide = (columns: Columns['person'], name: string): Int32Array =>
    Int32Array.from(columns[name]!.values)
  const register = narrow(household, 'register_kind')
  const vehicles = narrow(household, 'vehicle_count')
  const homes = narrow(household, 'home_count')
  const small = narrow(household, 'homes_below_average_area')
  const premises = narrow(household, 'other_premises')
  const abroad = narrow(household, 'paid_study_abroad')
  const assets = wide(household, 'financial_assets')
  const single = narrow(household, 'single_parent_schooling')
  const planning = narrow(household, 'family_planning_support')
  const childless = narrow(household, 'childless')
  const agreed = narrow(household, 'hardship_agreed')
  const relation = narrow(person, 'relation')
  const studying = narrow(person, 'is_studying')
  const able = narrow(person, 'able_to_work')
  const employed = narrow(person, 'employed')
  const clergy = narrow(person, 'absent_as_clergy')
  const prison = narrow(person, 'in_prison')
  const independent = narrow(person, 'lives_independently')
  const refusals = narrow(person, 'work_refusals')
  const kind = narrow(person, 'disability_kind')
  const grade = narrow(person, 'disability_grade')
  const ill = narrow(person, 'seriously_ill')
  const supporters = narrow(person, 'supporter_count')
  const unable = narrow(person, 'supporters_unable')
  const institution = narrow(person, 'in_institution')
  const [eats, dresses, toilet, moves, washes, leavesBed] = [
    'can_eat',
    'can_dress',
    'can_use_toilet',
    'can_move',
    'can_wash',
    'can_leave_bed',
  ].map((name) => narrow(person, name)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ]
  const birth = wide(person, 'birth_date')
  const wage = wide(person, 'wage_income')
  const business = wide(person, 'business_income')
  const property = wide(person, 'property_income')
  const transfer = wide(person, 'transfer_income')
  const subsistence = { eligible: new Int32Array(households), benefit: new Int32Array(households) }
  const lowIncome = { eligible: new Int32Array(households), benefit: new Int32Array(households) }
  const destitute = {
    eligible: new Int32Array(households),
    living: new Int32Array(people),
    care: new Int32Array(people),
  }
  const v = values
  const assetPerPerson = v.standard_urban * v.asset_limit_months

  return () => {
    for (let h = 0; h < households; h++) {
      const first = offsets[h]!
      const last = offsets[h + 1]!
      let counted = 0
      let entitled = 0
      let income = 0
      let disabled = 0
      let sick = 0
      let young = 0
      for (let i = first; i < last; i++) {
        if (clergy[i] === 1 || prison[i] === 1) continue
        const kin = relation[i]!
        const bound = kin === 0 || kin === 1 || kin === 3 || kin === 5
        const child = kin === 2 || kin === 4 || kin === 6
        if (!bound && !(child && (birth[i]! > v.adult_born || independent[i] === 0 || studying[i] === 1)))
          continue
        counted++
        if (refusals[i]! < v.work_refusal_limit || able[i] === 0 || employed[i] === 1) entitled++
        const earned = wage[i]! < v.minimum_wage && employed[i] === 1 ? v.wage_floor : wage[i]!
        income += earned + business[i]! + property[i]! + transfer[i]!
        if (kind[i] !== 0) disabled++
        if (ill[i] === 1) sick++
        if (birth[i]! > v.aged_born) young++
      }
      const rural = register[h] === 1
      const standard = rural ? v.standard_rural : v.standard_urban
      const mayOwn =
        vehicles[h]! <= v.vehicle_limit &&
        (homes[h]! <= v.home_limit || small[h] === 1) &&
        premises[h] === 0 &&
        abroad[h] === 0
      const within = mayOwn && assets[h]! <= assetPerPerson * counted
      const divisor = counted > 0 ? counted : 1

      const poor = within && counted > 0 && income < standard * counted
      subsistence.eligible[h] = poor ? 1 : 0
      subsistence.benefit[h] = poor
        ? Math.floor((standard * counted - income + counted / 2) / counted) * entitled
        : 0

      const ceiling = rural ? v.ceiling_rural : v.ceiling_urban
      const low =
        within &&
        income >= standard * divisor &&
        income <= ceiling * divisor &&
        (disabled > 0 ||
          sick > 0 ||
          single[h] === 1 ||
          planning[h] === 1 ||
          agreed[h] === 1 ||
          (childless[h] === 1 && young === 0))
      lowIncome.eligible[h] = low ? 1 : 0
      const aid = rural ? v.aid_rural : v.aid_urban
      lowIncome.benefit[h] = low ? (v.aid_per_household === 1 ? aid : aid * counted) : 0

      let any = 0
      const owns = mayOwn && assets[h]! <= assetPerPerson * (last - first)
      for (let i = first; i < last; i++) {
        const mind = kind[i] === 5 || kind[i] === 6
        const cannot =
          birth[i]! <= v.old_born ||
          birth[i]! > v.child_born ||
          (grade[i]! >= 1 &&
            ((mind && grade[i]! <= v.grade_mind) ||
              (kind[i] === 4 && grade[i]! <= v.grade_limb) ||
              (kind[i] === 1 && grade[i]! <= v.grade_sight)))
        if (
          !owns ||
          !cannot ||
          wage[i]! + business[i]! + property[i]! + transfer[i]! >= standard ||
          supporters[i]! > unable[i]!
        ) {
          destitute.living[i] = 0
          destitute.care[i] = 0
          continue
        }
        any = 1
        destitute.living[i] = !rural
          ? v.living_urban
          : institution[i] === 1
            ? v.living_rural_institution
            : v.living_rural_home
        const lost = 6 - eats[i]! - dresses[i]! - toilet[i]! - moves[i]! - washes[i]! - leavesBed[i]!
        destitute.care[i] = lost >= v.wholly_unable_acts ? v.care_wholly : lost >= 1 ? v.care_partly : 0
      }
      destitute.eligible[h] = any
    }
    return [
      subsistence.eligible,
      subsistence.benefit,
      lowIncome.eligible,
      lowIncome.benefit,
      destitute.eligible,
      destitute.living,
      destitute.care,
    ]
  }
}
