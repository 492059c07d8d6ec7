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

const sources: (() => Promise<{ search: SearchSource }>)[] = [() => import('./search-people.ts')]

/** Asks all sources at once; answers in their order. */
export async function searchProvider(text: string): Promise<SearchResult[]> {
  const loaded = await Promise.all(sources.map((source) => source()))
  const answers = await Promise.all(loaded.map((source) => source.search(text)))
  return answers.flat()
}
