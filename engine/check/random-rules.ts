// Random programmes for tests: every operation in every entity, at random depth.
import type { Programme } from '../programme.ts'
import { defineProgramme } from '../programme.ts'
import type { AnyQuantity, Q } from '../quantity/quantity.ts'
import { Quantity, typed, untyped } from '../quantity/quantity.ts'
import {
  article,
  count,
  decisionDay,
  input,
  members,
  parameter,
  ratio,
  when,
  yuan,
} from '../quantity/write.ts'
import type { Random } from './random.ts'
import { between, pick } from './random.ts'

type Where = 'household' | 'person'

const CODES = { none: '无', mild: '轻', severe: '重' }
const inputs = {
  person: {
    money: [
      input.person.money('income', { label: '收入', max: 300_000 }),
      input.person.money('change', { label: '增减', min: -5_000, max: 5_000 }),
      input.person.money('fortune', { label: '财产', max: 100_000_000 }),
    ],
    count: [input.person.count('years', { label: '年数', max: 60 })],
    flag: [input.person.flag('student', { label: '学生' })],
    day: [input.person.day('birth', { label: '出生日期' })],
    code: [input.person.code('grade', { label: '等级', codes: CODES })],
  },
  household: {
    money: [
      input.household.money('assets', { label: '资产', max: 90_000_000 }),
      input.household.money('rent', { label: '租金', max: 10_000 }),
    ],
    count: [input.household.count('rooms', { label: '房间', max: 9 })],
    flag: [input.household.flag('car', { label: '车' })],
    day: [input.household.day('since', { label: '入住日期' })],
    code: [input.household.code('tenure', { label: '产权', codes: CODES })],
  },
} as const

const source = { document: '随机', mark: 'O' } as const
const parameters = [
  {
    name: 'standard',
    label: '标准',
    unit: 'money',
    values: [{ division: '00', from: '1900-01-01', value: '860.05', source }],
  },
  {
    name: 'share',
    label: '比例',
    unit: 'ratio',
    values: [{ division: '00', from: '1900-01-01', value: '37.5%', source }],
  },
] as const

/** A programme with results of every kind. May be refused when it is traced (an interval can be exceeded). */
export function randomProgramme(random: Random, depth: number): Programme {
  const write = new Writer(random)
  const rounded = (where: Where): Quantity => {
    const { unit, entity, form } = round(write.money(where, depth), random)
    return untyped(article('第一条', '金额', typed(new Quantity(unit, entity, form))))
  }
  return defineProgramme({
    id: 'random',
    title: '随机',
    inputs: Object.values(inputs).flatMap((group) => Object.values(group).flat() as AnyQuantity[]),
    parameters,
    maxMembers: 8,
    versions: [
      {
        id: '1',
        from: '1900-01-01',
        document: '随机',
        rules: () => ({
          eligible: typed(write.flag('household', depth)),
          amounts: { household: typed(rounded('household')), person: typed(rounded('person')) },
          values: {
            count: typed(write.count('household', depth)),
            flag: typed(write.flag('person', depth)),
            years: typed(write.count('person', depth)),
          },
        }),
      },
    ],
  })
}

const round = (of: Quantity, random: Random): Quantity => {
  const to = pick(random, ['fen', 'yuan'] as const)
  return pick(random, [() => of.roundHalfUp(to), () => of.roundDown(to), () => of.roundUp(to)])()
}

class Writer {
  private readonly random: Random
  constructor(random: Random) {
    this.random = random
  }
  private choose(leaves: (() => Quantity)[], inner: (() => Quantity)[], depth: number): Quantity {
    return pick(this.random, depth <= 0 || this.random() < 0.1 ? leaves : inner)()
  }
  private leaf(where: Where, kind: 'money' | 'count' | 'flag' | 'day' | 'code'): Quantity {
    const place = this.random() < 0.7 ? where : 'household'
    return untyped(pick<AnyQuantity>(this.random, inputs[place][kind]))
  }

  money(where: Where, depth: number): Quantity {
    const money = (): Quantity => this.money(where, depth - 1)
    const rounded = (): Quantity => new Quantity('money', where, round(money(), this.random).form)
    const named = (): Quantity => {
      const one = rounded()
      return new Quantity('money', one.form.kind === 'round' ? one.form.of.entity : where, {
        kind: 'article',
        citation: { article: '第二条' },
        label: '取整',
        of: one,
      })
    }
    return this.choose(
      [
        () => this.leaf(where, 'money'),
        () => untyped(yuan(between(this.random, -3, 2000))),
        () => untyped(parameter('standard', 'money')),
      ],
      [
        () => money().plus(money()),
        () => money().minus(money()),
        () => money().times(untyped(ratio(pick(this.random, ['0.3', '1.5', '33%', '0.07'])))),
        () => money().times(untyped(parameter('share', 'ratio'))),
        () => money().times(this.count(where, 0)),
        () => money().per(this.count(where, 0).atLeast(pick(this.random, [0, 1, 2]))),
        () => money().per(untyped(members.count)),
        () => money().atLeast(pick(this.random, [0, money()])),
        () => money().atMost(money()),
        () => this.choice(this.flag(where, depth - 1), money(), money()),
        named,
        ...this.aggregate(where, () =>
          untyped(members.sum(typed<'money', 'person'>(this.wholePerson(depth - 1)))),
        ),
        ...this.aggregate(where, () => this.extreme(typed<'money', 'person'>(this.wholePerson(depth - 1)))),
      ],
      depth,
    )
  }

