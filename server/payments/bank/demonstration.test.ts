import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askProgram } from './demonstration.ts'

test('a bank that hangs up in the middle of the file is an error of that act, and nothing else ends', async () => {
  const file = Buffer.alloc(8 * 1024 * 1024, 'x')
  await assert.rejects(askProgram(['-e', 'process.exit(3)'], file), /did not answer/)
  assert.equal(await askProgram(['-e', 'process.stdin.pipe(process.stdout)'], Buffer.from('ok')), 'ok')
})
