/**
 * `npm run haihe -- simulate-hospitals`: gives hospitals of the demonstration city keys for the length of a run, has a
 * process of its own play them over HTTP, and tells whether their books and ours are the same to the fen.
 */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Plan, Played } from '../city/hospitals/main.ts'
import { endLentKeys, lendHospitalKeys, listAidedPatients } from './domains/medical-aid/index.ts'
import { businessDay, machineNow } from './platform/clock/index.ts'
import { connect, StartRefused } from './platform/db/index.ts'
import type { Command, CommandInput } from './platform/command.ts'

const help = `npm run haihe -- simulate-hospitals [参数]

  --hospitals N     几家医院，默认 340
  --rate R          每秒几人次，默认 20；0 为尽快
  --for S           几秒，默认 30
  --visits N        满多少人次即止
  --faults P        百分之几的人次出错：重发、并发、改内容、乱序、断线、时钟不准；只写 --faults 为 5
  --house URL       默认 http://127.0.0.1:8080
  --seed N          默认 2017

医院由单独的进程扮演，只走 HTTP，各记各的账，最后与我方当天的账逐单核对到分。
只用于演示城市：给医院登记临时密钥，用完即停用；结算的单子留在账里。不一致时退出码为 1。`

export const simulateHospitals: Command = {
  name: 'simulate-hospitals',
  about: '扮演定点医院送单结算，并与我方账目核对',
  help,
  run: simulate,
}

async function simulate({ arguments: given, database }: CommandInput): Promise<number> {
  const { values } = parseArgs({
    args: given.map((word, at) =>
      word === '--faults' && !/^\d/.test(given[at + 1] ?? '') ? '--faults=5' : word,
    ),
    options: {
      hospitals: { type: 'string', default: '340' },
      rate: { type: 'string', default: '20' },
      for: { type: 'string', default: '30' },
      visits: { type: 'string' },
      faults: { type: 'string', default: '0' },
      house: { type: 'string', default: 'http://127.0.0.1:8080' },
      seed: { type: 'string', default: '2017' },
    },
  })
  const { target, schema } = await database()
  const owner = connect(target('owner'), { schema, max: 2, name: 'haihe simulate' })
  try {
    const today = await businessDay(owner, machineNow())
    const patients = await listAidedPatients(owner, { today, limit: 20_000 })
    if (patients.length === 0)
      throw new StartRefused(
        '这里没有合成的救助对象：只能用于演示城市',
        'nobody made up is on a benefit here: only for a demonstration city',
      )
    const hospitals = await lendHospitalKeys(owner, wholeNumber('hospitals', values.hospitals), today)
    const plan: Plan = {
      house: values.house,
      today,
      hospitals,
      patients,
      rate: wholeNumber('rate', values.rate),
      seconds: wholeNumber('for', values.for),
      ...(values.visits === undefined ? {} : { visits: wholeNumber('visits', values.visits) }),
      faults: wholeNumber('faults', values.faults) / 100,
      seed: wholeNumber('seed', values.seed),
      lines: 64,
    }
    try {
      const played = await playApart(plan)
      console.log(JSON.stringify(played, null, 2))
      return played.difference_count === 0 && played.broken_count === 0 ? 0 : 1
    } finally {
      await endLentKeys(owner, hospitals)
    }
  } finally {
    await owner.end({ timeout: 5 })
  }
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new StartRefused(`--${name} 须为整数`, `--${name} must be a whole number`)
  return Number(text)
}

function playApart(plan: Plan): Promise<Played> {
  const child = fork(fileURLToPath(new URL('../city/hospitals/main.ts', import.meta.url)))
  child.send(plan)
  return new Promise((resolve, reject) => {
    child.once('message', (played) => resolve(played as Played))
    child.once('exit', (code) => reject(new Error(`the hospitals ended early, with code ${String(code)}`)))
  })
}
