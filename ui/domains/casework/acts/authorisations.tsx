import { useState } from 'react'
import type { BenefitCaseView } from '../../../../server/benefits/contract.ts'
import { meansCheckRoutes } from '../../../../server/benefits/contract.ts'
import { Button, ErrorNotice, Light, dayText } from '../../../design/index.ts'
import { SelectField } from '../../../forms/index.ts'
import { useAct } from '../../../shell/index.ts'

/** Who has authorised the check; a missing paper can be handed in later. */
export function Authorisations({ view, may }: { view: BenefitCaseView; may: boolean }) {
  const [signer, setSigner] = useState<Record<string, string | undefined>>({})
  const sign = useAct(meansCheckRoutes.authorise_means_check)
  const given = view.means_check?.authorisations ?? []
  const adults = view.members.filter((member) => member.adult)
  const missing =
    view.means_check === null
      ? adults
      : adults.filter(
          (member) =>
            !given.some((each) => each.person_id === member.person_id && each.withdrawn_on === null),
        )
  return (
    <section aria-label="授权">
      {given.length > 0 && (
        <p>
          {given
            .map(
              (each) =>
                `${each.person_name}${each.signed_by_name === each.person_name ? '' : `（${each.signed_by_name}代签）`} ${dayText(each.signed_on)}授权`,
            )
            .join('，')}
        </p>
      )}
      {may && missing.length > 0 && (
        <details className="quiet-details">
          <summary>
            {view.means_check === null ? (
              '补交授权书'
            ) : (
              <Light state="due_soon">{missing.length} 位成年成员还没有授权</Light>
            )}
          </summary>
          {missing.map((member) => (
            <div key={member.person_id} className="form-pair form-pair-one">
              <SelectField
                label={`${member.name}的授权，由谁签`}
                none={`${member.name}本人`}
                value={signer[member.person_id]}
                onChange={(value) => setSigner({ ...signer, [member.person_id]: value })}
                options={adults
                  .filter((each) => each.person_id !== member.person_id)
                  .map((each) => ({ value: each.person_id, label: `${each.name}（监护人）` }))}
              />
              <Button
                busy={sign.isPending}
                onClick={() =>
                  sign.mutate({
                    params: { case_id: view.head.case_id },
                    body: {
                      person_id: member.person_id,
                      signed_by: signer[member.person_id] ?? member.person_id,
                    },
                  })
                }
              >
                收到授权
              </Button>
            </div>
          ))}
          {sign.error !== null && <ErrorNotice error={sign.error} />}
        </details>
      )}
    </section>
  )
}
