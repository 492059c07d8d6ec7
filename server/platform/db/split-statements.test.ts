import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitStatements } from './split-statements.ts'

test('a file is split at the semicolons between its statements and nowhere else', () => {
  const parts = [
    `create table a (name text default ';' check (name <> 'it''s; "so"'))`,
    `create function f() returns text language sql as $$ select 1; select ';' $$`,
    `create function g() returns text language plpgsql as $body$ begin return $$;$$; end $body$`,
    `select E'\\';' /* ; /* nested; */ still a comment; */ as "a;b"`,
    `-- a comment; with a semicolon\nselect $1`,
    `create function h() returns int language sql begin_atomic`,
  ]
  assert.deepEqual(splitStatements(parts.join(';\n') + ';\n-- the end;\n'), parts)
})

test('comments alone are no statement', () => {
  assert.deepEqual(splitStatements('-- nothing;\n/* here; */\n;;'), [])
})
