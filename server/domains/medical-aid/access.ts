/** Who may do what with claims; which of them exist at all is the area's. */
import { accessOf } from '../../registries/index.ts'

export const { authorise } = accessOf({
  read_claims: ['district_approver', 'finance', 'policy_officer', 'leader'],
  settle_difference: ['finance'],
})
