/**
 * 核对登记: source by source, answered or not; a source that did not answer leaves the fact unknown. Differences wait
 * for the applicant's word; at the end the report is sealed.
 */
import { useState } from 'react'
import type { BenefitCaseView } from '../../../../server/benefits/contract.ts'
import { applicationRoutes, meansCheckRoutes } from '../../../../server/benefits/contract.ts'
import { Button, Dialog, ErrorNotice, Light, dateText, dayText, useStatus } from '../../../design/index.ts'
import { useAct, useQueryRoute } from '../../../shell/index.ts'
import type { PanelProps } from '../panels.ts'
import { Authorisations } from './authorisations.tsx'
import { Discrepancies } from './discrepancies.tsx'
import { SourceAnswerForm } from './source-answer-form.tsx'
import { sourceForms, type Source } from './means-sources.ts'

type Check = NonNullable<BenefitCaseView['means_check']>

export function MeansCheckDialog({ view, onClose, onDone }: PanelProps) {
  const { case_id } = view.head
  const say = useStatus()
  const check = view.means_check
  const may = view.acts.some((act) => act.act === 'record_means_check' && act.allowed)
  const start = useAct(meansCheckRoutes.start_means_check, { onDone: () => say('核对已发起') })
  const seal = useAct(meansCheckRoutes.seal_means_check, { onDone: () => onDone('核对报告已封存') })
  const begins = check === null || (check.state === 'sealed' && may)
  return (
    <Dialog
      title="家庭经济状况核对"
      open
      onClose={onClose}
      wide
      acts={
        <>
          <Button onClick={onClose}>关闭</Button>
          {may && begins && (
            <Button
              kind="primary"
              busy={start.isPending}
              onClick={() => start.mutate({ params: { case_id } })}
            >
              {check === null ? '发起核对' : '重新核对'}
            </Button>
          )}
          {may && check !== null && check.state !== 'sealed' && (
            <Button
              kind="primary"
              busy={seal.isPending}
              disabledBecause={
                check.open_discrepancies > 0
                  ? `封存，先答复 ${check.open_discrepancies} 处差异`
                  : check.answers.length === 0
                    ? '封存，先登记答复'
                    : undefined
              }
              onClick={() =>
                seal.mutate({
                  params: { means_check_id: check.means_check_id },
                  body: { version: check.version },
                })
              }
            >
              封存核对报告
            </Button>
          )}
        </>
      }
    >
      <State check={check} />
      {[start.error, seal.error].map((error, at) => error !== null && <ErrorNotice key={at} error={error} />)}
      <Authorisations view={view} may={may} />
      {check !== null && <Discrepancies check={check} />}
      {check !== null && <Findings check={check} />}
      {check !== null && <Sources view={view} check={check} may={may && check.state !== 'sealed'} />}
    </Dialog>
  )
}

function State({ check }: { check: Check | null }) {
  if (check === null)
    return <p className="second">成年成员都授权后发起。来源没有答复的，这项事实仍是“未知”，不等于没有。</p>
  return (
    <p>
      {dateText(check.requested_on)}发起，{check.sources_asked} 个来源已答复 {check.sources_answered} 个。
      {check.state === 'sealed' && (
        <>
          {check.sealed_on === null ? '' : `${dayText(check.sealed_on)}封存，`}
          <span className="second">凭据 {check.seal?.slice(0, 8)}</span>
        </>
      )}
    </p>
  )
}

/** What several sources come to together, each with its share. */
function Findings({ check }: { check: Check }) {
  if (check.findings.length === 0) return null
  return (
    <section aria-label="各来源合计">
      <h3>各来源合计</h3>
      <ul className="sources">
        {check.findings.map((finding) => (
          <li key={`${finding.person_id ?? ''}${finding.fact}`}>
            <div className="source-line">
              <strong>
                {finding.person_name ?? '全户'}　{finding.fact_label}
              </strong>
              {finding.total_text === null ? (
                <Light state="due_soon">未知</Light>
              ) : (
                <span>{finding.total_text}</span>
              )}
            </div>
            <p className="second source-found">{finding.text}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Sources({ view, check, may }: { view: BenefitCaseView; check: Check; may: boolean }) {
  const [open, setOpen] = useState<Source>()
  const { programme_id, household_id } = view.head
  const { data: form } = useQueryRoute(
    applicationRoutes.get_application_form,
    { query: { programme_id, household_id: household_id ?? undefined } },
    { enabled: may && household_id !== null },
  )
  return (
    <section aria-label="来源">
      <h3>来源</h3>
      <ul className="sources">
        {sourceForms.map((source) => {
          const answers = check.answers.filter((answer) => answer.source === source.source)
          return (
            <li key={source.source}>
              <div className="source-line">
                <strong>{source.title}</strong>
                <SourceState answers={answers} />
                {may && (
                  <Button
                    kind="link"
                    aria-expanded={open === source.source}
                    aria-label={`${source.title}，${answers.length === 0 ? '登记答复' : '改登记'}`}
                    onClick={() => setOpen(open === source.source ? undefined : source.source)}
                  >
                    {answers.length === 0 ? '登记答复' : '改登记'}
                  </Button>
                )}
              </div>
              {answers.length > 0 && (
                <p className="second source-found">
                  {answers
                    .map(
                      (answer) =>
                        `${answer.person_name ?? '全户'} ${answer.fact_label} ${answer.found_text ?? '未知'}`,
                    )
                    .join('；')}
                </p>
              )}
              {open === source.source && form !== undefined && (
                <SourceAnswerForm
                  form={form}
                  source={source}
                  check={check}
                  onDone={() => setOpen(undefined)}
                />
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function SourceState({ answers }: { answers: Check['answers'] }) {
  const first = answers[0]
  if (first === undefined) return <span className="second">还没有登记</span>
  if (!answers.some((answer) => answer.answered)) return <Light state="due_soon">未答复，仍为未知</Light>
  return (
    <Light state="normal">已答复{first.as_of === null ? '' : `　数据截至 ${dayText(first.as_of)}`}</Light>
  )
}
