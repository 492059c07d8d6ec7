/**
 * 核对: the ten sources, how each of them stands and what it said; while it runs the dialog may be closed, and what
 * comes in is there when it is opened again. Differences wait for the applicant, contradictions for whoever settles
 * them; at the end the report is sealed.
 */
import type { BenefitCaseView } from '../../../../../server/benefits/contract.ts'
import { meansCheckRoutes } from '../../../../../server/benefits/contract.ts'
import {
  Button,
  Dialog,
  ErrorNotice,
  Light,
  Progress,
  TextLink,
  Unverified,
  dateText,
  dayText,
  useStatus,
} from '../../../../design/index.ts'
import { mayOpen, useAct, useSession } from '../../../../shell/index.ts'
import { reportReaders } from '../../means-report/readers.ts'
import type { PanelProps } from '../../panels.ts'
import { Authorisations } from './authorisations.tsx'
import { Contradictions } from './contradictions.tsx'
import { Discrepancies } from './discrepancies.tsx'
import { Sources } from './sources.tsx'

type Check = NonNullable<BenefitCaseView['means_check']>

export function MeansCheckDialog({ view, onClose, onDone }: PanelProps) {
  const { case_id } = view.head
  const say = useStatus()
  const check = view.means_check
  const may = view.acts.some((act) => act.act === 'record_means_check' && act.allowed)
  const start = useAct(meansCheckRoutes.start_means_check, { onDone: () => say('核对已发起') })
  const seal = useAct(meansCheckRoutes.seal_means_check, { onDone: () => onDone('核对报告已封存') })
  const open = check !== null && (check.state === 'running' || check.state === 'answered')
  const missing = view.authorisations.missing.length
  return (
    <Dialog
      title="家庭经济状况核对"
      open
      onClose={onClose}
      wide
      acts={
        <>
          <Button onClick={onClose}>关闭</Button>
          {may && !open && (
            <Button
              kind="primary"
              busy={start.isPending}
              disabledBecause={missing > 0 ? `发起核对，还差 ${missing} 位成员的授权` : undefined}
              onClick={() => start.mutate({ params: { case_id } })}
            >
              {check === null ? '发起核对' : '重新核对'}
            </Button>
          )}
          {may && open && (
            <Button
              kind="primary"
              busy={seal.isPending}
              disabledBecause={check.unfinished === null ? undefined : `封存，先等：${check.unfinished}`}
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
      <Authorisations view={view} />
      {check !== null && <Contradictions check={check} may={may && open} />}
      {check !== null && <Discrepancies view={view} check={check} />}
      {check !== null && <Findings check={check} />}
      {check !== null && <Sources check={check} may={may && open} />}
    </Dialog>
  )
}

function State({ check }: { check: Check | null }) {
  const { account } = useSession()
  if (check === null)
    return (
      <p className="second">
        成员都授权后发起，向十个来源同时查询。来源没有答复的，这项事实仍是“未知”，不等于没有。
      </p>
    )
  if (check.state === 'stopped') return <Stopped check={check} />
  return (
    <>
      {check.sources_running > 0 ? (
        <Progress
          label={`${dateText(check.requested_on)}发起，正在查询 ${check.sources_running} 个来源`}
          done={check.sources_asked - check.sources_running}
          total={check.sources_asked}
          countWord="个来源"
          note="可以关上，接着办别的；答复来了自动登记，没有答复的会提醒您。"
        />
      ) : (
        <p>
          {dateText(check.requested_on)}发起，{check.sources_asked} 个来源已答复 {check.sources_answered} 个。
          {check.sealed_on !== null && (
            <>
              {dayText(check.sealed_on)}封存，<span className="second">封印 {check.seal?.slice(0, 8)}</span>
            </>
          )}
        </p>
      )}
      {mayOpen(reportReaders, account) && (
        <p>
          <TextLink to={`/workbench/means-checks/${check.means_check_id}`}>
            {check.state === 'sealed' ? '看核对报告' : '看报告草稿'}
          </TextLink>
        </p>
      )}
    </>
  )
}

/** What follows from a withdrawal, with what the law says of it and what it doesn't. */
function Stopped({ check }: { check: Check }) {
  return (
    <div className="means-stopped" role="status">
      <Light state="overdue">
        {check.stopped_on === null ? '' : dayText(check.stopped_on)}有人撤回授权，核对停止
      </Light>
      <p>
        查到的不再使用，相关事实又是未知；事实不全的，不能作出决定。请联系申请人说明后果：重新授权后再发起核对，或者由他撤回申请。
      </p>
      <p className="second">
        核对以家庭的请求、委托为前提（《社会救助暂行办法》第五十八条）。
        <Unverified missing="撤回授权以后怎样办，读到的条文没有写；本系统按事实不全、不能决定处理。">
          撤回的后果待核实
        </Unverified>
      </p>
    </div>
  )
}

/** What several sources come to together, each with its share. */
function Findings({ check }: { check: Check }) {
  const findings = check.findings.filter((finding) => finding.added)
  if (findings.length === 0) return null
  return (
    <section aria-label="各来源合计">
      <h3>各来源合计</h3>
      <ul className="sources">
        {findings.map((finding) => (
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
