/** The nouns of social assistance: its name among the lines of work, and its programmes. Pure. */
import { listProgrammes, type PolicyProgramme } from '../../../law/index.ts'

export const domain = 'social-assistance'

/** The programmes of this line of work, in the order of the law folder. */
export const listAssistanceProgrammes = (): PolicyProgramme[] =>
  listProgrammes().filter((programme) => programme.domain === domain)
