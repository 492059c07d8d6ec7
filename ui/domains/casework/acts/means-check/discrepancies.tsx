import { useState } from 'react'
import type { BenefitCaseView } from '../../../../../server/benefits/contract.ts'
import { meansCheckRoutes } from '../../../../../server/benefits/contract.ts'
import { Button, ErrorNotice, Light, TextLink, dayText } from '../../../../design/index.ts'
import { FileField, TextField, type ChosenFile } from '../../../../forms/index.ts'
import { filePath, sendFile, useAct } from '../../../../shell/index.ts'
import { useSendingFiles } from '../sending-files.ts'

type Check = NonNullable<BenefitCaseView['means_check']>
type Answer = Check['answers'][number]

const words = {
  none: '',
  open: '等申请人答复',
  accepted_by_applicant: '申请人认可',
  explained: '申请人已说明',
}

/** Where a source says otherwise than the applicant; the applicant's word is taken down here. */
export function Discrepancies({ view, check }: { view: BenefitCaseView; check: Check }) {
  const differing = check.answers.filter((answer) => answer.discrepancy !== 'none')
  if (differing.length === 0 || check.state === 'stopped') return null
  return (
    <section aria-label="差异">
      <h3>差异 {differing.length} 处</h3>
      <ul className="sources">
        {differing.map((answer) => (
          <li key={answer.answer_id}>
            <Difference
              view={view}
              answer={answer}
              may={check.state === 'running' || check.state === 'answered'}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Difference(props: { view: BenefitCaseView; answer: Answer; may: boolean }) {
  const { view, answer, may } = props
  const [explaining, setExplaining] = useState(false)
  const accept = useAct(meansCheckRoutes.answer_discrepancy)
  const open = answer.discrepancy === 'open'
  return (
    <>
      <div className="source-line">
        <Light state={open ? 'due_soon' : 'normal'}>
          {answer.subject_name ?? '全户'}　{answer.fact_label}　{answer.discrepancy_text}
        </Light>
        <span className="second">
          {answer.finding_text ?? `${answer.source_title} ${answer.found_text ?? '未答复'}`}，申报{' '}
          {answer.declared_text ?? '未填'}
        </span>
        {!open && <span className="second">{repliedText(answer)}</span>}
      </div>
      {answer.explanation !== null && answer.explanation !== '' && (
        <p className="second">说明：{answer.explanation}</p>
      )}
      {answer.reply_file_ids.length > 0 && (
        <p className="source-acts">
          {answer.reply_file_ids.map((file_id, at) => (
            <TextLink key={file_id} to={filePath(file_id)}>
              看材料 {at + 1}
            </TextLink>
          ))}
        </p>
      )}
      {open && may && (
        <div className="row">
          <Button
            busy={accept.isPending}
            onClick={() =>
              accept.mutate({
                params: { answer_id: answer.answer_id },
                body: { reply: 'accepted_by_applicant' },
              })
            }
          >
            申请人认可
          </Button>
          <Button aria-expanded={explaining} onClick={() => setExplaining(!explaining)}>
            申请人说明
          </Button>
        </div>
      )}
      {explaining && open && may && <ExplanationForm view={view} answer={answer} />}
      {accept.error !== null && <ErrorNotice error={accept.error} />}
    </>
  )
}

/** 9月4日申请人已说明，赵敏代为登记. */
function repliedText({ discrepancy, replied_on, taken_down_by }: Answer): string {
  const day = replied_on === null ? '' : dayText(replied_on)
  return `${day}${words[discrepancy]}${taken_down_by === null ? '' : `，${taken_down_by}代为登记`}`
}

/** What the applicant said at the counter, with what he showed. */
function ExplanationForm({ view, answer }: { view: BenefitCaseView; answer: Answer }) {
  const [explanation, setExplanation] = useState('')
  const [files, setFiles] = useState<ChosenFile[]>([])
  const explain = useAct(meansCheckRoutes.answer_discrepancy)
  const sending = useSendingFiles(explain)
  const send = async () => {
    const file_ids: string[] = []
    for (const file of files) file_ids.push(await sendFile(file, view.head))
    await explain.mutateAsync({
      params: { answer_id: answer.answer_id },
      body: { reply: 'explained', explanation: explanation.trim(), file_ids },
    })
  }
  return (
    <div className="source-form">
      <TextField
        label="申请人怎么说"
        hint="至少 5 个字"
        value={explanation}
        onChange={setExplanation}
        maxLength={1000}
      />
      <FileField label="带来的材料，没有就不拍" files={files} onChange={setFiles} kind="photo" />
      {sending.error !== null && <ErrorNotice error={sending.error} />}
      <Button
        busy={sending.isPending}
        disabledBecause={explanation.trim().length < 5 ? '记下说明，先写原因' : undefined}
        onClick={() => sending.run(send)}
      >
        记下说明
      </Button>
    </div>
  )
}
