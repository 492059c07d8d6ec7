#!/usr/bin/env node
/** The door of `npm run haihe -- COMMAND`. */
import { administrationCommands } from './administration/index.ts'
import { findOrOpenDatabase, type OpenDatabase } from './database.ts'
import { readEnvironment } from './environment.ts'
import { auditCommands } from './platform/audit/index.ts'
import type { Command } from './platform/command.ts'
import { databaseCommands, lockFolder, StartRefused } from './platform/db/index.ts'
import { keptCountCommands } from './platform/kept-counts/index.ts'
import { simulateHospitals } from './simulate-hospitals.ts'
// Each module says which figures it keeps.
import './modules.ts'

const commands: Command[] = [
  ...databaseCommands,
  ...auditCommands,
  ...administrationCommands,
  ...keptCountCommands,
  simulateHospitals,
]

const typed = process.argv.slice(2)
const words = typed.filter((word) => word !== '--help' && word !== '-h')
const wantsHelp = words.length < typed.length || words.length === 0
const found = commands.find((command) => command.name.split(' ').every((word, at) => words[at] === word))

if (wantsHelp) console.log(found ? found.help : overview())
else if (found) process.exitCode = await run(found, words.slice(found.name.split(' ').length))
else {
  console.error(`没有这个命令：${words.join(' ')}\n\n${overview()}`)
  process.exitCode = 1
}

function overview(): string {
  const width = Math.max(...commands.map((command) => command.name.length)) + 2
  return [
    '海河命令行  npm run haihe -- 命令 [参数]',
    '',
    ...commands.map((command) => `  ${command.name.padEnd(width)}${command.about}`),
    '',
    '命令后加 --help 看说明。数据目录用 HAIHE_DATA，数据库用 DATABASE_URL 指定，与 npm start 相同。',
  ].join('\n')
}

async function run(command: Command, given: string[]): Promise<number> {
  const closings: (() => unknown)[] = []
  try {
    return await command.run({ arguments: given, database: () => openDatabase(closings) })
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error
    console.error(error.message)
    return 1
  } finally {
    for (const close of closings.reverse()) await close()
  }
}

async function openDatabase(
  closings: (() => unknown)[],
): Promise<Pick<OpenDatabase, 'target'> & { schema: string }> {
  const environment = readEnvironment(process.env)
  const database = await findOrOpenDatabase(environment, () => {
    closings.push(lockFolder(environment.HAIHE_DATA))
  })
  closings.push(() => database.close())
  return { target: database.target, schema: environment.HAIHE_SCHEMA }
}
