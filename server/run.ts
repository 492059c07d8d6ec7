/** Opens the house, says where it is, and closes it on SIGTERM or Ctrl+C. */
import { readEnvironment, type Environment } from './environment.ts'
import { openHouse, Openings } from './house.ts'
import { StartRefused } from './platform/db/index.ts'

const started = performance.now()
const openings = new Openings()
let closing = false
let closingSince = 0
let shownPercent = -1
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void close(signal))
// Streams that are cut off by the end of the database fail last; whatever else gets here ends the house in order.
process.on('uncaughtException', (error) => void leave(1, error))

try {
  const environment = readEnvironment(process.env)
  const house = await openHouse(environment, openings, showProgress)
  console.log(greeting(environment, house.address))
  await house.databaseEnded()
  await leave(
    1,
    '数据库意外停止，服务随之停止。 / The database stopped unexpectedly, and so does the server.',
  )
} catch (error) {
  await leave(1, error instanceof StartRefused ? error.message : error)
}

async function close(signal: string): Promise<void> {
  // npm passes on a signal that we got with it; only one that comes later means impatience.
  if (closing && performance.now() - closingSince > 2000) process.exit(1)
  if (closing) return
  closing = true
  closingSince = performance.now()
  console.log(`收到 ${signal}，正在停止…… / stopping`)
  await openings.close()
  process.exit(0)
}

async function leave(code: number, message: unknown): Promise<void> {
  if (closing) return
  closing = true
  console.error(message)
  await openings.close()
  process.exit(code)
}

function showProgress(done: number, of: number): void {
  const percent = Math.floor((done / of) * 100)
  if (percent === shownPercent || (percent % 10 !== 0 && !process.stdout.isTTY)) return
  shownPercent = percent
  if (process.stdout.isTTY)
    process.stdout.write(
      `\r正在装入演示城市 / loading the demonstration city: ${percent}%${percent === 100 ? '\n' : ''}`,
    )
  else console.log(`正在装入演示城市 / loading the demonstration city: ${percent}%`)
}

function greeting(environment: Environment, address: string): string {
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const signIn =
    environment.HAIHE_MODE === 'demonstration'
      ? [
          '演示环境：在登录页选择一个角色即可进入，无需密码。',
          'Demonstration: pick a role on the sign-in page, no password needed.',
        ]
      : ['请以单位分配的账号登录。', 'Sign in with the account that your office gave you.']
  return [
    '',
    `海河 Haihe  ${address}  (${seconds} s)`,
    `  ${signIn[0]}`,
    `  ${signIn[1]}`,
    `  按 Ctrl+C 停止 / press Ctrl+C to stop`,
    '',
  ].join('\n')
}
