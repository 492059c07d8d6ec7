import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { listProgrammes } from '../../law/index.ts'
import { faultsOfDomain } from './domains.ts'
import { root } from './sources.ts'

function filesOf(domain: string): Map<string, string> {
  const folder = join(root, 'server/domains', domain)
  const paths = globSync('**/*.{ts,md}', { cwd: folder }).map((path) => path.replaceAll('\\', '/'))
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}

const hasProgrammes = (domain: string) =>
  existsSync(join(root, 'law', domain)) && globSync(`law/${domain}/*/programme.ts`, { cwd: root }).length > 0

const domains = globSync('server/domains/*/', { cwd: root }).map(
  (path) => path.replaceAll('\\', '/').split('/').filter(Boolean).at(-1) ?? '',
)

test('a domain bears what its verbs need, and one that is only programmes bears no verb', () => {
  assert.ok(domains.length > 0)
  for (const domain of domains)
    assert.deepEqual(faultsOfDomain(filesOf(domain), hasProgrammes(domain)), [], domain)
})

test('every line of work whose programmes are offered is a domain', () => {
  const lines = [...new Set(listProgrammes().map(({ domain }) => domain))]
  assert.ok(lines.length > 0)
  assert.deepEqual(
    lines.filter((line) => !domains.includes(line)),
    [],
  )
})

const readme = '# 某业务\n谁来办、依据\n```mermaid\nstateDiagram-v2\n```'
const programmesOnly = () =>
  new Map([
    ['README.md', readme],
    ['index.ts', ''],
    ['model.ts', ''],
    ['indicators.ts', ''],
    ['queries.ts', 'tx`select 1`'],
  ])

test('it is accepted: programmes with figures, and verbs with all that carries them', () => {
  assert.deepEqual(faultsOfDomain(programmesOnly(), true), [])
  const withVerbs = programmesOnly()
  withVerbs.delete('indicators.ts')
  for (const name of ['service', 'access', 'routes', 'problems']) withVerbs.set(`${name}.ts`, '')
  assert.deepEqual(faultsOfDomain(withVerbs, false), [])
  for (const name of ['service.ts', 'queries.ts', 'members.ts']) withVerbs.set(`groups/${name}`, '')
  withVerbs.delete('service.ts')
  assert.deepEqual(faultsOfDomain(withVerbs, false), [])
})

const planted: Record<
  string,
  { change: (files: Map<string, string>) => void; found: string; programmes?: boolean }
> = {
  'a verb without its table of who may do it': {
    change: (files) => {
      for (const name of ['service', 'routes', 'problems']) files.set(`${name}.ts`, '')
    },
    found: 'access.ts is missing',
  },
  'a route in a domain that is only programmes': {
    change: (files) => files.set('routes.ts', ''),
    found: 'service.ts is missing',
  },
  'a domain without figures': {
    change: (files) => files.delete('indicators.ts'),
    found: 'indicators.ts is missing',
  },
  'a domain without nouns': { change: (files) => files.delete('model.ts'), found: 'model.ts is missing' },
  'a folder without programmes and verbs': {
    change: () => undefined,
    found: 'neither verbs of its own nor programmes in law/',
    programmes: false,
  },
  'a file of a name that no domain has': {
    change: (files) => files.set('helpers.ts', ''),
    found: 'helpers.ts is not one of its files',
  },
  'a statement outside of the queries': {
    change: (files) => files.set('indicators.ts', 'tx<Row[]>`select 1`'),
    found: 'indicators.ts holds SQL',
  },
  'a domain that shows nobody how it goes': {
    change: (files) => files.set('README.md', '谁来办、依据'),
    found: 'README.md has no state diagram',
  },
  'a domain that names no law': {
    change: (files) => files.set('README.md', readme.replace('依据', '')),
    found: 'README.md does not say 依据',
  },
}
for (const [what, { change, found, programmes = true }] of Object.entries(planted)) {
  test(`it is found: ${what}`, () => {
    const files = programmesOnly()
    change(files)
    assert.ok(faultsOfDomain(files, programmes).includes(found), faultsOfDomain(files, programmes).join('\n'))
  })
}
