/** 政策模拟: two schemes over the registers of the whole city; nothing of it takes effect. */
import { z } from 'zod'
import {
  code,
  defineRoute,
  divisionCode,
  fenText,
  identifier,
  isoDate,
  page,
} from '../../platform/http/contract.ts'

const moment = z.object({
  holding_on: isoDate.describe('事实在哪一天有效'),
  known_on: isoDate.describe('按哪一天所知'),
})

export const scheme = z.object({
  date: isoDate.describe('按哪一天的规定；没有改动的地方用这一天的'),
  changes: z
    .array(
      z.object({
        parameter: z.string().max(60),
        programme_id: code.optional().describe('不填为所有用到它的项目'),
        value: z
          .string()
          .trim()
          .max(20)
          .regex(/^(-?\d+(\.\d+)?%?|true|false|\d{4}-\d{2}-\d{2})$/, '请填写数字，例如 920 或 30%')
          .describe('金额以元计，比例如 30%'),
        division_code: divisionCode.optional().describe('在哪里有效；不填为处处'),
      }),
    )
    .max(40)
    .default([]),
  versions: z.record(code, z.string().max(40)).default({}).describe('项目 → 用哪一版规定'),
})

const counts = z.object({
  households: z.number().int().describe('两个方案下结果都清楚的户'),
  eligible_before: z.number().int(),
  eligible_after: z.number().int(),
  gaining: z.number().int().describe('每月增加的户，含新符合的'),
  losing: z.number().int().describe('每月减少的户，含不再符合的'),
  unchanged: z.number().int().describe('符合、金额不变的户'),
  new: z.number().int().describe('原来一项都不符合、现在符合'),
  leaving: z.number().int().describe('原来符合、现在一项都不符合'),
  before: fenText.describe('每月'),
  after: fenText.describe('每月'),
  difference: fenText.describe('每月'),
  gained: fenText.describe('增加的合计，每月'),
  lost: fenText.describe('减少的合计，每月'),
})

const oneHousehold = z.object({
  members: z.number().int(),
  before: fenText,
  after: fenText,
  difference: fenText,
  programmes_before: z.array(code),
  programmes_after: z.array(code),
})

const cliffs = z.object({
  income_step: fenText.describe('每月多挣多少'),
  households: z.number().int().describe('多挣以后到手反而少的户'),
  deepest: fenText.describe('最多的少多少，每月'),
})

export const comparison = z.object({
  comparison_id: z.string(),
  code: z.string().describe('凭据，八位'),
  snapshot: moment.extend({
    taken_at: z.string(),
    households: z.number().int(),
    people: z.number().int(),
    too_large: z.number().int().describe('人数超出一次能算的户，没有计入'),
    with_refused_facts: z.number().int().describe('有事实超出规定范围、按不详计的户'),
  }),
  division_code: divisionCode,
  division_name: z.string(),
  population: z.enum(['receiving', 'all']),
  milliseconds: z.number().int().describe('用时'),
  total: counts,
  unknown: z.number().int().describe('事实不全、结果不清楚的户'),
  determined: fenText.describe('现在每月发放，按已作出的决定'),
  year: z.object({
    months: z.number().int().describe('当年从生效月份起还有几个月'),
    difference: fenText.describe('当年多支出'),
    full_year_difference: fenText.describe('满一年多支出'),
  }),
  programmes: z.array(
    z.object({
      programme_id: code,
      title: z.string(),
      for_named: z.boolean().describe('按人享受的：只算现在享受的人'),
      in_force_before: z.boolean(),
      in_force_after: z.boolean(),
      households_before: z.number().int(),
      households_after: z.number().int(),
      before: fenText,
      after: fenText,
    }),
  ),
  subsidised: z
    .object({
      programme_id: code,
      title: z.string(),
      people_before: z.number().int(),
      people_after: z.number().int(),
    })
    .nullable()
    .describe('由政府资助参保的人（参保的话），按年；金额以医保的答复为准'),
  divisions: z.array(counts.extend({ division_code: divisionCode, name: z.string() })),
  bins: z
    .array(
      z.object({
        from: fenText.nullable().describe('含；空为没有下限'),
        to: fenText.nullable().describe('不含；空为没有上限'),
        households: z.number().int(),
      }),
    )
    .describe('金额有变的户，按变多少分组；一组里都是增加的，或者都是减少的'),
  moves: z.array(
    z.object({
      programmes_before: z.array(code),
      programmes_after: z.array(code),
      households: z.number().int(),
      difference: fenText,
    }),
  ),
  deepest_loss: oneHousehold.nullable(),
  largest_gain: oneHousehold.nullable(),
  cliffs: z.object({ before: cliffs, after: cliffs }).nullable(),
})

