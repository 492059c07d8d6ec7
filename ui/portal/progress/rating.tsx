import { useState } from 'react'
import { ratingRoutes } from '../../../server/casework/contract.ts'
import type { BenefitCaseView } from '../../../server/benefits/contract.ts'
import { Button, ErrorNotice, dateText } from '../../design/index.ts'
import { ChoiceField, TextAreaField, useDraft } from '../../forms/index.ts'
import { useAct } from '../../shell/index.ts'
import { PortalSection } from '../portal-page.tsx'

/** The five grades of 好差评. */
const grades = [
  { value: '5', label: '非常满意' },
  { value: '4', label: '满意' },
  { value: '3', label: '基本满意' },
  { value: '2', label: '不满意' },
  { value: '1', label: '非常不满意' },
]

type Said = { stars?: string; text: string }

/** 好差评: once, after the case is closed. */
export function Rating({ view }: { view: BenefitCaseView }) {
  const [said, setSaid, clear] = useDraft<Said>(`rating-${view.head.case_id}`, { text: '' })
  const { stars, text } = said
  const [wrong, setWrong] = useState<string>()
  const rate = useAct(ratingRoutes.rate_case, { onDone: clear })
  const act = view.acts.find((each) => each.act === 'rate')
  if (view.rating !== null) {
    const grade = grades.find((each) => each.value === String(view.rating?.stars))
    return (
      <PortalSection title="您的评价">
        <p>
          {grade?.label}，{dateText(view.rating.rated_on)}
        </p>
        {view.rating.text !== null && <p>{view.rating.text}</p>}
      </PortalSection>
    )
  }
  if (act?.allowed !== true) return null
  const submit = () => {
    setWrong(stars === undefined ? '请选一个' : undefined)
    if (stars !== undefined)
      rate.mutate({
        params: { case_id: view.head.case_id },
        body: { stars: Number(stars), text: text.trim() === '' ? null : text },
      })
  }
  return (
    <PortalSection title="这次办得怎么样">
      <ChoiceField
        label="满意吗"
        value={stars}
        onChange={(chosen) => setSaid({ ...said, stars: chosen })}
        choices={grades}
        error={wrong}
      />
      <TextAreaField
        label="想说的话"
        optional
        value={text}
        onChange={(written) => setSaid({ ...said, text: written })}
        maxLength={1000}
      />
      {rate.error !== null && <ErrorNotice error={rate.error} />}
      <Button wide busy={rate.isPending} onClick={submit}>
        提交评价
      </Button>
    </PortalSection>
  )
}
