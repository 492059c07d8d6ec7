/** The case page: left facts and evidence, middle the decision, right clock, owner, acts and log. */
import { useState } from 'react'
import type { BenefitCaseView } from '../../../server/benefits/contract.ts'
import { benefitCaseRoutes } from '../../../server/benefits/contract.ts'
import { workRoutes } from '../../../server/casework/contract.ts'
import { CasePage as CaseGround, ErrorNotice, Light, Page, Tag, dayText } from '../../design/index.ts'
import type { Step } from '../../design/index.ts'
import { useParameter, useQueryRoute, useSearchValues, useSession } from '../../shell/index.ts'
import { ActPanel } from './act-panel.tsx'
import { useRunningCheck } from './acts/means-check/use-running-check.ts'
import { CaseDecision } from './case-decision.tsx'
import { CaseFacts } from './case-facts.tsx'
import { CaseLinks } from './case-links.tsx'
import { CaseSide } from './case-side.tsx'
import { lightOf } from './case-words.ts'
import type { OpenPanel } from './panels.ts'
import { workQuery } from './work-query.ts'
import './casework.css'

export default function CasePage() {
  const case_id = useParameter('case_id')
  const { data, error, refetch } = useQueryRoute(benefitCaseRoutes.get_benefit_case, { params: { case_id } })
  // The rows of the case before must never stand below another case's address.
  const view = data?.head.case_id === case_id ? data : undefined
  if (view === undefined)
    return (
      <Page>
        {error === null ? (
          <p role="status">正在取办件</p>
        ) : (
          <ErrorNotice error={error} retry={() => void refetch()} />
        )}
      </Page>
    )
  return <OneCase key={case_id} view={view} />
}

function OneCase({ view }: { view: BenefitCaseView }) {
  const session = useSession()
  const [search, changeSearch] = useSearchValues()
  // Lists and the report lead straight to the check.
  const [panel, setPanel] = useState<OpenPanel | undefined>(
    search['open'] === 'means_check' ? { kind: 'means_check' } : undefined,
  )
  const { data: place } = useQueryRoute(workRoutes.find_place_in_work, {
    params: { case_id: view.head.case_id },
    query: workQuery(search, session.business_date),
  })
  const { head } = view
  const close = () => {
    setPanel(undefined)
    if (search['open'] !== undefined) changeSearch({ open: undefined })
  }
  useRunningCheck(view.means_check)
  return (
    <>
      <CaseGround
        title={`${head.title}　${head.programme_title}${head.kind === 'application' ? '' : head.kind_title}`}
        beside={
          <>
            <StateLight view={view} />
            <span className="second">{head.case_number}</span>
            <span className="second">
              {head.street_name ?? head.district_name}
              {head.community_name}
            </span>
            {head.restricted && <Tag>不公示</Tag>}
            {head.assisted_by_name !== null && (
              <span className="second">{head.assisted_by_name}窗口代办</span>
            )}
          </>
        }
        end={<CaseLinks view={view} place={place} onOpen={setPanel} />}
        steps={stepsOf(view)}
        facts={<CaseFacts view={view} onOpen={setPanel} />}
        decision={<CaseDecision view={view} onOpen={setPanel} />}
        acts={<CaseSide view={view} onOpen={setPanel} />}
      />
      {panel !== undefined && <ActPanel view={view} panel={panel} onClose={close} />}
    </>
  )
}

function StateLight({ view: { head, clock } }: { view: BenefitCaseView }) {
  if (head.state === 'closed') return <Light state="normal">办结　{head.outcome_title}</Light>
  if (clock?.held === true) return <Light state="due_soon">暂停</Light>
  return clock === null ? null : <Light state={lightOf(clock.light)} />
}

/** 9月6日–13日; over the end of a month both are written. */
function rangeText(from: string, to: string): string {
  const last = from.slice(0, 7) === to.slice(0, 7) ? `${Number(to.slice(8, 10))}日` : dayText(to)
  return `${dayText(from)}–${last}`
}

/** Steps with their days; one done twice says so, because labels tell steps apart. Acceptance stands for applying. */
function stepsOf({ steps }: BenefitCaseView): Step[] {
  const accepted = steps.some((step) => step.step_id === 'acceptance' && step.state === 'done')
  const shown = accepted ? steps.filter((step) => step.step_id !== 'application') : steps
  return shown.map((step) => {
    const label = step.round > 1 ? `${step.title}（第 ${step.round} 次）` : step.title
    const { started_on, finished_on } = step
    const note =
      finished_on === null
        ? undefined
        : step.title.includes('公示') && started_on !== null && started_on !== finished_on
          ? rangeText(started_on, finished_on)
          : dayText(finished_on)
    return { label, state: step.state, ...(note === undefined ? {} : { note }) }
  })
}
