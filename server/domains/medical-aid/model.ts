/** The nouns of medical aid: its programmes, which are settled with a bill. Pure. */
import { listAllProgrammes, type BillKind, type PolicyProgramme } from '../../../law/index.ts'

const domain = 'medical-aid'

/** The programmes that aid such a bill, in the order of the law folder. */
export const programmesForBill = (kind: BillKind): PolicyProgramme[] =>
  listAllProgrammes().filter(
    ({ domain: of, payment }) => of === domain && payment.claim?.bills.includes(kind) === true,
  )
