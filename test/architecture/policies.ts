/** Reads from the catalogue whether row-level security is what was agreed; each check answers with what is not. */
import type { Database, Transaction } from '../../server/platform/db/index.ts'
import { agreed, exceptions, openTables, ownersFunctions, type Clause } from './agreed-policies.ts'

type Sql = Database | Transaction
type Policy = {
  table_name: string
  name: string
  command: string
  roles: string[]
  permissive: boolean
  using: string | null
  check: string | null
}

/** The policies of the city, with what they say in one line. */
async function listPolicies(sql: Sql): Promise<Policy[]> {
  return sql<Policy[]>`
    select tablename::text as table_name, policyname::text as name, lower(cmd) as command, roles::text[] as roles,
      permissive = 'PERMISSIVE' as permissive, regexp_replace(qual, '\\s+', ' ', 'g') as using,
      -- A policy without a check of its own holds new rows to what it admits.
      case when cmd in ('SELECT', 'DELETE') then null
        else regexp_replace(coalesce(with_check, qual), '\\s+', ' ', 'g') end as check
    from pg_policies where schemaname = 'tianjin' order by tablename, policyname
  `
}

/** Every policy that is neither agreed nor explained, and every explanation that explains nothing; `[]` is right. */
export async function strayPolicies(sql: Sql): Promise<string[]> {
  const policies = await listPolicies(sql)
  const used = new Set<string>()
  const stray = policies.flatMap((policy) => {
    const exception = exceptions[policy.name]
    const said = clausesOf(policy).flatMap(([clause, text]) => {
      if (policy.roles.every((role) => agreed[role]?.includes(text))) return []
      used.add(`${policy.name} ${clause}`)
      // What a policy has no check of its own for, it checks by what it admits.
      const explained = clause === 'check' ? (exception?.check ?? exception?.using) : exception?.using
      if (explained === text) return []
      return [`${policy.table_name}: ${policy.name}, ${clause} for ${policy.command}: ${text}`]
    })
    return policy.permissive ? said : [...said, `${policy.table_name}: ${policy.name} restricts`]
  })
  const idle = Object.entries(exceptions).flatMap(([name, exception]) =>
    (['using', 'check'] as const)
      .filter((clause) => exception[clause] !== undefined && !used.has(`${name} ${clause}`))
      .map((clause) => `no policy ${name} needs the explanation of its ${clause}`),
  )
  return [...stray, ...idle]
}

function clausesOf(policy: Policy): [Clause, string][] {
  return (['using', 'check'] as const).flatMap((clause) => {
    const text = policy[clause]
    return text === null ? [] : [[clause, text] as [Clause, string]]
  })
}

/** Tables whose division no policy can hold: unguarded ones, and codes that do not compare byte by byte. */
export async function looseDivisions(sql: Sql): Promise<string[]> {
  const rows = await sql<{ name: string; guarded: boolean; bytewise: boolean }[]>`
    select c.relname::text as name, c.relrowsecurity as guarded,
      coalesce(l.collname = 'C', false) and a.atttypid = 'text'::regtype as bytewise
    from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_collation l on l.oid = a.attcollation
    where c.relnamespace = 'tianjin'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'division_code'
    order by c.relname
  `
  return rows.flatMap(({ name, guarded, bytewise }) => [
    ...(guarded || name in openTables ? [] : [`${name}: bears a division and is not guarded`]),
    ...(bytewise ? [] : [`${name}: its division does not compare byte by byte`]),
  ])
}

/**
 * Ways past the policies: whoever owns a table is not held by them (they are not forced upon the owner, whose
 * migrations, loads and few functions reach the whole city). So: one owner, whom no request's role can become, no
 * view and no function that runs as the owner without being listed, none that trusts the caller's search path.
 */
