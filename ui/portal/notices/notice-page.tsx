/** One notice as it hangs, and the way to object, also without a name. */
import { useState } from 'react'
import { noticeRoutes } from '../../../server/casework/contract.ts'
import { Button, ButtonLink, ErrorNotice, dateText, fieldMessage } from '../../design/index.ts'
import { TextAreaField, TextField, useDraft } from '../../forms/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { useAct, useParameter, usePortalFrame, useQueryRoute, useSession } from '../../shell/index.ts'
import { daysLeftText } from '../days.ts'
import {
  NumberedList,
  PortalActs,
  PortalNote,
  PortalPage,
  PortalSection,
  PortalLoading,
} from '../portal-page.tsx'
import { noticeKinds } from './notice-words.ts'

type Filed = AnswerOf<typeof noticeRoutes.file_objection>

function Objected({ filed }: { filed: Filed }) {
  return (
    <PortalPage title="意见已收到" back={{ to: '/notices', title: '公示查询' }}>
      <p>{dateText(filed.filed_on)}收到。这一户的办理先停下来，等核查。</p>
      <p>最迟 {dateText(filed.due_on)}有核查结果。留了联系方式的，会答复您；不成立的，重新公示。</p>
      <PortalActs>
        <ButtonLink kind="primary" wide to="/notices">
          回到公示查询
        </ButtonLink>
      </PortalActs>
    </PortalPage>
  )
}

function ObjectionForm({ notice_id, onDone }: { notice_id: string; onDone: (filed: Filed) => void }) {
  const [draft, setDraft, clear] = useDraft(`objection-${notice_id}`, { text: '', contact: '' })
  const [wrong, setWrong] = useState<string>()
  const file = useAct(noticeRoutes.file_objection, {
    onDone: (filed) => {
      clear()
      onDone(filed)
    },
  })
  const submit = () => {
    const short = draft.text.trim().length < 5
    setWrong(short ? '请把情况写清楚，至少 5 个字' : undefined)
    if (short) return
    const contact = draft.contact.trim()
    file.mutate({
      params: { notice_id },
      body: { text: draft.text, contact: contact === '' ? null : contact },
    })
  }
  return (
    <PortalSection title="提意见" note="可以不写名字。谁提的不公开，也不告诉这一户。">
      <TextAreaField
        label="您了解的情况"
        hint="比如：有工作、有车、有别的房子、人不住在这里。"
        value={draft.text}
        onChange={(text) => {
          setDraft({ ...draft, text })
          setWrong(undefined)
        }}
        maxLength={2000}
        rows={5}
        error={wrong ?? fieldMessage(file.error, 'text')}
      />
      <TextField
        label="联系方式"
        optional
        hint="想知道结果的，留个电话。"
        value={draft.contact}
        onChange={(contact) => setDraft({ ...draft, contact })}
        maxLength={200}
        error={fieldMessage(file.error, 'contact')}
      />
      <h3>提了以后</h3>
      <NumberedList
        items={['这一户的办理先停下来', '街道或区里核查，入户、邻里走访', '成立的退回重办，不成立的重新公示']}
      />
      {file.error !== null && <ErrorNotice error={file.error} />}
      <PortalActs>
        <Button kind="primary" wide busy={file.isPending} onClick={submit}>
          提交意见
        </Button>
      </PortalActs>
    </PortalSection>
  )
}

export default function NoticePage() {
  usePortalFrame({ place: '公示查询' })
  const { business_date } = useSession()
  const notice_id = useParameter('notice_id')
  const [filed, setFiled] = useState<Filed>()
  const { data, error, refetch } = useQueryRoute(
    noticeRoutes.get_notice,
    { params: { notice_id } },
    { enabled: filed === undefined },
  )
  if (filed !== undefined) return <Objected filed={filed} />
  const back = { to: '/notices', title: '公示查询' }
  if (error)
    return (
      <PortalPage title="这一则公示看不到了" second="期满撤下的公示不再显示。" back={back}>
        <ErrorNotice error={error} retry={() => void refetch()} />
      </PortalPage>
    )
  if (data === undefined) return <PortalLoading>正在打开</PortalLoading>
  return (
    <PortalPage
      title={`${data.masked_name}户`}
      second={`${data.programme_title}${noticeKinds[data.kind]}`}
      back={back}
    >
      <PortalNote>
        <p>{data.masked_text}</p>
      </PortalNote>
      <p>
        {dateText(data.published_on)}起公示，到 {dateText(data.ends_on)}，
        {daysLeftText(business_date, data.ends_on)}。
      </p>
      {data.state === 'held' ? <p>已有人提了意见，正在核查。您也可以再提。</p> : null}
      <ObjectionForm notice_id={notice_id} onDone={setFiled} />
    </PortalPage>
  )
}
