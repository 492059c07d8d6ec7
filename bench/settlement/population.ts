/** People on subsistence and what they have claimed before, made by the database itself: as many as are asked for. */
import type { Database } from '../../server/platform/db/index.ts'

export const bench = { today: '2017-09-01', division: '120104008001' }

export const numberOf = (nth: number): string => `1201041970${String(nth).padStart(8, '0')}`
export const nameOf = (nth: number): string => `测试${nth}`

export type BenchHospital = { hospital_id: string; code: string; hospital_key_id: string }

/** One designated hospital that signs with this key (SubjectPublicKeyInfo, DER). */
export async function addHospital(owner: Database, public_key: Buffer): Promise<BenchHospital> {
  const hospital_key_id = 'bench-key-1'
  const [row] = await owner<[{ hospital_id: string }]>`
    with body as (
      insert into organisation (name, kind, division_code) values ('测试医院', 'hospital', '120104') returning organisation_id
    ), made as (
      insert into hospital (organisation_id, code, name, facility_level, division_code)
      select organisation_id, 'H120104001', '测试医院', 'community', '120104' from body returning hospital_id
    ), designated as (
      insert into hospital_designation (hospital_id, valid, division_code)
      select hospital_id, '[2014-05-01,)', '120104' from made
    ), signing as (
      insert into hospital_key (hospital_key_id, hospital_id, algorithm, public_key, added_on, division_code)
      select ${hospital_key_id}, hospital_id, 'ed25519', ${public_key}, '2017-01-01', '120104' from made
    )
    select hospital_id from made`
  return { hospital_id: row.hospital_id, code: 'H120104001', hospital_key_id }
}

export async function addDivisions(owner: Database): Promise<void> {
  for (const [code, kind, parent] of [
    ['12', 'province', null],
    ['1201', 'city', '12'],
    ['120104', 'district', '1201'],
    ['120104008', 'street', '120104'],
    [bench.division, 'community', '120104008'],
  ] as const)
    await owner`
      insert into division (division_code, name, kind, parent_code, rural, valid)
      values (${code}, ${code}, ${kind}, ${parent}, ${code.length === 12 ? false : null}, '[1949-10-01,)')`
}

/** `people` alone in their households, each on subsistence; `claims` of the year before, spread over them. */
export async function populate(owner: Database, people: number, claims: number): Promise<void> {
  const { division } = bench
  await owner`
    insert into person (person_id, name, identity_number, birth_date, division_code, synthetic)
    select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, '测试' || n,
      '1201041970' || lpad(n::text, 8, '0'), '1970-01-01', ${division}, true
    from generate_series(1, ${people}) n`
  await owner`
    insert into household (household_id, division_code, register_kind, established_on)
    select ('00000000-0000-4000-9000-' || lpad(n::text, 12, '0'))::uuid, ${division}, 'urban', '2010-01-01'
    from generate_series(1, ${people}) n`
  await owner`
    insert into household_member (person_id, household_id, relation, valid, division_code)
    select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid,
      ('00000000-0000-4000-9000-' || lpad(n::text, 12, '0'))::uuid, 'head', '[2010-01-01,)', ${division}
    from generate_series(1, ${people}) n`
  await owner`
    insert into entitlement (household_id, programme_id, determination_id, payee_id, amount, member_count, valid, division_code)
    select ('00000000-0000-4000-9000-' || lpad(n::text, 12, '0'))::uuid, 'minimum-living-guarantee', uuidv7(),
      ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 10000, 1, '[2016-01-01,)', ${division}
    from generate_series(1, ${people}) n`
  await pastClaims(owner, people, claims)
  await owner.unsafe('vacuum (analyze)')
}

/** Claims of 2016 with their aid, log and totals, so that nothing is small that is large in a city. */
async function pastClaims(owner: Database, people: number, claims: number): Promise<void> {
  await owner`
    insert into claim (claim_id, hospital_id, claim_number, content_hash, idempotency_key, kind, person_id, admitted_on,
      discharged_on, received_on, law_day, year, medical_group, total, within_policy, outside_policy, basic_paid,
      serious_insurance_paid, aid, own_paid, counted, answer, division_code)
    select ('00000000-0000-4000-a000-' || lpad(n::text, 12, '0'))::uuid, h.hospital_id, 'past-' || n, '\\x00', 'past-' || n,
      'inpatient', ('00000000-0000-4000-8000-' || lpad((n % ${people} + 1)::text, 12, '0'))::uuid, '2016-05-01',
      '2016-05-09', '2016-05-09', '2016-05-01', 2016, 'subsistence', 1000000, 1000000, 0, 600000, 0, 240000, 160000,
      '{"own_share_before": "400000"}', repeat('x', 600), ${bench.division}
    from generate_series(1, ${claims}) n, (select hospital_id from hospital limit 1) h`
  await owner`
    insert into claim_aid (claim_id, programme_id, amount, version, law_hash, facts, hospital_id, division_code)
    select claim_id, 'inpatient-aid', aid, '2014', 'bench', '{}', hospital_id, division_code from claim`
  await owner`
    insert into claim_log (claim_id, sequence, event, business_date, at, request_id, hospital_id, division_code)
    select claim_id, 1, 'settled', received_on, now(), 'bench', hospital_id, division_code from claim`
  await owner`
    insert into claim_total (person_id, year, name, amount, division_code)
    select person_id, 2016, 'own_share_before', sum(400000), ${bench.division} from claim group by person_id`
}
