/** Granting a post: where the unit is, which unit, which role, on which area, from when. */
import { useState } from 'react'
import { grantPost, listUnits } from '../../../../server/administration/contract.ts'
import type { AccountRow } from '../../../../server/administration/contract.ts'
import { Button, Dialog, ErrorNotice, fieldMessage, useStatus } from '../../../design/index.ts'
import { DateField, SearchSelectField, SelectField } from '../../../forms/index.ts'
import { type Role, useAct, useQueryRoute, useSession } from '../../../shell/index.ts'
import { DivisionField } from '../division-field.tsx'
import { isAdministratorRole, roleOptions } from '../words.ts'

export function GrantPostDialog({ row, onClose }: { row: AccountRow; onClose: () => void }) {
  const { account, business_date } = useSession()
  const top = account?.post?.division_code ?? '12'
  const [place, setPlace] = useState(top)
  const [unit_id, setUnit] = useState<string>()
  const [role, setRole] = useState<string>()
  const [area, setArea] = useState<string>()
  const [from, setFrom] = useState<string | undefined>(business_date)
  const say = useStatus()
  const { data: units } = useQueryRoute(listUnits, {
    body: { limit: 200, division_code: place === top ? undefined : place },
  })
  const unit = units?.rows.find((each) => each.unit_id === unit_id)
  const grant = useAct(grantPost, {
    onDone: () => {
      say(`已授予${row.display_name}岗位`)
      onClose()
    },
  })
  const missing =
    unit === undefined ? '单位' : role === undefined ? '角色' : from === undefined ? '日期' : undefined
  return (
    <Dialog
      title={`授予${row.display_name}岗位`}
      open
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>先不办</Button>
          <Button
            kind="primary"
            busy={grant.isPending}
            disabledBecause={missing === undefined ? undefined : `授予岗位，先选${missing}`}
            onClick={() => {
              if (unit === undefined || role === undefined || from === undefined) return
              grant.mutate({
                body: {
                  account_id: row.account_id,
                  unit_id: unit.unit_id,
                  role: role as Role,
                  division_code: area ?? unit.division_code,
                  from,
                },
              })
            }}
          >
            授予岗位
          </Button>
        </>
      }
    >
      <DivisionField
        label="单位在哪里"
        within={top}
        value={place}
        onChange={(code) => {
          setPlace(code)
          setUnit(undefined)
        }}
      />
      <SearchSelectField
        label="单位"
        value={unit_id}
        onChange={(next) => {
          setUnit(next)
          setArea(undefined)
        }}
        options={(units?.rows ?? []).map((each) => ({
          value: each.unit_id,
          label: each.name,
          second: each.division_name,
        }))}
      />
      <SelectField
        label="角色"
        hint="系统、安全、审计管理员由不同的人担任，也不兼业务岗位"
        value={role}
        onChange={setRole}
        options={roleOptions.filter(({ value }) =>
          row.posts.every((post) => isAdministratorRole(post.role) === isAdministratorRole(value)),
        )}
        error={fieldMessage(grant.error, 'role')}
      />
      {unit !== undefined && (
        <DivisionField
          label={`辖区（不选即${unit.division_name}全境）`}
          within={unit.division_code}
          value={area ?? unit.division_code}
          onChange={setArea}
          error={fieldMessage(grant.error, 'division_code')}
        />
      )}
      <DateField
        label="任职起"
        value={from}
        onChange={setFrom}
        today={business_date}
        error={fieldMessage(grant.error, 'from')}
      />
      {grant.error !== null && <ErrorNotice error={grant.error} />}
    </Dialog>
  )
}
