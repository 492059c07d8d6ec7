/** Every article is coded or says why not; every citation and every value can be opened. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { trace } from '../engine/index.ts'
import type { Programme } from '../engine/index.ts'
import { appeal } from './common/appeal.ts'
import {
  getLawArticle,
  getLawDocument,
  listLawDocuments,
  listStackingRules,
  listAllProgrammes,
  loadIncomeKinds,
} from './index.ts'
import { supporterAbility } from './index.ts'
import type { ArticleReference, ProcedureDefinition } from './index.ts'
import { loadParameters } from './parameters.ts'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** Every `{ document, article }` anywhere inside a piece of data. */
function referencesIn(value: unknown): ArticleReference[] {
  if (!isObject(value)) return []
  const { document, article } = value
  const own = typeof document === 'string' && typeof article === 'string' ? [{ document, article }] : []
  return [...own, ...Object.values(value).flatMap(referencesIn)]
}

/** Citations of the rules, from the forms behind every result; without a document the version's is meant. */
function citationsOf(rules: Programme): ArticleReference[] {
  const found: ArticleReference[] = []
  for (const version of rules.versions) {
    const seen = new Set<object>()
    const visit = (value: unknown): void => {
      if (!isObject(value) || seen.has(value) || typeof value['form'] !== 'object') return
      seen.add(value)
      const form = value['form'] as Record<string, unknown>
      const citation = form['citation'] as { article: string; document?: string } | undefined
      if (citation) found.push({ document: version.document, ...citation })
      Object.values(form).forEach(visit)
    }
    trace(rules, version.from, '120104').outputs.forEach(({ quantity }) => visit(quantity))
  }
  return found
}

const procedureReferences = (procedure: ProcedureDefinition): ArticleReference[] => [
  ...referencesIn(procedure),
  ...referencesIn(procedure.steps),
]

const parametersOf = () =>
  ['common', ...listAllProgrammes().map(({ folder }) => folder)].flatMap((folder) => loadParameters(folder))

const allReferences = (): ArticleReference[] => [
  ...citationsOf(supporterAbility),
  ...listAllProgrammes().flatMap((programme) => [
    ...citationsOf(programme.rules),
    ...Object.values(programme.payment.amounts).flatMap(referencesIn),
    ...programme.procedures.flatMap(procedureReferences),
    ...referencesIn(programme.questions),
    ...referencesIn(programme.selfCheck),
    ...referencesIn(programme.evidence),
  ]),
  ...parametersOf().flatMap(({ values }) =>
    values.map(({ source }) => ({ document: source.document, article: source.article ?? '' })),
  ),
  ...referencesIn(listStackingRules()),
  ...referencesIn(loadIncomeKinds()),
  ...referencesIn(appeal),
]

test('every article is coded, or says why it is not', () => {
  const cited = new Set(
    allReferences().map(({ document, article }) => `${getLawDocument(document).id} ${article}`),
  )
  const open = listLawDocuments().flatMap(({ id, articles }) =>
    articles.filter(({ heading, notCoded }) => notCoded === null && !cited.has(`${id} ${heading}`)),
  )
  assert.deepEqual(
    open.map(({ title, heading }) => `${title} ${heading}`),
    [],
  )
})

test('an article that says it is not coded is not cited by any rule', () => {
  const cited = listAllProgrammes().flatMap(({ rules }) => citationsOf(rules))
  const wrong = cited.filter(({ document, article }) => getLawArticle(document, article).notCoded !== null)
  assert.deepEqual(wrong, [])
})

test('every citation opens a text in our own words', () => {
  for (const { document, article } of allReferences()) {
    assert.ok(getLawArticle(document, article).text.length > 5, `${document} ${article}`)
  }
})

test('a title stands for one document, so that a reason finds its text', () => {
  const titles = listLawDocuments().map(({ title }) => title)
  assert.equal(new Set(titles).size, titles.length)
})

test('every value has its source, its mark and one beginning per division', () => {
  for (const { name, values } of parametersOf()) {
    assert.ok(values.length > 0, name)
    values.forEach((value, index) => {
      assert.ok(value.seenIn.length > 0 && value.source.mark.length === 1, `${name} ${value.from}`)
      assert.match(value.from, /^\d{4}-\d{2}-\d{2}$/)
      const before = values[index - 1]
      assert.ok(!before || before.division !== value.division || before.from < value.from, name)
    })
  }
})

test('what was only remembered or seen at second hand is shown as to be verified', () => {
  for (const { values } of parametersOf()) {
    for (const { source, toVerify } of values) assert.equal(toVerify, !['O', 'T'].includes(source.mark))
  }
})
