/**
 * Papers as PDF: a Typst template and data in, an A4 document out. The compiler and its fonts are loaded with the
 * first paper and kept; a paper then takes a few milliseconds.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { toString as qrCode } from 'qrcode'
import { coverageOf, spellOut } from './coverage.ts'

const fontFiles = ['400Regular/NotoSerifSC_400Regular.ttf', '700Bold/NotoSerifSC_700Bold.ttf']

type Press = { typst: NodeCompiler; canSet: (character: string) => boolean }

let press: Promise<Press> | undefined
const templates = new Map<string, string>()

/**
 * Fills a template. `template` is the address of a `.typ` file (`new URL('./approval-form.typ', import.meta.url)`);
 * it finds `data` by `#let data = json(bytes(sys.inputs.data))` and the shared parts above itself.
 * @throws when the template does not compile
 */
export async function renderPdf(template: URL, data: Record<string, unknown>): Promise<Buffer> {
  press ??= loadPress()
  const { typst, canSet } = await press
  const result = typst.compile({
    mainFileContent: `${sharedParts()}\n${readTemplate(template)}`,
    inputs: { data: JSON.stringify(spellOut(data, canSet)) },
  })
  const document = result.result
  if (document === null) throw new Error(`the paper ${template.pathname.split('/').pop()} does not compile`)
  const pdf = typst.pdf(document)
  typst.evictCache(10)
  return pdf
}

/** A QR code as SVG text, for `image(bytes(data.qr))` in a template. */
export function qrSvg(text: string): Promise<string> {
  return qrCode(text, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' })
}

async function loadPress(): Promise<Press> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
  const folder = new URL('.', import.meta.resolve('@expo-google-fonts/noto-serif-sc/package.json'))
  const rare = new URL('./fonts/rare-characters.ttf', import.meta.url)
  const fontBlobs = [...fontFiles.map((file) => new URL(file, folder)), rare].map((file) =>
    readFileSync(file),
  )
  const typst = NodeCompiler.create({
    workspace: fileURLToPath(new URL('.', import.meta.url)),
    fontArgs: [{ fontBlobs }],
  })
  return { typst, canSet: coverageOf(fontBlobs) }
}

const sharedParts = () => readTemplate(new URL('./parts.typ', import.meta.url))

function readTemplate(template: URL): string {
  const text = templates.get(template.href) ?? readFileSync(template, 'utf8')
  templates.set(template.href, text)
  return text
}
