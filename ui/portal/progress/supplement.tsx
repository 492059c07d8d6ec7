import { useState } from 'react'
import { supplementRoutes } from '../../../server/casework/contract.ts'
import type { BenefitCaseView } from '../../../server/benefits/contract.ts'
import { Button, ErrorNotice, dayText } from '../../design/index.ts'
import { useDraft } from '../../forms/index.ts'
import { useAct, useSession } from '../../shell/index.ts'
import { daysLeftText } from '../days.ts'
import { UploadField, type Uploaded } from '../upload-field.tsx'

type Given = Record<string, Uploaded[]>

/** 补正: what is missing, told once, each with its own photos; handed in together. */
export function Supplement({ view }: { view: BenefitCaseView }) {
  const { business_date } = useSession()
  const { head, supplement } = view
  const act = view.acts.find((each) => each.act === 'answer_supplement')
  const [given, setGiven, clear] = useDraft<Given>(`supplement-${head.case_id}`, {})
  const [asked, setAsked] = useState(false)
  const answer = useAct(supplementRoutes.answer_supplement, {
    onDone: () => {
      clear()
    },
  })
  if (supplement === null || supplement.answered_on !== null || act?.allowed !== true) return null
  const missing = supplement.items.filter((item) => (given[item.label] ?? []).length === 0)
  const submit = () => {
    setAsked(true)
    if (missing.length > 0) return
    answer.mutate({
      params: { case_id: head.case_id },
      body: {
        version: head.version,
        materials: supplement.items.flatMap((item) =>
          (given[item.label] ?? []).map(({ file_id }) => ({
            file_id,
            kind: 'supplement',
            label: item.label,
          })),
        ),
      },
    })
  }
  return (
    <section className="case-ask" aria-label="现在要您做的">
      <h2>请您补 {supplement.items.length} 样材料</h2>
      <p>
        {supplement.due_on < business_date
          ? `${dayText(supplement.due_on)}的期限已经过了。现在还可以补，请抓紧：街道可能就要作决定了。`
          : `${dayText(supplement.due_on)}前补齐，${daysLeftText(business_date, supplement.due_on)}。补齐以后接着办，等您的时间不算在办理时间里。`}
      </p>
      {supplement.items.map((item) => (
        <UploadField
          key={item.label}
          label={item.label}
          {...(item.note === '' ? {} : { hint: item.note })}
          value={given[item.label] ?? []}
          onChange={(files) => setGiven({ ...given, [item.label]: files })}
          error={
            asked && missing.includes(item)
              ? `请拍${item.label}，拿不到的请打 12345 或到街道窗口说明`
              : undefined
          }
        />
      ))}
      {answer.error !== null && <ErrorNotice error={answer.error} />}
      <Button kind="primary" wide busy={answer.isPending} onClick={submit}>
        补交材料
      </Button>
    </section>
  )
}
