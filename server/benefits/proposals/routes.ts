/** Proposals' routes: contracts joined to verbs. */
import type { FastifyInstance } from 'fastify'
import { implement } from '../../platform/http/index.ts'
import { authorise } from '../access.ts'
import { proposalRoutes as routes } from './contract.ts'
import { listChangeable } from './parameters.ts'
import * as proposals from './service.ts'
import { listChangeableVersions } from './versions.ts'
import { implementTable } from '../../platform/tables/index.ts'
import { proposalTable } from '../tables.ts'

export function registerProposalRoutes(server: FastifyInstance): void {
  implement(server, routes.list_changeable_parameters, (act, { query }) => {
    authorise(act, 'read_proposal')
    const division = act.caller.kind === 'staff' ? act.caller.area : ''
    return { rows: listChangeable(query.on ?? act.today, division) }
  })
  implement(server, routes.list_changeable_versions, (act, { query }) => {
    authorise(act, 'read_proposal')
    const division = act.caller.kind === 'staff' ? act.caller.area : ''
    return { rows: listChangeableVersions(query.on ?? act.today, division) }
  })
  implementTable(
    server,
    routes.list_proposals,
    (act, { query }) => proposals.listProposals(act, query),
    proposalTable,
  )
  implement(server, routes.draft_proposal, async (act, { body }) =>
    proposals.viewProposal(act, await proposals.draftProposal(act, body)),
  )
  implement(server, routes.get_proposal, (act, { params }) => proposals.viewProposal(act, params.proposal_id))
  implement(server, routes.change_proposal, async (act, { params, body }) => {
    await proposals.changeProposal(act, { ...params, ...body })
    return proposals.viewProposal(act, params.proposal_id)
  })
  const moves = [
    [routes.submit_proposal, proposals.submitProposal],
    [routes.return_proposal, proposals.returnProposal],
    [routes.approve_proposal, proposals.approveProposal],
    [routes.withdraw_proposal, proposals.withdrawProposal],
  ] as const
  for (const [route, verb] of moves)
    implement(server, route, async (act, { params, body }) => {
      await verb(act, { ...params, ...body })
      return proposals.viewProposal(act, params.proposal_id)
    })
}
