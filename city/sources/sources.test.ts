import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { startSources } from '../../test/sources.ts'
import { machineNow } from '../../server/platform/clock/index.ts'
import { exchangeHeaders, isSigned, sign } from '../../server/platform/exchange/index.ts'
import { makeCity } from '../people/generate.ts'
import { openBooks, undeclaredOf } from './books.ts'
import type { Answer, Source, Word } from './protocol.ts'
import { ruleFor } from './script.ts'

/** What is brought to the house's inbox. */
const brought: { url: string; answer: Answer; genuine: boolean }[] = []
const inbox = createServer((message, reply) => {
  void textOf(message).then((text) => {
    const source = (message.url ?? '').split('/')[3] as Source
    const header = (name: string) => String(message.headers[name] ?? '')
    const proof = { time: header(exchangeHeaders.time), signature: header(exchangeHeaders.signature) }
    const genuine = isSigned(sources.partner(source).secret, 'answer', proof, text, machineNow())
    brought.push({ url: message.url ?? '', answer: JSON.parse(text) as Answer, genuine })
    reply.writeHead(200).end('{}')
  })
})
await new Promise<void>((resolve) => inbox.listen(0, '127.0.0.1', resolve))
after(() => inbox.close())
const sources = await startSources({ house: `http://127.0.0.1:${(inbox.address() as AddressInfo).port}` })

const city = [...makeCity({ residents: 3000, seed: 2017 })]
const told = city.find(({ members }) => members[0]?.name === '王桂兰')!
const others = city.filter(({ classOrdinal }) => classOrdinal >= 0)

const peopleOf = (household: (typeof city)[number]) =>
  household.members.map(({ id, name, identityNumber }) => ({
    reference: id,
    name,
    identity_number: identityNumber,
    authorisation: randomUUID(),
  }))

type Asked = { request_id: string; kind: string; asked_at: string; body: Record<string, unknown> }
const question = (source: Source, household = told): Asked => ({
  request_id: randomUUID(),
  kind: 'means_check.ask',
  asked_at: machineNow(),
  body: { source, as_of: '2017-09-01', people: peopleOf(household) },
})

async function post(source: Source, asked: Asked, secret = sources.partner(source).secret) {
  const text = JSON.stringify(asked)
  const { time, signature } = sign(secret, 'request', machineNow(), text)
  const reply = await fetch(sources.partner(source).address, {
    method: 'POST',
    body: text,
    headers: {
      'content-type': 'application/json',
      connection: 'close',
      [exchangeHeaders.time]: time,
      [exchangeHeaders.signature]: signature,
    },
    signal: AbortSignal.timeout(8000),
  })
  const body = await reply.text()
  const proof = {
    time: reply.headers.get(exchangeHeaders.time) ?? '',
    signature: reply.headers.get(exchangeHeaders.signature) ?? '',
  }
  const genuine = isSigned(sources.partner(source).secret, 'answer', proof, body, machineNow())
  return { status: reply.status, text: body, genuine }
}

async function ask(source: Source, household = told): Promise<Word> {
  const { status, text, genuine } = await post(source, question(source, household))
  assert.deepEqual([status, genuine], [200, true])
  return (JSON.parse(text) as Answer).body as Word
}

test('social insurance knows the pension to the fen, up to the end of last month', async () => {
  const word = await ask('social_insurance')
  assert.equal(word.as_of, '2017-08-31')
  const [head, spouse] = word.people
  assert.deepEqual([head?.holds, head?.facts], ['no', []])
  assert.deepEqual(spouse?.facts, [
    { fact: 'wage_income', value: '0' },
    { fact: 'transfer_income', value: '183750' },
  ])
})

test('the bank gives each person’s accounts, and together what the household has', async () => {
  const word = await ask('deposits')
  const sums = word.people.map(({ facts, details }) => [
    Number(facts[0]?.value),
    details.reduce((sum, { amount }) => sum + Number(amount), 0),
  ])
  assert.deepEqual(sums, [
    [926_040, 926_040],
    [850_000, 850_000],
    [50_000, 50_000],
  ])
})

test('homes and cars are said of the household, once', async () => {
  const [homes, cars] = [await ask('real_estate'), await ask('vehicles')]
  assert.deepEqual(homes.household?.facts[0], { fact: 'home_count', value: '1' })
  assert.equal(cars.household?.holds, 'no')
  assert.ok(homes.people.every(({ facts }) => facts.length === 0))
})

test('somebody whom no book knows has no record; a number with another’s name says nothing of anybody', async () => {
  const asked = question('deposits')
  const [first] = peopleOf(told)
  asked.body['people'] = [
    { ...first, name: '李四' },
    { ...first, identity_number: '120104190001010011' },
  ]
  const { text } = await post('deposits', asked)
  const { people } = (JSON.parse(text) as Answer).body as Word
  assert.deepEqual(
    people.map(({ holds }) => holds),
    ['unknown', 'no'],
  )
})

test('the books find everybody of the city under the own number, in a city of any size', () => {
  for (const residents of [3000, 20_000]) {
    const books = openBooks({ residents, seed: 2017 })
    for (const household of makeCity({ residents: 3000, seed: 2017 }))
      for (const { identityNumber, name, income } of household.members) {
        const entry = books.find(identityNumber, name)
        assert.ok(typeof entry === 'object', name)
        assert.deepEqual(entry.person.income, income)
      }
  }
})