export async function waysAround(sql: Sql): Promise<string[]> {
  const relations = await sql<{ found: string }[]>`
    select c.relname || ' belongs to ' || pg_get_userbyid(c.relowner) as found from pg_class c
    where c.relnamespace = 'tianjin'::regnamespace and c.relowner <> 'haihe_owner'::regrole
    union all
    select c.relname || ' is a view that runs as its owner' from pg_class c
    where c.relnamespace = 'tianjin'::regnamespace and (c.relkind = 'm' or c.relkind = 'v'
      and not coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on'], false))
    union all
    select r.rolname || ' can become the owner or is above the policies' from pg_roles r
    where r.rolname like 'haihe\\_%' and r.rolname <> 'haihe_owner'
      and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or pg_has_role(r.oid, 'haihe_owner', 'member'))
    union all
    select 'the owner is above the policies of others' from pg_roles
    where rolname = 'haihe_owner' and (rolsuper or rolbypassrls or rolcreaterole)
  `
  const functions = await sql<{ name: string; fixed: boolean; everybody: boolean }[]>`
    select p.proname::text as name,
      exists (select from unnest(p.proconfig) s where s like 'search_path=%') as fixed,
      p.proacl is null or exists (select from aclexplode(p.proacl) a where a.grantee = 0) as everybody
    from pg_proc p where p.pronamespace = 'tianjin'::regnamespace and p.prosecdef order by p.proname
  `
  const gone = Object.keys(ownersFunctions).filter((name) => !functions.some((each) => each.name === name))
  return [
    ...relations.map((row) => row.found),
    ...functions.flatMap(({ name, fixed, everybody }) => [
      ...(name in ownersFunctions ? [] : [`${name}: runs as the owner and is not listed`]),
      // The queue lies beside the city that the caller's path begins with; its names are written in full.
      ...(fixed || name === 'enqueue_job' ? [] : [`${name}: trusts the search path of its caller`]),
      ...(everybody ? [`${name}: anybody may call it`] : []),
    ]),
    ...gone.map((name) => `${name}: listed, and not there`),
  ]
}

/** Rows to try policies on: nothing known, everything empty, and values that look real; the last is a public state. */
const trials = [
  { text: null, uuid: null, state: null },
  { text: '', uuid: '00000000-0000-0000-0000-000000000000', state: '' },
  { text: '120101001001', uuid: '00000000-0000-0000-0000-000000000000', state: 'running' },
  { text: 'visitor 1', uuid: null, state: 'held' },
]

/**
 * Policies that admit a row to a caller without area, account, person and household, as they are set on `sql` now,
 * though it is not said that they may; and those of which it is said though they do not.
 */
export async function openToNobody(sql: Sql): Promise<string[]> {
  const open: string[] = []
  const meant = new Set<string>()
  for (const policy of await listPolicies(sql))
    for (const [clause, text] of clausesOf(policy)) {
      const admitted = await admits(sql, policy.table_name, text)
      const expected = exceptions[policy.name]?.nobody !== undefined
      if (admitted && expected) meant.add(policy.name)
      if (admitted && !expected) open.push(`${policy.table_name}: ${policy.name}, ${clause}`)
    }
  const closed = Object.keys(exceptions).filter(
    (name) => exceptions[name]?.nobody !== undefined && !meant.has(name),
  )
  return [...open, ...closed.map((name) => `${name} admits nobody, though it is said to`)]
}

/** Whether the expression lets one of the trial rows through. The city is empty: what it looks up is not there. */
async function admits(sql: Sql, table: string, expression: string): Promise<boolean> {
  const columns = await sql<{ name: string; type: string }[]>`
    select a.attname::text as name, format_type(a.atttypid, null) as type from pg_attribute a
    where a.attrelid = ${`tianjin.${table}`}::regclass and a.attnum > 0 and not a.attisdropped
  `
  const rows = trials.map((trial) =>
    Object.fromEntries(columns.map(({ name, type }) => [name, trialValue(trial, name, type)])),
  )
  const [row] = await sql.unsafe<{ admitted: boolean }[]>(
    `select coalesce(bool_or(${expression}), false) as admitted
     from jsonb_populate_recordset(null::tianjin.${table}, $1::text::jsonb) as ${table}`,
    [JSON.stringify(rows)],
  )
  return row?.admitted ?? false
}

function trialValue(trial: (typeof trials)[number], column: string, type: string): unknown {
  if (type === 'text') return column === 'state' ? trial.state : trial.text
  if (type === 'uuid') return trial.uuid
  return type === 'boolean' ? false : null
}
