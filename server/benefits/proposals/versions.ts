/** Which versions of the rules a proposal may put in force, what is wrong with one, and how it differs from what holds. */
import {
  decide,
  describe,
  getVersion,
  lawHash,
  LawError,
  trace,
  tryVersion,
  type Decision,
  type Description,
  type Programme,
} from '../../../engine/index.ts'
import {
  getLawDocument,
  isInForce,
  isToVerify,
  listDraftExamples,
  listProgrammes,
  type PolicyProgramme,
} from '../../../law/index.ts'
import { dateText } from '../../casework/index.ts'
import { addDays } from '../../platform/clock/index.ts'
import { amountOf } from '../decisions/decide.ts'
import { asEnacted, asProposed, type EnactedValue } from './current-law.ts'
import type { HashedVersion, ProposalVersionRow } from './queries.ts'

export type ChangeableVersion = {
  programme_id: string
  programme_title: string
  version: string
  title: string
  /** A draft was never in force. */
  draft: boolean
  /** What it says, in words, and whether that is 待核实. */
  text: string
  to_verify: boolean
}

/** Versions of offered programmes other than the one that holds on the day in the division: drafts, and former ones. */
export function listChangeableVersions(date: string, division: string): ChangeableVersion[] {
  return listProgrammes().flatMap((programme) => {
    const now = versionOn(programme, date, division)
    const { drafts, versions } = programme.rules
    return [
      ...drafts.map((draft) => viewVersion(programme, draft.id)),
      // One that the files date later comes by itself.
      ...versions.filter(({ from }) => from <= date).map(({ id }) => viewVersion(programme, id)),
    ].filter(({ version }) => version !== now)
  })
}

function versionOn(programme: PolicyProgramme, date: string, division: string): string | undefined {
  const { rules } = asEnacted(programme)
  try {
    return getVersion(rules, date, division).id
  } catch (error) {
    if (error instanceof LawError && error.code === 'version_not_in_force') return undefined
    throw error
  }
}

function viewVersion({ id, title, rules }: PolicyProgramme, version: string): ChangeableVersion {
  const draft = rules.drafts.find((each) => each.id === version)
  const dated = rules.versions.find((each) => each.id === version)
  const document = getLawDocument(draft?.source.document ?? dated!.document)
  return {
    programme_id: id,
    programme_title: title,
    version,
    title: draft?.title ?? `${document.title}（${dateText(dated!.from)}起的一版）`,
    draft: draft !== undefined,
    text: draft === undefined ? '' : document.articles.map(({ text }) => text).join(''),
    to_verify: isToVerify(draft?.source.mark ?? document.mark),
  }
}

const programmeNamed = (id: string): PolicyProgramme | undefined =>
  listProgrammes().find((programme) => programme.id === id)

/** What is wrong with a version, in words; undefined when it may be proposed from the day on. */
export function wrongVersion(row: ProposalVersionRow, effective_from: string): string | undefined {
  const programme = programmeNamed(row.programme_id)
  const { versions = [], drafts = [] } = programme?.rules ?? {}
  if (programme === undefined || [...versions, ...drafts].every(({ id }) => id !== row.version))
    return '没有这一版规则'
  const taken = asEnacted(programme).rules.versions.some(
    (each) => each.division === row.version_division && each.from === effective_from,
  )
  if (taken) return `${programme.title}自这一天起已有一版规则`
  if (versionOn(programme, effective_from, row.version_division) === row.version)
    return `${programme.title}那一天本来就是这一版规则`
  const proposed = asProposed(programme, { enacted: [], versions: [enactedAs(row, effective_from)] })
  return isInForce(proposed, effective_from, row.version_division)
    ? undefined
    : '这一天还缺这一版规则要用的数值'
}

export const enactedAs = (
  { programme_id, version, version_division: division }: ProposalVersionRow,
  from: string,
) => ({ programme_id, version, division, from })

/** The hash of the rules as their files are now: the same that receipts bear of decisions under them. */
export function hashed(row: ProposalVersionRow, effective_from: string): HashedVersion {
  const { rules } = asEnacted(programmeNamed(row.programme_id)!)
  const traced = trace(tryVersion(rules, row.version), effective_from, row.version_division)
  const { programme_id, version, version_division } = row
  return { programme_id, version, version_division, rules_hash: lawHash(traced) }
}

/** A version as a proposal shows it: what it is, article by article what becomes different from the day before, and its
 * worked cases. */
export function viewProposed(
  { rules_hash, ...row }: HashedVersion,
  effective_from: string,
  values: readonly EnactedValue[],
) {
  const programme = programmeNamed(row.programme_id)!
  const versions = [enactedAs(row, effective_from)]
  const after = asProposed(programme, { enacted: values, versions }).rules
  return {
    ...viewVersion(programme, row.version),
    version_division: row.version_division,
    code: rules_hash.slice(0, 8),
    articles: differences(
      describeOn(asEnacted(programme).rules, addDays(effective_from, -1), row.version_division),
      describeOn(after, effective_from, row.version_division),
    ),
    cases: casesOf(programme, row.version),
  }
}

function describeOn(rules: Programme, date: string, division: string): Description['articles'] {
  try {
    return describe(rules, date, division).articles
  } catch (error) {
    if (error instanceof LawError) return []
    throw error
  }
}

type Difference = {
  document: string
  article: string
  label: string
  before: string | null
  after: string | null
}

/** Steps whose words differ, by their labels; in the order of the new rules, then what falls away. */
function differences(before: Description['articles'], after: Description['articles']): Difference[] {
  const had = new Map(before.map((each) => [each.label, each]))
  const has = new Map(after.map((each) => [each.label, each]))
  return [...after, ...before.filter(({ label }) => !has.has(label))].flatMap(
    ({ document, article, label }) => {
      const [was, is] = [had.get(label)?.text ?? null, has.get(label)?.text ?? null]
      return was === is ? [] : [{ document, article, label, before: was, after: is }]
    },
  )
}

/** The draft's own worked cases, by what holds on their day and by the draft. */
function casesOf({ id, rules }: PolicyProgramme, version: string) {
  if (rules.drafts.every((draft) => draft.id !== version)) return []
  const tried = tryVersion(rules, version)
  return listDraftExamples(id, version).map((example) => ({
    title: example.title,
    before: viewResult(decide(rules, example.input)),
    after: viewResult(decide(tried, example.input)),
  }))
}

const viewResult = (decision: Decision) => ({
  outcome: decision.status,
  amount: amountOf(decision)?.toString() ?? null,
})
