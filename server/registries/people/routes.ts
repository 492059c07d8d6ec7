import type { FastifyInstance } from 'fastify'
import { implementTable } from '../../platform/tables/index.ts'
import { streamWorkbook } from '../../platform/workbooks/index.ts'
import { implement, implementStream } from '../../platform/http/index.ts'
import type { Module } from '../../platform/http/index.ts'
import {
  disclosureRoutes,
  duplicateRoutes,
  factRoutes,
  personRoutes,
  searchRoutes,
  timelineRoutes,
} from './contract.ts'
import { disclose, FIELD_TITLES, listDisclosures, listMyDisclosures } from './disclosures/service.ts'
import type { DisclosureRow } from './disclosures/queries.ts'
import { REASON_LABELS } from './duplicates/compare.ts'
import { checkNewPerson } from './duplicates/check.ts'
import { decideLink, listCandidates, listLinks, listPairs } from './duplicates/service.ts'
import type { PersonRow } from './queries.ts'
import { factViewOf, listFactDefinitions, listFactsOf, listFactVersions, recordFacts } from './facts/index.ts'
import type { GivenFact } from './facts/index.ts'
import { getPersonPage } from './page.ts'
import { exportPeople, searchPeople } from './search/service.ts'
import { correctPerson, createPerson, entitle, restrictPerson } from './service.ts'
import { listHouseholdTimeline, listPersonTimeline } from './timeline/service.ts'
import { personViewOf, rowViewOf } from './view.ts'
import type { Act } from '../../platform/act.ts'

export const peopleModule: Module = { name: 'people', routes }

function routes(server: FastifyInstance): void {
  recordRoutes(server)
  searchRoutesOf(server)
  factRoutesOf(server)
  lookRoutes(server)
  duplicateRoutesOf(server)
}

function recordRoutes(server: FastifyInstance): void {
  implement(server, personRoutes.create_person, async (act, { body }) =>
    personViewOf(await createPerson(act, body), act.today),
  )
  implement(server, personRoutes.get_person, (act, { params, query }) =>
    getPersonPage(act, params.person_id, query),
  )
  implement(server, personRoutes.correct_person, async (act, { params, body }) =>
    personViewOf(await correctPerson(act, params.person_id, body), act.today),
  )
  implement(server, personRoutes.restrict_person, async (act, { params, body }) =>
    personViewOf(await restrictPerson(act, params.person_id, body), act.today),
  )
  implement(server, personRoutes.entitle, (act, { params, body }) => entitle(act, params.person_id, body))
}

function searchRoutesOf(server: FastifyInstance): void {
  implement(server, searchRoutes.search_people, async (act, { body }) => {
    const { rows, ...found } = await searchPeople(act, body, body.limit, body.offset)
    return { ...found, rows: rows.map((row) => rowViewOf(row, act.today)) }
  })
  implementStream(server, searchRoutes.export_people, async (act, { body }, reply) => {
    const people = await exportPeople(act, body)
    return streamWorkbook(reply, {
      title: '人员',
      columns: [
        { key: 'name', title: '姓名', width: 14 },
        { key: 'sex_title', title: '性别', width: 8 },
        { key: 'birth_date', title: '出生日期', width: 14 },
        { key: 'age', title: '年龄', width: 8 },
        { key: 'masked_identity_number', title: '证件号码', width: 24 },
        { key: 'masked_telephone', title: '电话', width: 16 },
        { key: 'division_path', title: '所在地', width: 40 },
        { key: 'relation_title', title: '与户主关系', width: 12 },
      ],
      rows: people.map((row) => rowViewOf(row, act.today)),
    })
  })
}

function factRoutesOf(server: FastifyInstance): void {
  const record = async (act: Act, subject_id: string, facts: readonly GivenText[]) => {
    await recordFacts(act, subject_id, facts.map(factOf))
    const names = new Set(facts.map(({ name }) => name))
    const rows = await listFactVersions(act, subject_id, undefined)
    return { rows: rows.filter(({ name }) => names.has(name)).map(factViewOf) }
  }
  implement(server, factRoutes.list_fact_definitions, () => ({ rows: listFactDefinitions() }))
  implement(server, factRoutes.list_facts, async (act, { params, query }) => ({
    rows: (await listFactsOf(act, params.subject_id, query)).map(factViewOf),
  }))
  implement(server, factRoutes.list_fact_versions, async (act, { params, query }) => ({
    rows: (await listFactVersions(act, params.subject_id, query.name)).map(factViewOf),
  }))
  implement(server, factRoutes.record_person_facts, (act, { params, body }) =>
    record(act, params.person_id, body.facts),
  )
  implement(server, factRoutes.record_household_facts, (act, { params, body }) =>
    record(act, params.household_id, body.facts),
  )
}

