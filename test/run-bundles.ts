/** Runs bundles of test files in a few lanes; says each file in a line and each failure in full. */
import { join } from 'node:path'
import { run } from 'node:test'
import { root, type Bundle } from './plan.ts'

export type Count = { passed: number; failed: number; skipped: number }

const togetherFile = join(root, 'test', 'together.ts')

/** Each lane takes the next bundle when it has done with one. A file that has no test is a failure. */
export async function runBundles(bundles: readonly Bundle[], lanes: number): Promise<Count> {
  const total: Count = { passed: 0, failed: 0, skipped: 0 }
  const waiting = [...bundles]
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) add(total, await runBundle(next))
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return total
}

async function runBundle(files: Bundle): Promise<Count> {
  const total: Count = { passed: 0, failed: 0, skipped: 0 }
  const ended: string[] = []
  let ofFile: Count = { passed: 0, failed: 0, skipped: 0 }
  const fails = (where: string, why: string) => {
    ofFile.failed += 1
    console.log(`✖ ${where}\n${why.replaceAll(/^/gm, '    ')}`)
  }
  const endFile = (file: string, milliseconds: number) => {
    ended.push(file)
    const { passed, failed, skipped } = ofFile
    const tests = passed + failed + skipped
    if (tests === 0) fails(file, 'no test in it')
    console.log(
      `${ofFile.failed === 0 ? '✔' : '✖'} ${file} ${passed}/${tests} (${Math.round(milliseconds)} ms)`,
    )
    add(total, ofFile)
    ofFile = { passed: 0, failed: 0, skipped: 0 }
  }
  const stream = run({
    files: [togetherFile],
    argv: files,
    timeout: 15 * 60_000,
    cwd: root,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  stream.on('test:pass', (event) => {
    if (event.nesting === 0) endFile(event.name, event.details.duration_ms)
    else if (event.details.type !== 'suite') ofFile[isSkipped(event) ? 'skipped' : 'passed'] += 1
  })
  stream.on('test:fail', (event) => {
    const { error, duration_ms } = event.details
    if (isSkipped(event)) ofFile.skipped += 1
    else if (!isOfOthers(error)) fails(`${relative(event.file)}: ${event.name}`, textOf(error))
    if (event.nesting === 0) endFile(event.name, duration_ms)
  })
  stream.on('test:stderr', (event) => process.stderr.write(event.message))
  for await (const event of stream) void event
  for (const file of files.filter((each) => !ended.includes(each))) {
    fails(file, 'its process ended before it had run')
    endFile(file, 0)
  }
  return total
}

const isSkipped = ({ skip, todo }: { skip?: unknown; todo?: unknown }) =>
  skip !== undefined || todo !== undefined

/** A test that failed only because one within it did, which is told by itself. */
const isOfOthers = (error: Error) => 'failureType' in error && error.failureType === 'subtestsFailed'

function textOf(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause : error
  return cause.stack ?? cause.message
}

const relative = (file: string | undefined) => (file === undefined ? '' : file.slice(root.length + 1))

export function add(to: Count, count: Count): void {
  to.passed += count.passed
  to.failed += count.failed
  to.skipped += count.skipped
}
