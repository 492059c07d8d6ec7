/** 报告家庭变化: what changed, from when, and what it does to the amount, before it is handed in. */
import { useState } from 'react'
import { applicationRoutes, changeRoutes } from '../../../server/benefits/contract.ts'
import { householdRoutes } from '../../../server/registries/contract.ts'
import { Button, ButtonLink, EmptyState, ErrorNotice } from '../../design/index.ts'
import { useDraft } from '../../forms/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { useAct, usePortalFrame, useQueryRoute } from '../../shell/index.ts'
import { PortalActs, PortalNote, PortalPage, PortalLoading } from '../portal-page.tsx'
import { ChangeFields } from './change-fields.tsx'
import { ChangeEffect } from './change-effect.tsx'
import { type ChangeDraft, changeOf, hasPreview, missingOf } from './change-model.ts'
import './benefits.css'

type Household = AnswerOf<typeof householdRoutes.get_my_household>
type Reported = AnswerOf<typeof changeRoutes.report_change>

const back = { to: '/benefits', title: '我的待遇' }

function ReportedNote({ reported }: { reported: Reported }) {
  return (
    <PortalPage title="变化已收到" back={back}>
      <PortalNote>
        <p>办件编号</p>
        <p className="benefit-number">{reported.case_number}</p>
      </PortalNote>
      <p>
        {reported.determination_id === null
          ? '街道核实以后重新核定，结果在办件进度和消息里告诉您。'
          : '已经重新核定，结果在我的待遇里。'}
      </p>
      <PortalActs>
        <ButtonLink kind="primary" wide to={`/progress/${reported.case_id}`}>
          看办到哪一步
        </ButtonLink>
      </PortalActs>
    </PortalPage>
  )
}

function ChangeForm({ household, programme_id }: { household: Household; programme_id: string }) {
  const [draft, setDraft, clear] = useDraft<ChangeDraft>('change', { text: '' })
  const [wrong, setWrong] = useState<ReturnType<typeof missingOf>>()
  const [reported, setReported] = useState<Reported>()
  const params = { household_id: household.household.household_id }
  const preview = useAct(changeRoutes.preview_change)
  const report = useAct(changeRoutes.report_change, {
    onDone: (answer) => {
      clear()
      setReported(answer)
    },
  })
  if (reported !== undefined) return <ReportedNote reported={reported} />
  const change = (next: ChangeDraft) => {
    setDraft(next)
    setWrong(undefined)
    preview.reset()
    report.reset()
  }
  const go = (act: (body: ReturnType<typeof changeOf>) => void) => () => {
    const missing = missingOf(draft)
    setWrong(missing)
    if (missing === undefined) act(changeOf(programme_id, draft))
  }
  const seen = preview.data !== undefined
  const previewFirst = hasPreview(draft.kind) && !seen && preview.error === null
  return (
    <PortalPage
      title="报告家庭变化"
      second="先看看影响多少，再决定报告。看的时候不保存，也不提交。"
      back={back}
    >
      <ChangeFields household={household} draft={draft} onChange={change} wrong={wrong} />
      {preview.error !== null && <ErrorNotice error={preview.error} />}
      {preview.data !== undefined && <ChangeEffect effect={preview.data} />}
      {report.error !== null && <ErrorNotice error={report.error} />}
      <PortalActs>
        {previewFirst ? (
          <Button
            kind="primary"
            wide
            busy={preview.isPending}
            onClick={go((body) => preview.mutate({ params, body }))}
          >
            看看影响多少
          </Button>
        ) : (
          <Button
            kind="primary"
            wide
            busy={report.isPending}
            onClick={go((body) => report.mutate({ params, body }))}
          >
            报告这个变化
          </Button>
        )}
      </PortalActs>
    </PortalPage>
  )
}

export default function ChangePage() {
  usePortalFrame({ place: '我的待遇' })
  const household = useQueryRoute(householdRoutes.get_my_household, {})
  const assistance = useQueryRoute(applicationRoutes.get_my_assistance, {})
  const error = household.error ?? assistance.error
  if (error !== null)
    return (
      <PortalPage title="报告家庭变化" back={back}>
        <ErrorNotice error={error} retry={() => void household.refetch()} />
      </PortalPage>
    )
  if (household.data === undefined || assistance.data === undefined)
    return <PortalLoading>正在打开</PortalLoading>
  const current = assistance.data.rows.find(
    (row) => row.outcome === 'eligible' && row.effective_until === null,
  )
  if (current === undefined)
    return (
      <PortalPage title="报告家庭变化" back={back}>
        <EmptyState
          title="您家现在没有在享的待遇"
          why="没有在享的待遇，不用报告变化。情况变了想申请，可以先测算。"
          next={<ButtonLink to="/self-check">自助测算</ButtonLink>}
        />
      </PortalPage>
    )
  return <ChangeForm household={household.data} programme_id={current.programme_id} />
}
