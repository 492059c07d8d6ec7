import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDatabaseUrl } from './database-url.ts'
import { StartRefused } from './platform/db/index.ts'

test('a url names host, port, database and user, with special characters written as codes', () => {
  assert.deepEqual(
    readDatabaseUrl(
      'postgres://ann%40office:p%40ss%2F%3A%23%25%20%E6%B5%B7@db.example:6432/city%20one?sslmode=require',
    ),
    {
      host: 'db.example',
      port: 6432,
      database: 'city one',
      user: 'ann@office',
      password: 'p@ss/:#% 海',
      tls: { mode: 'require' },
    },
  )
  assert.deepEqual(readDatabaseUrl('postgresql:///city?host=%2Frun%2Fpostgresql'), {
    host: '/run/postgresql',
    port: 5432,
    database: 'city',
    user: 'postgres',
    password: '',
  })
  assert.equal(readDatabaseUrl('postgres://a:b@[::1]/c').host, '::1')
})

const refused: [string, RegExp][] = [
  ['postgres://a:50%off@h/c', /DATABASE_URL 中的特殊字符须转写，例如 % 写成 %25/],
  ['postgres://a:secret@h/c?sslmode=prefer', /sslmode 须为 disable、require、verify-ca 或 verify-full/],
  ['postgres://a:secret@h/c?sslmode=verify-ca', /须以 sslrootcert 指定根证书文件/],
  ['postgres://a:secret@h/c?sslmode=verify-full&sslrootcert=/no/such.pem', /文件不存在：\/no\/such\.pem/],
  ['postgres://a:secret@10.0.0.1/c?sslmode=verify-full', /须用主机名，不能用 IP 地址/],
  ['postgres://a:secret@h/c?sslcert=me.pem', /不认识参数 sslcert/],
]
for (const [url, said] of refused)
  test(`what a url says wrongly is named, the password is not: ${said.source}`, () => {
    assert.throws(
      () => readDatabaseUrl(url),
      (error) =>
        error instanceof StartRefused && said.test(error.message) && !/secret|50%off/.test(error.message),
    )
  })
