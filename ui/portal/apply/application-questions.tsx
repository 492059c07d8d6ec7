/** The whole application as a flow: who, what the registers know, what they don't, who agrees, who is paid, papers. */
import { ChoiceField, type Question, SeveralField } from '../../forms/index.ts'
import { askedQuestion } from '../questions/question-control.tsx'
import { isAsked, textAbout } from '../questions/question-view.ts'
import { UploadField, type Uploaded } from '../upload-field.tsx'
import {
  type Agreement,
  type ApplicationForm,
  type Evidence,
  type KnownAnswer,
  type Member,
  type Subject,
  adultsOf,
  agreementKey,
  guardianPaperKey,
  answerFor,
  isFor,
  isOpen,
  isWanted,
  knownOf,
  questionsOf,
  subjectsOf,
} from './application-model.ts'
import { KnownField } from './known-field.tsx'
import { MemberList } from './member-list.tsx'

/** Every screen of the form, in order; `me` is who fills it in. */
export function applicationQuestions(form: ApplicationForm, me: string | null): Question[] {
  return [
    membersQuestion(form),
    ...(form.urgent === null ? [] : [urgentQuestion(form.urgent)]),
    ...(form.beneficiary === 'member' ? [beneficiariesQuestion(form)] : []),
    ...subjectsOf(form).flatMap((subject) => subjectQuestions(form, subject, me)),
    ...(form.authorises ? adultsOf(form).flatMap((member) => agreementQuestions(form, member, me)) : []),
    ...(adultsOf(form).length > 1 ? [payeeQuestion(form)] : []),
    ...form.evidence.map((evidence) => paperQuestion(form, evidence)),
  ]
}

function membersQuestion(form: ApplicationForm): Question {
  return {
    key: 'members',
    title: '您家一起生活的是这些人吗？',
    hint: '登记里的一家人，住址和证件号码都在登记里，不用再填。',
    why:
      form.beneficiary === 'member'
        ? '这项救助按人认定，一家人里只有符合的人才有。'
        : `${form.programme_title}按一家人来算，人数不同，结果就不同。`,
    needed: true,
    field: (value, onChange, error) => (
      <div className="stack">
        <MemberList members={form.members} />
        <ChoiceField
          label="一起生活的人"
          value={value as 'right' | 'wrong' | undefined}
          onChange={onChange}
          error={error}
          choices={[
            { value: 'right', label: '就是这些人' },
            {
              value: 'wrong',
              label: '有出入',
              hint: '先按登记的人填。到社区或街道窗口更正登记，或入户时告诉工作人员。',
            },
          ]}
        />
      </div>
    ),
    summary: (value) => `${form.members.length} 人${value === 'wrong' ? '，有出入，要更正登记' : ''}`,
  }
}

/** 急不急: aid first, papers after; the street looks at it the same day. */
function urgentQuestion({ within_text, article }: NonNullable<ApplicationForm['urgent']>): Question {
  return {
    key: 'urgent',
    title: '这件事急吗？',
    hint: `今天、明天的吃住、看病马上过不去的，选“很急”，街道在 ${within_text}内先给救助，手续以后再补。`,
    why: `情况紧急的先救助、后补手续。《${article.document_title}》${article.article}。`,
    needed: true,
    field: (value, onChange, error) => (
      <ChoiceField
        label="急不急"
        value={value as 'urgent' | 'ordinary' | undefined}
        onChange={onChange}
        error={error}
        choices={[
          { value: 'urgent', label: '很急，马上要用' },
          { value: 'ordinary', label: '可以等街道上门看了再定' },
        ]}
      />
    ),
    summary: (value) => (value === 'urgent' ? '很急，先救助后补手续' : '按一般程序'),
  }
}

function beneficiariesQuestion(form: ApplicationForm): Question {
  const choices = form.members.map((member, index) => ({
    value: `m${index + 1}`,
    label: member.name,
    hint: [member.relation_title, member.age === null ? '' : `${member.age} 岁`].filter(Boolean).join('　'),
  }))
  return {
    key: 'beneficiaries',
    title: `为家里哪一位申请${form.programme_title}？`,
    hint: '可以不止一位。后面只问他们的情况。',
    why: '这项救助按人认定：谁符合，就发给谁。',
    needed: true,
    field: (value, onChange, error) => (
      <SeveralField
        label="为谁申请"
        value={(value ?? []) as string[]}
        onChange={onChange}
        choices={choices}
        error={error}
      />
    ),
    check: (value) => ((value as string[]).length === 0 ? '请至少选一位' : undefined),
    summary: (value) =>
      choices
        .filter((choice) => (value as string[]).includes(choice.value))
        .map((choice) => choice.label)
        .join('、'),
  }
}

const whoOf = (subject: Subject, me: string | null): string =>
  subject.member === null ? '您家' : subject.member.person_id === me ? '您' : subject.member.name

function subjectQuestions(form: ApplicationForm, subject: Subject, me: string | null): Question[] {
  const known = knownOf(form, subject)
  const asked = questionsOf(form, subject).map((question) =>
    askedQuestion(question, {
      key: `${subject.key}.${question.fact}`,
      title: subject.member === null ? question.text : textAbout(question.text, whoOf(subject, me)),
      show: (answers) =>
        isFor(form, subject, answers) &&
        isOpen(form, subject, question.fact, answers) &&
        isAsked(question, (fact) => answerFor(form, subject, fact, answers)),
    }),
  )
  if (known.length === 0) return asked
  const show = (answers: Record<string, unknown>) => isFor(form, subject, answers)
  return [{ ...knownQuestion(subject, known, me), show }, ...asked]
}

