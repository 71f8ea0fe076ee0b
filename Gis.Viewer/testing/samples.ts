import type { Alarm, Area, Changes, Incident, Me, ThingRow } from '../src/api/types';

/** Plain examples of what the server sends, for the tests and the bench; each says only what is other about its own. */

const area = { areaCode: '130102', lon: 114.5, lat: 38 } as const;
const morning = '2026-11-22T05:00:00Z';

export const anAlarm = (over: Partial<Alarm> = {}): Alarm => ({
  id: 9,
  thingId: 7,
  thingKind: 'outfall_water',
  thingNameZh: '污水总排口',
  thingNameEn: 'Main outfall',
  ...area,
  property: 'w01018',
  kind: 'over_limit',
  severity: 'yellow',
  value: 88,
  limit: 50,
  ratio: 1.76,
  unit: 'mg/L',
  since: morning,
  raisedAt: morning,
  updatedAt: morning,
  clearedAt: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  assignee: null,
  shelvedUntil: null,
  falseAt: null,
  history: false,
  origin: 'demo',
  incidentId: null,
  phenomenonTime: morning,
  periodS: 3_600,
  details: {},
  ...over,
});

export const aThing = (over: Partial<ThingRow> = {}): ThingRow => ({
  id: 7,
  kind: 'outfall_water',
  nameZh: '污水总排口',
  nameEn: 'Main outfall',
  ...area,
  origin: 'demo',
  severity: null,
  lastAt: morning,
  intervalS: 300,
  ...over,
});

/** Reported by telephone, neither titled nor graded. */
export const anIncident = (over: Partial<Incident> = {}): Incident => ({
  id: 4,
  code: 'HB-20261122-004',
  title: null,
  typeCode: 'water_pollution',
  ...area,
  address: null,
  grade: null,
  state: 'open',
  happenedAt: morning,
  reportedAt: morning,
  source: 'call',
  alarmId: null,
  alarmKind: null,
  alarmProperty: null,
  thingId: null,
  thingNameZh: null,
  thingNameEn: null,
  origin: 'real',
  updatedAt: morning,
  activeOrders: 0,
  reportDueAt: null,
  ...over,
});

/** A commander of one district. */
export const aPerson = (over: Partial<Me> = {}): Me => ({
  account: 1,
  name: 'wei',
  displayName: 'Wei',
  language: 'en',
  grants: [{ role: 'commander', areaCode: '130102', areaNameZh: '长安区', areaNameEn: "Chang'an", layers: null }],
  roles: ['commander'],
  home: null,
  demo: false,
  province: null,
  ...over,
});

export const anArea = (over: Partial<Area> = {}): Area => ({
  code: '130102',
  nameZh: '长安区',
  nameEn: "Chang'an",
  parent: null,
  level: 'county',
  lon: null,
  lat: null,
  ...over,
});

/** A batch in which nothing changed. */
export const someChanges = (over: Partial<Changes> = {}): Changes => ({
  type: 'changes',
  seq: 11,
  at: morning,
  things: [],
  values: [],
  alarms: [],
  incidents: [],
  units: [],
  removed: { alarms: [], incidents: [] },
  thingRows: [],
  devices: [],
  layers: [],
  patches: [],
  ...over,
});
