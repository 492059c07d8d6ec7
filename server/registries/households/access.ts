/** Who may do what with households. Rows outside the area are not there at all: the database sees to it. */
import { accessOf, everyClerk, recordKeepers } from '../access.ts'

export const { may, authorise } = accessOf({
  read: everyClerk,
  create: recordKeepers,
  change_members: recordKeepers,
  move: ['street_clerk', 'district_approver'],
  register_birth: recordKeepers,
  register_death: recordKeepers,
  export: ['street_clerk', 'district_approver', 'policy_officer', 'leader'],
})
