/** 现场入户: one hand, big targets, without a network; each field is saved on the phone at once. */
import { useEffect, useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { benefitCaseRoutes } from '../../../server/benefits/contract.ts'
import type { BenefitCaseView } from '../../../server/benefits/contract.ts'
import { Button, ErrorNotice, Icon, Light, Page, dayText, momentText, useStatus } from '../../design/index.ts'
import { useParameter, useQueryRoute, useSession } from '../../shell/index.ts'
import { SignaturePad } from './signature-pad.tsx'
import { emptyVisit, visitNotReady } from './visit-draft.ts'
import { VisitFields } from './visit-fields.tsx'
import { type KeptVisit, findKeptVisit, keepVisit } from './visit-store.ts'
import { WaitingVisits } from './waiting-visits.tsx'
import './casework.css'

export default function FieldVisitPage() {
  const case_id = useParameter('case_id')
  const session = useSession()
  const { data, error, refetch } = useQueryRoute(benefitCaseRoutes.get_benefit_case, { params: { case_id } })
  const view = data?.head.case_id === case_id ? data : undefined
  const [kept, setKept] = useState<{ visit: KeptVisit | undefined }>()
  useEffect(() => {
    // Where one goes when it is done: fetched while there still is a network.
    void import('./visits-page.tsx')
  }, [])
  useEffect(() => {
    findKeptVisit(case_id).then(
      (visit) => setKept({ visit }),
      () => setKept({ visit: undefined }),
    )
  }, [case_id])
  const visit = kept?.visit ?? (view === undefined ? undefined : newVisit(view, session.business_date))
  return (
    <div className="field-visit">
      <WaitingVisits />
      {kept === undefined || visit === undefined ? (
        <Page>
          {error === null ? (
            <p role="status">正在取办件</p>
          ) : (
            <ErrorNotice error={error} retry={() => void refetch()} />
          )}
        </Page>
      ) : (
        <OneVisit key={visit.case_id} first={visit} view={view} />
      )}
    </div>
  )
}

function newVisit(view: BenefitCaseView, today: string): KeptVisit {
  const planned = view.visits.find((visit) => visit.state === 'planned')
  return {
    visit_id: planned?.visit_id ?? crypto.randomUUID(),
    case_id: view.head.case_id,
    title: view.head.title,
    owner: { household_id: view.head.household_id, division_code: view.head.division_code },
    draft: { ...emptyVisit(today), place: view.address ?? '' },
    signature: null,
    kept_at: '',
    state: 'writing',
  }
}

function OneVisit({ first, view }: { first: KeptVisit; view: BenefitCaseView | undefined }) {
  const [visit, setVisit] = useState(first)
  const navigate = useNavigate()
  const say = useStatus()
  const keep = (part: Partial<KeptVisit>) => {
    const next = { ...visit, ...part, kept_at: new Date().toISOString() }
    setVisit(next)
    void keepVisit(next)
  }
  const notReady = visitNotReady(visit.draft)
  const { position } = visit.draft
  const locate = () =>
    navigator.geolocation.getCurrentPosition(({ coords, timestamp }) =>
      keep({
        draft: {
          ...visit.draft,
          visited_at: new Date(timestamp).toISOString(),
          position: {
            latitude: coords.latitude,
            longitude: coords.longitude,
            accuracy: Math.round(coords.accuracy),
          },
        },
      }),
    )
  return (
    <>
      <header className="field-visit-head">
        <h1>入户　{visit.title}</h1>
        <p>
          {[view?.head.street_name, view?.head.community_name, view?.address].filter(Boolean).join(' ')}
          {view?.clock == null ? '' : `　${dayText(view.clock.due_on)}前`}
        </p>
        <p className="row">
          {position === null ? (
            <Button onClick={locate}>
              <Icon name="place" size={18} />
              记下位置和时间
            </Button>
          ) : (
            <Light state="normal">
              定位 ±{position.accuracy} 米
              {visit.draft.visited_at === null ? '' : `　${momentText(visit.draft.visited_at)}`}
            </Light>
          )}
        </p>
      </header>
      <div className="field-visit-body">
        <VisitFields
          case_id={visit.case_id}
          draft={visit.draft}
          onChange={(draft) => keep({ draft })}
          error={undefined}
          keeps
        />
        <div className="field">
          <div className="field-head">
            <span className="field-label">户主签字</span>
            {visit.signature !== null && <span className="field-saved">已存</span>}
          </div>
          <SignaturePad value={visit.signature} onChange={(signature) => keep({ signature })} />
        </div>
      </div>
      <footer className="field-visit-foot">
        <Button
          kind="primary"
          wide
          disabledBecause={notReady}
          onClick={() => {
            keep({ state: 'waiting' })
            say('已存在本机，有网后自动发送')
            void navigate({ to: '/workbench/visits' })
          }}
        >
          完成走访，存在本机
        </Button>
        <p className="second">有网后自动发送，发几次都只记一件</p>
      </footer>
    </>
  )
}
