// The law engine: rules as typed quantities, traced once into a graph that decides, explains and simulates.
// A pure library: no IO, no clock.
export { LawError } from './error.ts'
export type { LawErrorCode } from './error.ts'
export {
  age,
  article,
  count,
  day,
  decisionDay,
  input,
  members,
  parameter,
  ratio,
  when,
  yuan,
  yuanPerMonth,
} from './quantity/write.ts'
export type { AnyQuantity, Q } from './quantity/quantity.ts'
export type { Code, Entity, Money, Unit, UnitName, UnroundedMoney } from './quantity/units.ts'
export type { Citation, InputDeclaration } from './quantity/form.ts'
export { defineProgramme } from './programme.ts'
export type {
  DraftParameter,
  DraftVersion,
  Parameter,
  ParameterSource,
  ParameterValue,
  Programme,
  ProgrammeDefinition,
  ProgrammeVersion,
  RuleResult,
  SourceMark,
} from './programme.ts'
export { getParameter, getVersion, putInForce, tryVersion } from './in-force.ts'
export type { ParameterInForce } from './in-force.ts'
export { trace } from './trace.ts'
export type { Trace } from './trace.ts'
export { decide } from './decide/decide.ts'
export type { Decision, DecisionInput, Eligible, Incomplete, Ineligible } from './decide/decide.ts'
export type { FactValue, Facts, HouseholdFacts } from './decide/facts.ts'
export type { MissingFact } from './decide/missing.ts'
export type { Reason } from './decide/reasons.ts'
export { formatValue } from './format.ts'
export { describe } from './describe.ts'
export type { DescribedArticle, Description } from './describe.ts'
export { lawHash } from './receipt/law-hash.ts'
export { receipt, replay } from './receipt/receipt.ts'
export type { Receipt, Replay } from './receipt/receipt.ts'
export { canonical, toJson } from './receipt/canonical.ts'
export type { Json } from './receipt/canonical.ts'
export { loadSimulation, simulate } from './simulate/simulate.ts'
export { loadPopulation, Population, reservePopulation } from './simulate/population.ts'
export { loadTogether } from './simulate/together.ts'
export type { SimulatedTogether, SimulationTogether, TogetherOptions } from './simulate/together.ts'
export { createPool } from './simulate/pool.ts'
export type { PoolOptions, PoolWorker, SimulationPool } from './simulate/pool.ts'
export { serveSimulations } from './simulate/worker.ts'
export type { WorkerPort } from './simulate/worker.ts'
export type { Backend, SimulatedColumn, Simulated, SimulateOptions, Simulation } from './simulate/simulate.ts'
export type { Column, Columns } from './simulate/columns.ts'
export { columnsOf } from './simulate/household-columns.ts'
