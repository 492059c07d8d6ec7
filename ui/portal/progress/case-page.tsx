/** One case as the household sees it: where it stands, what is asked of it now, what was decided and why. */
import { useState } from 'react'
import { benefitCaseRoutes } from '../../../server/benefits/contract.ts'
import type { BenefitCaseView } from '../../../server/benefits/contract.ts'
import { caseRoutes } from '../../../server/casework/contract.ts'
import {
  Button,
  ConfirmDialog,
  ErrorNotice,
  Icon,
  LogList,
  TextLink,
  dateText,
  dayText,
} from '../../design/index.ts'
import { useAct, useParameter, usePortalFrame, useQueryRoute, useSession } from '../../shell/index.ts'
import { daysLeftText } from '../days.ts'
import { PortalNote, PortalPage, PortalSection, PortalLoading } from '../portal-page.tsx'
import { Appeals } from './appeals.tsx'
import { AuthorisationAsk, GivenAuthorisations } from './authorisations.tsx'
import { Decision } from './decision.tsx'
import { Discrepancies } from './discrepancies.tsx'
import { Rating } from './rating.tsx'
import { CaseSteps } from './case-steps.tsx'
import { Supplement } from './supplement.tsx'
import './progress.css'

/** Where it stands, in one sentence with its date. */
function Standing({ view }: { view: BenefitCaseView }) {
  const { business_date } = useSession()
  const { head, clock, owner } = view
  if (head.state === 'closed')
    return (
      <PortalNote status>
        <strong>{head.outcome_title ?? '已办结'}</strong>
        {head.closed_on !== null && `，${dateText(head.closed_on)}办结`}
      </PortalNote>
    )
  // What waits for the reader is said in the box below.
  if (view.supplement !== null && view.supplement.answered_on === null && head.held_on !== null)
    return (
      <div className="case-standing" role="status">
        <strong>等您补齐材料，补齐就接着办</strong>
      </div>
    )
  const by = clock?.whole_due_on ?? null
  const place = owner?.division_name ?? ''
  return (
    <div className="case-standing" role="status">
      <p>
        <strong>
          {head.held_on === null ? `${place}正在${head.step_title}` : `暂停：${head.hold_reason ?? ''}`}
        </strong>
      </p>
      {clock !== null && <p className="second">{clock.text}</p>}
      {by !== null && (
        <p className="second">
          最迟 {dayText(by)}给您答复，{daysLeftText(business_date, by)}
          {clock?.whole_text != null && `（受理后 ${clock.whole_text}）`}
        </p>
      )}
      {clock !== null && !clock.calendar_published && (
        <p className="second">工作日历还没公布，日期是暂定的。</p>
      )}
    </div>
  )
}

function Materials({ view }: { view: BenefitCaseView }) {
  if (view.materials.length === 0) return null
  return (
    <PortalSection title={`交过的材料 ${view.materials.length} 份`}>
      <ul className="case-materials">
        {view.materials.map((each) => (
          <li key={each.case_material_id}>
            <Icon name="document" />
            <span>
              <TextLink to={`/api/files/${each.file_id}`} download>
                {each.label}
              </TextLink>
              <span className="second">{dateText(each.added_on)}</span>
            </span>
          </li>
        ))}
      </ul>
    </PortalSection>
  )
}

function Withdraw({ view }: { view: BenefitCaseView }) {
  const [open, setOpen] = useState(false)
  const act = view.acts.find((each) => each.act === 'withdraw')
  const withdraw = useAct(caseRoutes.withdraw_case, {
    onDone: () => {
      setOpen(false)
    },
  })
  if (act?.allowed !== true) return null
  const { head } = view
  return (
    <PortalSection title="不想办了" note="撤回以后这一件就结束，以后还可以再申请。">
      <div>
        <Button onClick={() => setOpen(true)}>撤回申请</Button>
      </div>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        act="撤回申请"
        thing={`${head.programme_title}${head.kind_title}，${head.case_number}`}
        consequence="撤回后不能恢复，要办得重新申请。"
        busy={withdraw.isPending}
        error={withdraw.error}
        onAct={() =>
          withdraw.mutate({
            params: { case_id: head.case_id },
            body: { version: head.version, reason: '' },
          })
        }
      />
    </PortalSection>
  )
}

function Log({ view }: { view: BenefitCaseView }) {
  if (view.log.length === 0) return null
  return (
    <details className="question-where">
      <summary>
        经过 {view.log.length} 条
        <Icon name="down" size={18} />
      </summary>
      <LogList
        entries={view.log.map((entry) => ({
          key: entry.entry_id,
          on: entry.business_date,
          text: entry.text,
        }))}
      />
    </details>
  )
}

export default function CasePage() {
  usePortalFrame({ place: '办件进度' })
  const case_id = useParameter('case_id')
  const { data, error, refetch } = useQueryRoute(benefitCaseRoutes.get_benefit_case, { params: { case_id } })
  const back = { to: '/progress', title: '办件进度' }
  if (error)
    return (
      <PortalPage title="这一件没有打开" back={back}>
        <ErrorNotice error={error} retry={() => void refetch()} />
      </PortalPage>
    )
  if (data === undefined) return <PortalLoading>正在打开</PortalLoading>
  const { head } = data
  return (
    <PortalPage
      title={`${head.programme_title}${head.kind_title}`}
      second={
        <>
          <span className="nowrap">{head.case_number}</span>{' '}
          <span className="nowrap">{dateText(head.opened_on)}提交</span>
        </>
      }
      back={back}
    >
      <Standing view={data} />
      <Supplement view={data} />
      <AuthorisationAsk view={data} />
      <Discrepancies view={data} />
      <Decision view={data} />
      <CaseSteps steps={data.steps} head={head} />
      <Appeals view={data} />
      {head.parent_case_id !== null && (
        <p>
          <TextLink to={`/progress/${head.parent_case_id}`}>看原来那一件</TextLink>
        </p>
      )}
      <Rating view={data} />
      <GivenAuthorisations view={data} />
      <Materials view={data} />
      <Log view={data} />
      <Withdraw view={data} />
    </PortalPage>
  )
}
