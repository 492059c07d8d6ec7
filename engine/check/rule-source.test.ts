import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { test } from 'node:test'
import { example } from '../example.ts'
import { input, LawError, members, when, yuan } from '../index.ts'
import { checkProgrammeSource, checkRuleSource } from './rule-source.ts'

test('control flow and operators in a rule are found, with their lines', () => {
  const refused = [
    'if (a) b()',
    'const x = a ? b : c',
    'const x = a && b',
    'const x = a ?? b',
    'const x = !a',
    'switch (a) { default: }',
    'for (const m of a) m()',
    'while (a) b()',
    'const x = a + b',
    'const x = a === b',
    'let x = 1; x += a',
    'const x = new Date()',
    'const f = (a) => { const g = () => { if (a) return 1 }; return g }',
  ]
  for (const source of refused) assert.notDeepEqual(checkRuleSource(source), [], source)
  assert.equal(checkRuleSource('const a = 1\nif (a) b()')[0]!.line, 2)
})

test('the rules of the example keep to the words of the engine, its whole file does too', async () => {
  assert.deepEqual(checkProgrammeSource(example), [])
  const text = await readFile(new URL('../example.ts', import.meta.url), 'utf8')
  assert.deepEqual(checkRuleSource(stripTypeScriptTypes(text)), [])
})

test('a rule written as a method is read as well', () => {
  const object = { rules(a: boolean) { return a || false } } // oxfmt-ignore
  assert.equal(checkRuleSource(object.rules.toString()).length, 1)
})

test('an operator on a symbol stops with a hint', () => {
  const income = input.person.money('income', { label: '收入', max: 1 })
  const asNumber = income as unknown as number
  for (const use of [() => asNumber + 1, () => asNumber < 1, () => `${asNumber}`]) {
    assert.throws(use, (error: unknown) => error instanceof LawError && error.code === 'symbol_used_as_value')
  }
  assert.ok(when(members.any(income.isBelow(yuan(1)))))
})
