/** `haihe recount`: the kept figures, held against their records. */
import { businessDay, machineNow } from '../clock/index.ts'
import type { Command, CommandInput } from '../command.ts'
import { connect, withCaller } from '../db/index.ts'
import { findCityArea } from '../jobs/index.ts'
import { listKeptCounts } from './registry.ts'
import type { KeptDifference } from './registry.ts'
import { recount } from './service.ts'

export const keptCountCommands: Command[] = [
  {
    name: 'recount',
    about: '把随办随记的数（常住人口、发放）按登记重新清点',
    help: [
      'haihe recount',
      '',
      '逐项清点登记，与系统随手记下的数比较；不一致的列出来，改正，并写入审计日志。',
      '系统每天夜里自动清点一次。发现不一致时退出码为 1：说明有办理没有记数，请报告。',
    ].join('\n'),
    run: recountAll,
  },
]

async function recountAll(input: CommandInput): Promise<number> {
  const { target, schema } = await input.database()
  const database = connect(target('application'), { schema, max: 1, name: 'haihe recount' })
  try {
    const area = await findCityArea(database)
    if (area === undefined) {
      console.log('这个城市还没有区划')
      return 0
    }
    const now = machineNow()
    const moment = { today: await businessDay(database, now), now, request_id: 'command' }
    let differed = 0
    for (const count of listKeptCounts()) {
      const differences = await withCaller(database, { kind: 'system', area }, moment, (act) =>
        recount(act, count),
      )
      differed += differences.length
      report(count.title, differences)
    }
    return differed === 0 ? 0 : 1
  } finally {
    await database.end()
  }
}

function report(title: string, differences: readonly KeptDifference[]): void {
  for (const { place, kept, counted } of differences)
    console.error(`${title}　${place}　原记 ${kept}　清点 ${counted}　已改正`)
  console.log(`${title}　${differences.length === 0 ? '与登记一致' : `${differences.length} 处与登记不一致`}`)
}
