/** What may stand in an address: it is logged on its way by every machine that passes it on. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { listRoutes } from './contracts.ts'
import { isTest, listSources, readSource } from './sources.ts'

const personal = [
  '王桂兰',
  '嘉陵道街道王家庄小区 12 号楼 3 门',
  '120104195903124561',
  '13820001234',
  '6228480402564890018',
  '津南开低保〔2017〕0327号',
  '家里困难 请帮助',
]

type Part = { route: string; name: string; schema: z.ZodType }

async function addressParts(): Promise<Part[]> {
  const found: Part[] = []
  for (const route of await listRoutes()) {
    for (const part of [route.params, route.query]) {
      if (!(part instanceof z.ZodObject)) continue
      for (const [name, schema] of Object.entries(part.shape))
        found.push({ route: `${route.method} ${route.path}`, name, schema: schema as z.ZodType })
    }
  }
  return found
}

test('no address can carry a name, a number or words of a person: whoever looks for one sends it in the body', async () => {
  const parts = await addressParts()
  assert.ok(parts.length > 100)
  const open = parts.flatMap(({ route, name, schema }) => {
    const taken = personal.filter((text) => schema.safeParse(text).success)
    return taken.length === 0 ? [] : [`${route} ${name}: ${taken.join('、')}`]
  })
  assert.deepEqual([...new Set(open)], [])
})

test('what is typed into a list’s filters is kept by the page, not in its address', () => {
  const typing = listSources().filter(
    (path) => path.startsWith('ui/') && !isTest(path) && /kind: 'text'/.test(readSource(path)),
  )
  const open = typing.flatMap((path) => {
    const source = readSource(path)
    const keys = [...source.matchAll(/key: '(\w+)',[^}]*kind: 'text'/g)].map(([, key]) => key)
    const kept = /typed: \[([^\]]*)\]/.exec(source)?.[1] ?? ''
    return keys.filter((key) => !kept.includes(`'${key}'`)).map((key) => `${path} ${key}`)
  })
  assert.deepEqual(open, [])
})
