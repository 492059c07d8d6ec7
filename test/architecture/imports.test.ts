import assert from 'node:assert/strict'
import { builtinModules } from 'node:module'
import { basename, dirname } from 'node:path'
import { test } from 'node:test'
import { isTest, listImports, listSources, readSource, type Import } from './sources.ts'

/** The floors of the server, from the ground: a floor may use those below it, never one above. */
const floors = [
  'platform',
  'registries',
  'casework',
  'payments',
  'benefits',
  'insight',
  'administration',
  'domains',
]

const sources = listSources()
const imports = sources.flatMap(listImports)
/** Tests may reach wherever they must; what is shipped may not. */
const shipped = imports.filter((each) => !isTest(each.from))

const house = (path: string) => path.split('/')[0] ?? ''
const floor = (path: string) => (house(path) === 'server' ? floors.indexOf(path.split('/')[1] ?? '') : -1)
/** The doors stand outside the floors: `server/main.ts` and its neighbours. */
const isDoor = (path: string) => /^server\/[^/]+$/.test(path)
const isContract = (path: string) => basename(path) === 'contract.ts'

function say(found: Import[]): string[] {
  return found.map((each) => `${each.from} → ${each.to}`)
}

test('every import leads to a file that is there', () => {
  const known = new Set(sources)
  const lost = imports.filter((each) => /\.tsx?$/.test(each.to) && !known.has(each.to))
  assert.deepEqual(say(lost), [])
})

test('on the server, arrows point down: domains, insight, benefits, payments, casework, registries, platform', () => {
  const unknown = sources.filter((path) => house(path) === 'server' && !isDoor(path) && floor(path) < 0)
  assert.deepEqual(unknown, [])
  const upward = shipped.filter(
    (each) => floor(each.from) >= 0 && (isDoor(each.to) || floor(each.to) > floor(each.from)),
  )
  assert.deepEqual(say(upward), [])
})

test('domains do not know each other', () => {
  const domain = (path: string) => (path.startsWith('server/domains/') ? path.split('/')[2] : undefined)
  const sideways = shipped.filter(
    (each) => domain(each.from) && domain(each.to) && domain(each.from) !== domain(each.to),
  )
  assert.deepEqual(say(sideways), [])
})

test('the engine stands alone, and the law knows the engine only', () => {
  const allowed: Record<string, string[]> = { engine: ['engine'], law: ['law', 'engine'] }
  const wrong = shipped.filter((each) => allowed[house(each.from)]?.includes(house(each.to)) === false)
  assert.deepEqual(say(wrong), [])
})

test('the engine reads no file, no clock and no network', () => {
  const modules = builtinModules.map((name) => name.replace(/^node:/, ''))
  const allowed = new Set(['crypto'])
  for (const path of sources.filter((each) => house(each) === 'engine' && !isTest(each))) {
    const used = [...readSource(path).matchAll(/from '(?:node:)?([a-z_/]+)'/g)].map((match) => match[1] ?? '')
    assert.deepEqual(
      used.filter((name) => modules.includes(name) && !allowed.has(name)),
      [],
      path,
    )
  }
})

test('platform and registries know neither law nor engine', () => {
  const wrong = shipped.filter(
    (each) =>
      ['law', 'engine'].includes(house(each.to)) &&
      house(each.from) === 'server' &&
      !isDoor(each.from) &&
      floor(each.from) < floors.indexOf('casework') &&
      !each.types_only,
  )
  assert.deepEqual(say(wrong), [])
})

test('nothing on the server’s floors knows the demonstration city, the tests or the benches', () => {
  const wrong = shipped.filter(
    (each) =>
      ['server', 'engine', 'law', 'ui'].includes(house(each.from)) &&
      !isDoor(each.from) &&
      ['test', 'bench', 'city'].includes(house(each.to)),
  )
  assert.deepEqual(say(wrong), [])
})

test('the browser takes types from the server, and values only from the engine and the contracts', () => {
  const wrong = shipped.filter(
    (each) =>
      house(each.from) === 'ui' &&
      !['ui', 'engine'].includes(house(each.to)) &&
      !each.types_only &&
      !isContract(each.to),
  )
  assert.deepEqual(say(wrong), [])
})

test('a contract imports nothing but zod and other contracts', () => {
  for (const path of sources.filter(isContract)) {
    const named = [...readSource(path).matchAll(/(?:from|import)\s+'([^']+)'/g)].map(
      (match) => match[1] ?? '',
    )
    assert.deepEqual(
      named.filter((name) => name !== 'zod' && basename(name) !== 'contract.ts'),
      [],
      path,
    )
  }
})

const entered = new Set(sources.filter((path) => basename(path) === 'index.ts').map((path) => dirname(path)))

/** The module of a file: the outermost folder around it that has an index; undefined when nothing closes it off. */
function moduleOf(path: string): string | undefined {
  const parts = path.split('/')
  const around = parts.slice(0, -1).map((_, at) => parts.slice(0, at + 1).join('/'))
  return around.find((folder) => entered.has(folder))
}

test('from outside, a module is entered by its index, a contract by itself', () => {
  const wrong = shipped.filter((each) => {
    const module = moduleOf(each.to)
    if (module === undefined || each.from.startsWith(`${module}/`) || house(each.from) === 'bench')
      return false
    return (
      ['server', 'engine', 'law'].includes(house(each.to)) &&
      !['index.ts', 'contract.ts'].includes(basename(each.to))
    )
  })
  assert.deepEqual(say(wrong), [])
})

test('no file imports itself by way of others', () => {
  const targets = Map.groupBy(
    imports.filter((each) => !each.types_only),
    (each) => each.from,
  )
  const done = new Set<string>()
  const circles: string[] = []
  const walk = (path: string, trail: string[]) => {
    const at = trail.indexOf(path)
    if (at >= 0) circles.push([...trail.slice(at), path].join(' → '))
    if (at >= 0 || done.has(path)) return
    for (const each of targets.get(path) ?? []) walk(each.to, [...trail, path])
    done.add(path)
  }
  for (const path of sources) walk(path, [])
  assert.deepEqual(circles, [])
})
