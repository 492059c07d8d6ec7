/** SQL of outreach: who may be entitled and has not been asked yet. */
import type { Transaction } from '../../platform/db/index.ts'
import type { OutreachReason, OutreachState } from './model.ts'

export type NewOutreach = {
  household_id: string
  programme_id: string
  reason: OutreachReason
  person_id: string | null
  happened_on: string
  found_on: string
  due_on: string
  outcome: 'eligible' | 'incomplete'
  amount: bigint | null
  missing: string[]
  division_code: string
}

/** Opens findings; one that is open for the same programme stays the first one. Answers which are new. */
export function insertOutreach(
  tx: Transaction,
  rows: readonly NewOutreach[],
): Promise<Pick<NewOutreach, 'household_id' | 'programme_id'>[]> {
  const given = JSON.stringify(rows.map((row) => ({ ...row, amount: row.amount?.toString() ?? null })))
  return tx<Pick<NewOutreach, 'household_id' | 'programme_id'>[]>`
    insert into outreach (household_id, programme_id, reason, person_id, happened_on, found_on, due_on, outcome, amount,
      missing, division_code)
    select household_id, programme_id, reason, person_id, happened_on, found_on, due_on, outcome, amount,
      array(select jsonb_array_elements_text(missing)), division_code
    from jsonb_to_recordset(${given}::text::jsonb) as given (household_id uuid, programme_id text, reason text,
      person_id uuid, happened_on date, found_on date, due_on date, outcome text, amount bigint, missing jsonb,
      division_code text)
    on conflict (household_id, programme_id) where state = 'open' do nothing
    returning household_id, programme_id`
}

export type OutreachOfHousehold = {
  outreach_id: string
  household_id: string
  programme_id: string
  reason: OutreachReason
  person_id: string | null
  happened_on: string
  state: OutreachState
}

/** Everything that was ever found for the households, the latest first. */
export function listOfHouseholds(
  tx: Transaction,
  household_ids: readonly string[],
): Promise<OutreachOfHousehold[]> {
  return tx<OutreachOfHousehold[]>`
    select outreach_id, household_id, programme_id, reason, person_id, happened_on, state from outreach
    where household_id = any (${household_ids as string[]}::uuid[]) order by found_on desc, outreach_id desc`
}

/** The programmes for which the households have a case under way. */
export function listProgrammesInHand(
  tx: Transaction,
  household_ids: readonly string[],
): Promise<{ household_id: string; programme_id: string }[]> {
  return tx<{ household_id: string; programme_id: string }[]>`
    select distinct household_id, programme_id from case_file
    where household_id = any (${household_ids as string[]}::uuid[]) and state = 'open'`
}

/** What an open finding now comes to. */
export async function refreshOutreach(
  tx: Transaction,
  outreach_id: string,
  now: Pick<NewOutreach, 'outcome' | 'amount' | 'missing'>,
): Promise<void> {
  await tx`
    update outreach set outcome = ${now.outcome}, amount = ${now.amount}, missing = ${now.missing}
    where outreach_id = ${outreach_id} and state = 'open'`
}

/** Ends an open finding. Answers false when it is not open, or out of sight. */
export async function settleOutreach(
  tx: Transaction,
  settled: {
    outreach_id: string
    state: Exclude<OutreachState, 'open'>
    on: string
    by: string | null
    note: string
  },
): Promise<boolean> {
  const rows = await tx`
    update outreach set state = ${settled.state}, settled_on = ${settled.on}, settled_by = ${settled.by},
      note = ${settled.note}
    where outreach_id = ${settled.outreach_id} and state = 'open'
    returning outreach_id`
  return rows.length > 0
}

/** The same by a resident, who has no account to name and no right to name one. */
export async function settleOwnOutreach(
  tx: Transaction,
  settled: { outreach_id: string; state: 'declined'; on: string; note: string },
): Promise<boolean> {
  const rows = await tx`
    update outreach set state = ${settled.state}, settled_on = ${settled.on}, note = ${settled.note}
    where outreach_id = ${settled.outreach_id} and state = 'open'
    returning outreach_id`
  return rows.length > 0
}

/** Ends what is open for a programme that was applied for. */
export async function settleAsApplied(
  tx: Transaction,
  of: { household_id: string; programme_id: string; on: string; note: string },
): Promise<void> {
  await tx`
    update outreach set state = 'applied', settled_on = ${of.on}, note = ${of.note}
    where household_id = ${of.household_id} and programme_id = ${of.programme_id} and state = 'open'`
}

/** Whether the caller may see it at all. */
export async function exists(tx: Transaction, outreach_id: string): Promise<boolean> {
  const [row] = await tx`select 1 from outreach where outreach_id = ${outreach_id}`
  return row !== undefined
}

/** Open findings follow a household to its new office. */
export async function moveOutreach(
  tx: Transaction,
  household_id: string,
  division_code: string,
): Promise<void> {
  await tx`
    update outreach set division_code = ${division_code} where household_id = ${household_id} and state = 'open'`
}

export type OutreachRow = {
  outreach_id: string
  household_id: string
  programme_id: string
  reason: OutreachReason
  person_name: string | null
  happened_on: string
  found_on: string
  due_on: string
  outcome: 'eligible' | 'incomplete'
  amount: bigint | null
  missing: string[]
  state: OutreachState
  settled_on: string | null
  note: string
  head_name: string
  street_name: string | null
  community_name: string | null
  total: number
}

export type OutreachFilter = {
  state: OutreachState | null
  programme_id: string | null
  household_id: string | null
  today: string
}

/** A page of findings; those about somebody whom the caller may not see do not exist for the caller. */
export function listOutreach(
  tx: Transaction,
  filter: OutreachFilter,
  page: { limit: number | null; offset: number },
): Promise<OutreachRow[]> {
  return tx<OutreachRow[]>`
    select o.outreach_id, o.household_id, o.programme_id, o.reason, person.name as person_name, o.happened_on, o.found_on,
      o.due_on, o.outcome, o.amount, o.missing, o.state, o.settled_on, o.note, head.name as head_name,
      street.name as street_name, community.name as community_name, (count(*) over ())::int as total
    from outreach o
    join lateral (
      select p.name from household_member m join person p using (person_id)
      where m.household_id = o.household_id and m.relation = 'head' and m.valid @> ${filter.today}::date limit 1) head on true
    left join person on person.person_id = o.person_id
    left join division street on street.division_code = left(o.division_code, 9) and length(o.division_code) >= 9
    left join division community on community.division_code = o.division_code and length(o.division_code) = 12
    where (${filter.state}::text is null or o.state = ${filter.state})
      and (${filter.programme_id}::text is null or o.programme_id = ${filter.programme_id})
      and (${filter.household_id}::uuid is null or o.household_id = ${filter.household_id})
      and (o.person_id is null or person.person_id is not null)
    order by o.due_on, o.outreach_id
    limit ${page.limit} offset ${page.offset}`
}

/** Within how many working days somebody goes and asks. */
export async function getContactWithin(tx: Transaction, today: string): Promise<number> {
  const [row] = await tx<{ label: string }[]>`
    select label from dictionary_entry
    where dictionary = 'outreach_rule' and code = 'contact_within_working_days' and valid @> ${today}::date`
  if (row === undefined) throw new Error('outreach_rule contact_within_working_days is not in force')
  return Number(row.label)
}
