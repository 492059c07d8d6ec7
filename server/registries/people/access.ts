/** Who may do what with people's records. Rows outside the area, and restricted ones, are not there at all. */
import { accessOf, everyClerk, recordKeepers } from '../access.ts'

export const { may, authorise } = accessOf({
  read: everyClerk,
  create: recordKeepers,
  correct: recordKeepers,
  record_facts: recordKeepers,
  disclose: [...recordKeepers, 'finance'],
  link: ['street_clerk', 'district_approver'],
  restrict: ['district_approver'],
  export: ['street_clerk', 'district_approver', 'policy_officer', 'leader'],
})
