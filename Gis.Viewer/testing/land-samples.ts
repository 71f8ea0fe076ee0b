import type { Contradiction, LifeStep, ParcelCard } from '../src/api/types';

/** Land for tests, each with what a test does not care about filled in. */
export const aLifeStep = (of: Partial<LifeStep> = {}): LifeStep => ({
  theme: 'approval',
  layer: `${of.theme ?? 'approval'}s`,
  feature: 1,
  number: 'A-1',
  on: '2023-03-01',
  status: 'valid',
  dates: {},
  values: {},
  area: { m2: 40_000, ha: 4, mu: 60 },
  statedM2: null,
  overlap: { m2: 10_000, ha: 1, mu: 15 },
  share: 1,
  isSliver: false,
  touches: true,
  links: [],
  ...of,
});

export const aContradiction = (of: Partial<Contradiction> = {}): Contradiction => ({
  id: null,
  areaCode: '130102',
  rule: 'use_beyond_supply',
  subject: { theme: 'use', layer: 'uses', feature: 2, number: 'U-1' },
  other: null,
  areaM2: 1200,
  parameters: {},
  lon: 114.5,
  lat: 38,
  ...of,
});

export const aParcelCard = (of: Partial<ParcelCard> = {}): ParcelCard => ({
  parcel: {
    id: 7,
    layer: 'parcels',
    number: '0417',
    class: '0601',
    classNameZh: '工业用地',
    classNameEn: 'Industry',
    kind: 'built',
    owner: '东里庄村',
    ownerKind: '30',
    location: '东里庄镇',
    areaCode: '130102',
    area: { m2: 10_000, ha: 1, mu: 15 },
    statedM2: 9_990,
    bbox: [114.5, 38, 114.501, 38.001],
  },
  asOf: '2026-01-05',
  steps: [],
  history: [],
  contradictions: [],
  notJudged: [],
  isCut: false,
  patches: [],
  ...of,
});
