import type { BenefitCaseView } from '../../../server/benefits/contract.ts'
import { ButtonLink, TextLink, Unverified, dateText } from '../../design/index.ts'
import { useSession } from '../../shell/index.ts'
import { PortalSection } from '../portal-page.tsx'

const states = {
  filed: '已收到，正在看是否受理',
  admitted: '已受理，正在审理',
  not_admitted: '不予受理',
  decided: '已作出复议决定',
  withdrawn: '已撤回',
}
const decisions = {
  upheld: '维持原决定',
  changed: '变更原决定',
  revoked: '撤销原决定',
  remade: '责令重新作出',
}

/** 不服怎么办: the way to object with its last day; appeals that were filed, with what came of them. */
export function Appeals({ view }: { view: BenefitCaseView }) {
  const { business_date } = useSession()
  const act = view.acts.find((each) => each.act === 'appeal')
  const appeal = view.refusal?.appeal ?? view.determination?.appeal
  if (view.appeals.length === 0 && act === undefined) return null
  const late = appeal?.file_by != null && appeal.file_by < business_date
  return (
    <PortalSection title={view.appeals.length > 0 ? '复议' : '不服怎么办'}>
      {view.appeals.map((each) => (
        <div key={each.appeal_id} className="stack">
          <p>
            {dateText(each.filed_on)}申请：{states[each.state]}
            {each.decision !== null && `，${decisions[each.decision]}`}
            {each.decided_on !== null && `，${dateText(each.decided_on)}`}
          </p>
          {each.reasons !== null && <p>理由：{each.reasons}</p>}
          {each.stays && <p>复议期间停止执行原决定。</p>}
          {each.appeal_case_id !== view.head.case_id && (
            <p>
              <TextLink to={`/progress/${each.appeal_case_id}`}>看复议办到哪一步</TextLink>
            </p>
          )}
        </div>
      ))}
      {view.appeals.length === 0 && appeal !== undefined && (
        <p>
          {appeal.text}
          {appeal.to_verify !== null && (
            <>
              {' '}
              <Unverified missing={appeal.to_verify} />
            </>
          )}
        </p>
      )}
      {view.appeals.length === 0 && appeal?.file_by != null && late && (
        <p>申请复议的期限是 {dateText(appeal.file_by)}，已经过了。仍可以提出，由复议机关说明理由。</p>
      )}
      {act?.allowed === true && (
        <ButtonLink wide to={`/progress/${view.head.case_id}/appeal`}>
          申请复议
        </ButtonLink>
      )}
      {act !== undefined && !act.allowed && act.why_not !== null && <p className="second">{act.why_not}</p>}
    </PortalSection>
  )
}
