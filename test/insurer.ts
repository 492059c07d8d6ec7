/** The insurer that rosters go to, really started in a process of its own, with a script that tests may change. */
import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Enrolment, InsurerScript } from '../city/insurer/desk.ts'
import type { Partner } from '../server/platform/exchange/index.ts'

const program = fileURLToPath(new URL('../city/insurer/main.ts', import.meta.url))

export type StartedInsurer = {
  partner: Partner
  play(script: InsurerScript): void
  /** Its own book: who is enrolled now. */
  enrolled(): Promise<Enrolment[]>
}

/** Starts it; it ends with the file. `house`: where it brings answers that come later. */
export async function startInsurer(house: string): Promise<StartedInsurer> {
  const folder = mkdtempSync(join(tmpdir(), 'haihe-insurer-'))
  const secret = randomBytes(32).toString('base64url')
  const [secretFile, scriptFile] = [join(folder, 'secret'), join(folder, 'script.json')]
  writeFileSync(secretFile, secret, { mode: 0o600 })
  const play = (script: InsurerScript) => writeFileSync(scriptFile, JSON.stringify(script))
  play({})
  const child = fork(program, ['--secret-file', secretFile, '--script', scriptFile, '--house', house], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  after(async () => {
    const ended = once(child, 'exit')
    child.kill()
    await ended
    rmSync(folder, { recursive: true, force: true })
  })
  const [{ address }] = (await once(child, 'message')) as [{ address: string }]
  return {
    play,
    partner: {
      partner_id: 'medical_insurer',
      address,
      secret,
      timeout_milliseconds: 3000,
      answer_within_hours: 48,
      first_wait_milliseconds: 20,
      first_pause_milliseconds: 60_000,
    },
    async enrolled() {
      child.send('enrolled')
      const [{ enrolled }] = (await once(child, 'message')) as [{ enrolled: Enrolment[] }]
      return enrolled
    },
  }
}
