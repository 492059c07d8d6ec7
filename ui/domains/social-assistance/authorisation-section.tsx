import { Button, Light } from '../../design/index.ts'
import { SelectField } from '../../forms/index.ts'
import type { ApplicationDraft, Form } from './application-draft.ts'

/** Every adult signs for the means check; a guardian signs for who cannot. */
export function AuthorisationSection(props: {
  form: Form
  draft: ApplicationDraft
  onChange: (draft: ApplicationDraft) => void
}) {
  const { form, draft, onChange } = props
  const adults = form.members.filter((member) => member.adult)
  const sign = (person_id: string, signed_by: string | undefined) => {
    const signed = { ...draft.signed }
    if (signed_by === undefined) delete signed[person_id]
    else signed[person_id] = signed_by
    onChange({ ...draft, signed })
  }
  return (
    <section className="form-section" aria-label="核对授权">
      <h2>核对授权</h2>
      <p className="second">
        每个成年成员书面授权核对家庭经济状况；无民事行为能力的由监护人签。收到签好的授权书后再点。申请人须先签；不在的家人以后在自己手机上同意，或到窗口签，都齐了才能核对。
      </p>
      <ul className="counter-lines">
        {adults.map((member) => {
          const signed = draft.signed[member.person_id]
          return (
            <li key={member.person_id}>
              <strong>{member.name}</strong>
              <SelectField
                label={<span className="visually-hidden">{member.name}的授权由谁签</span>}
                none="谁签的"
                value={signed}
                onChange={(value) => sign(member.person_id, value)}
                options={adults.map((each) => ({
                  value: each.person_id,
                  label: each.person_id === member.person_id ? '本人签' : `${each.name}代签（监护人）`,
                }))}
              />
              {signed === undefined ? (
                <Button onClick={() => sign(member.person_id, member.person_id)}>收到本人签的授权</Button>
              ) : (
                <Light state="normal">已收到</Light>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
