/** `haihe audit seal`, `audit verify` and `audit export`. */
import { createWriteStream, existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { machineNow } from '../clock/index.ts'
import type { Command, CommandInput } from '../command.ts'
import { connect } from '../db/index.ts'
import type { Database } from '../db/index.ts'
import { logLines, NotALog, readBatches, readLogFile } from './log-file.ts'
import { countUnsealed } from './queries.ts'
import { sealEntries } from './seal.ts'
import { verifyLog } from './verify.ts'
import type { Verification } from './verify.ts'

export const auditCommands: Command[] = [
  {
    name: 'audit seal',
    about: '立即封存尚未封存的审计日志',
    help: 'haihe audit seal\n\n把尚未封存的条目编成批次，链到上一批之后。运行中的系统每分钟自动封存。',
    run: (input) =>
      withDatabase(input, async (database) => {
        console.log(`已封存 ${await sealEntries(database, machineNow())} 条`)
        return 0
      }),
  },
  {
    name: 'audit verify',
    about: '核验审计日志是否完整、未被改动',
    help: [
      'haihe audit verify [--file 文件] [--seal 封印]',
      '',
      '逐批核验数据库中的审计日志；--file 核验导出的文件，不需要数据库。',
      '--seal 给出以前记下的封印，可以发现日志末尾被截去。发现问题时退出码为 1。',
    ].join('\n'),
    run: verify,
  },
  {
    name: 'audit export',
    about: '导出可以离线核验的审计日志',
    help: 'haihe audit export 文件\n\n导出全部已封存的批次；用 haihe audit verify --file 文件 核验。',
    run: exportLog,
  },
]

async function verify(input: CommandInput): Promise<number> {
  const { values } = parseArgs({
    args: input.arguments,
    options: { file: { type: 'string' }, seal: { type: 'string' } },
  })
  if (values.file === undefined) {
    return withDatabase(input, async (database) => {
      const result = await verifyLog(readBatches(database), values.seal)
      return report(result, await countUnsealed(database))
    })
  }
  try {
    return report(await verifyLog(readLogFile(values.file), values.seal), 0)
  } catch (error) {
    if (!(error instanceof NotALog) && (error as { code?: string }).code !== 'ENOENT') throw error
    console.error(error instanceof NotALog ? error.message : `没有这个文件：${values.file}`)
    return 1
  }
}

function report(result: Verification, unsealed: number): number {
  for (const fault of result.faults) console.error(fault.message)
  console.log(`批次 ${result.batches}，条目 ${result.entries}，待封存 ${unsealed}`)
  console.log(`最新封印 ${result.last_seal}`)
  console.log(result.faults.length === 0 ? '审计日志完整' : `发现 ${result.faults.length} 处问题`)
  return result.faults.length === 0 ? 0 : 1
}

async function exportLog(input: CommandInput): Promise<number> {
  const [path] = input.arguments
  if (path === undefined) {
    console.error('请给出要写入的文件：haihe audit export 文件')
    return 1
  }
  if (existsSync(path)) {
    console.error(`文件已存在：${path}`)
    return 1
  }
  return withDatabase(input, async (database) => {
    await database.begin('isolation level repeatable read read only', async (tx) => {
      await pipeline(Readable.from(logLines(readBatches(tx))), createWriteStream(path, { mode: 0o600 }))
    })
    console.log(path)
    return 0
  })
}

async function withDatabase(
  input: CommandInput,
  work: (database: Database) => Promise<number>,
): Promise<number> {
  const { target, schema } = await input.database()
  const database = connect(target('application'), { schema, max: 2, name: 'haihe audit' })
  try {
    return await work(database)
  } finally {
    await database.end()
  }
}
