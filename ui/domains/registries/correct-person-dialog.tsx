/** Correcting what is registered; when somebody else was quicker, both versions are shown. */
import { useState } from 'react'
import { personRoutes } from '../../../server/registries/people/contract.ts'
import { Button, Dialog, ErrorNotice, fieldMessage, problemOf, useStatus } from '../../design/index.ts'
import { DateField, TextAreaField, TextField } from '../../forms/index.ts'
import { useAct } from '../../shell/index.ts'
import type { PersonPageAnswer } from './person-page.tsx'

type Person = PersonPageAnswer['person']

export function CorrectPersonDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  // The version that one saw when one began; others' changes meanwhile must not be overwritten unseen.
  const [version, setVersion] = useState(person.version)
  const [name, setName] = useState(person.name)
  const [number, setNumber] = useState('')
  const [birth, setBirth] = useState(person.birth_date ?? undefined)
  const [telephone, setTelephone] = useState('')
  const [reason, setReason] = useState('')
  const say = useStatus()
  const correct = useAct(personRoutes.correct_person, {
    onDone: () => {
      say('已更正')
      onClose()
    },
  })
  const changes = {
    ...(name.trim() !== person.name && { name: name.trim() }),
    ...(number.trim() !== '' && { identity_number: number.trim() }),
    ...(birth !== (person.birth_date ?? undefined) && number.trim() === '' && { birth_date: birth ?? null }),
    ...(telephone.trim() !== '' && { telephone: telephone.trim() }),
  }
  const missing =
    Object.keys(changes).length === 0 ? '还没有改动' : reason.trim().length < 2 ? '更正，先写依据' : undefined
  const current = problemOf(correct.error).current as Person | undefined
  return (
    <Dialog
      title={`更正${person.name}的登记`}
      open
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>先不办</Button>
          <Button
            kind="primary"
            busy={correct.isPending}
            disabledBecause={missing}
            onClick={() =>
              correct.mutate({
                params: { person_id: person.person_id },
                body: { version, reason: reason.trim(), ...changes },
              })
            }
          >
            更正
          </Button>
        </>
      }
    >
      <TextField label="姓名" value={name} onChange={setName} error={fieldMessage(correct.error, 'name')} />
      <TextField
        label="证件号码"
        hint={`现为 ${person.masked_identity_number ?? '没有登记'}，不改的留空`}
        value={number}
        onChange={setNumber}
        error={fieldMessage(correct.error, 'identity_number')}
      />
      {person.masked_identity_number === null && (
        <DateField
          label="出生日期"
          value={birth}
          onChange={setBirth}
          error={fieldMessage(correct.error, 'birth_date')}
        />
      )}
      <TextField
        label="电话"
        type="tel"
        hint={`现为 ${person.masked_telephone ?? '没有登记'}，不改的留空`}
        value={telephone}
        onChange={setTelephone}
        error={fieldMessage(correct.error, 'telephone')}
      />
      <TextAreaField
        label="依据"
        hint="凭什么更正：证件、户口簿、法院文书"
        value={reason}
        onChange={setReason}
        maxLength={200}
        rows={2}
        error={fieldMessage(correct.error, 'reason')}
      />
      {correct.error !== null && <ErrorNotice error={correct.error} />}
      {current && (
        <div className="confirm-amount">
          <p>
            现在登记的：{current.name}　{current.masked_identity_number ?? '没有证件号码'}　
            {current.masked_telephone ?? '没有电话'}
          </p>
          <p>您要改成：{Object.values(changes).join('　')}</p>
          <Button
            kind="link"
            onClick={() => {
              setVersion(current.version)
              correct.reset()
            }}
          >
            看过了，仍按我的更正
          </Button>
        </div>
      )}
    </Dialog>
  )
}
