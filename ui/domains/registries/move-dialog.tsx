/** The whole household moves; out of one's area it is seen no more, which is said before. */
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { householdRoutes } from '../../../server/registries/households/contract.ts'
import { fieldMessage, useStatus } from '../../design/index.ts'
import { DateField, TextField } from '../../forms/index.ts'
import { useAct, useSession } from '../../shell/index.ts'
import { ActDialog } from './act-dialog.tsx'
import { DivisionField } from './division-field.tsx'
import type { HouseholdPageAnswer } from './household-page.tsx'
import { isCommunity } from './words.ts'

export function MoveDialog({ page, onClose }: { page: HouseholdPageAnswer; onClose: () => void }) {
  const { household } = page
  const { business_date, account } = useSession()
  const [version] = useState(household.version)
  const [on, setOn] = useState<string | undefined>(business_date)
  const [address, setAddress] = useState('')
  const [division, setDivision] = useState<string | undefined>(household.division_code)
  const navigate = useNavigate()
  const say = useStatus()
  const move = useAct(householdRoutes.move, {
    onDone: (answer) => {
      say(`${household.head_name ?? ''}户已迁居`)
      if (answer.still_visible) onClose()
      else void navigate({ to: '/workbench/households' })
    },
  })
  const area = account?.post?.division_code ?? ''
  const outside = isCommunity(division) && !(division ?? '').startsWith(area)
  return (
    <ActDialog
      title={`${household.head_name ?? ''}户迁居`}
      act="迁居"
      missing={
        on === undefined
          ? '先填日期'
          : address.trim() === ''
            ? '先写住址'
            : isCommunity(division)
              ? undefined
              : '先选社区或村'
      }
      busy={move.isPending}
      error={move.error}
      onClose={onClose}
      onAct={() => {
        if (on === undefined || division === undefined) return
        move.mutate({
          params: { household_id: household.household_id },
          body: { on, address: address.trim(), division_code: division, version },
        })
      }}
    >
      <p className="second">全户一起迁。只迁一个人的，先离户，再加入另一户。</p>
      <DateField
        label="从哪天起"
        today={business_date}
        value={on}
        onChange={setOn}
        error={fieldMessage(move.error, 'on')}
      />
      <DivisionField
        area="12"
        value={division}
        onChange={setDivision}
        error={fieldMessage(move.error, 'division_code')}
      />
      <TextField
        label="新住址"
        value={address}
        onChange={setAddress}
        maxLength={200}
        error={fieldMessage(move.error, 'address')}
      />
      {outside && <p role="status">迁出您的辖区后，这一户由迁入地办理，您不再能看到。</p>}
    </ActDialog>
  )
}
