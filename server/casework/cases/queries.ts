/** SQL of cases, their steps and their log. */
import type { Transaction } from '../../platform/db/index.ts'
import type { ProcedureVariant } from '../../../law/index.ts'
import type { CaseKind, CaseOutcome, HoldKind } from './model.ts'

export type CaseRow = {
  case_id: string
  case_number: string
  domain: string
  programme_id: string
  kind: CaseKind
  household_id: string | null
  person_id: string | null
  division_code: string
  procedure_from: string
  variant: ProcedureVariant | null
  state: 'open' | 'closed'
  step_id: string
  outcome: CaseOutcome | null
  opened_on: string
  accepted_on: string | null
  closed_on: string | null
  owner_role: string | null
  owner_division: string | null
  owner_account_id: string | null
  due_on: string | null
  due_provisional: boolean
  whole_due_on: string | null
  held_on: string | null
  hold_kind: HoldKind | null
  hold_reason: string | null
  parent_case_id: string | null
  assisted_by: string | null
  restricted: boolean
  proposed_amount: bigint | null
  proposed_member_count: number | null
  /** Values of the rules that hold and that the procedure's delegations ask for. */
  conditions: string[]
  version: number
}

const caseColumns = [
  'case_id',
  'case_number',
  'domain',
  'programme_id',
  'kind',
  'household_id',
  'person_id',
  'division_code',
  'procedure_from',
  'variant',
  'state',
  'step_id',
  'outcome',
  'opened_on',
  'accepted_on',
  'closed_on',
  'owner_role',
  'owner_division',
  'owner_account_id',
  'due_on',
  'due_provisional',
  'whole_due_on',
  'held_on',
  'hold_kind',
  'hold_reason',
  'parent_case_id',
  'assisted_by',
  'restricted',
  'proposed_amount',
  'proposed_member_count',
  'conditions',
  'version',
] as const

export async function findCase(tx: Transaction, case_id: string): Promise<CaseRow | undefined> {
  const [row] = await tx<CaseRow[]>`select ${tx(caseColumns)} from case_file where case_id = ${case_id}`
  return row
}

/** Takes the next version if `version` is still today's; the row stays locked until the act ends. */
export async function findCaseTaken(
  tx: Transaction,
  case_id: string,
  version: number,
): Promise<CaseRow | undefined> {
  const [row] = await tx<CaseRow[]>`
    update case_file set version = version + 1
    where case_id = ${case_id} and version = ${version}
    returning ${tx(caseColumns)}`
  return row
}

/** Takes the next version whatever it is: for acts of the house itself and for what arrives once. */
export async function findCaseTakenAnyVersion(
  tx: Transaction,
  case_id: string,
): Promise<CaseRow | undefined> {
  const [row] = await tx<CaseRow[]>`
    update case_file set version = version + 1 where case_id = ${case_id} returning ${tx(caseColumns)}`
  return row
}

export async function nextCaseNumber(tx: Transaction, series: string, year: number): Promise<number> {
  const [row] = await tx<{ last_number: number }[]>`
    select next_case_number(${series}, ${year}) as last_number`
  return row?.last_number ?? 1
}

export type NewCase = Omit<
  CaseRow,
  | 'case_id'
  | 'state'
  | 'outcome'
  | 'closed_on'
  | 'held_on'
  | 'hold_kind'
  | 'hold_reason'
  | 'version'
  | 'owner_account_id'
  | 'conditions'
>

export async function insertCase(tx: Transaction, row: NewCase): Promise<string> {
  const [made] = await tx<{ case_id: string }[]>`
    insert into case_file ${tx(row)} returning case_id`
  return made!.case_id
}

export type CaseChange = Partial<
  Pick<
    CaseRow,
    | 'state'
    | 'step_id'
    | 'outcome'
    | 'accepted_on'
    | 'closed_on'
    | 'owner_role'
    | 'owner_division'
    | 'owner_account_id'
    | 'due_on'
    | 'due_provisional'
    | 'whole_due_on'
    | 'held_on'
    | 'hold_kind'
    | 'hold_reason'
    | 'proposed_amount'
    | 'proposed_member_count'
    | 'conditions'
  >
>

export async function updateCase(tx: Transaction, case_id: string, change: CaseChange): Promise<void> {
  await tx`update case_file set ${tx(change)} where case_id = ${case_id}`
}

