/** What a proposal changes: which version of the rules, and which values. */
import type { proposalRoutes } from '../../../server/benefits/contract.ts'
import { Button, Unverified, dateText } from '../../design/index.ts'
import { SelectField, TextField } from '../../forms/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { valueText } from './proposal-words.ts'

export type Parameter = AnswerOf<typeof proposalRoutes.list_changeable_parameters>['rows'][number]
export type Version = AnswerOf<typeof proposalRoutes.list_changeable_versions>['rows'][number]
export type ChosenVersion = { programme_id: string; version: string }
export type ChosenValue = { parameter: string; value: string }

const keyOf = ({ programme_id, version }: ChosenVersion): string => `${programme_id} ${version}`
const nameOf = ({ programme_title, title }: Version): string => `${programme_title}：${title}`

/** Rules are changed by taking another version that is written: a draft, or a former one. */
export function Versions(props: {
  known: readonly Version[]
  chosen: readonly ChosenVersion[]
  onChange: (chosen: ChosenVersion[]) => void
  wrong: (field: string) => string | undefined
}) {
  const { known, chosen, onChange, wrong } = props
  if (known.length === 0) return null
  const left = known.filter(({ programme_id }) => !chosen.some((each) => each.programme_id === programme_id))
  const add = (key: string | undefined) => {
    const found = known.find((each) => keyOf(each) === key)
    if (found) onChange([...chosen, { programme_id: found.programme_id, version: found.version }])
  }
  return (
    <fieldset className="proposal-values">
      <legend>换用哪一版规则</legend>
      {chosen.map((each, at) => {
        const found = known.find((version) => keyOf(version) === keyOf(each))
        const error = wrong(`versions.${at}.version`)
        return (
          <div key={keyOf(each)} className="proposal-version">
            <div>
              <strong>{found === undefined ? each.version : nameOf(found)}</strong>
              {found?.to_verify === true && '　'}
              {found?.to_verify === true && <Unverified missing="草案或者没有读到原文，施行前请核对" />}
              {found !== undefined && found.text !== '' && <p className="second">{found.text}</p>}
              {error !== undefined && <p role="alert">{error}</p>}
            </div>
            <Button
              kind="link"
              aria-label={`不换：${found === undefined ? each.version : nameOf(found)}`}
              onClick={() => onChange(chosen.filter((_each, place) => place !== at))}
            >
              不换
            </Button>
          </div>
        )
      })}
      <TogetherHint known={known} chosen={chosen} />
      {left.length > 0 && (
        <SelectField
          label={chosen.length === 0 ? '选一份草案或以前的规则' : '再选一份规则'}
          optional
          value={undefined}
          onChange={add}
          options={left.map((each) => ({ value: keyOf(each), label: nameOf(each) }))}
        />
      )}
    </fieldset>
  )
}

/** A draft may be written for several programmes; one alone reckons the same income in two ways. */
function TogetherHint({ known, chosen }: { known: readonly Version[]; chosen: readonly ChosenVersion[] }) {
  const others = known.filter(
    (each) =>
      each.draft &&
      chosen.some(({ version }) => version === each.version) &&
      !chosen.some(({ programme_id }) => programme_id === each.programme_id),
  )
  if (others.length === 0) return null
  const titles = others.map(({ programme_title }) => programme_title).join('、')
  return <p className="second">这份草案也写了{titles}的规则；不一起换，几项的算法会不一样。</p>
}

export function Values(props: {
  parameters: readonly Parameter[]
  versions: readonly ChosenVersion[]
  values: readonly ChosenValue[]
  onChange: (values: ChosenValue[]) => void
  wrong: (field: string) => string | undefined
}) {
  const { parameters, versions, values, onChange, wrong } = props
  const isOffered = ({ draft }: Parameter): boolean =>
    draft === null || versions.some(({ version }) => version === draft.version)
  const left = parameters.filter(
    (each) => isOffered(each) && !values.some(({ parameter }) => parameter === each.parameter),
  )
  return (
    <fieldset className="proposal-values">
      <legend>调整哪些数值</legend>
      {values.map((each, at) => {
        const parameter = parameters.find((known) => known.parameter === each.parameter)
        return (
          <div key={each.parameter} className="proposal-value">
            <TextField
              label={parameter?.label ?? each.parameter}
              hint={parameter === undefined ? '' : nowText(parameter)}
              value={each.value}
              onChange={(value) =>
                onChange(values.map((other, place) => (place === at ? { ...other, value } : other)))
              }
              maxLength={20}
              error={wrong(`values.${at}.value`)}
            />
            <Button
              kind="link"
              aria-label={`不调整这一项：${parameter?.label ?? ''}`}
              onClick={() => onChange(values.filter((_each, place) => place !== at))}
            >
              不调整这一项
            </Button>
          </div>
        )
      })}
      <SelectField
        label={values.length === 0 ? '选一个数值' : '再选一个数值'}
        value={undefined}
        onChange={(parameter) => parameter !== undefined && onChange([...values, { parameter, value: '' }])}
        options={left.map((each) => ({ value: each.parameter, label: each.label }))}
        error={wrong('values')}
      />
    </fieldset>
  )
}

function nowText({ value, unit, from, programmes, draft }: Parameter): string {
  const since = from === null ? '' : `，${dateText(from)}起`
  const now =
    draft === null ? `现在 ${valueText(value, unit)}${since}` : `草案写的是 ${valueText(draft.value, unit)}`
  const how = unit === 'ratio' ? '填小数，例如 0.3。' : ''
  return `${now}。${how}用于${programmes.map(({ title }) => title).join('、')}`
}
