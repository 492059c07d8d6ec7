/** One of the house's processes for the bench: shares nothing with the others but the database. Told by its parent. */
import type { AddressInfo } from 'node:net'
import { medicalAidModule } from '../../server/domains/medical-aid/index.ts'
import { machineNow } from '../../server/platform/clock/index.ts'
import { connect, type ConnectionTarget } from '../../server/platform/db/index.ts'
import { buildServer } from '../../server/platform/http/index.ts'

process.once('message', (order: { target: ConnectionTarget; today: string; connections: number }) => {
  void (async () => {
    const server = await buildServer({
      pool: connect(order.target, { max: order.connections }),
      clock: { today: () => order.today, now: machineNow },
      mode: 'production',
      secrets: { pepper: 'pepper of the bench, at least thirty-two long' },
      modules: [medicalAidModule],
      rate_limits: false,
    })
    await server.listen({ port: 0, host: '127.0.0.1' })
    process.send?.({ port: (server.server.address() as AddressInfo).port })
  })()
})
process.once('disconnect', () => process.exit(0))
