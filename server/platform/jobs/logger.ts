/** The queue's driver logs through ours, and only trouble: job payloads and errors stay out of it. */
import { Logger } from 'graphile-worker'

/** A logger that tells `report` how often something went wrong, not what with. */
export function quietLogger(report: (message: string) => void = () => undefined): Logger {
  return new Logger(() => (level) => {
    if (level === 'error') report('job queue: error')
  })
}