type GivenText = Omit<GivenFact, 'number_value'> & { number_value: string | null }
const factOf = (fact: GivenText): GivenFact => ({
  ...fact,
  number_value: fact.number_value === null ? null : BigInt(fact.number_value),
})

function lookRoutes(server: FastifyInstance): void {
  const view = (row: DisclosureRow) => ({ ...row, field_title: FIELD_TITLES[row.field] })
  implement(server, timelineRoutes.list_person_timeline, (act, { params, query }) =>
    listPersonTimeline(act, params.person_id, query),
  )
  implement(server, timelineRoutes.list_household_timeline, (act, { params, query }) =>
    listHouseholdTimeline(act, params.household_id, query),
  )
  implement(server, disclosureRoutes.disclose, (act, { params, body }) =>
    disclose(act, params.person_id, body),
  )
  implement(server, disclosureRoutes.list_disclosures, async (act, { params }) => ({
    rows: (await listDisclosures(act, params.person_id)).map(view),
  }))
  implement(server, disclosureRoutes.list_my_disclosures, async (act) => ({
    rows: (await listMyDisclosures(act)).map(view),
  }))
}

function duplicateRoutesOf(server: FastifyInstance): void {
  const reasons = (list: readonly (keyof typeof REASON_LABELS)[]) =>
    list.map((reason) => ({ reason, label: REASON_LABELS[reason] }))
  const row = (act: Act, person: PersonRow) => rowViewOf(person, act.today)
  implement(server, duplicateRoutes.check_new_person, async (act, { body }) => {
    const { registered, candidates, ...said } = await checkNewPerson(act, body)
    return {
      ...said,
      registered: registered === null ? null : row(act, registered),
      candidates: candidates.map((each) => ({
        person: row(act, each.person),
        reasons: reasons(each.reasons),
      })),
    }
  })
  implement(server, duplicateRoutes.list_candidates, async (act, { params }) => {
    const { person, candidates } = await listCandidates(act, params.person_id)
    return {
      person: row(act, person),
      candidates: candidates.map((candidate) => ({
        ...candidate,
        person: row(act, candidate.person),
        reasons: reasons(candidate.reasons),
      })),
    }
  })
  implementTable(
    server,
    duplicateRoutes.list_duplicate_pairs,
    async (act, { query }) => {
      const { rows, more } = await listPairs(act, query)
      const shown = rows.map(({ left, right }) => ({
        left: row(act, left),
        right: row(act, right),
        reasons: reasons(['same_name_and_birth_date']),
      }))
      return { rows: shown, more }
    },
    {
      title: '疑似重复',
      columns: [
        { key: ({ left }) => left.name, title: '一条', width: 14 },
        { key: ({ left }) => left.masked_identity_number, title: '证件号码', width: 22 },
        { key: ({ left }) => left.birth_date, title: '出生日期', width: 12 },
        { key: ({ left }) => left.division_path, title: '所在地', width: 40 },
        { key: ({ right }) => right.name, title: '另一条', width: 14 },
        { key: ({ right }) => right.masked_identity_number, title: '另一条证件号码', width: 22 },
        { key: ({ right }) => right.birth_date, title: '另一条出生日期', width: 14 },
        { key: ({ right }) => right.division_path, title: '另一条所在地', width: 40 },
        { key: (row) => row.reasons.map((each) => each.label).join('、'), title: '为什么列出', width: 24 },
      ],
    },
  )
  implement(server, duplicateRoutes.decide_link, (act, { body }) => decideLink(act, body))
  implement(server, duplicateRoutes.list_links, async (act, { params }) => ({
    rows: await listLinks(act, params.person_id),
  }))
}
