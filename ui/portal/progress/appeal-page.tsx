/** 申请行政复议: grounds in one's own words, whether it is in time, and when an answer comes. */
import { useState } from 'react'
import { benefitCaseRoutes } from '../../../server/benefits/contract.ts'
import { appealRoutes } from '../../../server/casework/contract.ts'
import { Button, ButtonLink, ErrorNotice, ReasonList, dateText, fieldMessage } from '../../design/index.ts'
import { ChoiceField, TextAreaField, useDraft } from '../../forms/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { useAct, useParameter, usePortalFrame, useQueryRoute, useSession } from '../../shell/index.ts'
import { daysLeftText } from '../days.ts'
import { PortalActs, PortalNote, PortalPage, PortalSection, PortalLoading } from '../portal-page.tsx'
import { reasonsOf } from '../questions/decision-reasons.ts'

type Filed = AnswerOf<typeof appealRoutes.file_appeal>

function FiledNote({ filed, case_id }: { filed: Filed; case_id: string }) {
  return (
    <PortalPage title="复议申请已收到" back={{ to: `/progress/${case_id}`, title: '回到办件' }}>
      <PortalNote>
        <p>办件编号</p>
        <p className="case-number">{filed.case_number}</p>
      </PortalNote>
      <p>{dateText(filed.examine_by)}前告诉您是否受理。</p>
      {!filed.in_time && <p>您提出时已过期限。复议机关会看过再告诉您能不能受理，并写明理由。</p>}
      <PortalActs>
        <ButtonLink kind="primary" wide to={`/progress/${filed.appeal_case_id}`}>
          看复议办到哪一步
        </ButtonLink>
      </PortalActs>
    </PortalPage>
  )
}

export default function AppealPage() {
  usePortalFrame({ place: '申请复议' })
  const { business_date } = useSession()
  const case_id = useParameter('case_id')
  const { data, error, refetch } = useQueryRoute(benefitCaseRoutes.get_benefit_case, { params: { case_id } })
  const [draft, setDraft, clear] = useDraft(`appeal-${case_id}`, { grounds: '', stay: false })
  const [wrong, setWrong] = useState<string>()
  const [filed, setFiled] = useState<Filed>()
  const file = useAct(appealRoutes.file_appeal, {
    onDone: (answer) => {
      clear()
      setFiled(answer)
    },
  })
  if (filed !== undefined) return <FiledNote filed={filed} case_id={case_id} />
  const back = { to: `/progress/${case_id}`, title: '回到办件' }
  if (error)
    return (
      <PortalPage title="申请复议" back={back}>
        <ErrorNotice error={error} retry={() => void refetch()} />
      </PortalPage>
    )
  if (data === undefined) return <PortalLoading>正在打开</PortalLoading>
  const { determination } = data
  const by = determination?.appeal.file_by ?? null
  const submit = () => {
    const short = draft.grounds.trim().length < 5
    setWrong(short ? '请写明哪里不对、为什么，至少 5 个字' : undefined)
    if (!short)
      file.mutate({ params: { case_id }, body: { grounds: draft.grounds, ask_for_stay: draft.stay } })
  }
  return (
    <PortalPage
      title="申请复议"
      second={`${data.head.programme_title}${data.head.kind_title}，${data.head.case_number}`}
      back={back}
    >
      {determination !== null && <p>{determination.appeal.text}</p>}
      {by !== null && (
        <PortalNote>
          {by >= business_date
            ? `期限到 ${dateText(by)}，${daysLeftText(business_date, by)}。`
            : `期限是 ${dateText(by)}，已经过了。您仍可以提出，复议机关会看过，再书面告诉您能不能受理和理由。`}
        </PortalNote>
      )}
      {determination !== null && (
        <PortalSection title="原来的决定是这样来的">
          <ReasonList reasons={reasonsOf(determination.decision.reasons)} />
        </PortalSection>
      )}
      <TextAreaField
        label="您认为哪里不对"
        hint="用自己的话写就行。比如：收入算多了，家里少算了人，情况有变化。"
        value={draft.grounds}
        onChange={(grounds) => {
          setDraft({ ...draft, grounds })
          setWrong(undefined)
        }}
        maxLength={4000}
        rows={6}
        error={wrong ?? fieldMessage(file.error, 'grounds')}
      />
      <ChoiceField
        label="复议期间，要不要请求先不执行"
        hint="停不停由复议机关决定。"
        value={draft.stay ? 'yes' : 'no'}
        onChange={(answer: 'yes' | 'no') => setDraft({ ...draft, stay: answer === 'yes' })}
        choices={[
          { value: 'no', label: '不用' },
          { value: 'yes', label: '请求停止' },
        ]}
      />
      {file.error !== null && <ErrorNotice error={file.error} />}
      <PortalActs>
        <Button kind="primary" wide busy={file.isPending} onClick={submit}>
          提交复议申请
        </Button>
      </PortalActs>
    </PortalPage>
  )
}
