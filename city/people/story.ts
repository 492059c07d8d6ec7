/**
 * The households of the pictures: always there, whatever the city's size and seed, at the head of 南开区.
 */
import { dayNumber, dayText } from './days.ts'
import { identityNumber } from './identity.ts'
import type { Sex } from './identity.ts'
import type { CityHousehold, CityPerson, Disability, Employment, Relation } from './types.ts'

export const STORY_DISTRICT = '120104'

type StoryMember = {
  name: string
  sex: Sex
  /** Year and month; the day is the first that gives the identity number's ending. */
  born: string
  /** The last four characters of the identity number. */
  ending: string
  relation: Relation
  employment: Employment
  disability?: Disability
  /** Fen per month. */
  pension?: number
  business?: number
  deposits?: number
  married?: boolean
}

export type StoryHousehold = {
  /** Names the household in the rest of the demonstration city. */
  key: string
  community: string
  communityName: string
  address: string
  home: CityHousehold['home']
  class: CityHousehold['class']
  members: StoryMember[]
}

const RENTED: CityHousehold['home'] = { tenure: 'public_rented', count: 1, area: 42 }

/** One person of the workbench's list, living alone. */
function alone(
  key: string,
  community: string,
  person: Pick<StoryMember, 'name' | 'sex' | 'born' | 'ending'> & Partial<StoryMember>,
  householdClass: CityHousehold['class'] = 'poor',
): StoryHousehold {
  return {
    key,
    community,
    communityName: '示例里社区',
    address: '示例路 8 号',
    home: { tenure: 'public_rented', count: 1, area: 36 },
    class: householdClass,
    members: [{ relation: 'head', employment: 'jobless', ...person }],
  }
}

export const STORY_HOUSEHOLDS: readonly StoryHousehold[] = [
  {
    key: '王桂兰',
    community: '120104008012',
    communityName: '示例里社区',
    address: '示例里 3 号楼 2 门 301 号',
    home: RENTED,
    class: 'poor',
    members: [
      {
        name: '王桂兰',
        sex: 'female',
        born: '1959-03',
        ending: '0426',
        relation: 'head',
        employment: 'jobless',
        married: true,
        deposits: 926_040,
      },
      {
        name: '刘志强',
        sex: 'male',
        born: '1957-06',
        ending: '0317',
        relation: 'spouse',
        employment: 'retired',
        married: true,
        pension: 183_750,
        deposits: 850_000,
        disability: { kind: 4, grade: 2, since: '2011-05-16' },
      },
      {
        name: '刘伟',
        sex: 'male',
        born: '1987-02',
        ending: '0293',
        relation: 'child',
        employment: 'jobless',
        deposits: 50_000,
        disability: { kind: 6, grade: 2, since: '2009-10-12' },
      },
    ],
  },
  alone('刘桂芬', '120104005001', {
    name: '刘桂芬',
    sex: 'female',
    born: '1962-05',
    ending: '2047',
    business: 34_400,
  }),
  alone('张振华', '120104009001', {
    name: '张振华',
    sex: 'male',
    born: '1965-08',
    ending: '3311',
    business: 21_000,
  }),
  {
    ...alone('孟凡霞', '120104004002', {
      name: '孟凡霞',
      sex: 'female',
      born: '1971-11',
      ending: '1568',
      business: 51_600,
    }),
    members: [
      {
        name: '孟凡霞',
        sex: 'female',
        born: '1971-11',
        ending: '1568',
        relation: 'head',
        employment: 'flexible',
        business: 51_600,
      },
      {
        name: '周子涵',
        sex: 'female',
        born: '2004-04',
        ending: '1023',
        relation: 'child',
        employment: 'student',
      },
    ],
  },
  alone(
    '郭永福',
    '120104007001',
    { name: '郭永福', sex: 'male', born: '1948-02', ending: '0719', employment: 'unable' },
    'destitute',
  ),
  alone(
    '周淑珍',
    '120104012001',
    {
      name: '周淑珍',
      sex: 'female',
      born: '1939-09',
      ending: '2240',
      employment: 'retired',
      pension: 268_000,
    },
    'ordinary',
  ),
  alone(
    '赵连生',
    '120104006001',
    {
      name: '赵连生',
      sex: 'male',
      born: '1960-12',
      ending: '5132',
      business: 98_000,
      disability: { kind: 4, grade: 3, since: '2010-03-22' },
    },
    'near',
  ),
  alone('韩玉梅', '120104002001', {
    name: '韩玉梅',
    sex: 'female',
    born: '1963-07',
    ending: '0884',
    business: 61_250,
  }),
  alone('徐国强', '120104001001', { name: '徐国强', sex: 'male', born: '1966-01', ending: '4473' }),
  alone('宋洪军', '120104003002', {
    name: '宋洪军',
    sex: 'female',
    born: '1968-10',
    ending: '6601',
    business: 42_000,
  }),
  alone('高秀英', '120104010001', {
    name: '高秀英',
    sex: 'female',
    born: '1955-06',
    ending: '2925',
    business: 51_280,
  }),
]

/** The first day of the month whose identity number ends as told. */
function storyBirth(member: StoryMember): { birthDate: string; identityNumber: string } {
  for (let day = 1; day <= 28; day += 1) {
    const birthDate = `${member.born}-${String(day).padStart(2, '0')}`
    const number = identityNumber(STORY_DISTRICT, dayNumber(birthDate), Number(member.ending.slice(0, 3)))
    if (number.endsWith(member.ending)) return { birthDate, identityNumber: number }
  }
  throw new Error(`no day of ${member.born} gives an identity number that ends in ${member.ending}`)
}

function storyPerson(member: StoryMember, id: string, account: string): CityPerson {
  return {
    id,
    name: member.name,
    sex: member.sex,
    ...storyBirth(member),
    nationality: '01',
    relation: member.relation,
    maritalState: member.married ? '20' : '10',
    telephone: '13800000000',
    bankAccount: account,
    employment: member.employment,
    seriouslyIll: false,
    disability: member.disability ?? null,
    income: { wage: 0, business: member.business ?? 0, property: 0, transfer: member.pension ?? 0 },
    deposits: member.deposits ?? 0,
    securities: 0,
    vehicles: 0,
  }
}

/** The story's household as the generator makes households; `number` is its place in 南开区. */
export function makeStoryHousehold(
  number: number,
  ids: { household: string; person: (member: number) => string; account: (member: number) => string },
): CityHousehold {
  const story = STORY_HOUSEHOLDS[number] as StoryHousehold
  return {
    id: ids.household,
    number,
    district: STORY_DISTRICT,
    community: story.community,
    communityName: story.communityName,
    rural: false,
    class: story.class,
    classOrdinal: -1,
    establishedOn: dayText(dayNumber('2008-01-01') + number * 30),
    address: story.address,
    home: story.home,
    members: story.members.map((member, index) => storyPerson(member, ids.person(index), ids.account(index))),
  }
}

/** Identity numbers that only the story's people bear. */
export const STORY_IDENTITY_NUMBERS: ReadonlySet<string> = new Set(
  STORY_HOUSEHOLDS.flatMap(({ members }) => members.map((member) => storyBirth(member).identityNumber)),
)
