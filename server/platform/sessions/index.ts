export { clearCookie, readCookie, setCookie } from './cookies.ts'
export { endSession, endSessionsOfAccount, findPostHolder } from './queries.ts'
export {
  absoluteHours,
  callerOf,
  hashOfToken,
  identify,
  idleMinutes,
  newToken,
  shift,
  startSession,
  visitorCsrfToken,
} from './session.ts'
export type { Session } from './session.ts'
