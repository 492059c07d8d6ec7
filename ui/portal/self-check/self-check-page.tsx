/** 自助测算: some questions without login, and what they may come to. Nothing leaves this window but for the sum. */
import { questionRoutes } from '../../../server/benefits/contract.ts'
import { ErrorNotice } from '../../design/index.ts'
import { QuestionFlow } from '../../forms/index.ts'
import { usePortalFrame, useQueryRoute, useSearchValues } from '../../shell/index.ts'
import { askedQuestion } from '../questions/question-control.tsx'
import { type Answer, isAsked } from '../questions/question-view.ts'
import { SelfCheckResult, draftName } from './self-check-result.tsx'
import { PortalNote, PortalLoading } from '../portal-page.tsx'

export default function SelfCheckPage() {
  usePortalFrame({ place: '自助测算', foot: '不用登录，不保存您填的内容' })
  const [search, change] = useSearchValues()
  const { data, error, refetch } = useQueryRoute(questionRoutes.list_self_check_questions, {})
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} />
  if (data === undefined) return <PortalLoading>正在取问题</PortalLoading>
  if (search['view'] === 'result') return <SelfCheckResult questions={data.questions} />
  const questions = data.questions.map((question) =>
    askedQuestion(question, {
      key: question.fact,
      show: (answers) => isAsked(question, (fact) => answers[fact] as Answer),
    }),
  )
  return (
    <QuestionFlow
      name={draftName}
      questions={questions}
      finish="看测算结果"
      onFinish={() => change({ view: 'result', question: undefined, back: undefined }, { push: true })}
      beforeFinish={<PortalNote>只用来算这一次，不保存，也不告诉任何人。</PortalNote>}
    />
  )
}
