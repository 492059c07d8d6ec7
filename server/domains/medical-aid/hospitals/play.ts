/**
 * For who plays hospitals in a demonstration city: keys for the length of a run, and patients whose bills are aided.
 * The private halves are handed out once and kept nowhere.
 */
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import type { Database } from '../../../platform/db/index.ts'
import * as queries from './queries.ts'

export type LentKey = {
  hospital_id: string
  code: string
  hospital_key_id: string
  /** PKCS 8, DER, base64. */
  private_key: string
}

/** Registers a new key for each of the first `count` designated hospitals, by their codes. */
export async function lendHospitalKeys(owner: Database, count: number, today: string): Promise<LentKey[]> {
  const hospitals = await queries.listDesignated(owner, count, today)
  const pairs = hospitals.map((hospital) => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    return {
      ...hospital,
      hospital_key_id: `play-${randomUUID()}`,
      public_key: publicKey.export({ type: 'spki', format: 'der' }).toString('hex'),
      private_key: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
    }
  })
  const keys = pairs.map(({ hospital_id, hospital_key_id, public_key }) => ({
    hospital_id,
    hospital_key_id,
    public_key,
  }))
  await queries.insertKeys(owner, JSON.stringify(keys), today)
  return pairs.map(({ hospital_id, code, hospital_key_id, private_key }) => ({
    hospital_id,
    code,
    hospital_key_id,
    private_key,
  }))
}

/** Ends what was lent; whatever is signed with it afterwards is refused. */
export const endLentKeys = (owner: Database, keys: readonly LentKey[]): Promise<void> =>
  queries.revokeKeys(
    owner,
    keys.map(({ hospital_key_id }) => hospital_key_id),
  )

/** Made-up people whose household has a benefit on the day, at most so many: nobody real is ever played with. */
export const listAidedPatients = (
  owner: Database,
  of: { today: string; limit: number },
): Promise<{ identity_number: string; name: string }[]> => queries.listAidedPatients(owner, of)
