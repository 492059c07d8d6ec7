// The third guard against plain control flow on symbols: reads a rule's JavaScript and lists what would
// silently take a symbol for its truth, or reckon with it outside the graph. For tests and the server; the
// only file here that needs acorn, and therefore not part of index.ts.
import { parse } from 'acorn'
import type { Programme } from '../programme.ts'

export interface RuleSourceProblem {
  readonly line: number
  readonly message: string
}

type SyntaxNode = {
  readonly type: string
  readonly loc?: { readonly start: { readonly line: number } }
} & Record<string, unknown>

const REFUSED: Readonly<Record<string, string>> = {
  IfStatement: 'if：请写 when(…).then(…).otherwise(…)',
  ConditionalExpression: '?:：请写 when(…).then(…).otherwise(…)',
  LogicalExpression: '&&、||、??：请写 .and()、.or()',
  SwitchStatement: 'switch：请写 when(…).then(…).when(…)…',
  ForStatement: 'for：对成员请用 members',
  ForInStatement: 'for：对成员请用 members',
  ForOfStatement: 'for：对成员请用 members',
  WhileStatement: 'while',
  DoWhileStatement: 'while',
  BinaryExpression: '运算符：请写 .plus()、.isBelow() 等',
  UpdateExpression: '++、--',
  TryStatement: 'try',
  AwaitExpression: 'await：规则不等待任何事',
}

/** Lists what a rule may not contain: control flow, operators, the clock. `source` is a whole module or one
 * function, types already stripped. Throws a SyntaxError if it can't be read. */
export function checkRuleSource(source: string): RuleSourceProblem[] {
  const problems: RuleSourceProblem[] = []
  const visit = (node: SyntaxNode): void => {
    const message = refusal(node)
    if (message !== undefined) problems.push({ line: node.loc?.start.line ?? 0, message })
    for (const part of Object.values(node)) {
      for (const child of Array.isArray(part) ? part : [part]) if (isNode(child)) visit(child)
    }
  }
  visit(parseSource(source))
  return problems
}

/** The problems of the functions that a programme's versions run, helpers in other functions not included:
 * check their files with `checkRuleSource`. */
export function checkProgrammeSource(programme: Programme): RuleSourceProblem[] {
  return programme.versions.flatMap(({ rules }) => checkRuleSource(rules.toString()))
}

function parseSource(source: string): SyntaxNode {
  const options = { ecmaVersion: 'latest', sourceType: 'module', locations: true } as const
  try {
    return parse(source, options) as unknown as SyntaxNode
  } catch (error) {
    try {
      return parse(`(${source})`, options) as unknown as SyntaxNode
    } catch {
      // `rules() { … }` as it is written in an object.
      try {
        return parse(`({${source}})`, options) as unknown as SyntaxNode
      } catch {
        throw error
      }
    }
  }
}

function refusal(node: SyntaxNode): string | undefined {
  if (node.type === 'UnaryExpression') {
    const negativeNumber =
      node['operator'] === '-' && isNode(node['argument']) && node['argument'].type === 'Literal'
    return negativeNumber ? undefined : `${String(node['operator'])}：请写 .not() 等`
  }
  if (node.type === 'AssignmentExpression' && node['operator'] !== '=') return `${String(node['operator'])}`
  if (node.type === 'Identifier' && (node['name'] === 'Date' || node['name'] === 'Math')) {
    return `${node['name']}：日期和运算都由引擎给出`
  }
  return REFUSED[node.type]
}

const isNode = (part: unknown): part is SyntaxNode =>
  typeof part === 'object' && part !== null && 'type' in part
