/** SQL of what was asked for and what was handed in. */
import type { Transaction } from '../../platform/db/index.ts'

export type SupplementItem = { label: string; note: string }
export type SupplementRow = {
  supplement_request_id: string
  items: SupplementItem[]
  told_on: string
  due_on: string
  answered_on: string | null
}

export async function findSupplement(tx: Transaction, case_id: string): Promise<SupplementRow | undefined> {
  const [row] = await tx<SupplementRow[]>`
    select supplement_request_id, items, told_on, due_on, answered_on from supplement_request where case_id = ${case_id}`
  return row
}

export async function insertSupplement(
  tx: Transaction,
  request: {
    case_id: string
    items: SupplementItem[]
    told_on: string
    due_on: string
    requested_by: string
    division_code: string
    household_id: string | null
  },
): Promise<void> {
  await tx`
    insert into supplement_request (case_id, items, told_on, due_on, requested_by, division_code, household_id)
    values (${request.case_id}, ${JSON.stringify(request.items)}::text::jsonb, ${request.told_on}, ${request.due_on},
      ${request.requested_by}, ${request.division_code}, ${request.household_id})`
}

/** Ends the wait for what was missing; false when nothing waits for it. */
export async function answerSupplement(
  tx: Transaction,
  case_id: string,
  answer: { on: string; due_on: string; due_provisional: boolean },
): Promise<boolean> {
  const [row] = await tx<{ done: boolean }[]>`
    select answer_supplement(${case_id}::uuid, ${answer.on}::date, ${answer.due_on}::date, ${answer.due_provisional}) as done`
  return row?.done ?? false
}

export type MaterialRow = {
  case_material_id: string
  file_id: string
  kind: string
  label: string
  file_name: string
  media_type: string
  byte_length: bigint
  person_id: string | null
  added_on: string
}

export function listMaterials(tx: Transaction, case_id: string): Promise<MaterialRow[]> {
  return tx<MaterialRow[]>`
    select m.case_material_id, m.file_id, m.kind, m.label, f.name as file_name, f.media_type, f.byte_length, m.person_id, m.added_on
    from case_material m join file f using (file_id)
    where m.case_id = ${case_id} order by m.added_on, m.case_material_id`
}

export type NewMaterial = { file_id: string; kind: string; label: string; person_id: string | null }

/** Adds the files that the caller may see; answers the identifiers of those added. */
export async function insertMaterials(
  tx: Transaction,
  into: {
    case_id: string
    added_on: string
    added_by: string | null
    division_code: string
    household_id: string | null
  },
  materials: NewMaterial[],
): Promise<string[]> {
  const rows = await tx<{ case_material_id: string }[]>`
    insert into case_material (case_id, file_id, kind, label, person_id, added_on, added_by, division_code, household_id)
    select ${into.case_id}::uuid, f.file_id, m.kind, m.label, m.person_id, ${into.added_on}::date, ${into.added_by}::uuid,
      ${into.division_code}, ${into.household_id}::uuid
    from jsonb_to_recordset(${JSON.stringify(materials)}::text::jsonb) as m (file_id uuid, kind text, label text, person_id uuid)
    join file f on f.file_id = m.file_id
    returning case_material_id`
  return rows.map((row) => row.case_material_id)
}