function knownQuestion(subject: Subject, known: ReturnType<typeof knownOf>, me: string | null): Question {
  return {
    key: `${subject.key}.known`,
    title: `${whoOf(subject, me)}的情况，登记里有这些，对吗？`,
    why: '登记里已经有的就不再问。不对的勾出来，后面再问您。',
    needed: true,
    field: (value, onChange, error) => (
      <KnownField known={known} value={value as KnownAnswer | undefined} onChange={onChange} error={error} />
    ),
    check: (value) => {
      const answer = value as KnownAnswer & { some?: boolean }
      return answer.some === true && answer.change.length === 0 ? '请勾出不对的，或者选“都对”' : undefined
    },
    summary: (value) => {
      const { change } = value as KnownAnswer
      if (change.length === 0) return `登记里的 ${known.length} 项都对`
      const wrong = known.filter(({ question }) => change.includes(question.fact))
      return `${wrong.map(({ question }) => question.label).join('、')}要改，其余都对`
    },
  }
}

const agreementWords: Record<Agreement, string> = {
  here: '同意核对',
  guardian: '由监护人代为同意',
  absent: '本人不在，以后自己同意',
}

function agreementQuestions(form: ApplicationForm, member: Member, me: string | null): Question[] {
  const agreement = agreementQuestion(form, member, me)
  return member.person_id === me ? [agreement] : [agreement, guardianQuestion(form, member)]
}

/** Whoever speaks for another adult shows by what right. */
function guardianQuestion(form: ApplicationForm, member: Member): Question {
  return {
    key: guardianPaperKey(form, member),
    title: `请拍您代${member.name}签好的授权书，和您是监护人的证明`,
    hint: '现在没有证明的，回上一题选“本人现在不在”，以后再补。',
    why: '成年人的授权只能由本人，或者由监护人代为作出，街道要看证明。',
    needed: true,
    show: (answers) => answers[agreementKey(form, member)] === 'guardian',
    field: (value, onChange, error) => (
      <UploadField
        label="授权书和监护证明，拍在一张里"
        value={(value ?? []) as Uploaded[]}
        onChange={(files) => onChange(files.slice(-1))}
        error={error}
      />
    ),
    check: (value) => (((value ?? []) as Uploaded[]).length === 0 ? '请拍一张授权书和监护证明' : undefined),
    summary: (value) => `${((value ?? []) as Uploaded[]).length} 张`,
  }
}

function agreementQuestion(form: ApplicationForm, member: Member, me: string | null): Question {
  const own = member.person_id === me
  const paper = form.evidence.find((evidence) => evidence.holder === 'adult')
  const choices: { value: Agreement; label: string; hint?: string }[] = [
    {
      value: 'here',
      label: own ? '我同意' : `${member.name}就在这里，同意`,
      ...(own ? {} : { hint: '请本人自己点' }),
    },
    ...(own
      ? []
      : [
          {
            value: 'guardian' as const,
            label: '本人不能自己决定，我是监护人，代为同意',
            hint: '比如重度智力、精神残疾',
          },
          {
            value: 'absent' as const,
            label: '本人现在不在',
            hint: '可以先提交。他登录自己的账户点同意，或到街道窗口签字，然后才能核对。',
          },
        ]),
  ]
  return {
    key: agreementKey(form, member),
    title: `${own ? '您' : member.name}同意核对家庭经济状况吗？`,
    hint: '同意后，民政部门向社保、公积金、税务、房产、车辆、银行、证券、保险等查一次收入和财产，只用来办这件事。',
    why:
      paper === undefined
        ? '每个成年家人都同意，才能核对。'
        : `每个成年家人都同意，才能核对。《${paper.article.document_title}》${paper.article.article}。`,
    needed: true,
    field: (value, onChange, error) => (
      <ChoiceField
        label="核对授权"
        value={value as Agreement | undefined}
        onChange={onChange}
        choices={choices}
        error={error}
      />
    ),
    summary: (value) => agreementWords[value as Agreement],
  }
}

function payeeQuestion(form: ApplicationForm): Question {
  const choices = adultsOf(form).map((member) => ({
    value: `m${form.members.indexOf(member) + 1}`,
    label: `${member.name}（${member.relation_title}）`,
  }))
  return {
    key: 'payee',
    title: '批准以后，钱发给家里哪一位？',
    why:
      form.payment_kind === 'monthly'
        ? '按月发到这位家人的银行账户。以后可以换。'
        : '一次发到这位家人的银行账户。',
    needed: true,
    field: (value, onChange, error) => (
      <ChoiceField
        label="收款人"
        value={value as string | undefined}
        onChange={onChange}
        choices={choices}
        error={error}
      />
    ),
    summary: (value) => choices.find((choice) => choice.value === value)?.label ?? '',
  }
}

function paperQuestion(form: ApplicationForm, evidence: Evidence): Question {
  return {
    key: `paper.${evidence.id}`,
    title: `请拍一张${evidence.title}`,
    ...(evidence.note === null ? {} : { hint: evidence.note }),
    why: evidence.required
      ? `办理时要看${evidence.title}。现在没有也可以先提交，街道会一次告诉您还缺什么。`
      : '有就拍，没有就跳过，不影响提交。',
    skip: '现在没有，先跳过',
    show: (answers) => isWanted(form, evidence, answers),
    field: (value, onChange, error) => (
      <UploadField
        label={evidence.title}
        value={(value ?? []) as Uploaded[]}
        onChange={onChange}
        error={error}
      />
    ),
    check: (value) => ((value as Uploaded[]).length === 0 ? '请拍一张，或者点“现在没有，先跳过”' : undefined),
    summary: (value) => `${(value as Uploaded[]).length} 张`,
  }
}
