/** Builds the browser side from `ui/` into `dist/ui`, from where the server hands it out. */
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: folder('./ui'),
  cacheDir: folder('./node_modules/.vite'),
  plugins: [react()],
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
