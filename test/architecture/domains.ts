/**
 * What a line of work has to bear, read from its folder: docs/decisions/domains-of-programmes.md says why. A domain
 * with verbs of its own has all the files that carry a verb; one that is only programmes has none of them, because
 * its verbs lie in casework, benefits and payments.
 */

/** Files of a domain by their path below its folder, with their text. */
export type DomainFiles = ReadonlyMap<string, string>

const always = ['README.md', 'index.ts', 'model.ts']
const ofVerbs = ['queries.ts', 'service.ts', 'access.ts', 'routes.ts', 'problems.ts']
const ofProgrammes = ['indicators.ts', 'queries.ts']
const known = new Set([...always, ...ofVerbs, 'contract.ts', 'jobs.ts', 'indicators.ts', 'subscribers.ts'])
/** What shows that there is a verb. */
const verbs = ['service.ts', 'access.ts', 'routes.ts', 'problems.ts', 'contract.ts']

/** What is wrong with a domain, a line each; `programmes` says whether the law has a folder of programmes for it. */
export function faultsOfDomain(files: DomainFiles, programmes: boolean): string[] {
  const own = [...files.keys()].filter((path) => !path.endsWith('.test.ts'))
  const named = new Set(own.map(nameOf))
  const hasVerbs = verbs.some((name) => named.has(name))
  return [
    ...always.filter((name) => !files.has(name)).map((name) => `${name} is missing`),
    // A noun with a folder of its own has its files there.
    ...(hasVerbs ? ofVerbs : ofProgrammes)
      .filter((name) => !named.has(name))
      .map((name) => `${name} is missing`),
    ...own
      .filter((path) => !path.includes('/') && !known.has(path))
      .map((path) => `${path} is not one of its files`),
    ...(hasVerbs || programmes ? [] : ['neither verbs of its own nor programmes in law/']),
    ...faultsOfReadme(files.get('README.md') ?? ''),
    ...own
      .filter((path) => path.endsWith('.ts') && !path.endsWith('queries.ts'))
      .filter((path) => /\btx(?:<[^`]*>)?`/.test(files.get(path) ?? ''))
      .map((path) => `${path} holds SQL`),
  ]
}

const nameOf = (path: string): string => path.split('/').at(-1) ?? ''

/** What it is, who works on it, by which law, and how it goes: in Chinese, with a diagram. */
function faultsOfReadme(text: string): string[] {
  return [
    ...(/\p{Script=Han}/u.test(text) ? [] : ['README.md is not in Chinese']),
    ...(text.includes('stateDiagram') ? [] : ['README.md has no state diagram']),
    ...['谁来办', '依据']
      .filter((word) => !text.includes(word))
      .map((word) => `README.md does not say ${word}`),
  ]
}
