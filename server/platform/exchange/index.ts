/** Exchange with other systems: an outbox with final answers, an inbox, and how each partner has behaved. */
import './send.ts'

export { exchangeModule } from './inbox.ts'
export { ask, cancelExchange, lockExchange, registerExchange } from './outbox.ts'
export type { ExchangeHandler, Owner } from './outbox.ts'
export { readPartners, findPartner, usePartners } from './partners.ts'
export type { Partner } from './partners.ts'
export { listAnswers, listPartners, listRequests, savePartners } from './queries.ts'
export type { AnswerRow, PartnerRow, RequestRow } from './queries.ts'
export { headers as exchangeHeaders, isSigned, sign } from './signature.ts'
