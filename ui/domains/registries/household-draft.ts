/** A household that is being registered: what is typed, what is still missing, and the body that is sent. */
import type { householdRoutes } from '../../../server/registries/households/contract.ts'
import type { InputOf } from '../../shell/index.ts'
import type { Chosen } from './find-person.tsx'
import { type PersonDraft, emptyPerson, missingOfPerson, personBody } from './person-draft.ts'
import { type Relation, isCommunity } from './words.ts'

export type MemberDraft = {
  /** Stays the same while members come and go. */
  key: string
  relation: Relation | undefined
  who: 'new' | 'known'
  known: Chosen | undefined
  person: PersonDraft
}

export type HouseholdDraft = {
  division_code: string | undefined
  address: string
  register_kind: 'urban' | 'rural' | undefined
  established_on: string | undefined
  members: MemberDraft[]
}

export function newMember(relation: Relation | undefined, known?: Chosen): MemberDraft {
  return {
    key: crypto.randomUUID(),
    relation,
    who: known === undefined ? 'new' : 'known',
    known,
    person: emptyPerson,
  }
}

export function emptyHousehold(area: string, today: string, head?: Chosen): HouseholdDraft {
  return {
    division_code: isCommunity(area) ? area : undefined,
    address: '',
    register_kind: undefined,
    established_on: today,
    members: [newMember('head', head)],
  }
}

/** 第 2 人: how a member is called in lists of what is missing. */
export const memberTitle = (at: number): string => `第 ${at + 1} 人`

function missingOfMember(member: MemberDraft): string | undefined {
  if (member.relation === undefined) return '选与户主的关系'
  if (member.who === 'known') return member.known === undefined ? '找到这个人' : undefined
  return missingOfPerson(member.person)
}

/** What still has to be filled in, a line each; empty when it can be registered. */
export function stillToFill(draft: HouseholdDraft): string[] {
  const heads = draft.members.filter(({ relation }) => relation === 'head').length
  return [
    isCommunity(draft.division_code) ? undefined : '选社区或村',
    draft.address.trim() === '' ? '写住址' : undefined,
    draft.established_on === undefined ? '填立户日期' : undefined,
    heads === 0 ? '定一名户主' : heads > 1 ? `户主只能有一名，现在有 ${heads} 名` : undefined,
    ...draft.members.map((member, at) => {
      const missing = missingOfMember(member)
      return missing === undefined ? undefined : `${memberTitle(at)}：${missing}`
    }),
  ].filter((line) => line !== undefined)
}

export function householdBody(
  draft: HouseholdDraft,
): InputOf<typeof householdRoutes.create_household>['body'] {
  return {
    division_code: draft.division_code ?? '',
    address: draft.address.trim(),
    register_kind: draft.register_kind ?? null,
    established_on: draft.established_on ?? '',
    members: draft.members.map(({ relation = 'other', who, known, person }) =>
      who === 'known' ? { relation, person_id: known?.person_id } : { relation, person: personBody(person) },
    ),
  }
}
