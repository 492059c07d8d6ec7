import { useState } from 'react'
import type { BenefitCaseView } from '../../../../server/benefits/contract.ts'
import { meansCheckRoutes } from '../../../../server/benefits/contract.ts'
import { Button, ErrorNotice, Light } from '../../../design/index.ts'
import { TextField } from '../../../forms/index.ts'
import { useAct } from '../../../shell/index.ts'

type Check = NonNullable<BenefitCaseView['means_check']>
type Answer = Check['answers'][number]

const words = {
  none: '',
  open: '等申请人答复',
  accepted_by_applicant: '申请人认可',
  explained: '申请人已说明',
}

/** Where a source says otherwise than the applicant; the applicant's word is taken down here. */
export function Discrepancies({ check }: { check: Check }) {
  const differing = check.answers.filter((answer) => answer.discrepancy !== 'none')
  if (differing.length === 0) return null
  return (
    <section aria-label="差异">
      <h3>差异 {differing.length} 处</h3>
      <ul className="sources">
        {differing.map((answer) => (
          <li key={answer.answer_id}>
            <Difference answer={answer} sealed={check.state === 'sealed'} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Difference({ answer, sealed }: { answer: Answer; sealed: boolean }) {
  const [explaining, setExplaining] = useState(false)
  const [explanation, setExplanation] = useState('')
  const reply = useAct(meansCheckRoutes.answer_discrepancy)
  const send = (kind: 'accepted_by_applicant' | 'explained') =>
    reply.mutate({
      params: { answer_id: answer.answer_id },
      body: { reply: kind, explanation: explanation.trim() },
    })
  return (
    <>
      <div className="source-line">
        <Light state={answer.discrepancy === 'open' ? 'due_soon' : 'normal'}>
          {answer.subject_name ?? '全户'}　{answer.fact_label}　{answer.discrepancy_text}
        </Light>
        <span className="second">
          {answer.finding_text ?? `${answer.source_title} ${answer.found_text ?? '未答复'}`}，申报{' '}
          {answer.declared_text ?? '未填'}
        </span>
        {answer.discrepancy !== 'open' && <span className="second">{words[answer.discrepancy]}</span>}
      </div>
      {answer.explanation !== null && answer.explanation !== '' && (
        <p className="second">说明：{answer.explanation}</p>
      )}
      {answer.discrepancy === 'open' && !sealed && (
        <div className="row">
          <Button busy={reply.isPending} onClick={() => send('accepted_by_applicant')}>
            申请人认可
          </Button>
          <Button aria-expanded={explaining} onClick={() => setExplaining(!explaining)}>
            申请人说明
          </Button>
        </div>
      )}
      {explaining && answer.discrepancy === 'open' && (
        <div className="source-form">
          <TextField
            label="申请人怎么说"
            hint="至少 5 个字，有材料的另行添加"
            value={explanation}
            onChange={setExplanation}
            maxLength={1000}
          />
          <Button
            busy={reply.isPending}
            disabledBecause={explanation.trim().length < 5 ? '记下说明，先写原因' : undefined}
            onClick={() => send('explained')}
          >
            记下说明
          </Button>
        </div>
      )}
      {reply.error !== null && <ErrorNotice error={reply.error} />}
    </>
  )
}
