/**
 * `npm test`: everything that is checked, stage after stage, in folders of its own. `npm test -- types tests`
 * runs only the stages named. The last line counts; the exit code is 0 only when nothing failed.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, globSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { run } from 'node:test'
import { stopTestServer } from './postgres.ts'
import { makeRunScratch } from './scratch.ts'

type Count = { passed: number; failed: number; skipped: number }
type Stage = { name: string; about: string; run(): Count | Promise<Count> }

const root = resolve(import.meta.dirname, '..')
const binaries = join(root, 'node_modules', '.bin')

/** Where units, services, worked cases, architecture and faults are tested; journeys come last, in houses of their own. */
const testFiles = '{engine,law,server,city,ui,test,bench}/**/*.test.ts'
const journeyFiles = 'test/journeys/*.ts'
const journeyTools = [
  'harness',
  'browser',
  'people',
  'acts',
  'registry-pages',
  'phone',
  'builds',
  'walk',
].map((tool) => `test/journeys/${tool}.ts`)

const stages: Stage[] = [
  { name: 'types', about: 'TypeScript', run: () => command('tsc', '--noEmit') },
  {
    name: 'lint',
    about: 'oxlint and oxfmt',
    run: () => sum([command('oxlint', '--deny-warnings'), command('oxfmt', '--check')]),
  },
  { name: 'unused', about: 'knip', run: () => command('knip') },
  { name: 'tests', about: 'node:test on real PostgreSQL', run: () => tests(files(testFiles), 2) },
  { name: 'build', about: 'vite', run: () => command('vite', 'build', '--logLevel', 'warn') },
  { name: 'journeys', about: 'a started house and a real browser', run: () => tests(files(journeyFiles), 2) },
]

const folder = mkdtempSync(join(tmpdir(), 'haihe-test-run-'))
// PostgreSQL's own user passes through here when root runs the tests.
chmodSync(folder, 0o711)
process.env['TMPDIR'] = folder
const scratch = makeRunScratch()
process.env['HAIHE_TEST_SCRATCH'] = scratch
process.env['HAIHE_TEST_POSTGRES'] = join(scratch, 'postgres')
// What `npm ci` has compiled for the house, and what the first test file compiles, no other compiles again.
process.env['NODE_COMPILE_CACHE'] ??= join(root, 'node_modules', '.cache', 'haihe')
process.env['PATH'] = `${binaries}${delimiter}${process.env['PATH'] ?? ''}`
process.chdir(root)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void cleanUp().finally(() => process.exit(130)))

const total: Count = { passed: 0, failed: 0, skipped: 0 }
try {
  for (const stage of wantedStages()) add(total, await runStage(stage))
} finally {
  await cleanUp()
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)

function wantedStages(): Stage[] {
  const names = process.argv.slice(2)
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name))
  if (unknown.length === 0) return stages.filter((stage) => names.length === 0 || names.includes(stage.name))
  console.error(`no stage ${unknown.join(', ')}; there are: ${stages.map((stage) => stage.name).join(', ')}`)
  process.exit(1)
}

async function runStage(stage: Stage): Promise<Count> {
  console.log(`\n== ${stage.name}: ${stage.about}`)
  const started = performance.now()
  const count = await stage.run()
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(
    `== ${stage.name}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped in ${seconds} s`,
  )
  return count
}

function command(program: string, ...given: string[]): Count {
  const result = spawnSync(program, given, { stdio: 'inherit', cwd: root })
  if (result.error) console.error(result.error.message)
  return result.status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }
}

/** The longest first: then the lanes end together, and none waits for a long one that came last. */
function files(pattern: string): string[] {
  return globSync(pattern, { cwd: root, exclude: (path) => path.includes('node_modules') })
    .filter((path) => !journeyTools.includes(path.replaceAll('\\', '/')))
    .map((path) => join(root, path))
    .sort((a, b) => statSync(b).size - statSync(a).size)
}

/** Runs test files, each in a process of its own; says each file in a line and each failure in full. */
async function tests(list: string[], concurrency: number): Promise<Count> {
  const count: Count = { passed: 0, failed: 0, skipped: 0 }
  const stream = run({
    files: list,
    concurrency,
    timeout: 15 * 60_000,
    cwd: root,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  stream.on('test:fail', (event) => {
    if (event.details.error.cause === undefined && event.nesting > 0) return
    console.log(`✖ ${relative(event.file)}: ${event.name}\n${indent(failureText(event.details.error))}`)
  })
  stream.on('test:stderr', (event) => process.stderr.write(event.message))
  stream.on('test:summary', (event) => {
    if (event.file === undefined) {
      count.passed = event.counts.passed
      count.failed = event.counts.tests - event.counts.passed - event.counts.skipped - event.counts.todo
      count.skipped = event.counts.skipped + event.counts.todo
    } else
      console.log(
        `${event.success ? '✔' : '✖'} ${relative(event.file)} ${event.counts.passed}/${event.counts.tests} (${Math.round(event.duration_ms)} ms)`,
      )
  })
  for await (const event of stream) void event
  return count
}

function failureText(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause : error
  return cause.stack ?? cause.message
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '    ')
}

function relative(file: string | undefined): string {
  return file === undefined ? '' : file.slice(root.length + 1)
}

function sum(counts: Count[]): Count {
  const all: Count = { passed: 0, failed: 0, skipped: 0 }
  for (const count of counts) add(all, count)
  return all
}

function add(to: Count, count: Count): void {
  to.passed += count.passed
  to.failed += count.failed
  to.skipped += count.skipped
}

async function cleanUp(): Promise<void> {
  await stopTestServer()
  for (const each of [scratch, folder]) rmSync(each, { recursive: true, force: true, maxRetries: 5 })
}
