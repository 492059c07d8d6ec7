/** Who may do what with the register of near relatives of staff. One's own is everybody's who works on records. */
import { accessOf, everyClerk } from '../access.ts'

export const { may, authorise } = accessOf({
  declare_own: everyClerk,
  /** The register of the area: read, exported, added to, ended. */
  keep: ['district_approver', 'policy_officer'],
})
