/** Who may do what with organisations; those of other areas are not there at all. */
import { accessOf, everyClerk } from '../access.ts'

export const { may, authorise } = accessOf({
  read: everyClerk,
  create: ['street_clerk', 'district_approver'],
  correct: ['street_clerk', 'district_approver'],
  export: ['street_clerk', 'district_approver', 'policy_officer', 'leader'],
})
