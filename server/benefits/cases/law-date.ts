/** Which day's law decides a case. */
import type { CaseInHand } from '../../casework/index.ts'
import { monthAfter } from '../determinations/recompute.ts'

/** A case is decided by the law of the day on which it was accepted. */
export const lawDateOf = ({ row }: { row: Pick<CaseInHand['row'], 'accepted_on' | 'opened_on'> }): string =>
  row.accepted_on ?? row.opened_on

/** Which day's law the case page shows: applications by acceptance, all else by the month that comes next. */
export const shownLawDate = (
  { row }: { row: Pick<CaseInHand['row'], 'kind' | 'accepted_on' | 'opened_on'> },
  today: string,
): string => (row.kind === 'application' ? lawDateOf({ row }) : monthAfter(today))
