/** A server that speaks PostgreSQL's protocol just far enough to say that it is an older one. */
import { createServer, type Socket } from 'node:net'

const message = (type: string, ...parts: (string | Buffer)[]) => {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)))
  const length = Buffer.alloc(4)
  length.writeInt32BE(content.length + 4)
  return Buffer.concat([Buffer.from(type), length, content])
}
const int16 = (value: number) => Buffer.from([value >> 8, value & 0xff])
const int32 = (value: number) => Buffer.concat([int16(value >> 16), int16(value & 0xffff)])

/** Answers every statement with one row of `number` and `version`; returns its port and how to end it. */
export async function startOldPostgres(
  number: number,
  version: string,
): Promise<{ port: number; stop(): void }> {
  const field = (name: string, type: number) =>
    Buffer.concat([Buffer.from(`${name}\0`), int32(0), int16(0), int32(type), int16(-1), int32(-1), int16(0)])
  const value = (text: string) => Buffer.concat([int32(Buffer.byteLength(text)), Buffer.from(text)])
  const ready = message('Z', 'I')
  const answers = (asked: string): Buffer[] => {
    if (asked === 'P') return [message('1')]
    if (asked === 'B') return [message('2')]
    if (asked === 'D')
      return [message('t', int16(0)), message('T', int16(2), field('number', 23), field('version', 25))]
    if (asked === 'E')
      return [message('D', int16(2), value(String(number)), value(version)), message('C', 'SELECT 1\0')]
    return asked === 'S' ? [ready] : []
  }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let begun = false
    socket.on('error', () => undefined)
    socket.on('data', (data) => {
      if (!begun) {
        begun = true
        socket.write(
          Buffer.concat([message('R', int32(0)), message('S', `server_version\0${version}\0`), ready]),
        )
        return
      }
      for (let at = 0; at < data.length; at += 1 + data.readInt32BE(at + 1))
        socket.write(Buffer.concat(answers(String.fromCharCode(data[at] ?? 0))))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    stop: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
