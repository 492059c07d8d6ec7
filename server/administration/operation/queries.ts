import type { Transaction } from '../../platform/db/index.ts'
import { jobSchema } from '../../platform/jobs/index.ts'

/** The schema of this city's queue. */
export async function getJobSchema(tx: Transaction): Promise<string> {
  const [row] = await tx<{ schema: string }[]>`select current_schema() as schema`
  return jobSchema(row?.schema ?? '')
}
