/** SQL of determinations. They are only ever inserted; a later one supersedes. */
import type { Receipt } from '../../../engine/index.ts'
import type { Transaction } from '../../platform/db/index.ts'
import type { Share } from '../decisions/decide.ts'

export type DeterminationRow = {
  determination_id: string
  case_id: string | null
  case_number: string | null
  household_id: string
  programme_id: string
  division_code: string
  decided_on: string
  effective_from: string
  /** First day after its last month; null unless the household is kept on over the standard (渐退). */
  effective_until: string | null
  outcome: 'eligible' | 'ineligible'
  amount: bigint
  member_count: number
  review_class: string | null
  next_review_on: string | null
  law_version: string
  /** Hex. */
  receipt_hash: string
  reason: string
  supersedes: string | null
  superseded_by: string | null
  prepared_by_name: string | null
  decided_by_name: string | null
  /** The sealed means check that it rests on; null where the case had none. */
  means_check_id: string | null
  means_check_sealed_on: string | null
  /** Hex. */
  means_check_seal: string | null
}

export type NewDetermination = Pick<
  DeterminationRow,
  | 'case_id'
  | 'household_id'
  | 'programme_id'
  | 'division_code'
  | 'decided_on'
  | 'effective_from'
  | 'effective_until'
  | 'outcome'
  | 'amount'
  | 'member_count'
  | 'review_class'
  | 'next_review_on'
  | 'law_version'
  | 'receipt_hash'
  | 'reason'
  | 'supersedes'
> & { receipt: unknown; prepared_by: string | null; decided_by: string | null; barred: readonly string[] }

export async function insertDetermination(tx: Transaction, row: NewDetermination): Promise<string> {
  const [made] = await tx<{ determination_id: string }[]>`
    insert into determination (case_id, household_id, programme_id, division_code, decided_on, effective_from,
      effective_until, outcome, amount, member_count, review_class, next_review_on, law_version, receipt, receipt_hash, reason,
      supersedes, prepared_by, decided_by, barred, means_check_id)
    values (${row.case_id}, ${row.household_id}, ${row.programme_id}, ${row.division_code}, ${row.decided_on},
      ${row.effective_from}, ${row.effective_until}::date,
      ${row.outcome}, ${row.amount}::bigint, ${row.member_count}, ${row.review_class}, ${row.next_review_on}, ${row.law_version},
      ${JSON.stringify(row.receipt)}::text::jsonb, decode(${row.receipt_hash}, 'hex'), ${row.reason}, ${row.supersedes},
      ${row.prepared_by}, ${row.decided_by}, ${row.barred as string[]}::uuid[],
      (select means_check_id from means_check where case_id = ${row.case_id} and state = 'sealed' order by sealed_on desc, means_check_id desc limit 1))
    returning determination_id`
  return made!.determination_id
}

/** Whom a determination names, with what each gets and who receives it; nothing where it is for the household. */
export async function insertBeneficiaries(
  tx: Transaction,
  of: { determination_id: string; household_id: string; division_code: string },
  shares: readonly Share[],
): Promise<void> {
  if (shares.length === 0) return
  await tx`
    insert into determination_beneficiary (determination_id, person_id, amount_name, amount, payee, household_id, division_code)
    select ${of.determination_id}::uuid, s.person_id, s.amount_name, s.amount, s.payee, ${of.household_id}::uuid, ${of.division_code}
    from jsonb_to_recordset(${JSON.stringify(shares.map((share) => ({ ...share, amount: share.amount.toString() })))}::text::jsonb)
      as s (person_id uuid, amount_name text, amount bigint, payee text)`
}

const columns = (tx: Transaction) => tx`
  d.determination_id, d.case_id, (select case_number from case_file c where c.case_id = d.case_id) as case_number, d.household_id,
  d.programme_id, d.division_code, d.decided_on, d.effective_from, d.effective_until, d.outcome, d.amount, d.member_count, d.review_class,
  d.next_review_on, d.law_version, encode(d.receipt_hash, 'hex') as receipt_hash, d.reason, d.supersedes,
  (select later.determination_id from determination later where later.supersedes = d.determination_id) as superseded_by,
  staff_name(d.prepared_by) as prepared_by_name, staff_name(d.decided_by) as decided_by_name, d.means_check_id,
  (select sealed_on from means_check m where m.means_check_id = d.means_check_id) as means_check_sealed_on,
  (select encode(seal, 'hex') from means_check m where m.means_check_id = d.means_check_id) as means_check_seal`

