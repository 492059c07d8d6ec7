/** `haihe schema` and `haihe migrate`. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from '../command.ts'
import { connect, defaultSchema, type Database } from './connect.ts'
import { databasePage, withDiagram } from './diagram.ts'
import { migrate } from './migrate.ts'
import { startPostgres } from './postgres-server.ts'
import { prepareDatabase } from './roles.ts'
import { dumpSchema } from './schema.ts'

const schemaFile = fileURLToPath(new URL('../../../db/schema.sql', import.meta.url))

export const databaseCommands: Command[] = [
  {
    name: 'schema',
    about: '由迁移文件重写 db/schema.sql 和 docs/database.md 中的图',
    help: 'haihe schema\n\n在一个临时数据库中执行全部迁移，把得到的表、约束、策略和授权写入 db/schema.sql，并重画 docs/database.md 中的图。',
    async run() {
      writeFileSync(schemaFile, await inEmptyCity((owner) => dumpSchema(owner, defaultSchema)))
      writeFileSync(databasePage, withDiagram(readFileSync(databasePage, 'utf8')))
      console.log(`${schemaFile}\n${databasePage}`)
      return 0
    },
  },
  {
    name: 'migrate',
    about: '把数据库更新到当前版本',
    help: 'haihe migrate\n\n执行尚未执行的迁移，列出其文件名。npm start 会自动执行，通常不需要此命令。',
    async run({ database }) {
      const { target, schema } = await database()
      const owner = connect(target('owner'), { schema, max: 2 })
      const names = await migrate(owner)
      await owner.end()
      console.log(names.length === 0 ? '数据库已是当前版本' : names.join('\n'))
      return 0
    },
  },
]

/** Runs `work` in a database that is migrated, empty, and gone afterwards. */
async function inEmptyCity<T>(work: (owner: Database) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'haihe-schema-'))
  chmodSync(folder, 0o711)
  const server = await startPostgres({ dataFolder: folder, throwAway: true })
  try {
    const administrator = connect(server.target('superuser', 'postgres'), { max: 1 })
    await prepareDatabase(administrator, 'postgres', defaultSchema, server.passwords)
    await administrator.end()
    const owner = connect(server.target('owner', 'postgres'), { max: 2 })
    await migrate(owner)
    const answer = await work(owner)
    await owner.end()
    return answer
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
