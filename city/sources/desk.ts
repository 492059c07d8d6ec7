/** One source's desk: takes a question, does what its script says, and gives the same final answer ever after. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Books } from './books.ts'
import { codeOf, type Answer, type Holding, type Question, type Source, type Word } from './protocol.ts'
import type { Player, Rule } from './script.ts'
import { asOf, wordOf } from './words.ts'
import { dayNumber, dayText } from '../people/days.ts'

export type Reply = { status: number; text?: string; signed?: boolean } | 'never'

export type Desk = {
  answer(question: Question, text: string): Promise<Reply>
  /** Answers that are still on their way to the house's inbox. */
  underWay(): number
}

export type DeskOptions = {
  source: Source
  secret: string
  books: Books
  player: Player
  /** Address of the house whose inbox answers are brought to; none: nothing is brought. */
  house: string | undefined
  now: () => string
}

export function openDesk(options: DeskOptions): Desk {
  const { source, player, books } = options
  /** Every number that was ever asked, with its content and, once there is one, its final answer. */
  const book = new Map<string, { text: string; final: string | undefined }>()
  let bringing = 0

  function finalOf(question: Question, rule: Rule): string {
    const known = book.get(question.request_id)
    if (known?.final !== undefined) return known.final
    const body = shaped(wordOf(books, source, question), source, question, rule)
    const final = JSON.stringify({
      request_id: question.request_id,
      sequence: 2,
      final: true,
      body,
    } satisfies Answer)
    if (known !== undefined) known.final = final
    return final
  }

  async function bring(text: string): Promise<void> {
    if (options.house === undefined) return
    for (let tries = 0; tries < 5; tries += 1) {
      const time = options.now()
      const reply = await fetch(`${options.house}/api/exchange/${source}/answers`, {
        method: 'POST',
        body: text,
        headers: {
          'content-type': 'application/json',
          'exchange-time': time,
          'exchange-signature': codeOf(options.secret, 'answer', time, text),
        },
        signal: AbortSignal.timeout(5000),
      }).catch(() => undefined)
      if (reply !== undefined && reply.status < 500) return
      await delay(1000)
    }
  }

  function bringLater(question: Question, rule: Rule): void {
    const { request_id } = question
    const final = finalOf(question, rule)
    const interim = JSON.stringify({ request_id, sequence: 1, final: false, body: {} } satisfies Answer)
    const other = () => {
      const again = JSON.parse(final) as Answer
      return JSON.stringify({ ...again, sequence: 3, body: contradicted(again.body as Word, source) })
    }
    const messages: Partial<Record<Rule['does'], string[]>> = {
      duplicate: [final, final, final],
      out_of_order: [final, interim],
      second_thoughts: [final, other()],
    }
    bringing += 1
    void (async () => {
      await delay((rule.seconds ?? 0) * 1000)
      for (const message of messages[rule.does] ?? [final]) await bring(message)
    })().finally(() => (bringing -= 1))
  }

  return {
    underWay: () => bringing,
    async answer(question, text) {
      const known = book.get(question.request_id)
      // One number is one question.
      if (known !== undefined && known.text !== text) return { status: 409 }
      if (known === undefined) book.set(question.request_id, { text, final: undefined })
      const rule = player.next(source, question.request_id)
      switch (rule.does) {
        case 'down':
          return { status: 503 }
        case 'silent':
          return 'never'
        case 'refuse':
          return { status: 422 }
        case 'wrong_format':
          return { status: 200, signed: true, text: '<answer>查无此请求格式</answer>' }
        case 'unsigned':
          return { status: 200, signed: false, text: finalOf(question, rule) }
        case 'slow':
          await delay((rule.seconds ?? 1) * 1000)
          return { status: 200, signed: true, text: finalOf(question, rule) }
        case 'later':
        case 'duplicate':
        case 'out_of_order':
        case 'second_thoughts':
          // Asked again while the answer is on its way: it is still on its way.
          if (known === undefined) bringLater(question, rule)
          return { status: 202 }
        default:
          return { status: 200, signed: true, text: finalOf(question, rule) }
      }
    },
  }
}

const unknown = (holding: Holding): Holding => ({ ...holding, holds: 'unknown', facts: [], details: [] })

function shaped(word: Word, source: Source, question: Question, rule: Rule): Word {
  if (rule.does === 'contradict') return contradicted(word, source)
  if (rule.does === 'stale')
    return { ...word, as_of: dayText(dayNumber(asOf(source, question.body.as_of)) - 400) }
  if (rule.does !== 'unknown') return word
  return {
    ...word,
    people: word.people.map((each) => ({ ...each, ...unknown(each) })),
    household: word.household === null ? null : unknown(word.household),
  }
}

/** The same with 600.00 yuan a month more for the first person, where the source knows of wages; else with one thing more. */
function contradicted(word: Word, source: Source): Word {
  const more = (holding: Holding, name: string, by: number): Holding => {
    const before = Number(holding.facts.find(({ fact }) => fact === name)?.value ?? 0)
    const others = holding.facts.filter(({ fact }) => fact !== name)
    return { ...holding, holds: 'yes', facts: [...others, { fact: name, value: String(before + by) }] }
  }
  const [first, ...rest] = word.people
  if (word.household !== null && source !== 'household_register') {
    const name = source === 'vehicles' ? 'vehicle_count' : 'home_count'
    return { ...word, household: more(word.household, name, 1) }
  }
  if (first === undefined) return word
  const name = source === 'tax' || source === 'social_insurance' ? 'wage_income' : 'financial_assets'
  return { ...word, people: [{ ...first, ...more(first, name, 60_000) }, ...rest] }
}
