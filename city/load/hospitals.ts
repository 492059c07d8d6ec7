/** The designated hospitals as rows: organisation, hospital, designation since the law of 2014. */
import type { Transaction } from '../../server/platform/db/index.ts'
import { listCityHospitals } from '../hospitals/list.ts'

/** Loads all of them; their keys come when somebody plays them. */
export async function loadHospitals(tx: Transaction): Promise<void> {
  const rows = JSON.stringify(listCityHospitals())
  await tx`
    with given as (
      select * from jsonb_to_recordset(${rows}::text::jsonb)
        as h (code text, name text, facility_level text, division_code text)
    ), body as (
      insert into organisation (name, kind, division_code, established_on)
      select name, 'hospital', division_code, '2000-01-01' from given
      returning organisation_id, name, division_code
    ), made as (
      insert into hospital (organisation_id, code, name, facility_level, division_code)
      select b.organisation_id, g.code, g.name, g.facility_level, g.division_code
      from given g join body b on b.name = g.name and b.division_code = g.division_code
      returning hospital_id, division_code
    )
    insert into hospital_designation (hospital_id, valid, division_code)
    select hospital_id, daterange('2014-05-01', null), division_code from made`
}