test('some households keep something back, none of the story’s, and the source says so all the same', async () => {
  const silent = others.filter((household) => undeclaredOf(household).wage > 0)
  assert.ok(silent.length > others.length * 0.01 && silent.length < others.length * 0.06)
  assert.equal(undeclaredOf(told).wage, 0)
  const household = silent[0]!
  const word = await ask('tax', household)
  const wage = Number(word.people[0]?.facts.find(({ fact }) => fact === 'wage_income')?.value)
  assert.equal(wage, household.members[0]!.income.wage + 150_000)
})

test('who cannot sign is told nothing', async () => {
  const reply = await post('tax', question('tax'), 'a secret that is not the one they share')
  assert.deepEqual([reply.status, reply.text], [401, ''])
})

test('the same number with the same question gets the same answer, with another question none', async () => {
  const asked = question('tax')
  const first = await post('tax', asked)
  assert.equal((await post('tax', asked)).text, first.text)
  const other = { ...asked, body: { ...asked.body, as_of: '2017-09-02' } }
  assert.equal((await post('tax', other)).status, 409)
})

test('down, refusing, babbling and unsigned sources do as their script says, then answer', async () => {
  sources.play({
    tax: [
      { does: 'down', tries: 1 },
      { does: 'wrong_format', tries: 1 },
      { does: 'unsigned', tries: 1 },
    ],
    vehicles: [{ does: 'refuse' }],
  })
  const asked = question('tax')
  assert.equal((await post('tax', asked)).status, 503)
  const babble = await post('tax', asked)
  assert.throws(() => JSON.parse(babble.text))
  assert.equal((await post('tax', asked)).genuine, false)
  assert.equal((await post('tax', asked)).genuine, true)
  assert.equal((await post('vehicles', question('vehicles'))).status, 422)
  assert.equal((await post('securities', question('securities'))).status, 200)
})

test('a slow source answers after its time, a silent one never', async () => {
  sources.play({ tax: [{ does: 'slow', seconds: 0.3 }], deposits: [{ does: 'silent' }] })
  const started = performance.now()
  await ask('tax')
  assert.ok(performance.now() - started >= 290)
  const silent = post('deposits', question('deposits')).then(
    () => 'answered',
    () => 'nothing',
  )
  assert.equal(await Promise.race([silent, delay(1000, 'nothing')]), 'nothing')
})

test('old, contradicting and unknowing answers are what they say they are', async () => {
  sources.play({
    deposits: [{ does: 'stale' }],
    tax: [{ does: 'contradict' }],
    vehicles: [{ does: 'contradict' }],
    securities: [{ does: 'unknown' }],
  })
  assert.ok((await ask('deposits')).as_of < '2016-12-31')
  const [first] = (await ask('tax')).people
  assert.deepEqual(first?.facts, [{ fact: 'wage_income', value: '60000' }])
  assert.equal((await ask('vehicles')).household?.facts[0]?.value, '1')
  assert.ok((await ask('securities')).people.every(({ holds }) => holds === 'unknown'))
})

async function gather(request_id: string, count: number): Promise<Answer[]> {
  for (let tries = 0; tries < 400; tries += 1) {
    const mine = brought.filter(({ answer }) => answer.request_id === request_id)
    if (mine.length >= count) {
      assert.ok(mine.every(({ genuine }) => genuine))
      return mine.map(({ answer }) => answer)
    }
    await delay(25)
  }
  throw new Error('nothing was brought')
}

test('what is brought later comes signed: once, three times, in the wrong order, or with a second thought', async () => {
  sources.play({
    tax: [{ does: 'later' }],
    deposits: [{ does: 'duplicate' }],
    real_estate: [{ does: 'out_of_order' }],
    social_insurance: [{ does: 'second_thoughts' }],
  })
  const taken = async (source: Source) => {
    const asked = question(source)
    assert.equal((await post(source, asked)).status, 202)
    return asked.request_id
  }
  const [one, three, wrong, second] = [
    await taken('tax'),
    await taken('deposits'),
    await taken('real_estate'),
    await taken('social_insurance'),
  ]
  assert.equal((await gather(one, 1))[0]?.final, true)
  assert.equal(new Set((await gather(three, 3)).map((each) => JSON.stringify(each))).size, 1)
  assert.deepEqual(
    (await gather(wrong, 2)).map(({ sequence, final }) => [sequence, final]),
    [
      [2, true],
      [1, false],
    ],
  )
  const [first, again] = await gather(second, 2)
  assert.notDeepEqual(first?.body, again?.body)
})

test('a rule counts requests and tries, and never looks at people', () => {
  const rules = [{ does: 'down', every: 3, tries: 2 } as const, { does: 'slow', tries: 1 } as const]
  const plays = (ordinal: number, tries: number) => ruleFor(rules, { ordinal, tries }).does
  assert.deepEqual([plays(0, 0), plays(0, 1), plays(0, 2), plays(0, 3)], ['down', 'down', 'slow', 'answer'])
  assert.deepEqual([plays(1, 0), plays(1, 1), plays(3, 0)], ['slow', 'answer', 'down'])
})
