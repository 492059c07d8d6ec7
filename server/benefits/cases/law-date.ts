/** Which day's law decides a case. */
import type { CaseInHand } from '../../casework/index.ts'

/** A case is decided by the law of the day on which it was accepted. */
export const lawDateOf = ({ row }: { row: Pick<CaseInHand['row'], 'accepted_on' | 'opened_on'> }): string =>
  row.accepted_on ?? row.opened_on
