/** Registering a person who is not on the register yet. Sex and birthday come from the number where there is one. */
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { personRoutes } from '../../../server/registries/people/contract.ts'
import { Button, Dialog, ErrorNotice, fieldMessage, useStatus } from '../../design/index.ts'
import { ChoiceField, DateField, TextField } from '../../forms/index.ts'
import { useAct, useSession } from '../../shell/index.ts'
import { DivisionField, isCommunity } from './division-field.tsx'

export type PersonDraft = {
  name: string
  identity_number: string
  sex: '1' | '2' | undefined
  birth_date: string | undefined
  telephone: string
}

export const emptyPerson: PersonDraft = {
  name: '',
  identity_number: '',
  sex: undefined,
  birth_date: undefined,
  telephone: '',
}

/** The draft as the server takes it; empty fields are absent. */
export function personBody(draft: PersonDraft) {
  return {
    name: draft.name.trim(),
    identity_number: draft.identity_number.trim() || null,
    telephone: draft.telephone.trim() || null,
    ...(draft.sex !== undefined && { sex: draft.sex }),
    ...(draft.birth_date !== undefined && { birth_date: draft.birth_date }),
  }
}

/** What still has to be filled in, as words of a button; undefined when nothing. */
export function missingOfPerson(draft: PersonDraft): string | undefined {
  if (draft.name.trim() === '') return '先写姓名'
  if (draft.identity_number.trim() === '' && draft.sex === undefined) return '没有证件号码的，先选性别'
  return undefined
}

export function PersonFields(props: {
  draft: PersonDraft
  onChange: (draft: PersonDraft) => void
  error: unknown
  /** Where the fields stand in the body: `person.`. */
  prefix?: string
}) {
  const { draft, onChange, error, prefix = '' } = props
  const numbered = draft.identity_number.trim() !== ''
  return (
    <>
      <TextField
        label="姓名"
        value={draft.name}
        onChange={(name) => onChange({ ...draft, name })}
        maxLength={60}
        error={fieldMessage(error, `${prefix}name`)}
      />
      <TextField
        label="证件号码"
        hint="18 位身份证号；没有的留空，写性别和出生日期"
        value={draft.identity_number}
        onChange={(identity_number) => onChange({ ...draft, identity_number })}
        maxLength={40}
        error={fieldMessage(error, `${prefix}identity_number`)}
      />
      {!numbered && (
        <>
          <ChoiceField
            label="性别"
            value={draft.sex}
            onChange={(sex) => onChange({ ...draft, sex })}
            choices={[
              { value: '1', label: '男' },
              { value: '2', label: '女' },
            ]}
            error={fieldMessage(error, `${prefix}sex`)}
          />
          <DateField
            label="出生日期"
            optional
            value={draft.birth_date}
            onChange={(birth_date) => onChange({ ...draft, birth_date })}
            error={fieldMessage(error, `${prefix}birth_date`)}
          />
        </>
      )}
      <TextField
        label="电话"
        optional
        type="tel"
        value={draft.telephone}
        onChange={(telephone) => onChange({ ...draft, telephone })}
        maxLength={30}
        error={fieldMessage(error, `${prefix}telephone`)}
      />
    </>
  )
}

export function RegisterPersonDialog({ onClose }: { onClose: () => void }) {
  const area = useSession().account?.post?.division_code ?? ''
  const [draft, setDraft] = useState(emptyPerson)
  const [division, setDivision] = useState<string | undefined>(isCommunity(area) ? area : undefined)
  const navigate = useNavigate()
  const say = useStatus()
  const register = useAct(personRoutes.create_person, {
    onDone: (person) => {
      say(`已登记${person.name}`)
      void navigate({ to: `/workbench/people/${person.person_id}` })
    },
  })
  const missing = missingOfPerson(draft) ?? (isCommunity(division) ? undefined : '先选社区或村')
  return (
    <Dialog
      title="登记一个人"
      open
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>先不办</Button>
          <Button
            kind="primary"
            busy={register.isPending}
            disabledBecause={missing === undefined ? undefined : `登记，${missing}`}
            onClick={() => register.mutate({ body: { ...personBody(draft), division_code: division ?? '' } })}
          >
            登记
          </Button>
        </>
      }
    >
      <p className="second">先查一下有没有登记过，同一个人只登记一次。</p>
      <PersonFields draft={draft} onChange={setDraft} error={register.error} />
      <DivisionField
        area={area}
        value={division}
        onChange={setDivision}
        error={fieldMessage(register.error, 'division_code')}
      />
      {register.error !== null && <ErrorNotice error={register.error} />}
    </Dialog>
  )
}
