/** A person that is being registered; pure. */
export type PersonDraft = {
  name: string
  identity_number: string
  sex: '1' | '2' | undefined
  birth_date: string | undefined
  nationality: string | undefined
  telephone: string
}

export const emptyPerson: PersonDraft = {
  name: '',
  identity_number: '',
  sex: undefined,
  birth_date: undefined,
  nationality: undefined,
  telephone: '',
}

/** The draft as the server takes it; empty fields are absent. */
export function personBody(draft: PersonDraft) {
  const numbered = draft.identity_number.trim() !== ''
  return {
    name: draft.name.trim(),
    identity_number: draft.identity_number.trim() || null,
    telephone: draft.telephone.trim() || null,
    nationality: draft.nationality ?? null,
    ...(!numbered && draft.sex !== undefined && { sex: draft.sex }),
    ...(!numbered && draft.birth_date !== undefined && { birth_date: draft.birth_date }),
  }
}

/** What still has to be filled in, as words of a button; undefined when nothing. */
export function missingOfPerson(draft: PersonDraft): string | undefined {
  if (draft.name.trim() === '') return '先写姓名'
  if (draft.identity_number.trim() === '' && draft.sex === undefined) return '没有证件号码的，先选性别'
  return undefined
}
