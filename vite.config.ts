/** Builds the browser side from `ui/` into `dist/ui`, from where the server hands it out. */
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

export default defineConfig({
  root: folder('./ui'),
  cacheDir: folder('./node_modules/.vite'),
  plugins: [react(), compressed()],
  build: {
    outDir: folder('./dist/ui'),
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy allows files of our own only, so nothing may be inlined as `data:`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { '/api': process.env['HAIHE_URL'] ?? 'http://127.0.0.1:8017' } },
})
