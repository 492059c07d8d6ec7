/**
 * The door of `npm start`. It keeps what Node made of our source files beside the packages, so that a start does not
 * read and compile all of them again; where that folder cannot be written, it does.
 */
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../node_modules/.cache/haihe', import.meta.url))
enableCompileCache(folder)
// What the house starts in processes of their own reads the same folder.
process.env['NODE_COMPILE_CACHE'] ??= folder
// `npm ci` fills the folder: the house is read, not opened.
if (process.argv[2] === 'warm-up') await import('./house.ts')
else await import('./run.ts')
