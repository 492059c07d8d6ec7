import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultSchema } from '../../server/platform/db/index.ts'
import { installJobs, jobSchema } from '../../server/platform/jobs/index.ts'
import { testDatabase } from '../database.ts'
import { isTest, listSources, readSource } from './sources.ts'
import { columnsPart, findStatements } from './statements.ts'

const database = await testDatabase()
await installJobs(database.target('owner'), defaultSchema)
const modules = listSources().filter((path) => /^server\/.*queries\.ts$/.test(path) && !isTest(path))
const types = new Map(
  (
    await database.owner<
      { oid: number; name: string }[]
    >`select oid::integer, typname::text as name from pg_type`
  ).map((row) => [row.oid, row.name]),
)

/** A statement whose columns are known at run time only is prepared with one that the table has. */
async function complete(text: string): Promise<string> {
  if (!text.includes(columnsPart)) return text
  // The queue lives in a schema of its own, whose name is a part.
  if (text.includes(`${columnsPart}.`)) return text.replaceAll(columnsPart, jobSchema(defaultSchema))
  const table = /(?:insert into|update)\s+(\w+)/i.exec(text)?.[1]
  if (table === undefined) return text.replaceAll(columnsPart, '*')
  if (/insert into\s+\w+\s*\/\*columns\*\//i.test(text)) return text.replace(columnsPart, 'default values')
  const [column] = await database.owner<{ name: string }[]>`
    select attname::text as name from pg_attribute where attrelid = ${table}::regclass and attnum = 1
  `
  return text.replaceAll(columnsPart, `${column?.name} = ${column?.name}`)
}

/** What the driver makes of a column's type. */
function fits(type: string, declared: string): boolean {
  const wanted = declared.replace(/\s*\|\s*null\b/, '').trim()
  if (/^(int8)$/.test(type)) return wanted === 'bigint'
  if (/^(int2|int4|float4|float8|oid)$/.test(type)) return wanted === 'number'
  if (type === 'bool') return wanted === 'boolean'
  if (type === 'bytea') return /Buffer|Uint8Array/.test(wanted)
  if (/^jsonb?$/.test(type)) return !/^(string|number|bigint|boolean)$/.test(wanted)
  if (type.startsWith('_')) return wanted.endsWith('[]') || wanted.startsWith('readonly')
  return !/^(number|bigint|boolean|Date)$/.test(wanted)
}

test('every statement of every queries.ts is right in today’s schema', async () => {
  const wrong: string[] = []
  for (const path of modules)
    for (const statement of findStatements(readSource(path)))
      for (const text of statement.texts) {
        const place = `${path}:${statement.line}`
        const prepared = await database.owner
          .unsafe(await complete(text), [], { prepare: true })
          .describe()
          .catch((error: Error) => error)
        if (prepared instanceof Error) wrong.push(`${place}: ${prepared.message}`)
        else if (statement.row && !text.includes(columnsPart) && prepared.columns.length > 0)
          wrong.push(...compare(place, statement.row, prepared.columns))
      }
  assert.deepEqual([...new Set(wrong)], [])
})

function compare(
  place: string,
  row: Record<string, string>,
  columns: { name: string; type: number }[],
): string[] {
  const wrong: string[] = []
  for (const { name, type } of columns) {
    const declared = row[name]
    const typeName = types.get(type) ?? 'unknown'
    if (declared === undefined) wrong.push(`${place}: the column ${name} is not in the declared row`)
    else if (!fits(typeName, declared))
      wrong.push(`${place}: ${name} is ${typeName}, declared as ${declared}`)
  }
  for (const name of Object.keys(row))
    if (!columns.some((column) => column.name === name))
      wrong.push(`${place}: the declared ${name} is not selected`)
  return wrong
}

test('whatever registers, moves, hides or buries a person also keeps the count of residents', async () => {
  const writes = /insert into person \(|update person set (division_code|restricted|death_date)/
  const statements = modules.flatMap((path) => findStatements(readSource(path)).flatMap(({ texts }) => texts))
  const functions = await database.owner<{ text: string }[]>`
    select prosrc as text from pg_proc where pronamespace = 'tianjin'::regnamespace`
  const writing = [...statements, ...functions.map(({ text }) => text)].filter((text) => writes.test(text))
  assert.ok(writing.length >= 6, String(writing.length))
  assert.deepEqual(
    writing.filter((text) => !text.includes('insert into resident_change')),
    [],
  )
})

const example = `
type Row = { name: string; born: string | null }
const columns = (tx: Transaction) => tx\`name, birth_date as born\`
export function list(tx: Transaction, name: string, older?: string) {
  const limit = older === undefined ? tx\`\` : tx\`and birth_date < \${older}\`
  return tx<Row[]>\`select \${columns(tx)} from person where name = \${name} \${limit}\`
}
export const add = (tx: Transaction, row: { name: string }) =>
  tx\`insert into person \${tx(row, 'name')} returning person_id\`
`

test('a statement is read with each of its optional parts, its parameters and its declared row', () => {
  const [list, add] = findStatements(example)
  assert.deepEqual(list?.texts, [
    'select name, birth_date as born from person where name = $1 ',
    'select name, birth_date as born from person where name = $1 and birth_date < $2',
  ])
  assert.deepEqual(list?.row, { name: 'string', born: 'string | null' })
  assert.deepEqual(add?.texts, ['insert into person (name) values ($1) returning person_id'])
})

test('a column that is missing, too many or of another type is told', () => {
  const columns = [
    { name: 'name', type: 25 },
    { name: 'count', type: 20 },
  ]
  assert.deepEqual(compare('here', { name: 'string', count: 'bigint' }, columns), [])
  assert.equal(compare('here', { name: 'string', count: 'number' }, columns).length, 1)
  assert.equal(compare('here', { name: 'string', born: 'string' }, columns).length, 2)
})

test('every module with statements has some that are read', () => {
  const empty = modules.filter((path) => findStatements(readSource(path)).length === 0)
  assert.deepEqual(empty, [])
})
