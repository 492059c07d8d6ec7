export { notFound, problem } from './catalogue.ts'
export { defineProblems, findProblemOfConstraint, inPart, listProblems, Problem } from './problem.ts'
export type { ProblemDetails, ProblemEntry } from './problem.ts'
