/** Builds the browser side from `ui/` into `dist/ui`, from where the server hands it out. */
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Writes each file that shrinks compressed beside itself, so that the server hands it out without any work of its own. */
function compressed(): Plugin {
  const outDir = folder('./dist/ui')
  return {
    name: 'compressed',
    apply: 'build',
    closeBundle() {
      const files = readdirSync(outDir, { recursive: true, encoding: 'utf8' })
      for (const file of files.filter((each) => /\.(js|css|html|svg|json|ttf)$/.test(each))) {
        const content = readFileSync(join(outDir, file))
        const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }
        writeFileSync(join(outDir, `${file}.br`), brotliCompressSync(content, quality))
        writeFileSync(join(outDir, `${file}.gz`), gzipSync(content, { level: 9 }))
      }
    },
  }
}

type Bundle = Parameters<Extract<Plugin['generateBundle'], (...given: never[]) => unknown>>[1]

/** Everything that a chunk needs before it runs: its own imports, and theirs, with their styles. */
function filesOf(bundle: Bundle, start: readonly string[]): string[] {
  const found = new Set<string>()
  const add = (name: string): void => {
    const chunk = bundle[name]
    if (found.has(name) || chunk === undefined) return
    found.add(name)
    if (chunk.type !== 'chunk') return
    for (const each of chunk.imports) add(each)
    for (const each of chunk.viteMetadata?.importedCss ?? []) add(each)
  }
  for (const name of start) add(name)
  return [...found].sort()
}

/**
 * Tells the service worker of the field pages which files they are made of: the entry, the pages under `ui/field`, and
 * what these load lazily. Fonts are left out: a phone has its own.
 */
function fieldWorker(): Plugin {
  return {
    name: 'field-worker',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((each) => each.type === 'chunk')
        const worker = chunks.find((chunk) => chunk.name === 'field-worker')
        if (worker === undefined) throw new Error('the service worker of the field pages was not built')
        const own = chunks.filter(
          (chunk) =>
            chunk !== worker &&
            (chunk.name === 'index' || chunk.moduleIds.some((id) => id.startsWith(folder('./ui/field/')))),
        )
        const lazy = own
          .filter((chunk) => chunk.moduleIds.some((id) => id.startsWith(folder('./ui/field/'))))
          .filter((chunk) => chunk.name !== 'index')
          .flatMap((chunk) => chunk.dynamicImports)
        const files = filesOf(bundle, [...own.map((chunk) => chunk.fileName), ...lazy]).map(
          (file) => `/${file}`,
        )
        const version = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 16)
        worker.code = worker.code
          .replace('["FIELD_FILES"]', JSON.stringify(files))
          .replace('FIELD_VERSION', version)
      },
    },
  }
}

export default defineConfig({
  root: folder('./ui'),
  cacheDir: folder('./node_modules/.vite'),
  plugins: [react(), fieldWorker(), compressed()],
  build: {
    outDir: folder('./dist/ui'),
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy allows files of our own only, so nothing may be inlined as `data:`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: { index: folder('./ui/index.html'), 'field-worker': folder('./ui/field/worker/worker.ts') },
      output: {
        // A service worker's address stays: the browser asks for it anew and compares.
        entryFileNames: (chunk) =>
          chunk.name === 'field-worker' ? 'field-worker.js' : 'assets/[name]-[hash].js',
      },
    },
  },
  server: { proxy: { '/api': process.env['HAIHE_URL'] ?? 'http://127.0.0.1:8017' } },
})
