/** A file that is asked for by POST, because what is asked for must not stand in an address. */
import { type AnyRoute, type InputOf, pathOf, requestFile } from './api.ts'

/** Saves what a file route answers to a body, under a name. Throws ProblemError. */
export async function download<Route extends AnyRoute>(
  route: Route,
  input: InputOf<Route>,
  name: string,
): Promise<void> {
  const { params, body } = input as { params?: Record<string, unknown>; body?: unknown }
  const address = URL.createObjectURL(await requestFile(pathOf(route.path, params), { body }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
