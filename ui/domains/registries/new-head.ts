/** What members are to a new head, as far as it follows from what they were to the former one; pure. */
import type { MemberRelation, Relation } from './words.ts'

/** By the new head's relation to the former head: what the former head becomes. */
const formerBecomes: Record<MemberRelation, MemberRelation> = {
  spouse: 'spouse',
  child: 'parent',
  parent: 'child',
  grandchild: 'grandparent',
  grandparent: 'grandchild',
  sibling: 'sibling',
  other: 'other',
}

/** By the new head's relation to the former head: what others become; what does not follow surely is left open. */
const othersBecome: Partial<Record<MemberRelation, Partial<Record<MemberRelation, MemberRelation>>>> = {
  spouse: { child: 'child', grandchild: 'grandchild' },
  child: { spouse: 'parent', child: 'sibling', parent: 'grandparent' },
  parent: { child: 'grandchild', sibling: 'child' },
  sibling: { parent: 'parent', sibling: 'sibling', grandparent: 'grandparent' },
}

export type HeadMember = { person_id: string; name: string; relation: string; relation_title: string }
export type RelationsDraft = Record<string, MemberRelation | undefined>

export function proposedFormerRelation(newHead: HeadMember): MemberRelation | undefined {
  return formerBecomes[newHead.relation as MemberRelation]
}

/** For everybody but the former and the new head. */
export function proposedRelations(members: readonly HeadMember[], newHead: HeadMember): RelationsDraft {
  const table = othersBecome[newHead.relation as MemberRelation] ?? {}
  return Object.fromEntries(
    othersOf(members, newHead.person_id).map((member) => [
      member.person_id,
      table[member.relation as MemberRelation],
    ]),
  )
}

export function othersOf<Member extends { person_id: string; relation: Relation | string }>(
  members: readonly Member[],
  new_head: string | undefined,
): Member[] {
  return members.filter((member) => member.relation !== 'head' && member.person_id !== new_head)
}

/** The body's `relations`; undefined while somebody's is open. */
export function relationsBody(
  members: readonly HeadMember[],
  new_head: string | undefined,
  draft: RelationsDraft,
): { person_id: string; relation: MemberRelation }[] | undefined {
  const given = othersOf(members, new_head).map(({ person_id }) => ({
    person_id,
    relation: draft[person_id],
  }))
  return given.every(
    (each): each is { person_id: string; relation: MemberRelation } => each.relation !== undefined,
  )
    ? given
    : undefined
}
