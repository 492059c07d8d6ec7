/** What the environment tells the house. Everything has a default but the secrets of production. */
import { z } from 'zod'
import { StartRefused } from './platform/db/index.ts'
import { isStrongSecret } from './platform/strong-secret.ts'

const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(8080),
  HAIHE_HOST: z.string().min(1).default('127.0.0.1'),
  HAIHE_DATA: z.string().min(1).default('.haihe'),
  HAIHE_MODE: z.enum(['demonstration', 'production']).default('demonstration'),
  HAIHE_RESIDENTS: z.coerce.number().int().min(1000).max(13_866_009).default(50_000),
  HAIHE_SEED: z.coerce.number().int().min(0).optional(),
  HAIHE_TODAY: z.iso.date().default('2017-09-01'),
  HAIHE_SCHEMA: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,40}$/)
    .default('tianjin'),
  HAIHE_CITY: z.string().min(1).default('天津市'),
  HAIHE_SECRET: z.string().optional(),
  HAIHE_SOURCES: z.string().min(1).optional(),
  HAIHE_SOURCES_SCRIPT: z.string().min(1).optional(),
  HAIHE_TRUST_PROXY: z.string().min(1).optional(),
  HAIHE_LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
})
export type Environment = z.infer<typeof environmentSchema>

/**
 * Reads the environment.
 * @throws StartRefused naming the variable that is wrong; in production also when HAIHE_SECRET is missing or weak
 */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = environmentSchema.safeParse(given)
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))].join(', ')
    throw new StartRefused(
      `环境变量的值不正确：${names}`,
      `these environment variables have a wrong value: ${names}`,
    )
  }
  const environment = parsed.data
  const secret = environment.HAIHE_SECRET
  if (secret === undefined ? environment.HAIHE_MODE === 'production' : !isStrongSecret(secret))
    throw new StartRefused(
      'HAIHE_SECRET 缺失或过弱：正式环境须为 32 个以上随机字节，可用 openssl rand -base64 32 生成',
      'HAIHE_SECRET is missing or weak: it takes 32 random bytes or more, e.g. from openssl rand -base64 32',
    )
  return environment
}
