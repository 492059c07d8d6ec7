/**
 * The database as a picture: mermaid entity-relationship diagrams made from db/schema.sql, one for each layer.
 * A table belongs to the layer whose migration creates it. `npm run haihe -- schema` writes them into
 * docs/database.md, and a test keeps that page true.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { listMigrations, type Migration } from './migrate.ts'

type Column = { name: string; type: string; keys: string[] }
type Reference = { from: string; to: string; columns: string[]; optional: boolean; one: boolean }
type Table = { name: string; columns: Column[]; references: Reference[] }

const begin = '<!-- diagram: written by `npm run haihe -- schema` -->'
const end = '<!-- end of the diagram -->'

export const databasePage = fileURLToPath(new URL('../../../docs/database.md', import.meta.url))

/** The page with its diagram made anew from the schema. @throws when the page has no place for it */
export function withDiagram(page: string): string {
  const from = page.indexOf(begin)
  const to = page.indexOf(end)
  if (from < 0 || to < from) throw new Error('the page has no place for the diagram')
  const schema = readFileSync(new URL('../../../db/schema.sql', import.meta.url), 'utf8')
  return `${page.slice(0, from + begin.length)}\n${drawSchema(schema, listMigrations())}\n${page.slice(to)}`
}

/** One heading and one diagram a layer, in the order of the migrations. Keys are drawn; other columns are counted. */
export function drawSchema(schema: string, migrations: readonly Migration[]): string {
  const tables = readTables(schema)
  const layers = Map.groupBy(tables, (table) => layerOf(table.name, migrations))
  const names = [...new Set(migrations.map((each) => layerName(each.name)))]
  return names
    .flatMap((name) => {
      const own = layers.get(name)
      return own ? [`\n## ${name}\n\n\`\`\`mermaid\n${drawLayer(own)}\n\`\`\``] : []
    })
    .join('\n')
    .concat('\n')
}

/** 0003_casework.sql is the layer casework. */
const layerName = (file: string) => file.replace(/^\d+_|\.sql$/g, '')

/** The table of migrations itself is made by the runner, before the first file. */
function layerOf(table: string, migrations: readonly Migration[]): string {
  const made = migrations.find(({ text }) => new RegExp(`^create table ${table} \\(`, 'm').test(text))
  return layerName((made ?? migrations[0])?.name ?? '')
}

function drawLayer(tables: Table[]): string {
  const boxes = tables.map((table) => {
    const drawn = table.columns.filter((column) => column.keys.length > 0)
    const rest = table.columns.length - drawn.length
    const lines = drawn.map((column) => `    ${column.type} ${column.name} ${column.keys.join(', ')}`)
    return [`  ${table.name} {`, ...lines, ...(rest > 0 ? [`    columns and_${rest}_more`] : []), '  }'].join(
      '\n',
    )
  })
  const lines = tables.flatMap((table) => table.references).map(drawReference)
  return ['erDiagram', ...boxes, ...new Set(lines)].join('\n')
}

function drawReference({ from, to, columns, optional, one }: Reference): string {
  return `  ${to} ${optional ? '|o' : '||'}--${one ? 'o|' : 'o{'} ${from} : "${columns.join(', ')}"`
}

/** Reads the tables of db/schema.sql, which always has one form. */
function readTables(schema: string): Table[] {
  return [...schema.matchAll(/^create table (\w+) \(\n([\s\S]*?)\n\);$/gm)].map((match) => {
    const lines = (match[2] ?? '').split('\n').map(bare)
    return readTable(match[1] ?? '', lines)
  })
}

function readTable(name: string, lines: string[]): Table {
  const constraints = lines.filter((line) => line.startsWith('constraint '))
  const primary = keyColumns(constraints, 'PRIMARY KEY')
  const unique = constraints.map((line) => keyColumns([line], 'UNIQUE'))
  const foreign = constraints.flatMap(readForeignKey)
  const columns = lines
    .filter((line) => !line.startsWith('constraint '))
    .map((line): Column => {
      const column = line.split(' ')[0] ?? ''
      const keys = [
        ...(primary.includes(column) ? ['PK'] : []),
        ...(foreign.some((each) => each.columns.includes(column)) ? ['FK'] : []),
        ...(unique.some((each) => each.length === 1 && each[0] === column) ? ['UK'] : []),
      ]
      return { name: column, type: typeOf(line), keys }
    })
  const references = foreign.map(({ columns: own, to }) => ({
    from: name,
    to,
    columns: own,
    optional: own.every(
      (column) => !lines.some((line) => line.startsWith(`${column} `) && line.endsWith('not null')),
    ),
    one: [primary, ...unique].some((each) => each.length > 0 && each.every((column) => own.includes(column))),
  }))
  return { name, columns, references }
}

/** A line without its comma, its column without quotes. */
const bare = (line: string) =>
  line
    .trim()
    .replace(/,$/, '')
    .replace(/^"(\w+)"/, '$1')

/** The columns of a key; `valid WITHOUT OVERLAPS` is `valid`. */
function keyColumns(constraints: string[], kind: 'PRIMARY KEY' | 'UNIQUE'): string[] {
  const found = constraints.find((line) => line.includes(` ${kind} (`))
  const inside = found?.match(/\(([^)]*)\)/)?.[1]
  return inside?.split(', ').map((column) => column.split(' ')[0] ?? '') ?? []
}

function readForeignKey(line: string): { columns: string[]; to: string }[] {
  const match = line.match(/FOREIGN KEY \(([^)]*)\) REFERENCES (\w+)\(/)
  return match ? [{ columns: (match[1] ?? '').split(', '), to: match[2] ?? '' }] : []
}

/** `timestamp with time zone` in one word, as the diagram wants it. */
function typeOf(line: string): string {
  const type = line.replace(/^\w+ /, '').replace(/ (collate|default|not null|generated) ?.*$/, '')
  return type === 'timestamp with time zone' ? 'timestamptz' : type.replaceAll(' ', '_')
}
