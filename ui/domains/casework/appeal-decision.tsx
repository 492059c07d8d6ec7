/** The middle of an appeal: what is appealed against, on what grounds, whether in time, and what came of it. */
import type { BenefitCaseView } from '../../../server/benefits/contract.ts'
import { FactSection, Light, TextLink, dateText } from '../../design/index.ts'
import { decisionWords } from './appeal-words.ts'

export function AppealDecision({ view }: { view: BenefitCaseView }) {
  const appeal = view.appeals.find((each) => each.appeal_case_id === view.head.case_id) ?? view.appeals[0]
  if (appeal === undefined) return <p className="second">没有复议申请。</p>
  return (
    <>
      <div className="decision-head">
        <h2>复议申请</h2>
        {view.head.parent_case_id !== null && (
          <TextLink to={`/workbench/cases/${view.head.parent_case_id}`}>看被复议的决定和全部理由</TextLink>
        )}
      </div>
      <FactSection
        wide
        facts={[
          { key: 'who', label: '申请人', value: appeal.person_name },
          { key: 'told', label: '决定告知', value: dateText(appeal.decision_told_on) },
          {
            key: 'filed',
            label: '申请日期',
            value: dateText(appeal.filed_on),
            source: appeal.in_time ? (
              <Light state="normal">在期限内</Light>
            ) : (
              <Light state="overdue">超过期限</Light>
            ),
          },
          { key: 'stays', label: '停止执行', value: appeal.stays ? '复议期间停止执行' : '不停止执行' },
        ]}
      />
      <section className="case-block">
        <h3>理由</h3>
        <p>{appeal.grounds}</p>
      </section>
      {appeal.reasons !== null && (
        <section className="case-block">
          <h3>{appeal.decision === null ? '审查意见' : `复议决定：${decisionWords[appeal.decision]}`}</h3>
          <p>{appeal.reasons}</p>
          {appeal.decided_on !== null && <p className="second">{dateText(appeal.decided_on)}</p>}
        </section>
      )}
    </>
  )
}
