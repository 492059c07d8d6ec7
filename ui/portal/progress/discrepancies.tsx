import { useState } from 'react'
import { meansCheckRoutes } from '../../../server/benefits/contract.ts'
import type { BenefitCaseView } from '../../../server/benefits/contract.ts'
import { Button, ErrorNotice } from '../../design/index.ts'
import { TextAreaField, useDraft } from '../../forms/index.ts'
import { useAct } from '../../shell/index.ts'
import { UploadField, type Uploaded } from '../upload-field.tsx'

type Said = { text: string; photos: Uploaded[] }
type MeansAnswer = NonNullable<BenefitCaseView['means_check']>['answers'][number]

function Discrepancy({ answer }: { answer: MeansAnswer }) {
  const [said, setSaid, clear] = useDraft<Said>(`discrepancy-${answer.answer_id}`, { text: '', photos: [] })
  // What was begun before the page was loaded anew is open again.
  const [explaining, setExplaining] = useState(said.text !== '' || said.photos.length > 0)
  const [wrong, setWrong] = useState<string>()
  const reply = useAct(meansCheckRoutes.answer_discrepancy, { onDone: clear })
  const { text, photos } = said
  // Accepting is a word of its own: what was begun as an explanation does not go along.
  const send = (kind: 'accepted_by_applicant' | 'explained') =>
    reply.mutate({
      params: { answer_id: answer.answer_id },
      body:
        kind === 'explained'
          ? { reply: kind, explanation: text, file_ids: photos.map((photo) => photo.file_id) }
          : { reply: kind },
    })
  const explain = () => {
    const short = text.trim().length < 5
    setWrong(short ? '请写清楚为什么不一样，至少 5 个字' : undefined)
    if (!short) send('explained')
  }
  return (
    <li className="case-discrepancy">
      <h3>
        {answer.subject_name === null ? '' : `${answer.subject_name}的`}
        {answer.fact_label}
      </h3>
      <dl>
        <div>
          <dt>您填的</dt>
          <dd>{answer.declared_text ?? '没有填'}</dd>
        </div>
        <div>
          <dt>{answer.finding_text === null ? `${answer.source_title}查到` : '各处查到'}</dt>
          <dd>{answer.finding_text ?? answer.found_text ?? '没有'}</dd>
        </div>
      </dl>
      {answer.discrepancy_text !== null && <p>{answer.discrepancy_text}</p>}
      {reply.error !== null && <ErrorNotice error={reply.error} />}
      {explaining ? (
        <>
          <TextAreaField
            label="为什么不一样"
            value={text}
            onChange={(written) => {
              setSaid({ ...said, text: written })
              setWrong(undefined)
            }}
            maxLength={1000}
            error={wrong}
          />
          <UploadField
            label="有材料的，拍下来（可以不拍）"
            value={photos}
            onChange={(taken) => setSaid({ ...said, photos: taken })}
          />
          <div className="row">
            <Button kind="primary" busy={reply.isPending} onClick={explain}>
              提交说明
            </Button>
            <Button
              kind="plain"
              onClick={() => {
                clear()
                setWrong(undefined)
                setExplaining(false)
              }}
            >
              不写了
            </Button>
          </div>
        </>
      ) : (
        <div className="row">
          <Button kind="primary" busy={reply.isPending} onClick={() => send('accepted_by_applicant')}>
            认可，按查到的算
          </Button>
          <Button onClick={() => setExplaining(true)}>不对，我来说明</Button>
        </div>
      )}
    </li>
  )
}

/** What the means check found otherwise than declared: accepted, or explained. */
export function Discrepancies({ view }: { view: BenefitCaseView }) {
  const open = view.means_check?.answers.filter((answer) => answer.discrepancy === 'open') ?? []
  // What a stopped check found is used no more; nobody need answer it.
  if (open.length === 0 || view.head.state === 'closed' || view.means_check?.state === 'stopped') return null
  return (
    <section className="case-ask" aria-label="核对结果和您填的不一样">
      <h2>有 {open.length} 处和您填的不一样</h2>
      <p>看一看查到的对不对。对的就认可；不对的说明一下，街道会再核实。</p>
      <ul className="stack">
        {open.map((answer) => (
          <Discrepancy key={answer.answer_id} answer={answer} />
        ))}
      </ul>
    </section>
  )
}
