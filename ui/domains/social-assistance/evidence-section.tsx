import { FileField } from '../../forms/index.ts'
import type { ChosenFile } from '../../forms/index.ts'
import { type ApplicationDraft, type Form, answerOf, askedMembers } from './application-draft.ts'

type Evidence = Form['evidence'][number]
type Paper = { key: string; label: string; hint: string | undefined; required: boolean }

/** Whether the answers make this paper one that the member has to bring. */
function concerns(form: Form, draft: ApplicationDraft, person_id: string, evidence: Evidence): boolean {
  return evidence.facts.some((fact) => {
    const value = answerOf(form, draft, person_id, fact)
    return value !== undefined && value !== null && !['0', 0, false, 'none', ''].includes(value)
  })
}

/** The papers of this household: registers answer some of them, those need no photo. */
function papersOf(form: Form, draft: ApplicationDraft): Paper[] {
  return form.evidence
    .filter((evidence) => evidence.id !== 'identity-card')
    .flatMap((evidence) => {
      const paper = (person_id: string, name: string): Paper => ({
        key: `${evidence.id}|${evidence.title}|${person_id}`,
        label: name === '' ? evidence.title : `${name}　${evidence.title}`,
        hint: evidence.register === null ? (evidence.note ?? undefined) : '登记能核对的，可以不交',
        required: evidence.required && evidence.register === null,
      })
      if (evidence.holder === 'household') return [paper('', '')]
      return form.members
        .filter((member) => evidence.holder === 'adult' || askedMembers(form, draft).includes(member))
        .filter(
          (member) =>
            (evidence.holder === 'adult' && member.adult) ||
            evidence.holder === 'member' ||
            (evidence.holder === 'member_with_fact' && concerns(form, draft, member.person_id, evidence)),
        )
        .map((member) => paper(member.person_id, member.name))
    })
}

/** 材料: photos or scans, each under what it proves. */
export function EvidenceSection(props: {
  form: Form
  draft: ApplicationDraft
  files: Record<string, ChosenFile[]>
  onChange: (files: Record<string, ChosenFile[]>) => void
}) {
  const { form, draft, files, onChange } = props
  return (
    <section className="form-section" aria-label="材料">
      <h2>材料</h2>
      <p className="second">拍照或扫描。缺的可以先提交，受理时一次告知要补的。</p>
      <div className="form-grid">
        {papersOf(form, draft).map((paper) => (
          <FileField
            key={paper.key}
            label={paper.label}
            optional={!paper.required}
            hint={paper.hint}
            files={files[paper.key] ?? []}
            onChange={(chosen) => onChange({ ...files, [paper.key]: chosen })}
          />
        ))}
      </div>
    </section>
  )
}
