/**
 * Holds the port while the city is being loaded, so that a browser sees how far it is instead of a refused
 * connection, and a port that is taken is noticed before any work is done.
 */
import { createServer } from 'node:http'
import { StartRefused } from './platform/db/index.ts'

export type StartingPage = { show(done: number, of: number): void; close(): Promise<void> }

/** @throws StartRefused when the port is taken or may not be used */
export async function openStartingPage(host: string, port: number): Promise<StartingPage> {
  let percent = 0
  const server = createServer((_request, response) => {
    response.writeHead(503, {
      'content-type': 'text/html; charset=utf-8',
      'retry-after': '1',
      refresh: '1',
      connection: 'close',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'",
    })
    response.end(page(percent))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusal(error, host, port)))
    server.listen(port, host, resolve)
  })
  return {
    show(done, of) {
      percent = Math.floor((done / of) * 100)
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function refusal(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new StartRefused(
      `端口 ${port} 已被占用，请以 PORT 指定其他端口`,
      `port ${port} is taken: choose another one with PORT`,
    )
  return new StartRefused(`无法在 ${host}:${port} 提供服务：${error.message}`, 'cannot listen there')
}

function page(percent: number): string {
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>海河正在启动</title>
<h1>海河正在启动</h1>
<p>正在装入演示城市：<progress max="100" value="${percent}">${percent}%</progress> ${percent}%</p>
<p>本页每秒自动刷新。 This page refreshes every second while the demonstration city is loaded.</p>
</html>
`
}
