/**
 * A house that asks real sources over HTTP, and a household that they know: for tests of means checks. One file, one
 * database; import it once.
 */
import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, beforeEach } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { makeCity } from '../city/people/generate.ts'
import type { Source } from '../city/sources/protocol.ts'
import {
  accept,
  benefitsModule,
  replyToDiscrepancy,
  sealMeansCheck,
  startMeansCheck,
  submitApplication,
  viewBenefitCase,
} from '../server/benefits/index.ts'
import type { Act, Caller } from '../server/platform/act.ts'
import { machineNow } from '../server/platform/clock/index.ts'
import {
  exchangeHeaders,
  exchangeModule,
  savePartners,
  sign,
  usePartners,
} from '../server/platform/exchange/index.ts'
import { buildHousehold, buildResident, buildStaff } from './builders/index.ts'
import { community, nobodyEarns, programme_id } from './builders/story.ts'
import { openHouse } from './client.ts'
import { testDatabase } from './database.ts'
import { runJobs } from './jobs.ts'
import { startSources } from './sources.ts'

export const database = await testDatabase()
const server = await openHouse(database, [exchangeModule, benefitsModule])
await server.listen({ host: '127.0.0.1', port: 0 })
after(() => server.server.closeAllConnections())
const house = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
export const sources = await startSources({ house, timeout_milliseconds: 1500 })
export const told = [...makeCity({ residents: 3000, seed: 2017 })].find(
  ({ members }) => members[0]?.name === '王桂兰',
)!

beforeEach(async () => {
  sources.play({})
  usePartners(sources.partners)
  await savePartners(database.owner, sources.partners)
  await database.owner`update exchange_partner set faults = 0, open_until = null, probe_until = null`
})

type As = <T>(who: Caller, work: (act: Act) => Promise<T>, today?: string) => Promise<T>
/** As the machine's clock has it: requests count their hours by it. */
export const as: As = (who, work, today = '2017-09-01') =>
  database.as(who, work, { today, now: machineNow() })

/** 王桂兰's household with the numbers that the sources know, applied for and accepted. */
export async function applied() {
  const tx = database.owner as unknown as Act['tx']
  const household = await buildHousehold(tx, {
    division_code: community,
    members: told.members.map((member) => ({
      relation: member.relation,
      name: member.name,
      sex: member.sex === 'male' ? ('1' as const) : ('2' as const),
      birth_date: member.birthDate,
      identity_number: null,
    })),
  })
  const [head, spouse, child] = household.members.map((member) => member.person_id) as [
    string,
    string,
    string,
  ]
  // One number is one person: whoever bore them in an earlier test gives them up.
  for (const [at, { identityNumber }] of told.members.entries()) {
    await tx`update person set identity_number = null where identity_number = ${identityNumber}`
    await tx`update person set identity_number = ${identityNumber} where person_id = ${household.members[at]!.person_id}`
  }
  await tx`update division set name = '南开区' where division_code = '120104'`
  const { household_id } = household
  const resident = await buildResident(tx, { person_id: head, household_id })
  const husband = await buildResident(tx, { person_id: spouse, household_id })
  const clerk = await buildStaff(tx, { role: 'street_clerk', area: '120104008', display_name: '赵敏' })
  const { case_id } = await as(
    resident,
    (act) =>
      submitApplication(act, {
        programme_id,
        answers: {
          household: {
            financial_assets: '1826040',
            vehicle_count: 0,
            home_count: 1,
            other_premises: false,
            paid_study_abroad: false,
          },
          members: [
            { person_id: head, answers: nobodyEarns },
            {
              person_id: spouse,
              answers: {
                ...nobodyEarns,
                transfer_income: '183000',
                disability_kind: 'limb',
                disability_grade: '2',
              },
            },
            {
              person_id: child,
              answers: { ...nobodyEarns, disability_kind: 'mental', disability_grade: '2' },
            },
          ],
        },
        authorisations: [head, spouse, child].map((person_id) => ({ person_id, signed_by: person_id })),
        materials: [],
      }),
    '2017-08-28',
  )
  await as(clerk, (act) => accept(act, { case_id, version: 1 }), '2017-08-28')
  return { household_id, head, spouse, child, resident, husband, clerk, case_id }
}
export type Applied = Awaited<ReturnType<typeof applied>>

export const start = ({ clerk, case_id }: Applied) => as(clerk, (act) => startMeansCheck(act, case_id))
export const look = ({ clerk, case_id }: Applied, today?: string) =>
  as(clerk, (act) => viewBenefitCase(act, case_id), today)
export const sourceOf = async (the: Applied, source: Source, today?: string) =>
  (await look(the, today)).means_check!.sources.find((each) => each.source === source)!

/** Lets requests go out and answers come in until the check says so. */
export async function until(
  the: Applied,
  done: (view: Awaited<ReturnType<typeof look>>) => boolean,
  today?: string,
) {
  for (let tries = 0; tries < 300; tries += 1) {
    await runJobs(database, today)
    const view = await look(the, today)
    if (done(view)) return view
    await delay(10)
  }
  const view = await look(the, today)
  return assert.fail(JSON.stringify(view.means_check?.sources.map((each) => [each.source, each.state])))
}
export const settled = (the: Applied, today?: string) =>
  until(the, (view) => view.means_check!.sources.every((each) => each.state !== 'asked'), today)

export const reply = async (the: Applied) => {
  const open = (await look(the)).means_check!.answers.filter((each) => each.discrepancy === 'open')
  for (const { answer_id } of open)
    await as(the.resident, (act) =>
      replyToDiscrepancy(act, { answer_id, reply: 'accepted_by_applicant', explanation: '', file_ids: [] }),
    )
}
export const versionOf = async (the: Applied) => (await look(the)).means_check!.version
export const seal = async (the: Applied, means_check_id: string) => {
  const version = await versionOf(the)
  return as(the.clerk, (act) => sealMeansCheck(act, { means_check_id, version }))
}
export const factsOf = (the: Applied, name: string) => database.owner<{ number_value: bigint | null }[]>`
  select number_value from fact where name = ${name} and household_id = ${the.household_id}
  order by known_on desc, recorded_at desc, fact_id desc`

/** Brings a source's word to the inbox, as the source would; answers what became of it. */
export async function bring(
  means_check_id: string,
  source: Source,
  body: Record<string, unknown>,
): Promise<string> {
  const [request] = await database.owner<{ request_id: string }[]>`
    select request_id from means_check_request
    where means_check_id = ${means_check_id} and source = ${source} order by round limit 1`
  const payload = JSON.stringify({ request_id: request!.request_id, sequence: 1, final: true, body })
  const { time, signature } = sign(sources.partner(source).secret, 'answer', machineNow(), payload)
  const headers = {
    'content-type': 'application/json',
    [exchangeHeaders.time]: time,
    [exchangeHeaders.signature]: signature,
  }
  const url = `/api/exchange/${source}/answers`
  const answer = await server.inject({ method: 'POST', url, payload, headers })
  return String((answer.json() as { taken_as?: string }).taken_as)
}
export const noCars = { as_of: '2017-08-31', people: [], household: { holds: 'no', facts: [], details: [] } }
export const noMoney = { as_of: '2017-08-31', people: [] }
