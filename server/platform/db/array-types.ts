/**
 * How arrays travel. The driver would ask the database for this on every new connection, and a connection that
 * breaks during that question ends the process; so it is said here, for the types that we use.
 */
import type { PostgresType } from 'postgres'

type Element = { array: number; write: (value: unknown) => string; read: (text: string) => unknown }

const asText = { write: String, read: (text: string) => text }

/** The driver's options for arrays; `date` and `timestamp` are read as single values are. */
export function arrayTypes(timestamp: {
  write: (value: unknown) => string
  read: (text: string) => string
}): Record<string, PostgresType> {
  const elements: Record<string, Element> = {
    text_array: { array: 1009, ...asText },
    varchar_array: { array: 1015, ...asText },
    name_array: { array: 1003, ...asText },
    uuid_array: { array: 2951, ...asText },
    date_array: { array: 1182, ...asText },
    boolean_array: { array: 1000, write: String, read: (text) => text === 't' },
    smallint_array: { array: 1005, write: String, read: Number },
    integer_array: { array: 1007, write: String, read: Number },
    oid_array: { array: 1028, write: String, read: Number },
    bigint_array: { array: 1016, write: String, read: BigInt },
    numeric_array: { array: 1231, ...asText },
    timestamp_array: { array: 1185, ...timestamp },
  }
  return Object.fromEntries(
    Object.entries(elements).map(([name, { array, write, read }]) => [
      name,
      {
        to: array,
        from: [array],
        serialize: (values: unknown) => writeArray(values, write),
        parse: (text: string) => readArray(text, read),
      },
    ]),
  )
}

function writeArray(values: unknown, write: (value: unknown) => string): string {
  if (!Array.isArray(values)) return String(values)
  const items = values.map((value: unknown) => {
    if (value === null) return 'null'
    return Array.isArray(value) ? writeArray(value, write) : `"${write(value).replace(/[\\"]/g, '\\$&')}"`
  })
  return `{${items.join(',')}}`
}

const part = /"((?:[^"\\]|\\.)*)"|([^{},"]+)|([{},])/gs

/** Reads PostgreSQL's text of an array, nested ones too: `{a,"b,c",NULL}`. */
function readArray(text: string, read: (text: string) => unknown): unknown[] {
  // Bounds other than 1 come before the braces: `[0:1]={…}`.
  const body = text.slice(text.indexOf('{'))
  const open: unknown[][] = [[]]
  for (const [, quoted, plain, mark] of body.matchAll(part)) {
    const inner = open.at(-1) as unknown[]
    if (quoted !== undefined) inner.push(read(quoted.replace(/\\(.)/gs, '$1')))
    else if (plain !== undefined) inner.push(plain === 'NULL' ? null : read(plain))
    else if (mark === '{') open.push([])
    else if (mark === '}') (open.at(-2) as unknown[]).push(open.pop())
  }
  return (open[0]?.[0] ?? []) as unknown[]
}
