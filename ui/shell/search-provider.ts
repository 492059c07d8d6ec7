/**
 * What the search box of the workbench asks. Modules that can be searched add their source to `sources`, lazily;
 * a source sends the text in a request's body, because it may be a person's name.
 */

export type SearchResult = {
  /** 王桂兰. */
  title: string
  /** What tells it apart: 证件号、街道. */
  second: string
  path: string
}

export type SearchSource = (text: string) => Promise<SearchResult[]>

const sources: (() => Promise<{ search: SearchSource }>)[] = [
  () => import('../domains/registries/search-source.ts'),
  () => import('./search-cases.ts'),
]

/** Asks all sources at once; answers in their order. One that fails is left out unless all of them fail. */
export async function searchProvider(text: string): Promise<SearchResult[]> {
  const answers = await Promise.allSettled(sources.map(async (source) => (await source()).search(text)))
  const found = answers.filter((answer) => answer.status === 'fulfilled')
  const [failed] = answers.filter((answer) => answer.status === 'rejected')
  if (found.length === 0 && failed) throw failed.reason
  return found.flatMap((answer) => answer.value)
}
