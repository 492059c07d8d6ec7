/** Who may import and see imports: those who keep the records of the area. */
import { accessOf, recordKeepers } from '../access.ts'

export const { may, authorise } = accessOf({ import_households: recordKeepers, read_imports: recordKeepers })
