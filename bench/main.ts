/**
 * `npm run bench -- NAME [--option value …]`: runs a bench and prints its rows as JSON lines. A bench is a module in
 * this folder that exports `name`, `about` and `run(options)`, which yields rows.
 */
import { readdirSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'

type Options = Record<string, string | number>
type Bench = { name: string; about: string; run(options: Options): AsyncIterable<Record<string, unknown>> }

const { name, options, help } = readArguments(process.argv.slice(2))
if (help || name === undefined) console.log(await overview())
else {
  const bench = (await listBenches()).find((each) => each.name === name)
  if (bench) await runBench(bench, options)
  else {
    console.error(`no bench ${name}\n\n${await overview()}`)
    process.exitCode = 1
  }
}

function readArguments(given: string[]): { name: string | undefined; options: Options; help: boolean } {
  const { positionals, tokens } = parseArgs({
    args: given,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const options: Options = {}
  const positionalValues = new Set<string>()
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'option') continue
    const next = tokens[at + 1]
    const value = token.value ?? (next?.kind === 'positional' ? next.value : '')
    if (token.value === undefined && next?.kind === 'positional') positionalValues.add(next.value)
    options[token.name.replaceAll('-', '_')] = /^\d+$/.test(value) ? Number(value) : value
  }
  const help = 'help' in options || 'h' in options
  return { name: positionals.find((each) => !positionalValues.has(each)), options, help }
}

async function listBenches(): Promise<Bench[]> {
  const files = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.ts') && file !== 'main.ts')
    .sort()
  const modules = await Promise.all(files.map((file) => import(`./${file}`) as Promise<Partial<Bench>>))
  return modules.filter((module): module is Bench => module.run !== undefined && module.name !== undefined)
}

async function overview(): Promise<string> {
  const benches = await listBenches()
  const width = Math.max(...benches.map((bench) => bench.name.length)) + 2
  return [
    'npm run bench -- NAME [--option value …]',
    '',
    ...benches.map((bench) => `  ${bench.name.padEnd(width)}${bench.about}`),
    '',
    'Each prints JSON lines, with its ratio to a ceiling or a peer that ran in the same run.',
  ].join('\n')
}

async function runBench(bench: Bench, given: Options): Promise<void> {
  print({
    bench: bench.name,
    node: process.version,
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memory_gb: Math.round(totalmem() / 2 ** 30),
  })
  for await (const row of bench.run(given)) print({ bench: bench.name, ...row })
}

function print(row: Record<string, unknown>): void {
  console.log(
    JSON.stringify(row, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  )
}
