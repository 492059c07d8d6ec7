import type { Member } from './application-model.ts'

/** The household as registered; numbers masked by the server. */
export function MemberList({ members }: { members: readonly Member[] }) {
  return (
    <ul className="member-list">
      {members.map((member) => (
        <li key={member.person_id}>
          <strong>{member.name}</strong>
          <span>
            {member.relation_title}
            {member.age !== null && `　${member.age} 岁`}
          </span>
          {member.masked_identity_number !== null && (
            <span className="second">{member.masked_identity_number}</span>
          )}
        </li>
      ))}
    </ul>
  )
}
