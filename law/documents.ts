/**
 * Reads every `law.md` of the folder: documents, and what each article says in our own words.
 * The form: `# title`, lines `- 文号：…`, then `## 第九条` with paragraphs; `> 未编码：…` gives the reason
 * why an article has no code; `> 依据：M …` says that this article is known less well than its document.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ParameterSource } from '../engine/index.ts'
import type { ArticleReference } from './procedure.ts'

/** How well a text or value is known: official, whole text in a copy, secondary, derived, memory. */
export type Mark = 'O' | 'T' | 'S' | 'D' | 'M'

export type LawArticle = ArticleReference & {
  title: string
  number: string
  heading: string
  text: string
  /** Why the article is not coded; null when it is. */
  notCoded: string | null
  mark: Mark
  /** 待核实: the text has not been read. */
  toVerify: boolean
}

export type LawDocument = {
  id: string
  title: string
  number: string
  issuer: string
  published: string | null
  from: string | null
  to: string | null
  mark: Mark
  basis: string
  /** The law.md it stands in, relative to the law folder. */
  file: string
  articles: LawArticle[]
}

export const lawFolder = import.meta.dirname

/** O and T count as cited; everything else is shown with its source and 待核实. */
export const isToVerify = (mark: Mark): boolean => mark !== 'O' && mark !== 'T'

const isMark = (text: string): text is Mark => ['O', 'T', 'S', 'D', 'M'].includes(text)

let cached: LawDocument[] | undefined

/** All documents of all law.md files, in the order of the folders. */
export function listLawDocuments(): LawDocument[] {
  cached ??= readdirSync(lawFolder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('law.md'))
    .toSorted()
    .flatMap((path) => parseLaw(readFileSync(join(lawFolder, path), 'utf8'), path))
  return cached
}

/** A document by id or by title; throws when it is in no law.md. */
export function getLawDocument(id: string): LawDocument {
  const found = listLawDocuments().find((document) => document.id === id || document.title === id)
  if (!found) throw new Error(`政策法规里没有文件 ${id}`)
  return found
}

/** A document as a source, known as well as is said, or as well as the document is. Throws when it is in no law.md. */
export function sourceOf(id: string, mark?: Mark): ParameterSource {
  const document = getLawDocument(id)
  return {
    document: document.title,
    number: document.number,
    ...(document.published === null ? {} : { date: document.published }),
    mark: mark ?? document.mark,
  }
}

/** What an article says, in our own words, by the document's id or title and the article's heading.
 * Throws when either is unknown. */
export function getLawArticle(document: string, article: string): LawArticle {
  const found = getLawDocument(document).articles.find((each) => each.heading === article)
  if (!found) throw new Error(`文件 ${document} 没有条目 ${article}`)
  return found
}

/** Parses one law.md. */
export function parseLaw(text: string, file: string): LawDocument[] {
  return text
    .split(/^# /m)
    .slice(1)
    .map((section) => parseDocument(section, file))
}

function parseDocument(section: string, file: string): LawDocument {
  const [head = '', ...articles] = section.split(/^## /m)
  const field = (name: string) => new RegExp(`^- ${name}：(.+)$`, 'm').exec(head)?.[1]?.trim()
  const date = (name: string) => {
    const value = field(name)
    return value === undefined || value === '未见' ? null : value
  }
  const title = head.split('\n')[0]?.trim() ?? ''
  const basis = field('依据') ?? ''
  const mark = basis.slice(0, 1)
  const id = field('标识')
  if (!id || !isMark(mark)) throw new Error(`${file}“${title}”缺标识或依据`)
  const number = field('文号') ?? '未见'
  return {
    id,
    title,
    number,
    issuer: field('发布') ?? '未见',
    published: date('公布'),
    from: date('施行'),
    to: date('废止'),
    mark,
    basis: basis.slice(1).trim(),
    file,
    articles: articles.map((text) => parseArticle(text, { document: id, title, number, mark })),
  }
}

type DocumentHead = { document: string; title: string; number: string; mark: Mark }

function parseArticle(text: string, head: DocumentHead): LawArticle {
  const [heading = '', ...rest] = text.split('\n')
  const body = rest.join('\n')
  const own = /^> 依据：([OTSDM])/m.exec(body)?.[1] ?? ''
  const mark = isMark(own) ? own : head.mark
  return {
    ...head,
    mark,
    article: heading.trim(),
    heading: heading.trim(),
    text: body.replaceAll(/^> .*$/gm, '').trim(),
    notCoded: /^> 未编码：(.+)$/m.exec(body)?.[1] ?? null,
    toVerify: isToVerify(mark),
  }
}