const affectedRow = oneHousehold.extend({
  household_id: identifier,
  division_code: divisionCode,
  division_path: z.string(),
  head_person_id: identifier.nullable(),
  head_name: z.string().nullable(),
})

const tags = ['政策模拟']
const params = z.object({ comparison_id: z.string().regex(/^[0-9a-f]{64}$/, '没有这次测算') })
const population = z.enum(['receiving', 'all']).default('receiving').describe('在享的户，或者所有的户')
const affected = {
  kind: z.enum(['gaining', 'losing', 'new', 'leaving', 'unknown']),
  division_code: divisionCode.optional(),
  population,
}

export const simulationRoutes = {
  get_simulation: defineRoute({
    method: 'GET',
    path: '/api/simulation',
    summary: '可以试的项目、标准和规定，以及全市数据准备好没有',
    tags,
    access: 'staff',
    query: z.object({ date: isoDate.optional().describe('哪一天的标准；不填为今天') }),
    response: z.object({
      date: isoDate,
      snapshot: moment
        .extend({ taken_at: z.string(), households: z.number().int(), people: z.number().int() })
        .nullable(),
      programmes: z.array(
        z.object({
          programme_id: code,
          title: z.string(),
          in_force: z.boolean(),
          versions: z.array(
            z.object({
              id: z.string(),
              from: isoDate,
              to: isoDate.nullable(),
              document: z.string(),
            }),
          ),
          parameters: z.array(
            z.object({
              parameter: z.string(),
              label: z.string(),
              unit: z.enum(['money', 'money/month', 'count', 'ratio', 'day', 'flag']),
              value: z.string().nullable().describe('如表上所写；这一天没有施行的值为空'),
              from: isoDate.nullable(),
              document: z.string().nullable(),
              to_verify: z.boolean(),
            }),
          ),
        }),
      ),
    }),
  }),
  read_simulation_snapshot: defineRoute({
    method: 'POST',
    path: '/api/simulation/snapshot',
    summary: '重新读取登记；给出日期的，读取那一天的',
    tags,
    access: 'staff',
    body: z.object({ as_of: moment.optional() }),
    response: z.object({ reading: z.literal(true) }),
  }),
  compare_schemes: defineRoute({
    method: 'POST',
    path: '/api/simulation/comparisons',
    summary: '两个方案相比：谁增加、谁减少、各区每月和当年多支出多少',
    tags,
    access: 'staff',
    body: z.object({
      before: scheme,
      after: scheme,
      as_of: moment.optional().describe('哪一天的登记；不填为最近一次读取的'),
      division_code: divisionCode.optional(),
      population,
      edges: z
        .array(z.number().int().min(-100_000_000).max(100_000_000))
        .max(40)
        .optional()
        .describe('分组的边界，分；不填由系统选'),
      income_step: z.number().int().min(1).max(1_000_000).optional().describe('查断崖：每月多挣多少分'),
    }),
    response: comparison,
  }),
  list_affected_households: defineRoute({
    method: 'GET',
    path: '/api/simulation/comparisons/:comparison_id/households',
    summary: '受影响的户',
    tags,
    access: 'staff',
    params,
    query: z.object({ ...affected, ...page }),
    response: z.object({ rows: z.array(affectedRow), total: z.number().int() }),
  }),
  export_affected_households: defineRoute({
    method: 'GET',
    path: '/api/simulation/comparisons/:comparison_id/households/export',
    summary: '受影响的户，导出表格',
    tags,
    access: 'staff',
    params,
    query: z.object(affected),
    response: z.any(),
    produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
  export_division_impacts: defineRoute({
    method: 'GET',
    path: '/api/simulation/comparisons/:comparison_id/divisions/export',
    summary: '各区影响，导出表格',
    tags,
    access: 'staff',
    params,
    query: z.object({ division_code: divisionCode.optional(), population }),
    response: z.any(),
    produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
}
