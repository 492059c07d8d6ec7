/** All rows of a list that is read page by page; within one transaction it is one snapshot. */
export async function* allPages<Row>(
  list: (page: { limit: number; offset: number }) => Promise<Row[]>,
  limit = 5000,
): AsyncGenerator<Row> {
  for (let offset = 0; ; offset += limit) {
    const rows = await list({ limit, offset })
    yield* rows
    if (rows.length < limit) return
  }
}
