/** The left column: who lives there, what is known and from whom, the evidence, and what the procedure has found. */
import type { BenefitCaseView } from '../../../server/benefits/contract.ts'
import { Button, FactSection, TextLink } from '../../design/index.ts'
import { factLines } from './fact-lines.tsx'
import { ProcedureFacts } from './procedure-facts.tsx'
import type { Material, OpenPanel } from './panels.ts'

export function CaseFacts({ view, onOpen }: { view: BenefitCaseView; onOpen: (panel: OpenPanel) => void }) {
  return (
    <>
      <div className="facts-head">
        <h2>事实与证据</h2>
        <CheckNote view={view} onOpen={onOpen} />
      </div>
      <Members view={view} />
      <FactSection facts={factLines(view)} />
      {view.fact_groups.length > 0 && (
        <p className="case-more">
          <Button kind="link" onClick={() => onOpen({ kind: 'all_facts' })}>
            逐人逐项看，含来源和日期
          </Button>
        </p>
      )}
      <Evidence materials={view.materials} onOpen={onOpen} />
      <ProcedureFacts view={view} onOpen={onOpen} />
    </>
  )
}

/** 10 个来源已答复 7 个，1 处差异: opens the means check. */
function CheckNote({ view, onOpen }: { view: BenefitCaseView; onOpen: (panel: OpenPanel) => void }) {
  const check = view.means_check
  if (check === null) return null
  const differences = new Set(
    check.answers.filter((answer) => answer.discrepancy !== 'none').map((answer) => answer.answer_id),
  ).size
  return (
    <Button kind="link" onClick={() => onOpen({ kind: 'means_check' })}>
      {check.sources_asked} 个来源已答复 {check.sources_answered} 个
      {differences > 0 && `，${differences} 处差异`}
    </Button>
  )
}

function Members({ view }: { view: BenefitCaseView }) {
  if (view.members.length === 0) return null
  return (
    <dl className="facts">
      <div className="case-members">
        <dt>成员</dt>
        <dd>
          <ul>
            {view.members.map((member) => (
              <li key={member.person_id}>
                <strong>{member.name}</strong>
                <span className="case-age">{member.age === null ? '年龄未知' : `${member.age} 岁`}</span>
                <span>
                  {[member.employment_text, member.disability_text].filter(Boolean).join('　')}
                  {member.applicant && <span className="second">　申请人</span>}
                  {member.counted === false && <span className="second">　不计入人口</span>}
                </span>
                {member.leaving !== null && (
                  <span className="case-leaving">
                    {member.leaving.text}
                    <TextLink
                      to={
                        member.leaving.kind === 'death'
                          ? `/workbench/people/${member.person_id}`
                          : `/workbench/households/${view.head.household_id}`
                      }
                    >
                      {member.leaving.kind === 'death' ? '登记死亡' : '登记离开'}
                    </TextLink>
                  </span>
                )}
              </li>
            ))}
          </ul>
          {view.address !== null && <span className="facts-note second">{view.address}</span>}
        </dd>
      </div>
    </dl>
  )
}

/** Links by label with how many there are: 核对授权书 3, 照片 4. */
function Evidence({ materials, onOpen }: { materials: Material[]; onOpen: (panel: OpenPanel) => void }) {
  const groups = new Map<string, Material[]>()
  for (const material of materials) {
    const label = material.kind === 'visit_photo' ? '入户照片' : material.label
    groups.set(label, [...(groups.get(label) ?? []), material])
  }
  return (
    <section className="case-block" aria-label="证据材料">
      <h3 className="case-small-head">证据材料</h3>
      {materials.length === 0 ? (
        <p className="second">还没有收到材料，以登记核对为据。</p>
      ) : (
        <p className="case-evidence">
          {[...groups].map(([label, group]) => (
            <Button key={label} kind="link" onClick={() => onOpen({ kind: 'materials', materials: group })}>
              {label} {group.length}
            </Button>
          ))}
        </p>
      )}
    </section>
  )
}
