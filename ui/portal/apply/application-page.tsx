/** 申请: the form of one programme, resumed where it was left, and after it the receipt. */
import { useMemo, useState } from 'react'
import { applicationRoutes } from '../../../server/benefits/contract.ts'
import { Button, ButtonLink, EmptyState, ErrorNotice, ProblemError } from '../../design/index.ts'
import { QuestionFlow } from '../../forms/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import {
  useAct,
  useParameter,
  usePortalFrame,
  useQueryRoute,
  useSearchValues,
  useSession,
} from '../../shell/index.ts'
import { PortalActs, PortalNote, PortalPage, PortalLoading } from '../portal-page.tsx'
import { type ApplicationForm, applicationOf } from './application-model.ts'
import { applicationQuestions } from './application-questions.tsx'
import { Receipt } from './receipt.tsx'
import { type DraftState, useServerDraft, windowName } from './server-draft.ts'
import './apply.css'

type ReceiptAnswer = AnswerOf<typeof applicationRoutes.submit_application>

const draftWords: Record<DraftState, string> = {
  loading: '',
  saving: '正在保存',
  kept: '随填随存，换个手机也能接着填',
  not_saved: '还没存到账户，先存在这个窗口',
}

/** The household has one under way, or has the benefit already: leads there instead of asking again. */
function InTheWay({ form }: { form: ApplicationForm }) {
  const open = form.open_case_id !== null
  return (
    <PortalPage title={`申请${form.programme_title}`} back={{ to: '/', title: '首页' }}>
      <EmptyState
        title={open ? '您家已经有一件在办' : `您家正在享受${form.programme_title}`}
        why={
          open
            ? '同一项救助，一家人同时只办一件。可以去看办到哪一步；想重新填，先撤回那一件。'
            : '不用再申请。收入、人口有变化的，请报告变化，金额会重新核定。'
        }
        next={
          open ? (
            <ButtonLink kind="primary" to={`/progress/${form.open_case_id}`}>
              看那一件办到哪一步
            </ButtonLink>
          ) : (
            <ButtonLink kind="primary" to="/benefits">
              看我的待遇
            </ButtonLink>
          )
        }
      />
    </PortalPage>
  )
}

/** One's place in a form that was begun earlier, with the choice to begin anew. */
function Resumed({ onStartAgain, onContinue }: { onStartAgain: () => void; onContinue: () => void }) {
  return (
    <PortalPage title="上次填了一部分" second="都存着，接着填就行。" back={{ to: '/', title: '首页' }}>
      <PortalActs>
        <Button kind="primary" wide onClick={onContinue}>
          接着填
        </Button>
        <Button kind="link" onClick={onStartAgain}>
          不要了，从头填
        </Button>
      </PortalActs>
    </PortalPage>
  )
}

function Flow({ form, onDone }: { form: ApplicationForm; onDone: (receipt: ReceiptAnswer) => void }) {
  const { account } = useSession()
  const [search] = useSearchValues()
  const draft = useServerDraft('application', form.programme_id)
  const [continued, setContinued] = useState(search['question'] !== undefined)
  usePortalFrame({ place: '申请救助', foot: draftWords[draft.state] })
  const me = account?.person_id ?? null
  const questions = useMemo(() => applicationQuestions(form, me), [form, me])
  const submit = useAct(applicationRoutes.submit_application, {
    onDone: (receipt) => {
      draft.forget()
      onDone(receipt)
    },
  })
  const { keep } = draft
  if (draft.state === 'loading') return <PortalLoading>正在取上次填的</PortalLoading>
  if (draft.resumed && !continued)
    return (
      <Resumed
        onContinue={() => setContinued(true)}
        onStartAgain={() => void draft.discard().then(() => setContinued(true))}
      />
    )
  const open =
    submit.error instanceof ProblemError && submit.error.problem.code === 'case_already_open'
      ? (submit.error.problem.current as { case_id?: string } | undefined)?.case_id
      : undefined
  return (
    <QuestionFlow
      name={windowName('application', form.programme_id)}
      questions={questions}
      finish="提交申请"
      busy={submit.isPending}
      error={submit.error ?? undefined}
      onAnswers={keep}
      onFinish={(answers) => submit.mutate({ body: applicationOf(form, answers, me ?? '') })}
      beforeFinish={
        <>
          <PortalNote>
            提交后街道先看材料是否齐全，缺什么一次告诉您。所填内容请如实，核对结果和您填的不一样时，会先问您。
          </PortalNote>
          {open !== undefined && <ButtonLink to={`/progress/${open}`}>看正在办的那一件</ButtonLink>}
        </>
      }
    />
  )
}

export default function ApplicationPage() {
  usePortalFrame({ place: '申请救助' })
  const programme_id = useParameter('programme_id')
  const [receipt, setReceipt] = useState<ReceiptAnswer>()
  const { data, error, refetch } = useQueryRoute(
    applicationRoutes.get_application_form,
    { query: { programme_id } },
    { enabled: receipt === undefined },
  )
  const mine = useQueryRoute(applicationRoutes.get_my_assistance, {})
  if (receipt !== undefined) return <Receipt receipt={receipt} />
  if (error)
    return (
      <PortalPage title="申请救助" back={{ to: '/', title: '首页' }}>
        <ErrorNotice error={error} retry={() => void refetch()} />
      </PortalPage>
    )
  if (data === undefined) return <PortalLoading>正在取申请表</PortalLoading>
  // Where it is for single people, somebody else of the household may still need it.
  const entitled =
    data.beneficiary === 'household' &&
    (mine.data?.rows.some(
      (row) =>
        row.programme_id === programme_id && row.outcome === 'eligible' && row.effective_until === null,
    ) ??
      false)
  if (data.open_case_id !== null || entitled) return <InTheWay form={data} />
  return <Flow form={data} onDone={setReceipt} />
}
