/** SQL of records that may be one human being. */
import type { Transaction } from '../../../platform/db/index.ts'

export type CandidateRow = { person_id: string; reasons: Reason[] }
export type Reason =
  | 'same_name_and_birth_date'
  | 'similar_identity_number'
  | 'same_telephone'
  | 'same_pinyin_and_birth_date'

/**
 * Others that look like this person, registered or about to be, each with what is alike; 50 at most. A telephone that several share, or one used
 * within a household, says nothing about who somebody is.
 */
export function listCandidates(
  tx: Transaction,
  person: {
    person_id: string | null
    name: string
    name_pinyin: string
    birth_date: string | null
    telephone: string | null
    similar_numbers: string[]
  },
): Promise<CandidateRow[]> {
  return tx<CandidateRow[]>`
    with alike as (
      select person_id, 'same_name_and_birth_date' as reason, 2 as weight from person
      where name = ${person.name} and birth_date = ${person.birth_date}::date
      union all
      select person_id, 'same_pinyin_and_birth_date', 1 from person
      where name_pinyin = ${person.name_pinyin} and name <> ${person.name} and ${person.name_pinyin} <> ''
        and birth_date = ${person.birth_date}::date
      union all
      select person_id, 'similar_identity_number', 2 from person
      where identity_number = any (${person.similar_numbers})
      union all
      select p.person_id, 'same_telephone', 1 from person p
      where p.telephone = ${person.telephone}
        and (select count(*) from (select from person where telephone = ${person.telephone} limit 4) s) < 4
        and not exists (
          select from household_member mine join household_member other using (household_id)
          where mine.person_id = ${person.person_id}::uuid and other.person_id = p.person_id)
    )
    select person_id, array_agg(reason order by weight desc, reason) as reasons
    from alike where person_id is distinct from ${person.person_id}::uuid
    group by person_id order by sum(weight) desc, person_id limit 50`
}

/** The sound of a name as it is stored. */
export async function getNamePinyin(tx: Transaction, person_id: string): Promise<string> {
  const [row] = await tx<{ name_pinyin: string }[]>`
    select name_pinyin from person where person_id = ${person_id}`
  return row?.name_pinyin ?? ''
}

/** Pairs of one name and birth date within a division that nobody has linked or told apart yet. */
export function listPairs(
  tx: Transaction,
  division: string,
  most: number,
): Promise<{ person_id: string; other_person_id: string }[]> {
  return tx<{ person_id: string; other_person_id: string }[]>`
    with lived as materialized (
      select person_id, name, birth_date from person
      where division_code >= ${division} and division_code < ${division} || ':' and birth_date is not null
    )
    select a.person_id, b.person_id as other_person_id
    from lived a join lived b on b.name = a.name and b.birth_date = a.birth_date and b.person_id > a.person_id
    where coalesce((
      select l.decision from person_link l
      where l.person_id = a.person_id and l.other_person_id = b.person_id
      order by l.recorded_at desc, l.link_id desc limit 1), 'undone') = 'undone'
    order by a.name, a.person_id, b.person_id limit ${most}`
}

export type LinkRow = {
  link_id: string
  person_id: string
  other_person_id: string
  decision: 'linked' | 'distinct' | 'undone'
  reason: string
  decided_on: string
  decided_by_name: string | null
}

/** Everything that was decided of a person and others, the latest first. */
export function listLinks(tx: Transaction, person_id: string): Promise<LinkRow[]> {
  return tx<LinkRow[]>`
    select l.link_id, l.person_id, l.other_person_id, l.decision, l.reason, l.decided_on,
      a.display_name as decided_by_name
    from person_link l left join account a on a.account_id = l.decided_by
    where l.person_id = ${person_id} or l.other_person_id = ${person_id}
    order by l.recorded_at desc, l.link_id desc`
}

export async function insertLink(
  tx: Transaction,
  link: Omit<LinkRow, 'link_id' | 'decided_by_name'> & { decided_by: string; division_code: string },
): Promise<string> {
  const [row] = await tx<[{ link_id: string }]>`
    insert into person_link (person_id, other_person_id, decision, reason, division_code, decided_by, decided_on)
    values (${link.person_id}, ${link.other_person_id}, ${link.decision}, ${link.reason}, ${link.division_code},
      ${link.decided_by}, ${link.decided_on})
    returning link_id`
  return row.link_id
}
