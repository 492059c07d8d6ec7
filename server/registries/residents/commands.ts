/** `haihe residents recount`: the kept counts of residents, held against the register. */
import { businessDay, machineNow } from '../../platform/clock/index.ts'
import type { Command } from '../../platform/command.ts'
import { connect, withCaller } from '../../platform/db/index.ts'
import { findCityArea } from '../../platform/jobs/index.ts'
import { recountResidents } from './service.ts'

export const residentCommands: Command[] = [
  {
    name: 'residents recount',
    about: '按人口登记重新清点各区划的常住人口数',
    help: [
      'haihe residents recount',
      '',
      '逐个区划清点人口登记，与系统随手记下的数比较；不一致的列出来，改正，并写入审计日志。',
      '系统每天夜里自动清点一次。发现不一致时退出码为 1：说明有办理没有记数，请报告。',
    ].join('\n'),
    async run(input) {
      const { target, schema } = await input.database()
      const database = connect(target('application'), { schema, max: 1, name: 'haihe residents' })
      try {
        const area = await findCityArea(database)
        if (area === undefined) {
          console.log('这个城市还没有区划')
          return 0
        }
        const now = machineNow()
        const moment = { today: await businessDay(database, now), now, request_id: 'command' }
        const differences = await withCaller(database, { kind: 'system', area }, moment, recountResidents)
        for (const { division_code, kept, counted } of differences)
          console.error(`${division_code}　原记 ${kept}　清点 ${counted}　已改正`)
        console.log(
          differences.length === 0 ? '与人口登记一致' : `有 ${differences.length} 个区划的数与登记不一致`,
        )
        return differences.length === 0 ? 0 : 1
      } finally {
        await database.end()
      }
    },
  },
]