/** The latest decided first, also those of a district that the household came from. */
export function listDeterminations(
  tx: Transaction,
  household_id: string,
  programme_id: string | null,
): Promise<DeterminationRow[]> {
  return tx<DeterminationRow[]>`
    with all_of_them as materialized (select * from determinations_of_household(${household_id}::uuid))
    select d.determination_id, d.case_id, (select case_number from case_file c where c.case_id = d.case_id) as case_number,
      d.household_id, d.programme_id, d.division_code, d.decided_on, d.effective_from, d.effective_until, d.outcome, d.amount, d.member_count,
      d.review_class, d.next_review_on, d.law_version, encode(d.receipt_hash, 'hex') as receipt_hash, d.reason, d.supersedes,
      later.determination_id as superseded_by,
      staff_name(d.prepared_by) as prepared_by_name, staff_name(d.decided_by) as decided_by_name, d.means_check_id,
      (select sealed_on from means_check m where m.means_check_id = d.means_check_id) as means_check_sealed_on,
      (select encode(seal, 'hex') from means_check m where m.means_check_id = d.means_check_id) as means_check_seal
    from all_of_them d left join all_of_them later on later.supersedes = d.determination_id
    where ${programme_id}::text is null or d.programme_id = ${programme_id}
    order by d.decided_on desc, d.determination_id desc`
}

export async function findDetermination(
  tx: Transaction,
  determination_id: string,
): Promise<(DeterminationRow & { receipt: Receipt }) | undefined> {
  const [row] = await tx<(DeterminationRow & { receipt: Receipt })[]>`
    select ${columns(tx)}, d.receipt from determination d where d.determination_id = ${determination_id}`
  return row
}

/** What a case decided; the first of its segments when it decided several months. */
export async function findDeterminationOfCase(
  tx: Transaction,
  case_id: string,
): Promise<DeterminationRow | undefined> {
  const [row] = await tx<DeterminationRow[]>`
    select ${columns(tx)} from determination d where d.case_id = ${case_id}
    order by d.decided_on desc, d.determination_id limit 1`
  return row
}

export type DueReview = {
  household_id: string
  programme_id: string
  division_code: string
  determination_id: string
  next_review_on: string
  amount: bigint
  review_class: string | null
  head_person_id: string | null
  head_name: string | null
  street_name: string | null
  community_name: string | null
  open_case_id: string | null
  total: number
}

/** Households on benefit whose review falls due, by the determination that nothing has superseded. */
export function listDueReviews(
  tx: Transaction,
  filter: {
    until: string
    today: string
    programme_id: string | null
    only_without_case: boolean
    limit: number | null
    offset: number
  },
): Promise<DueReview[]> {
  return tx<DueReview[]>`
    with due as (
      select d.household_id, d.programme_id, d.division_code, d.determination_id, d.next_review_on, d.amount, d.review_class, (
          select c.case_id from case_file c where c.household_id = d.household_id and c.programme_id = d.programme_id
            and c.kind = 'review' and c.state = 'open') as open_case_id
      from determination d
      where d.next_review_on <= ${filter.until}::date and d.outcome = 'eligible'
        and (${filter.programme_id}::text is null or d.programme_id = ${filter.programme_id})
        and not exists (select from determination later where later.supersedes = d.determination_id)
    ), listed as (
      select due.*, (count(*) over ())::int as total from due
      where not ${filter.only_without_case} or open_case_id is null
      order by next_review_on, household_id limit ${filter.limit} offset ${filter.offset}
    )
    select l.household_id, l.programme_id, l.division_code, l.determination_id, l.next_review_on, l.amount, l.review_class,
      head.person_id as head_person_id, head.name as head_name, street.name as street_name, community.name as community_name,
      l.open_case_id, l.total
    from listed l
    left join lateral (
      select p.person_id, p.name from household_member m join person p using (person_id)
      where m.household_id = l.household_id and m.relation = 'head' and m.valid @> ${filter.today}::date limit 1) head on true
    left join division street on street.division_code = left(l.division_code, 9) and length(l.division_code) >= 9
    left join division community on community.division_code = l.division_code and length(l.division_code) = 12
    order by l.next_review_on, l.household_id`
}

/** The step in which a case was refused last, with the reason; undefined when it was approved since, or never refused. */
export async function findRefusedStep(
  tx: Transaction,
  case_id: string,
): Promise<{ step_id: string; refused_on: string; reason: string } | undefined> {
  const [row] = await tx<{ step_id: string; refused_on: string; reason: string }[]>`
    select s.step_id, s.finished_on as refused_on, coalesce(l.detail->>'reason', regexp_replace(l.text, '^[^：]*：', '')) as reason
    from (
      select step_id, outcome, finished_on from case_step
      where case_id = ${case_id} and finished_on is not null and outcome in ('approve', 'refuse')
      order by finished_on desc, case_step_id desc limit 1) s
    join lateral (
      select detail, text from case_log
      where case_log.case_id = ${case_id} and act = 'refuse' and case_log.step_id = s.step_id
      order by at desc, entry_id desc limit 1) l on true
    where s.outcome = 'refuse'`
  return row
}

/** When the applicant was told what the case decided; null while not. */
export async function findToldOn(tx: Transaction, case_id: string): Promise<string | null> {
  const [row] = await tx<
    { closed_on: string | null }[]
  >`select closed_on from case_file where case_id = ${case_id}`
  return row?.closed_on ?? null
}
