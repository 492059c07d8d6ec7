/** A thread of the simulation's pool: takes its share of the households of whatever is computed. */
import { parentPort } from 'node:worker_threads'
import { serveSimulations } from '../../../engine/index.ts'

if (parentPort) serveSimulations(parentPort)
