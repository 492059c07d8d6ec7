/** Splits a migration into single statements: a sharded server takes one DDL statement per call. */

/** Statements without their closing semicolons; strings, quoted names, comments and `$$` bodies are left whole. */
export function splitStatements(text: string): string[] {
  const statements: string[] = []
  let start = 0
  let at = 0
  while (at < text.length) {
    if (text[at] === ';') {
      statements.push(text.slice(start, at))
      start = at = at + 1
    } else at = afterToken(text, at)
  }
  statements.push(text.slice(start))
  return statements
    .map((statement) => statement.trim())
    .filter((statement) => withoutComments(statement) !== '')
}

function afterToken(text: string, at: number): number {
  if (text.startsWith('--', at)) return afterText(text, '\n', at + 2)
  if (text.startsWith('/*', at)) return afterComment(text, at + 2)
  const character = text[at]
  if (character === "'") return afterQuoted(text, at, isEscapeString(text, at))
  if (character === '"') return afterQuoted(text, at, false)
  if (character === '$' && !/[\w$]/.test(text[at - 1] ?? '')) {
    const tag = /^\$([A-Za-z_]\w*)?\$/.exec(text.slice(at, at + 70))?.[0]
    if (tag) return afterText(text, tag, at + tag.length)
  }
  return at + 1
}

function afterText(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from)
  return found < 0 ? text.length : found + end.length
}

/** Comments of PostgreSQL nest. */
function afterComment(text: string, from: number): number {
  let depth = 1
  let at = from
  while (at < text.length && depth > 0) {
    if (text.startsWith('/*', at)) depth++
    else if (text.startsWith('*/', at)) depth--
    else {
      at++
      continue
    }
    at += 2
  }
  return at
}

function isEscapeString(text: string, at: number): boolean {
  return /[eE]/.test(text[at - 1] ?? '') && !/\w/.test(text[at - 2] ?? '')
}

function afterQuoted(text: string, at: number, backslashEscapes: boolean): number {
  const quote = text[at]
  for (let here = at + 1; here < text.length; here++) {
    if (backslashEscapes && text[here] === '\\') here++
    else if (text[here] === quote) {
      if (text[here + 1] !== quote) return here + 1
      here++
    }
  }
  return text.length
}

function withoutComments(statement: string): string {
  return statement
    .replace(/--[^\n]*/g, '')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .trim()
}
