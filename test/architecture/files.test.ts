import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { isTest, listSources, readSource, root } from './sources.ts'

const sources = listSources()

function folders(pattern: string): string[] {
  return globSync(pattern, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
}

function missing(folder: string, files: string[]): string[] {
  return files.map((file) => `${folder}/${file}`).filter((path) => !existsSync(join(root, path)))
}

test('a file has 400 lines at most', () => {
  const long = sources
    .map((path) => ({ path, lines: readSource(path).split('\n').length - 1 }))
    .filter(({ lines }) => lines > 400)
  assert.deepEqual(long, [])
})

test('every programme of the law has its text, values, rules and worked cases', () => {
  const files = ['README.md', 'law.md', 'parameters.yaml', 'programme.ts', 'rules.ts', 'examples.yaml']
  const programmes = folders('law/*/*').filter((folder) => !folder.startsWith('law/common/'))
  assert.ok(programmes.length > 0)
  assert.deepEqual(
    programmes.flatMap((folder) => missing(folder, files)),
    [],
  )
})

test('every module of the server has an index by which it is entered', () => {
  const closed = folders('server/{platform,registries}/*').filter(
    (folder) =>
      globSync('*.ts', { cwd: join(root, folder) }).length > 0 && !existsSync(join(root, folder, 'index.ts')),
  )
  const floors = folders('server/{casework,payments,benefits,insight}')
  assert.deepEqual([...closed, ...floors.flatMap((folder) => missing(folder, ['index.ts']))], [])
})

test('no clock is read below the doors', () => {
  const clock = /new Date\(\s*\)|\bDate\.now\(|Temporal\.Now\b/
  const readers = sources.filter(
    (path) =>
      /^(server\/[^/]+\/|law\/|engine\/|city\/)/.test(path) &&
      !path.startsWith('server/platform/clock/') &&
      !isTest(path) &&
      clock.test(readSource(path)),
  )
  assert.deepEqual(readers, [])
})

test('no statement asks the database for today: the business day is passed in', () => {
  const asking = sources.filter(
    (path) =>
      path.startsWith('server/') &&
      !isTest(path) &&
      /\b(current_date|localtimestamp)\b/i.test(readSource(path)),
  )
  assert.deepEqual(asking, [])
})

test('no test is skipped, alone or still to do', () => {
  const marked = sources.filter(
    (path) => isTest(path) && /\b(?:test|it|describe|suite)\.(?:skip|only|todo)\(/.test(readSource(path)),
  )
  assert.deepEqual(marked, [])
})

test('the compiler is never told to look away', () => {
  const unchecked = sources.filter((path) => /@ts-(?:ignore|nocheck)\b/.test(readSource(path)))
  assert.deepEqual(
    unchecked.filter((path) => !path.startsWith('test/architecture/')),
    [],
  )
})

test('the lock names no registry', () => {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
  assert.doesNotMatch(lock, /"resolved":\s*"https?:/)
})

test('nothing mentions the machine on which it was written', () => {
  const places = globSync('{docs,db,law,city,server,ui,engine,bench,test}/**/*.{ts,tsx,md,sql,yaml}', {
    cwd: root,
  })
  const telling = [...places, 'README.md', 'README.zh-CN.md', 'package.json'].filter((path) => {
    if (path.startsWith('test/architecture') || !existsSync(join(root, path))) return false
    return /\/work\/(?:main|shared)|\.\.\/shared\//.test(readFileSync(join(root, path), 'utf8'))
  })
  assert.deepEqual(telling, [])
})
