/** People: one record each, what is known of them, their page. Sub-modules carry their own routes. */
import { z } from 'zod'
import { defineRoute, divisionCode, fenText, identifier, isoDate } from '../../platform/http/contract.ts'
import { personRow, sex } from './search/contract.ts'
import { factView } from './facts/contract.ts'

export * from './search/contract.ts'
export * from './facts/contract.ts'
export * from './timeline/contract.ts'
export * from './disclosures/contract.ts'
export * from './duplicates/contract.ts'

const name = z.string().trim().min(1, '请填写姓名').max(60)
const telephone = z.string().trim().max(30)
/** Nationalities, GB/T 3304: the place in the list is the code, from 01. */
export const nationalityNames =
  '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺'.split(
    ' ',
  )

/** `01` → 汉族; the code itself where the standard has no people for it. */
export function nationalityTitle(code: string): string {
  const other: Record<string, string> = { '97': '其他', '98': '外国血统中国籍人士' }
  const known = nationalityNames[Number(code) - 1]
  return known === undefined ? (other[code] ?? code) : `${known}族`
}

const nationality = z.string().regex(/^\d{2}$/, '民族代码须为 2 位数字')

export const newPerson = z.object({
  name,
  identity_number: z.string().trim().max(40).nullable().default(null).describe('没有证件号码的为空'),
  /** Needed only without an identity number; with one they must agree with it. */
  sex: sex.optional(),
  birth_date: isoDate.nullable().optional(),
  nationality: nationality.nullable().default(null),
  telephone: telephone.nullable().default(null),
  division_code: divisionCode,
})

export const personCorrection = z.object({
  version: z.number().int().describe('改之前看到的版本；已被他人改过则 409，附两个版本'),
  reason: z.string().trim().min(2, '请写明更正的依据').max(200),
  name: name.optional(),
  identity_number: z.string().trim().max(40).nullable().optional(),
  sex: sex.optional(),
  birth_date: isoDate.nullable().optional(),
  nationality: nationality.nullable().optional(),
  telephone: telephone.nullable().optional(),
})

/** The record itself, numbers masked. Also the `current` and `yours` of a 409. */
export const personView = personRow.extend({
  nationality: z.string().nullable(),
  synthetic: z.boolean().describe('演示数据'),
  restricted: z.boolean(),
  version: z.number().int(),
})

export const memberView = z.object({
  person_id: identifier,
  name: z.string(),
  relation: z.string(),
  relation_title: z.string(),
  sex,
  age: z.number().int().nullable(),
  masked_identity_number: z.string().nullable(),
  situation: z.string().describe('例：退休，肢体二级残疾'),
  since: isoDate.nullable(),
  until: isoDate.nullable(),
  death_date: isoDate.nullable(),
})

/** A line of 住房与服务 and the like, with where it is from. */
export const recordLine = z.object({
  label: z.string(),
  value: z.string(),
  source_name: z.string().nullable(),
  known_on: isoDate.nullable(),
})

export const personPage = z.object({
  as_of: isoDate,
  known_on: isoDate,
  person: personView,
  /** 家庭 in the head: 3 人户，户主，2 人二级残疾. Null when in no household on that day. */
  household: z
    .object({
      household_id: identifier,
      address: z.string().nullable(),
      division_code: z.string(),
      division_path: z.string(),
      member_count: z.number().int(),
      relation: z.string(),
      relation_title: z.string(),
      head_text: z.string(),
    })
    .nullable(),
  members: z.array(memberView).describe('同户的其他人'),
  /** 收入 in the head: the whole household's per month; null while somebody's is unknown. */
  income: z.object({
    household_per_month: fenText.nullable(),
    person_per_month: fenText.nullable(),
    known_per_month: fenText.describe('已知各项之和，全户'),
    known_on: isoDate.nullable().describe('最近一次得知或核对'),
    unknown_count: z.number().int().describe('不详的项数'),
  }),
  facts: z.array(factView),
  housing: z.array(recordLine),
  grid_worker: z.string().nullable().describe('社区网格员'),
  /** What this caller may do here. */
  may: z.object({
    correct: z.boolean(),
    record_facts: z.boolean(),
    disclose: z.boolean(),
    link: z.boolean(),
    restrict: z.boolean(),
    register_death: z.boolean(),
  }),
})

const tags = ['人员']
const params = z.object({ person_id: identifier })

export const personRoutes = {
  create_person: defineRoute({
    method: 'POST',
    path: '/api/people',
    summary: '登记一个人',
    tags,
    access: 'staff',
    body: newPerson,
    response: personView,
  }),
  get_person: defineRoute({
    method: 'GET',
    path: '/api/people/:person_id',
    summary: '个人页；可看任一天',
    tags,
    access: 'staff',
    params,
    query: z.object({
      as_of: isoDate.optional().describe('看哪一天；不给为今天'),
      known_on: isoDate.optional().describe('按哪一天所知；不给同 as_of'),
    }),
    response: personPage,
  }),
  correct_person: defineRoute({
    method: 'PATCH',
    path: '/api/people/:person_id',
    summary: '更正登记',
    tags,
    access: 'staff',
    params,
    body: personCorrection,
    response: personView,
  }),
  restrict_person: defineRoute({
    method: 'PUT',
    path: '/api/people/:person_id/restriction',
    summary: '设为或解除受限：受限的只有获准的人能看到，其他人视同不存在',
    tags,
    access: 'staff',
    params,
    body: z.object({
      restricted: z.boolean(),
      reason: z.string().trim().min(4, '请写明依据，至少 4 个字').max(200),
    }),
    response: personView,
  }),
  entitle: defineRoute({
    method: 'POST',
    path: '/api/people/:person_id/entitled',
    summary: '准许或不再准许一名工作人员查看受限的登记',
    tags,
    access: 'staff',
    params,
    body: z.object({
      account_id: identifier,
      entitled: z.boolean(),
      reason: z.string().trim().min(4, '请写明依据，至少 4 个字').max(200),
    }),
    response: z.object({ person_id: identifier, account_id: identifier, entitled: z.boolean() }),
  }),
}