/** Closes a case that its applicant takes back, with its step, notices, objections and appeal. False when it may not be. */
export async function withdrawCase(tx: Transaction, case_id: string, on: string): Promise<boolean> {
  const [row] = await tx<{ done: boolean }[]>`select withdraw_case(${case_id}::uuid, ${on}::date) as done`
  return row?.done ?? false
}

export type StepRow = {
  step_id: string
  round: number
  started_on: string
  due_on: string | null
  finished_on: string | null
  outcome: string | null
  finished_by: string | null
  acts: string[]
  /** Who did which act in the step, whoever finished it; whoever made a visit did it, no matter who wrote it down. */
  hands: { account_id: string; act: string }[]
}

export function listSteps(tx: Transaction, case_id: string): Promise<StepRow[]> {
  return tx<StepRow[]>`
    select step_id, round, started_on, due_on, finished_on, outcome, finished_by, acts, coalesce((
        select jsonb_agg(distinct jsonb_build_object('account_id', who.account_id, 'act', l.act)) from case_log l
        cross join lateral (values (l.account_id), ((l.detail->>'visitor_id')::uuid), ((l.detail->>'second_visitor_id')::uuid))
          who (account_id)
        where l.case_id = case_step.case_id and l.step_id = case_step.step_id and who.account_id is not null), '[]') as hands
    from case_step where case_id = ${case_id} order by started_on, case_step_id`
}

/** The accounts with all others of the people who hold them. */
export async function listAccountsOfSamePeople(
  tx: Transaction,
  accounts: readonly string[],
): Promise<string[]> {
  const [row] = await tx<{ accounts: string[] }[]>`
    select accounts_of_same_people(${accounts as string[]}::uuid[]) as accounts`
  return row?.accounts ?? []
}

/** Begins a step, in its next round; what was visited and checked before stays on record, notices and votes do not. */
export async function insertStep(
  tx: Transaction,
  step: {
    case_id: string
    step_id: string
    started_on: string
    due_on: string | null
    finished_on: string | null
    outcome: string | null
    finished_by: string | null
    keep_acts: boolean
    /** Accounts that may not finish it. */
    barred: readonly string[]
    division_code: string
    household_id: string | null
  },
): Promise<void> {
  await tx`
    insert into case_step (case_id, step_id, round, started_on, due_on, finished_on, outcome, finished_by, acts, barred, division_code, household_id)
    select ${step.case_id}::uuid, ${step.step_id}, 1 + count(*)::int, ${step.started_on}::date, ${step.due_on}::date,
      ${step.finished_on}::date, ${step.outcome}, ${step.finished_by}::uuid,
      case when ${step.keep_acts}::boolean then coalesce((
        select array_agg(distinct act) from case_step old cross join unnest(old.acts) act
        where old.case_id = ${step.case_id} and old.step_id = ${step.step_id} and act in ('record_visit', 'record_means_check')), '{}')
      else '{}' end,
      ${step.barred as string[]}::uuid[], ${step.division_code}, ${step.household_id}::uuid
    from case_step where case_id = ${step.case_id} and step_id = ${step.step_id}`
}

export async function finishStep(
  tx: Transaction,
  step: {
    case_id: string
    step_id: string
    finished_on: string
    outcome: string
    finished_by: string | null
  },
): Promise<void> {
  await tx`
    update case_step set finished_on = ${step.finished_on}, outcome = ${step.outcome}
      ${step.finished_by === null ? tx`` : tx`, finished_by = ${step.finished_by}`}
    where case_id = ${step.case_id} and step_id = ${step.step_id} and finished_on is null`
}

/** Puts an act on the running round's record. */
export async function recordStepAct(
  tx: Transaction,
  case_id: string,
  step_id: string,
  act: string,
): Promise<void> {
  await tx`
    update case_step set acts = array_append(acts, ${act})
    where case_id = ${case_id} and step_id = ${step_id} and finished_on is null and not ${act} = any(acts)`
}

/** Takes an act off the running round's record: a notice that fell has to be published again. */
export async function forgetStepAct(
  tx: Transaction,
  case_id: string,
  step_id: string,
  act: string,
): Promise<void> {
  await tx`
    update case_step set acts = array_remove(acts, ${act})
    where case_id = ${case_id} and step_id = ${step_id} and finished_on is null`
}

export async function changeStepDue(
  tx: Transaction,
  case_id: string,
  step_id: string,
  due_on: string,
): Promise<void> {
  await tx`
    update case_step set due_on = ${due_on}
    where case_id = ${case_id} and step_id = ${step_id} and finished_on is null`
}

