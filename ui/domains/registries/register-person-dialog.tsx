/** Registering a person who is not on the register yet. */
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { personRoutes } from '../../../server/registries/people/contract.ts'
import { Button, Dialog, ErrorNotice, fieldMessage, useStatus } from '../../design/index.ts'
import { useAct, useSession } from '../../shell/index.ts'
import { DivisionField } from './division-field.tsx'
import { emptyPerson, missingOfPerson, personBody } from './person-draft.ts'
import { PersonFields } from './person-fields.tsx'
import { isCommunity } from './words.ts'

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
