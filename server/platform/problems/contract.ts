/** The JSON body of every refusal (RFC 9457, `application/problem+json`), shared with the browser. */
import { z } from 'zod'

export const fieldProblem = z.object({ field: z.string(), message: z.string() })

export const problemBody = z
  .object({
    type: z.string().describe('类别地址，/problems/ 加代码'),
    title: z.string().describe('一句话说明'),
    status: z.number().int(),
    code: z.string().describe('机器可读的代码'),
    detail: z.string().optional().describe('怎么办'),
    instance: z.string().optional(),
    field: z.string().optional().describe('第一个有问题的字段'),
    errors: z.array(fieldProblem).optional().describe('全部有问题的字段'),
    article: z
      .object({ document: z.string(), article: z.string() })
      .optional()
      .describe('据以拒绝的文件与条款'),
    current: z.unknown().optional().describe('冲突时数据库中的现行版本'),
    yours: z.unknown().optional().describe('冲突时提交的版本'),
    retry_after: z.number().int().optional().describe('多少秒后可以再试'),
    request_id: z.string(),
  })
  .describe('问题说明')
export type ProblemBody = z.infer<typeof problemBody>
