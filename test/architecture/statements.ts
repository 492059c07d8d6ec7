/**
 * Finds the SQL of a `queries.ts` without running it: its tagged templates, with a parameter for each value, and
 * one statement for each way in which optional parts may be there or not. Types are read from the text before the
 * template: `tx<Row[]>\`…\``.
 */
import { parse, type AnyNode, type Expression, type Node, type TaggedTemplateExpression } from 'acorn'
import { stripTypeScriptTypes } from 'node:module'

export type Statement = {
  line: number
  /** Each way in which the optional parts may be there: none, all, and each of a choice. */
  texts: string[]
  /** `{ name: string }` of the declared row, when it is written out in the same file. */
  row: Record<string, string> | undefined
}

/** A part whose columns are known at run time only; `PART_COLUMNS` in a text stands for it. */
export const columnsPart = '/*columns*/'

/** All statements of a module, in order. */
export function findStatements(source: string): Statement[] {
  const program = parse(stripTypeScriptTypes(source), { ecmaVersion: 'latest', sourceType: 'module' })
  const names = declaredNames(program)
  const fragments = new Set<Node>()
  const templates: TaggedTemplateExpression[] = []
  visit(program, (node) => {
    if (node.type !== 'TaggedTemplateExpression') return
    templates.push(node)
    for (const expression of node.quasi.expressions) visit(expression, (inner) => void fragments.add(inner))
  })
  for (const part of names.parts.values()) visit(part, (node) => void fragments.add(node))
  return templates
    .filter((template) => !fragments.has(template) && isStatement(template))
    .map((template) => ({
      line: source.slice(0, template.start).split('\n').length,
      texts: variants(template, names).map(number),
      row: rowType(source, template),
    }))
}

function isStatement(template: TaggedTemplateExpression): boolean {
  return /^\s*(select|insert|update|delete|with|values)\b/i.test(template.quasi.quasis[0]?.value.raw ?? '')
}

/** What a template may refer to by name: a part kept in a constant, and functions that return one. */
type Names = { parts: Map<string, Expression>; functions: Map<string, Expression[]> }

function declaredNames(program: Node): Names {
  const names: Names = { parts: new Map(), functions: new Map() }
  visit(program, (node) => {
    if (node.type === 'FunctionDeclaration' && node.id) declareFunction(names, node.id.name, node.body)
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || !node.init) return
    if (node.init.type === 'ArrowFunctionExpression') declareFunction(names, node.id.name, node.init.body)
    else if (node.init.type === 'ArrayExpression' || (holdsSql(node.init) && !startsStatement(node.init)))
      names.parts.set(node.id.name, node.init)
  })
  return names
}

function declareFunction(names: Names, name: string, body: Node): void {
  const returned: Expression[] = []
  if (body.type !== 'BlockStatement') returned.push(body as Expression)
  visit(body, (node) => {
    if (node.type === 'ReturnStatement' && node.argument) returned.push(node.argument)
  })
  const parts = returned.filter((each) => holdsSql(each) && !startsStatement(each))
  if (parts.length > 0) names.functions.set(name, parts)
}

function startsStatement(node: Node): boolean {
  let found = false
  visit(node, (inner) => {
    if (inner.type === 'TaggedTemplateExpression' && isStatement(inner)) found = true
  })
  return found
}

function holdsSql(node: Node): boolean {
  let found = false
  visit(node, (inner) => {
    if (inner.type === 'TaggedTemplateExpression') found = true
  })
  return found
}

/** Texts with `\u0000` for each value. */
function variants(template: TaggedTemplateExpression, names: Names): string[] {
  let texts = ['']
  for (const [at, quasi] of template.quasi.quasis.entries()) {
    texts = texts.map((text) => text + quasi.value.cooked)
    const expression = template.quasi.expressions[at]
    if (!expression) continue
    const parts = partsOf(expression, names, quasi.value.cooked ?? '')
    const first = texts.map((text) => text + parts[0])
    // All first choices, all last ones, and each choice once: enough to see every piece in its place.
    texts = parts.length === 1 ? first : [...first, ...parts.slice(1).map((part) => texts.at(-1) + part)]
  }
  return texts
}

function partsOf(node: Expression, names: Names, before: string): string[] {
  if (node.type === 'TaggedTemplateExpression') return variants(node, names)
  if (node.type === 'ConditionalExpression' && holdsSql(node))
    return [...partsOf(node.consequent, names, before), ...partsOf(node.alternate, names, before)]
  if (node.type === 'Identifier') {
    const part = names.parts.get(node.name)
    return part && holdsSql(part) ? partsOf(part, names, before) : ['\u0000']
  }
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return ['\u0000']
  const { name } = node.callee
  if (name === 'sql' || name === 'tx')
    return [/\bin\s+$/i.test(before) ? '(\u0000)' : columnsOf(node.arguments as Expression[], names)]
  const returned = names.functions.get(name)
  return returned ? returned.flatMap((each) => partsOf(each, names, before)) : ['\u0000']
}

/** `sql(row, 'a', 'b')`, `sql(['a', 'b'])` and `sql(list)`: the columns where they are written, else a mark. */
function columnsOf(given: Expression[], names: Names): string {
  const [first, ...rest] = given
  const listed = rest.length > 0 ? rest : listedIn(first, names)
  const texts = listed.flatMap((each) => (each.type === 'Literal' ? [String(each.value)] : []))
  if (rest.length > 0) return `(${texts.join(', ')}) values (${texts.map(() => '\u0000').join(', ')})`
  return texts.length > 0 ? texts.join(', ') : columnsPart
}

function listedIn(node: Expression | undefined, names: Names): AnyNode[] {
  const array = node?.type === 'Identifier' ? names.parts.get(node.name) : node
  return array?.type === 'ArrayExpression' ? (array.elements as AnyNode[]) : []
}

function number(text: string): string {
  let count = 0
  return text.replaceAll('\u0000', () => `$${++count}`)
}

function rowType(source: string, template: TaggedTemplateExpression): Record<string, string> | undefined {
  const declared = source.slice(template.tag.start, template.quasi.start)
  const written = /<\s*(?:\{([\s\S]*)\}|(\w+))\s*\[\]\s*>$/.exec(declared.trimEnd())
  const body =
    written?.[1] ?? (written?.[2] === undefined ? undefined : typeBody(source, written[2], template.start))
  return body === undefined ? undefined : readFields(body)
}

/** The fields of a type; of several with the name, those of the last one before the template. */
function typeBody(source: string, name: string, before: number): string | undefined {
  const bodies = [...source.matchAll(new RegExp(`type ${name} = \\{([^{}]*)\\}\n`, 'g'))]
  return (bodies.findLast((body) => body.index < before) ?? bodies[0])?.[1]
}

function readFields(body: string): Record<string, string> | undefined {
  const plain = body.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
  const fields = plain
    .split(/[;\n]/)
    .map((field) => field.trim())
    .filter((field) => field !== '')
  const pairs = fields.map((field) => /^(\w+)(\??): (.+)$/.exec(field))
  if (pairs.some((pair) => !pair)) return undefined
  return Object.fromEntries(pairs.flatMap((pair) => (pair ? [[pair[1] ?? '', pair[3] ?? '']] : [])))
}

function visit(node: Node, see: (node: AnyNode) => void): void {
  see(node as AnyNode)
  for (const value of Object.values(node) as unknown[])
    for (const each of Array.isArray(value) ? (value as unknown[]) : [value])
      if (isNode(each)) visit(each, see)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
