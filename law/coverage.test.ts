/** Every article is coded or says why not; every citation and every value can be opened. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { trace, tryVersion } from '../engine/index.ts'
import type { Programme } from '../engine/index.ts'
import { appeal } from './common/appeal.ts'
import {
  getLawArticle,
  getLawDocument,
  listDraftExamples,
  listLawDocuments,
  listStackingRules,
  listAllProgrammes,
  loadIncomeKinds,
} from './index.ts'
import { settlementArticles, supporterAbility } from './index.ts'
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

/** A draft has no day of its own; it is read with the values of this one. */
const DAY_OF_DRAFTS = '2017-09-18'

/** Citations of the rules, from the forms behind every result; without a document the version's is meant. */
function citationsOf(rules: Programme): ArticleReference[] {
  const found: ArticleReference[] = []
  const drafts = rules.drafts.map(({ id }) => tryVersion(rules, id))
  const written = [
    ...rules.versions.map((version) => ({ tried: rules, version, date: version.from })),
    ...drafts.map((tried) => ({ tried, version: tried.versions[0]!, date: DAY_OF_DRAFTS })),
  ]
  for (const { tried, version, date } of written) {
    const seen = new Set<object>()
    const visit = (value: unknown): void => {
      if (!isObject(value) || seen.has(value) || typeof value['form'] !== 'object') return
      seen.add(value)
      const form = value['form'] as Record<string, unknown>
      const citation = form['citation'] as { article: string; document?: string } | undefined
      if (citation) found.push({ document: version.document, ...citation })
      Object.values(form).forEach(visit)
    }
    trace(tried, date, '120104').outputs.forEach(({ quantity }) => visit(quantity))
  }
  return found
}

const procedureReferences = (procedure: ProcedureDefinition): ArticleReference[] => [
  ...referencesIn(procedure),
  ...referencesIn(procedure.steps),
]

const parametersOf = () =>
  ['common', 'medical-aid', ...listAllProgrammes().map(({ folder }) => folder)].flatMap((folder) =>
    loadParameters(folder),
  )

const listDraftParameters = () =>
  listAllProgrammes().flatMap(({ rules }) => rules.drafts.flatMap((draft) => draft.parameters))

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
  ...[...parametersOf(), ...listDraftParameters()].flatMap(({ values }) =>
    values.map(({ source }) => ({ document: source.document, article: source.article ?? '' })),
  ),
  ...referencesIn(listStackingRules()),
  ...referencesIn(loadIncomeKinds()),
  ...referencesIn(appeal),
  ...referencesIn(settlementArticles),
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

test('a draft rests on a document of the folder, has a value and a mark for all that it brings, and worked cases', () => {
  for (const { id, rules } of listAllProgrammes())
    for (const draft of rules.drafts) {
      assert.equal(getLawDocument(draft.source.document).from, null)
      for (const { name, values } of draft.parameters) {
        assert.ok(values.length > 0, name)
        for (const { source } of values) assert.equal(source.mark.length, 1, name)
      }
      assert.ok(listDraftExamples(id, draft.id).length > 1)
    }
})

test('no draft holds on any day: what is in force is what has a day', () => {
  for (const { rules } of listAllProgrammes())
    for (const { id } of rules.drafts)
      assert.ok(
        rules.versions.every((version) => version.id !== id),
        id,
      )
})
