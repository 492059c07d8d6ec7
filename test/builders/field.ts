/** A phone in somebody's hand, over HTTP: it registers, takes visits along, and hands them in. */
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import type { Answer, Client } from '../client.ts'

export type Phone = {
  device_id: string
  token: string
  /** Takes visits along; answers the server's whole answer. */
  take: (...visit_ids: string[]) => Promise<Answer>
  /** A report as the phone would send it, its files sent before. */
  report: (visit_id: string, change?: Record<string, unknown>) => Promise<Record<string, unknown>>
  handIn: (visit_id: string, report: Record<string, unknown>) => Promise<Answer>
  check: (asked?: Record<string, unknown>) => Promise<Answer>
}

/** `by` holds the phone; `second_visitor_id` comes along. */
export async function buildPhone(by: Client, second_visitor_id: string): Promise<Phone> {
  const registered = await by.post('/api/field/devices', { name: '测试手机' })
  assert.equal(registered.status, 200, registered.text)
  const { device_id, token } = registered.body as { device_id: string; token: string }
  let code = ''
  const file = async (visit_id: string, text: string) => {
    const content = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(text)])
    const path = `/api/field/visits/${visit_id}/files`
    const answer = await by.upload(path, { name: 'photo.jpg', content, type: 'image/jpeg' }, { device_id })
    assert.equal(answer.status, 200, answer.text)
    return {
      file_id: answer.body['file_id'],
      sha256: createHash('sha256').update(content).digest('hex'),
    }
  }
  return {
    device_id,
    token,
    take: async (...visit_ids) => {
      const answer = await by.post('/api/field/copies', { device_id, visit_ids })
      code = String(answer.body.rows?.[0]?.['brief_code'] ?? code)
      return answer
    },
    report: async (visit_id, change = {}) => ({
      report_id: randomUUID(),
      device_id,
      brief_code: code,
      device_time: new Date().toISOString(),
      visited_at: new Date().toISOString(),
      clock_offset_seconds: 0,
      second_visitor_id,
      place: '家中',
      finding: '三人同住，与申报一致',
      agrees_with_declaration: true,
      resident_count: 3,
      home_kind: 'public_rental',
      checks: [],
      safety_remark: '',
      position: { latitude: 39.1, longitude: 117.2, accuracy_metres: 12 },
      no_position_because: '',
      photos: [await file(visit_id, 'door')],
      visitor_signature: await file(visit_id, 'first'),
      second_visitor_signature: await file(visit_id, 'second'),
      household_signature: await file(visit_id, 'household'),
      unsigned_because: '',
      decision: null,
      ...change,
    }),
    handIn: (visit_id, report) => by.send('PUT', `/api/field/visits/${visit_id}/report`, report),
    check: (asked = {}) => by.post(`/api/field/devices/${device_id}/check`, { token, ...asked }),
  }
}
