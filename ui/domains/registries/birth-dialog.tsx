/** A birth: a new person in the household from the day of birth. */
import { useState } from 'react'
import { householdRoutes } from '../../../server/registries/households/contract.ts'
import { fieldMessage, useStatus } from '../../design/index.ts'
import { ChoiceField, DateField, SelectField, TextField } from '../../forms/index.ts'
import { useAct, useSession } from '../../shell/index.ts'
import { ActDialog } from './act-dialog.tsx'
import type { HouseholdPageAnswer } from './household-page.tsx'
import { KnownPeople } from './known-people.tsx'
import { sexChoices } from './person-fields.tsx'
import { useNewPersonCheck } from './use-new-person-check.ts'
import { type MemberRelation, memberRelations } from './words.ts'

export function BirthDialog({ page, onClose }: { page: HouseholdPageAnswer; onClose: () => void }) {
  const { business_date } = useSession()
  const [name, setName] = useState('')
  const [sex, setSex] = useState<'1' | '2'>()
  const [birth, setBirth] = useState<string>()
  const [number, setNumber] = useState('')
  const [relation, setRelation] = useState<MemberRelation | undefined>('child')
  const [certificate, setCertificate] = useState('')
  const say = useStatus()
  const register = useAct(householdRoutes.register_birth, {
    onDone: ({ person }) => {
      say(`已登记${person.name}出生`)
      onClose()
    },
  })
  const missing =
    name.trim() === ''
      ? '先写姓名'
      : sex === undefined
        ? '先选性别'
        : birth === undefined
          ? '先填出生日期'
          : relation === undefined
            ? '先选关系'
            : undefined
  const check = useNewPersonCheck({ name, identity_number: number, birth_date: birth })
  const wrong = (field: string) => fieldMessage(register.error, field)
  return (
    <ActDialog
      title="登记出生"
      act="登记出生"
      missing={missing}
      busy={register.isPending}
      error={register.error}
      onClose={onClose}
      onAct={() => {
        if (sex === undefined || birth === undefined || relation === undefined) return
        register.mutate({
          params: { household_id: page.household.household_id },
          body: {
            name: name.trim(),
            sex,
            birth_date: birth,
            identity_number: number.trim() || null,
            relation,
            certificate: certificate.trim() || null,
          },
        })
      }}
    >
      <TextField label="姓名" value={name} onChange={setName} maxLength={60} error={wrong('name')} />
      <ChoiceField
        label="性别"
        value={sex}
        onChange={setSex}
        choices={[...sexChoices]}
        error={wrong('sex')}
      />
      <DateField
        label="出生日期"
        today={business_date}
        value={birth}
        onChange={setBirth}
        error={wrong('birth_date')}
      />
      <SelectField
        label="是户主的"
        value={relation}
        onChange={(next) => setRelation(next as MemberRelation | undefined)}
        options={memberRelations}
        error={wrong('relation')}
      />
      <TextField
        label="证件号码"
        optional
        value={number}
        onChange={setNumber}
        maxLength={40}
        error={check?.wrong ?? wrong('identity_number')}
      />
      <TextField
        label="出生医学证明编号"
        optional
        value={certificate}
        onChange={setCertificate}
        maxLength={100}
      />
      {check !== undefined && <KnownPeople check={check} onKnown={undefined} />}
    </ActDialog>
  )
}
