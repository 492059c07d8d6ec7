/** What may be done with a household from its page. */
import { useState } from 'react'
import { Button } from '../../design/index.ts'
import type { HouseholdPageAnswer } from './household-page.tsx'
import { BirthDialog } from './birth-dialog.tsx'
import { JoinDialog } from './join-dialog.tsx'
import { MoveDialog } from './move-dialog.tsx'

export function HouseholdActs({ page }: { page: HouseholdPageAnswer }) {
  const [open, setOpen] = useState<'join' | 'birth' | 'move'>()
  const close = () => setOpen(undefined)
  const { may } = page
  return (
    <>
      {may.move && (
        <Button kind="plain" onClick={() => setOpen('move')}>
          迁居
        </Button>
      )}
      {may.register_birth && (
        <Button kind="plain" onClick={() => setOpen('birth')}>
          登记出生
        </Button>
      )}
      {may.change_members && <Button onClick={() => setOpen('join')}>加入一人</Button>}
      {open === 'join' && <JoinDialog page={page} onClose={close} />}
      {open === 'birth' && <BirthDialog page={page} onClose={close} />}
      {open === 'move' && <MoveDialog page={page} onClose={close} />}
    </>
  )
}
