/** How long a stranger waits for the first page, and what the server then weighs. */
import { readFileSync, rmSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { makeDataFolder, spawnHaihe } from '../test/house.ts'

export const name = 'start'
export const about =
  'First page from an empty and from an existing data folder, and memory at rest [--residents 50000]'

/** Seconds and megabytes that may not be exceeded on two cores. */
const limits = { empty: 15, existing: 3, memory: 300 }

export async function* run(
  options: Record<string, string | number>,
): AsyncGenerator<Record<string, unknown>> {
  const residents = Number(options['residents'] ?? 50_000)
  const dataFolder = makeDataFolder()
  try {
    for (const from of ['empty', 'existing'] as const) {
      const started = performance.now()
      const haihe = await spawnHaihe({ dataFolder, residents })
      const page = await fetch(`${haihe.address}/`)
      await page.text()
      const seconds = (performance.now() - started) / 1000
      yield {
        measure: `first page from an ${from} folder`,
        residents,
        status: page.status,
        seconds: Number(seconds.toFixed(2)),
        limit: limits[from],
        ratio_to_limit: Number((seconds / limits[from]).toFixed(3)),
      }
      if (from === 'existing') yield await memoryAtRest(haihe.process_id)
      await haihe.stop()
    }
  } finally {
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function memoryAtRest(process_id: number): Promise<Record<string, unknown>> {
  await delay(5000)
  const megabytes =
    Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${process_id}/status`, 'utf8'))?.[1]) / 1024
  return {
    measure: 'memory of the server at rest',
    megabytes: Math.round(megabytes),
    limit: limits.memory,
    ratio_to_limit: Number((megabytes / limits.memory).toFixed(3)),
  }
}