  /** A person's amount without a denominator of its own. */
  private wholePerson(depth: number): Quantity {
    const of = round(this.money('person', depth), this.random)
    const named = { kind: 'article', citation: { article: '第三条' }, label: '个人', of } as const
    return new Quantity('money', 'person', named)
  }

  count(where: Where, depth: number): Quantity {
    const another = (): Quantity => this.count(where, depth - 1)
    return this.choose(
      [
        () => this.leaf(where, 'count'),
        () => untyped(members.count),
        () => untyped(count(between(this.random, 0, 9))),
      ],
      [
        () => another().plus(another()),
        () => another().minus(another()),
        () => another().atLeast(another()),
        () => this.leaf(where, 'day').yearsUntil(untyped(decisionDay)),
        () => this.leaf(where, 'day').monthsUntil(this.leaf(where, 'day')),
        () => this.leaf(where, 'day').daysUntil(untyped(decisionDay)),
        () => this.choice(this.flag(where, depth - 1), another(), another()),
        ...this.aggregate(where, () =>
          untyped(members.countWhere(typed<'flag', 'person'>(this.personFlag(depth - 1)))),
        ),
        ...this.aggregate(where, () =>
          untyped(members.sum(typed<'count', 'person'>(this.personCount(depth - 1)))),
        ),
        ...this.aggregate(where, () => this.extreme(typed<'count', 'person'>(this.personCount(depth - 1)))),
      ],
      depth,
    )
  }

  flag(where: Where, depth: number): Quantity {
    const inner = (): Quantity => this.flag(where, depth - 1)
    const compare = (make: () => Quantity): Quantity => {
      const [a, b] = [make(), make()]
      return pick(this.random, [
        () => a.isBelow(b),
        () => a.isAtMost(b),
        () => a.isAbove(b),
        () => a.isAtLeast(b),
        () => a.equals(b),
      ])()
    }
    return this.choose(
      [
        () => this.leaf(where, 'flag'),
        () => this.leaf(where, 'code').isOneOf(...pick(this.random, [['severe'], ['mild', 'none'], []])),
      ],
      [
        () => inner().and(inner()),
        () => inner().or(inner()),
        () => inner().not(),
        () => this.choice(inner(), inner(), inner()),
        () => compare(() => this.money(where, depth - 1)),
        () => compare(() => this.count(where, depth - 1)),
        () => this.ageLimit(where),
        () => this.leaf(where, 'day').isAtMost(untyped(decisionDay)),
        ...this.aggregate(where, () =>
          this.extreme(inputs.person.day[0]).isAtMost(untyped(inputs.household.day[0])),
        ),
        ...this.aggregate(where, () =>
          untyped(members.any(typed<'flag', 'person'>(this.personFlag(depth - 1)))),
        ),
        ...this.aggregate(where, () =>
          untyped(members.all(typed<'flag', 'person'>(this.personFlag(depth - 1)))),
        ),
      ],
      depth,
    )
  }

  private ageLimit(where: Where): Quantity {
    const years = this.leaf(where, 'day').yearsUntil(untyped(decisionDay))
    const limit = between(this.random, 0, 90)
    return pick(this.random, [
      () => years.isBelow(limit),
      () => years.isAtMost(limit),
      () => years.isAbove(limit),
      () => years.isAtLeast(limit),
    ])()
  }
  private personFlag(depth: number): Quantity {
    return this.flag('person', depth).or(untyped(inputs.person.flag[0]))
  }
  private personCount(depth: number): Quantity {
    return this.count('person', depth).plus(untyped(inputs.person.count[0]))
  }
  private choice(condition: Quantity, a: Quantity, b: Quantity): Quantity {
    return untyped(
      when(typed<'flag', 'person'>(condition))
        .then(typed<'count', 'person'>(a))
        .otherwise(typed<'count', 'person'>(b)),
    )
  }
  private extreme(of: Q<'money' | 'count' | 'day', 'person'>): Quantity {
    return untyped(this.random() < 0.5 ? members.least(of) : members.greatest(of))
  }
  /** Aggregates may stand in a person's context too: the household's value is then read for the person. */
  private aggregate(where: Where, make: () => Quantity): (() => Quantity)[] {
    return where === 'household' || this.random() < 0.5 ? [make] : []
  }
}
