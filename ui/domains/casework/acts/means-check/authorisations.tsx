/** Who has authorised the check; a paper that comes later is taken in here, and one that is taken back, too. */
import { useState } from 'react'
import type { BenefitCaseView } from '../../../../../server/benefits/contract.ts'
import { authorisationRoutes } from '../../../../../server/benefits/contract.ts'
import { Button, ErrorNotice, Light, TextLink, dayText, useStatus } from '../../../../design/index.ts'
import { FileField, SelectField, TextField, type ChosenFile } from '../../../../forms/index.ts'
import { filePath, sendFile, useAct } from '../../../../shell/index.ts'
import { useSendingFiles } from '../sending-files.ts'

type Given = BenefitCaseView['authorisations']['given'][number]
type Missing = BenefitCaseView['authorisations']['missing'][number]

export function Authorisations({ view }: { view: BenefitCaseView }) {
  const { given, missing } = view.authorisations
  const [opening, setOpening] = useState<string>()
  const toggle = (key: string) => setOpening(opening === key ? undefined : key)
  return (
    <section aria-label="授权">
      <h3>授权</h3>
      <ul className="sources">
        {given.map((each) => (
          <li key={each.authorisation_id}>
            <div className="source-line">
              <strong>{each.person_name}</strong>
              <Light state={each.withdrawn_on === null ? 'normal' : 'overdue'}>
                {each.withdrawn_on === null
                  ? `${dayText(each.signed_on)}授权`
                  : `${dayText(each.withdrawn_on)}撤回`}
              </Light>
              <span className="second">{howText(each)}</span>
              {each.file_id !== null && <TextLink to={filePath(each.file_id)}>看授权书</TextLink>}
              {each.may_withdraw && (
                <Button
                  kind="link"
                  aria-expanded={opening === each.authorisation_id}
                  aria-label={`${each.person_name}，登记撤回`}
                  onClick={() => toggle(each.authorisation_id)}
                >
                  登记撤回
                </Button>
              )}
            </div>
            {opening === each.authorisation_id && (
              <WithdrawForm view={view} given={each} onDone={() => setOpening(undefined)} />
            )}
          </li>
        ))}
        {missing.map((each) => (
          <li key={each.person_id}>
            <div className="source-line">
              <strong>{each.person_name}</strong>
              <Light state="due_soon">还没有授权{each.adult ? '' : '，由监护人签'}</Light>
              {each.may_give && (
                <Button
                  kind="link"
                  aria-expanded={opening === each.person_id}
                  aria-label={`${each.person_name}，收到授权书`}
                  onClick={() => toggle(each.person_id)}
                >
                  收到授权书
                </Button>
              )}
            </div>
            {opening === each.person_id && (
              <PaperForm view={view} missing={each} onDone={() => setOpening(undefined)} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function howText({ capacity, signed_by_name, guardian_relation }: Given): string {
  if (capacity === 'self') return '本人'
  return `${signed_by_name}${guardian_relation === null ? '' : `（${guardian_relation}，不同住）`}代签，监护人`
}

const outside = 'outside'

function PaperForm(props: { view: BenefitCaseView; missing: Missing; onDone: () => void }) {
  const { view, missing, onDone } = props
  const say = useStatus()
  const adults = view.members.filter((member) => member.adult && member.person_id !== missing.person_id)
  const [signer, setSigner] = useState<string | undefined>(missing.adult ? undefined : adults[0]?.person_id)
  const [guardian, setGuardian] = useState({ name: '', identity_number: '', relation: '' })
  const [files, setFiles] = useState<ChosenFile[]>([])
  const sign = useAct(authorisationRoutes.authorise_means_check, {
    onDone: () => {
      say(`收到${missing.person_name}的授权`)
      onDone()
    },
  })
  const sending = useSendingFiles(sign)
  const [paper] = files
  const elsewhere = signer === outside || (!missing.adult && signer === undefined)
  const named = !elsewhere || Object.values(guardian).every((each) => each.trim() !== '')
  const send = async () => {
    const file_id = await sendFile(paper!, view.head)
    await sign.mutateAsync({
      params: { case_id: view.head.case_id },
      body: {
        person_id: missing.person_id,
        signed_by: elsewhere ? null : (signer ?? missing.person_id),
        guardian: elsewhere ? guardian : null,
        file_id,
      },
    })
  }
  return (
    <div className="source-form">
      <SelectField
        label={`${missing.person_name}的授权，由谁签`}
        {...(missing.adult ? { none: `${missing.person_name}本人` } : {})}
        value={elsewhere ? outside : signer}
        onChange={setSigner}
        options={[
          ...adults.map((each) => ({ value: each.person_id, label: `${each.name}（监护人）` })),
          { value: outside, label: '不同住的监护人' },
        ]}
      />
      {elsewhere && (
        <div className="form-two">
          <TextField
            label="监护人姓名"
            value={guardian.name}
            onChange={(name) => setGuardian({ ...guardian, name })}
            maxLength={60}
          />
          <TextField
            label="监护人证件号码"
            value={guardian.identity_number}
            onChange={(identity_number) => setGuardian({ ...guardian, identity_number })}
            maxLength={18}
          />
          <TextField
            label={`与${missing.person_name}的关系`}
            hint="例如祖母、叔叔"
            value={guardian.relation}
            onChange={(relation) => setGuardian({ ...guardian, relation })}
            maxLength={40}
          />
        </div>
      )}
      <FileField label="签好的授权书" files={files} onChange={setFiles} kind="photo" max={1} />
      {sending.error !== null && <ErrorNotice error={sending.error} />}
      <Button
        busy={sending.isPending}
        disabledBecause={paper === undefined ? '登记，先拍授权书' : named ? undefined : '登记，先填监护人'}
        onClick={() => sending.run(send)}
      >
        登记授权
      </Button>
    </div>
  )
}

function WithdrawForm(props: { view: BenefitCaseView; given: Given; onDone: () => void }) {
  const { view, given, onDone } = props
  const say = useStatus()
  const [files, setFiles] = useState<ChosenFile[]>([])
  const withdraw = useAct(authorisationRoutes.withdraw_authorisation, {
    onDone: () => {
      say(`${given.person_name}的授权已撤回`)
      onDone()
    },
  })
  const sending = useSendingFiles(withdraw)
  const [paper] = files
  const send = async () => {
    const file_id = await sendFile(paper!, view.head)
    await withdraw.mutateAsync({
      params: { case_id: view.head.case_id },
      body: { person_id: given.person_id, file_id },
    })
  }
  return (
    <div className="source-form">
      <p>
        撤回以后：正在查的停下，查到的不再使用，核对要重新授权、重新发起；已封存的报告不再作为决定的依据。
      </p>
      <FileField label="签好的撤回书" files={files} onChange={setFiles} kind="photo" max={1} />
      {sending.error !== null && <ErrorNotice error={sending.error} />}
      <Button
        busy={sending.isPending}
        disabledBecause={paper === undefined ? '撤回，先拍撤回书' : undefined}
        onClick={() => sending.run(send)}
      >
        撤回{given.person_name}的授权
      </Button>
    </div>
  )
}
