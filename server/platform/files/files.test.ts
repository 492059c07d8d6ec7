import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { buildHousehold, buildResident } from '../../../test/builders/index.ts'
import { openHouse, signIn, signInAs, visit } from '../../../test/client.ts'
import { testDatabase } from '../../../test/database.ts'
import { cleanFileName, contentDisposition } from './file-name.ts'
import { filesModule, findMediaType } from './index.ts'

const database = await testDatabase()
const server = await openHouse(database, [filesModule])
const clerk = await signIn(server, database, { role: 'street_clerk', area: '120101001' })
const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(500, 1)])
const fileOf = (answer: { body: Record<string, unknown> }) => String(answer.body['file_id'])

/** A zip with these names and no content: what the type check looks at. */
function zipOf(...names: string[]): Buffer {
  const heads = names.map((name) => {
    const head = Buffer.alloc(46)
    head.writeUInt32LE(0x02014b50)
    head.writeUInt16LE(Buffer.byteLength(name), 28)
    return Buffer.concat([head, Buffer.from(name)])
  })
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(names.length, 10)
  end.writeUInt32LE(4, 16)
  return Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), ...heads, end])
}

test('a photo comes back as it went in, under a name that is safe', async () => {
  const stored = await clerk.upload('/api/files', { name: '../../收入 证明\u202e.exe', content: jpeg })
  assert.equal(stored.status, 200, stored.text)
  assert.equal(stored.body['name'], '收入 证明.jpg')
  const { status, headers, text } = await clerk.get(`/api/files/${fileOf(stored)}`)
  assert.equal(status, 200)
  assert.equal(text.length > 0, true)
  assert.equal(headers['content-type'], 'image/jpeg')
  assert.equal(headers['x-content-type-options'], 'nosniff')
  assert.match(
    String(headers['content-disposition']),
    /^inline; filename="[^"]*"; filename\*=UTF-8''%E6%94%B6/,
  )
  assert.match(String(headers['content-security-policy']), /sandbox/)
})

test('the same photo twice is kept once', async () => {
  const content = Buffer.concat([jpeg, Buffer.from('twice')])
  const first = await clerk.upload('/api/files', { name: 'a.jpg', content })
  const second = await clerk.upload('/api/files', { name: 'b.jpg', content })
  assert.notEqual(fileOf(first), fileOf(second))
  const [row] = await database.owner`
    select count(*) as n from file_content where sha256 = ${Buffer.from(String(first.body['sha256']), 'hex')}`
  assert.equal(row?.['n'], 1n)
})

test('what a file is, its content says, not its name', async () => {
  const script = await clerk.upload('/api/files', {
    name: '照片.jpg',
    content: '<script>1</script>',
    type: 'image/jpeg',
  })
  assert.equal(script.status, 415)
  assert.equal(script.body['code'], 'file_type_refused')
  assert.equal(findMediaType(zipOf('[Content_Types].xml', 'xl/workbook.xml'))?.extension, 'xlsx')
  assert.equal(findMediaType(zipOf('[Content_Types].xml', 'word/document.xml'))?.extension, 'docx')
  assert.equal(findMediaType(zipOf('[Content_Types].xml', 'xl/workbook.xml', 'xl/vbaProject.bin')), undefined)
  assert.equal(findMediaType(zipOf('anything.txt')), undefined)
})

test('a file one byte over 10 MB is refused, one of 10 MB is not', async () => {
  const limit = 10 * 1024 * 1024
  const fits = await clerk.upload('/api/files', {
    name: 'a.jpg',
    content: Buffer.concat([jpeg, Buffer.alloc(limit - jpeg.length)]),
  })
  assert.equal(fits.status, 200)
  const over = await clerk.upload('/api/files', {
    name: 'a.jpg',
    content: Buffer.concat([jpeg, Buffer.alloc(limit - jpeg.length + 1)]),
  })
  assert.equal(over.status, 413)
  assert.match(String(over.body['detail']), /10 MB/)
})

test('a form without a file, an empty file and a body that is no form are refused clearly', async () => {
  assert.equal(
    (await clerk.upload('/api/files', { name: 'a.jpg', content: '' })).body['code'],
    'file_missing',
  )
  assert.equal((await clerk.post('/api/files', { file: 'x' })).status, 415)
})

test('another area’s file is not found, and nothing can be put into another area', async () => {
  const stored = await clerk.upload('/api/files', { name: 'a.jpg', content: jpeg })
  const neighbour = await signIn(server, database, { role: 'street_clerk', area: '120101002' })
  const district = await signIn(server, database, { role: 'district_approver', area: '120101' })
  assert.equal((await neighbour.get(`/api/files/${fileOf(stored)}`)).status, 404)
  assert.equal((await district.get(`/api/files/${fileOf(stored)}`)).status, 200)
  const pushed = await neighbour.upload(
    '/api/files',
    { name: 'a.jpg', content: jpeg },
    { division_code: '120101001' },
  )
  assert.equal(pushed.status, 404)
  assert.equal((await (await visit(server)).get(`/api/files/${fileOf(stored)}`)).status, 401)
})

test('a resident’s photo is seen by the household and its office, and by no other resident', async () => {
  const [household, stranger] = await database.owner.begin(async (tx) => [
    await buildHousehold(tx, { division_code: '120101001001' }),
    await buildHousehold(tx, { division_code: '120101001001' }),
  ])
  const resident = async (home: typeof household) => {
    const person_id = home?.members[0]?.person_id ?? ''
    const given = { person_id, household_id: home?.household_id ?? '' }
    return signInAs(server, database, await database.owner.begin((tx) => buildResident(tx, given)))
  }
  const stored = await (await resident(household)).upload('/api/files', { name: 'a.jpg', content: jpeg })
  assert.equal(stored.status, 200, stored.text)
  assert.equal((await clerk.get(`/api/files/${fileOf(stored)}`)).status, 200)
  assert.equal((await (await resident(stranger)).get(`/api/files/${fileOf(stored)}`)).status, 404)
})

test('no name can leave its folder, break a header or grow too long', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
      const name = cleanFileName(given, 'pdf')
      assert.ok(name.length <= 200 && name.endsWith('.pdf'))
      assert.doesNotMatch(name, /[\\/\0\r\n"]|^\./)
      assert.match(
        contentDisposition(name, 'application/pdf'),
        /^inline; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w!~.%-]*$/,
      )
    }),
  )
})
