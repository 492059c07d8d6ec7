/** SQL of organisations. */
import type { Transaction } from '../../platform/db/index.ts'

export type OrganisationRow = {
  organisation_id: string
  credit_code: string | null
  name: string
  kind: string
  division_code: string
  division_path: string
  established_on: string | null
  dissolved_on: string | null
  version: number
}
export type OrganisationFields = Omit<OrganisationRow, 'organisation_id' | 'division_path' | 'version'>

export async function findOrganisation(
  tx: Transaction,
  organisation_id: string,
): Promise<OrganisationRow | undefined> {
  const [row] = await tx<OrganisationRow[]>`
    select organisation_id, credit_code, name, kind, division_code, division_path(division_code) as division_path,
      established_on, dissolved_on, version
    from organisation where organisation_id = ${organisation_id}`
  return row
}

/** By a part of the name or the whole code, `most` at the most. */
export function listOrganisations(
  tx: Transaction,
  filter: { text: string | null; kind: string | null; division: string | null },
  most: number,
): Promise<OrganisationRow[]> {
  return tx<OrganisationRow[]>`
    select organisation_id, credit_code, name, kind, division_code, division_path(division_code) as division_path,
      established_on, dissolved_on, version
    from organisation
    where (${filter.text}::text is null or strpos(name, ${filter.text}) > 0 or credit_code = upper(${filter.text}))
      and (${filter.kind}::text is null or kind = ${filter.kind})
      and (${filter.division}::text is null
        or (division_code >= ${filter.division} and division_code < ${filter.division} || ':'))
    order by name, organisation_id limit ${most}`
}

export async function insertOrganisation(tx: Transaction, fields: OrganisationFields): Promise<string> {
  const [row] = await tx<[{ organisation_id: string }]>`
    insert into organisation (credit_code, name, kind, division_code, established_on, dissolved_on)
    values (${fields.credit_code}, ${fields.name}, ${fields.kind}, ${fields.division_code}, ${fields.established_on},
      ${fields.dissolved_on})
    returning organisation_id`
  return row.organisation_id
}

/** False when somebody changed it since. */
export async function updateOrganisation(
  tx: Transaction,
  organisation_id: string,
  version: number,
  fields: OrganisationFields,
): Promise<boolean> {
  const rows = await tx`
    update organisation set credit_code = ${fields.credit_code}, name = ${fields.name}, kind = ${fields.kind},
      division_code = ${fields.division_code}, established_on = ${fields.established_on},
      dissolved_on = ${fields.dissolved_on}, version = version + 1
    where organisation_id = ${organisation_id} and version = ${version}
    returning organisation_id`
  return rows.length === 1
}
