import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { streamTable } from '../../platform/tables/index.ts'
import { implement, implementStream } from '../../platform/http/index.ts'
import type { Module } from '../../platform/http/index.ts'
import { organisationRoutes } from './contract.ts'
import type { organisationKind } from './contract.ts'
import type { OrganisationFields, OrganisationRow } from './queries.ts'
import {
  correctOrganisation,
  createOrganisation,
  exportOrganisations,
  getOrganisation,
  listOrganisations,
} from './service.ts'

export const organisationsModule: Module = { name: 'organisations', routes }

type Kind = z.output<typeof organisationKind>

const KIND_TITLES: Record<Kind, string> = {
  association: '社会团体',
  private_non_enterprise: '民办非企业单位',
  foundation: '基金会',
  elder_care_home: '养老机构',
  hospital: '医院',
  enterprise: '企业',
  government: '机关事业单位',
  other: '其他',
}

function routes(server: FastifyInstance): void {
  implement(server, organisationRoutes.list_organisations, async (act, { body }) => {
    const { text = null, kind = null, division = null, limit, offset } = body
    const { rows, ...counts } = await listOrganisations(act, { text, kind, division }, limit, offset)
    return { ...counts, rows: rows.map(viewOf) }
  })
  implementStream(server, organisationRoutes.export_organisations, async (act, { body }, reply) => {
    const { text = null, kind = null, division = null } = body
    const rows = await exportOrganisations(act, { text, kind, division })
    return streamTable(
      act,
      reply,
      {
        title: '组织',
        columns: [
          { key: 'name', title: '名称', width: 32 },
          { key: 'kind_title', title: '类别' },
          { key: 'credit_code', title: '统一社会信用代码', width: 24 },
          { key: 'division_path', title: '所在地', width: 36 },
          { key: 'established_on', title: '成立日期' },
          { key: 'dissolved_on', title: '注销日期' },
        ],
        rows: rows.map(viewOf),
      },
      { table: organisationRoutes.list_organisations.path },
    )
  })
  implement(server, organisationRoutes.get_organisation, async (act, { params }) =>
    viewOf(await getOrganisation(act, params.organisation_id)),
  )
  implement(server, organisationRoutes.create_organisation, async (act, { body }) =>
    viewOf(await createOrganisation(act, { ...body, dissolved_on: null })),
  )
  implement(server, organisationRoutes.correct_organisation, async (act, { params, body }) => {
    const { version, ...given } = body
    const changes = Object.entries(given).filter(([, value]) => value !== undefined)
    return viewOf(
      await correctOrganisation(
        act,
        params.organisation_id,
        version,
        Object.fromEntries(changes) as Partial<OrganisationFields>,
      ),
    )
  })
}

function viewOf(row: OrganisationRow) {
  const kind = row.kind as Kind
  return { ...row, kind, kind_title: KIND_TITLES[kind] }
}
