// What a quantity is made of: the expression as the rule's author wrote it, with labels and articles.
// `describe`, the reasons and the hash of the law read forms; the graph that computes is lowered from them.
import type { Quantity } from './quantity.ts'

/** Where a rule stands. Without a document, the document of the programme's version is meant. */
export interface Citation {
  readonly article: string
  readonly document?: string
}

/** A fact that a programme asks for. Amounts in fen, days as YYYYMMDD, flags 0/1, codes by their place in
 * the list; `lo` and `hi` are inclusive and are checked whenever facts come in. */
export interface InputDeclaration {
  readonly name: string
  readonly label: string
  readonly entity: 'household' | 'person'
  readonly unit: 'money' | 'money/month' | 'count' | 'day' | 'flag' | 'code'
  readonly lo: number
  readonly hi: number
  readonly codes?: readonly { readonly code: string; readonly label: string }[]
  readonly hint?: string
}

export type Comparison = 'below' | 'at-most' | 'equal'
export type RoundingMode = 'half-up' | 'down' | 'up'
export type Span = 'years' | 'months' | 'days'

export type Form =
  | { readonly kind: 'literal'; readonly numerator: bigint; readonly denominator: bigint }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'input'; readonly input: InputDeclaration }
  | { readonly kind: 'decision-day' }
  | { readonly kind: 'household-size' }
  | {
      readonly kind: 'plus' | 'minus' | 'times' | 'per' | 'larger' | 'smaller' | 'and' | 'or'
      readonly left: Quantity
      readonly right: Quantity
    }
  | { readonly kind: 'compare'; readonly test: Comparison; readonly left: Quantity; readonly right: Quantity }
  | { readonly kind: 'not'; readonly of: Quantity }
  | { readonly kind: 'one-of'; readonly of: Quantity; readonly codes: readonly string[] }
  | { readonly kind: 'round'; readonly of: Quantity; readonly mode: RoundingMode; readonly step: 1 | 100 }
  | {
      readonly kind: 'choice'
      readonly condition: Quantity
      readonly chosen: Quantity
      readonly otherwise: Quantity
    }
  | { readonly kind: 'sum' | 'any' | 'count-where' | 'least' | 'greatest'; readonly of: Quantity }
  | { readonly kind: 'span'; readonly span: Span; readonly from: Quantity; readonly to: Quantity }
  | { readonly kind: 'article'; readonly citation: Citation; readonly label: string; readonly of: Quantity }

/** The quantities that a form is directly made of, in the order in which they are read. */
export function operandsOf(form: Form): readonly Quantity[] {
  switch (form.kind) {
    case 'literal':
    case 'parameter':
    case 'input':
    case 'decision-day':
    case 'household-size':
      return []
    case 'choice':
      return [form.condition, form.chosen, form.otherwise]
    case 'span':
      return [form.from, form.to]
    case 'not':
    case 'one-of':
    case 'round':
    case 'sum':
    case 'any':
    case 'count-where':
    case 'least':
    case 'greatest':
    case 'article':
      return [form.of]
    default:
      return [form.left, form.right]
  }
}
