/**
 * `npm test`: everything that is checked, stage after stage, in folders of its own. `npm test -- types tests`
 * runs only the stages named. The last line counts; the exit code is 0 only when nothing failed.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { planJourneys, planTests, root } from './plan.ts'
import { stopTestServer } from './postgres.ts'
import { add, runBundles, type Count } from './run-bundles.ts'
import { makeRunScratch } from './scratch.ts'

type Stage = { name: string; about: string; run(): Count | Promise<Count> }

const binaries = join(root, 'node_modules', '.bin')

const stages: Stage[] = [
  { name: 'types', about: 'TypeScript', run: () => command('tsc', '--noEmit') },
  {
    name: 'lint',
    about: 'oxlint and oxfmt',
    run: () => sum([command('oxlint', '--deny-warnings'), command('oxfmt', '--check')]),
  },
  { name: 'unused', about: 'knip', run: () => command('knip') },
  { name: 'tests', about: 'node:test on real PostgreSQL', run: () => runBundles(planTests(), 2) },
  { name: 'build', about: 'vite', run: () => command('vite', 'build', '--logLevel', 'warn') },
  { name: 'journeys', about: 'a started house and a real browser', run: () => runBundles(planJourneys(), 3) },
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

function sum(counts: Count[]): Count {
  const all: Count = { passed: 0, failed: 0, skipped: 0 }
  for (const count of counts) add(all, count)
  return all
}

async function cleanUp(): Promise<void> {
  await stopTestServer()
  for (const each of [scratch, folder]) rmSync(each, { recursive: true, force: true, maxRetries: 5 })
}
