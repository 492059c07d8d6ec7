/** Divisions: the tree that everything lies in, today or on any past day. */
import { z } from 'zod'
import { defineRoute, divisionCode, isoDate } from '../../platform/http/contract.ts'

export const divisionKind = z.enum([
  'province',
  'city',
  'district',
  'county',
  'street',
  'town',
  'township',
  'zone',
  'farm',
  'community',
  'village',
])

export const divisionView = z.object({
  division_code: z.string(),
  name: z.string(),
  kind: divisionKind,
  parent_code: z.string().nullable(),
  rural: z.boolean().nullable().describe('农村为真，城镇为假，区县以上为空'),
  valid_from: isoDate.nullable(),
  valid_to: isoDate.nullable().describe('最后一天；仍有效为空'),
  successor_code: z.string().nullable().describe('撤销后由哪个区划承接'),
  path: z.string().describe('例：南开区嘉陵道街道某某社区'),
  has_children: z.boolean(),
})

const ring = z.array(z.tuple([z.number(), z.number()]))

/** GeoJSON, cut to what a map draws: a feature per district, `id` its code. */
export const divisionOutline = z.object({
  source: z.string().describe('边界数据的出处和许可'),
  features: z.array(
    z.object({
      id: z.string(),
      properties: z.object({ name: z.string() }),
      geometry: z.union([
        z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
        z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
      ]),
    }),
  ),
})

const tags = ['区划']

export const divisionRoutes = {
  list_divisions: defineRoute({
    method: 'GET',
    path: '/api/divisions',
    summary: '下级区划；不给上级时为全市各区',
    tags,
    access: 'public',
    query: z.object({
      parent: divisionCode.optional(),
      on: isoDate.optional().describe('哪一天的区划，不给为今天'),
    }),
    response: z.object({ rows: z.array(divisionView) }),
  }),
  get_outline: defineRoute({
    method: 'GET',
    path: '/api/divisions/outline',
    summary: '各区边界，画地图用',
    tags,
    access: 'public',
    response: divisionOutline,
  }),
  get_division: defineRoute({
    method: 'GET',
    path: '/api/divisions/:division_code',
    summary: '一个区划及其上级',
    tags,
    access: 'public',
    params: z.object({ division_code: divisionCode }),
    response: divisionView.extend({ ancestors: z.array(divisionView).describe('从省级起') }),
  }),
}
