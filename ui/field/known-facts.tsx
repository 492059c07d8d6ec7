/** What the phone was given: what to mind first, then who lives there and what was found last. */
import { Light, dayText } from '../design/index.ts'
import type { OpenVisit } from './vault/vault.ts'

export function KnownFacts({ visit: { brief } }: { visit: OpenVisit }) {
  if (brief === null)
    return <p className="visit-block visit-block-warn">带走的资料已到期清除。您填的还在，请尽快完成送出。</p>
  return (
    <>
      {brief.safety_remark !== null && (
        <p className="visit-block visit-block-warn">
          <Light state="due_soon">当心：{brief.safety_remark}</Light>
        </p>
      )}
      <details className="visit-known">
        <summary>
          登记的 {brief.members.length} 人{brief.last_visit === null ? '' : '、上次情况'}
        </summary>
        <ul>
          {brief.members.map((member) => (
            <li key={member.person_id}>
              {member.name}　{member.relation}
              {member.age === null ? '' : `　${member.age} 岁`}
            </li>
          ))}
          {brief.hidden_members > 0 && (
            <li className="second">另有 {brief.hidden_members} 人的登记不在您的权限内</li>
          )}
        </ul>
        {brief.last_visit !== null && (
          <p className="second">
            上次 {dayText(brief.last_visit.visited_on)}：{brief.last_visit.finding}
          </p>
        )}
      </details>
    </>
  )
}