export type HeadRow = CaseRow & {
  person_name: string | null
  head_name: string | null
  district_name: string | null
  street_name: string | null
  community_name: string | null
  owner_name: string | null
  owner_division_name: string | null
  assisted_by_name: string | null
}

/** A case with the names that its head shows. */
export async function findHead(
  tx: Transaction,
  case_id: string,
  today: string,
): Promise<HeadRow | undefined> {
  const [row] = await tx<HeadRow[]>`
    select ${tx(caseColumns.map((name) => `case_file.${name}`))},
      person.name as person_name,
      (select p.name from household_member m join person p using (person_id)
        where m.household_id = case_file.household_id and m.relation = 'head' and m.valid @> ${today}::date) as head_name,
      district.name as district_name, street.name as street_name, community.name as community_name,
      staff_name(owner_account_id) as owner_name, owner.name as owner_division_name, staff_name(assisted_by) as assisted_by_name
    from case_file
    left join person on person.person_id = case_file.person_id
    left join division district on district.division_code = left(case_file.division_code, 6)
    left join division street on street.division_code = left(case_file.division_code, 9) and length(case_file.division_code) >= 9
    left join division community on community.division_code = case_file.division_code and length(case_file.division_code) = 12
    left join division owner on owner.division_code = case_file.owner_division
    where case_id = ${case_id}`
  return row
}

export type MyCaseRow = Pick<
  CaseRow,
  | 'case_id'
  | 'case_number'
  | 'programme_id'
  | 'kind'
  | 'procedure_from'
  | 'variant'
  | 'conditions'
  | 'state'
  | 'step_id'
  | 'outcome'
  | 'opened_on'
  | 'closed_on'
  | 'due_on'
  | 'whole_due_on'
  | 'hold_kind'
>

export function listCasesOfHousehold(tx: Transaction, household_id: string): Promise<MyCaseRow[]> {
  return tx<MyCaseRow[]>`
    select case_id, case_number, programme_id, kind, procedure_from, variant, conditions, state, step_id, outcome, opened_on, closed_on, due_on, whole_due_on, hold_kind
    from case_file where household_id = ${household_id} order by state desc, opened_on desc, case_number desc`
}

export async function findOpenCase(
  tx: Transaction,
  household_id: string,
  programme_id: string,
  kind: CaseKind,
): Promise<{ case_id: string; case_number: string } | undefined> {
  const [row] = await tx<{ case_id: string; case_number: string }[]>`
    select case_id, case_number from case_file
    where household_id = ${household_id} and programme_id = ${programme_id} and kind = ${kind} and state = 'open'`
  return row
}

export async function findDistrictName(tx: Transaction, division_code: string): Promise<string | undefined> {
  const [row] = await tx<{ name: string }[]>`
    select name from division where division_code = left(${division_code}, 6)`
  return row?.name
}

/** Everyone of the roles whose post reaches the division today, and who is not disabled. */
export function listStaffReaching(
  tx: Transaction,
  division_code: string,
  roles: readonly string[],
  today: string,
): Promise<{ account_id: string; name: string; unit_name: string; role: string }[]> {
  return tx`
    select distinct on (a.account_id) a.account_id, a.display_name as name, u.name as unit_name, p.role
    from post p join account a using (account_id) join unit u using (unit_id)
    where a.kind = 'staff' and a.state = 'active' and p.role in ${tx([...roles])} and p.valid @> ${today}::date
      and starts_with(${division_code}, p.division_code)
    order by a.account_id, p.role` as Promise<
    { account_id: string; name: string; unit_name: string; role: string }[]
  >
}

/** Applications whose acceptance is over its date and which nothing holds. */
export function listUnanswered(tx: Transaction, today: string): Promise<{ case_id: string }[]> {
  return tx<{ case_id: string }[]>`
    select case_id from case_file
    where state = 'open' and kind = 'application' and step_id = 'acceptance' and held_on is null and due_on < ${today}::date
    order by due_on, case_id`
}

/** Takes a household's open cases to its new division, with all that hangs on them. Returns how many. */
export async function moveOpenCases(
  tx: Transaction,
  household_id: string,
  division_code: string,
): Promise<number> {
  const [row] = await tx<{ moved: number }[]>`
    select move_open_cases(${household_id}::uuid, ${division_code}) as moved`
  return row?.moved ?? 0
}
