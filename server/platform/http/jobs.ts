/** Every night answers are forgotten that nobody will ask for again: a page does not retry after a week. */
import { registerLongJob } from '../jobs/index.ts'
import { shift } from '../sessions/index.ts'
import { deleteOldAnswers } from './queries.ts'

registerLongJob(
  'http.forget_answers',
  async ({ pool, now }) => {
    await deleteOldAnswers(pool, shift(now(), -7 * 24 * 60))
  },
  { cron: '20 19 * * *' },
)
