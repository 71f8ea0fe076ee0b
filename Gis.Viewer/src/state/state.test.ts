import { describe, expect, it } from 'vitest';
import type { Alarm, Area, Changes, Me, SeriesPoint, Snapshot, Thing, ThingRow, Unit, ValueRow } from '../api/types';
import { isOffline, isOverAge, positionAge } from './age';
import { listAlarms, openFilter } from './alarm-list';
import { alarmTicks } from './alarm-ticks';
import { AreaTree } from './area-tree';
import { connectionOf, noLink } from './connection';
import { incidentClock, shownClock } from './incident-clock';
import { emptyModel, fromSnapshot, withChanges } from './live-model';
import { shownFigure, shownUnit } from './measure';
import { mayAct } from './rights';
import { niceSteps, plotSeries } from './series-plot';
import { valueLines } from './values-table';
import { readLink, writeLink } from './view-link';

const noon = Date.parse('2026-11-22T04:00:00Z');
const ago = (minutes: number): string => new Date(noon - minutes * 60_000).toISOString();

const alarm = (id: number, over: Partial<Alarm> = {}): Alarm => ({
  id,
  thingId: 1,
  thingKind: 'outfall_water',
  thingNameZh: '排口',
  thingNameEn: 'Outfall',
  areaCode: '130183',
  property: 'w01018',
  kind: 'over_limit',
  severity: 'yellow',
  value: 88,
  limit: 50,
  ratio: 1.76,
  unit: 'mg/L',
  since: ago(60),
  raisedAt: ago(50),
  updatedAt: ago(50),
  clearedAt: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  assignee: null,
  shelvedUntil: null,
  falseAt: null,
  history: false,
  origin: 'demo',
  incidentId: null,
  lon: 115,
  lat: 38,
  phenomenonTime: ago(60),
  periodS: 3600,
  details: {},
  ...over,
});

const thing: ThingRow = {
  id: 1,
  kind: 'outfall_water',
  nameZh: '排口',
  nameEn: 'Outfall',
  areaCode: '130183',
  lon: 115,
  lat: 38,
  origin: 'demo',
  severity: null,
  lastAt: ago(5),
  intervalS: 300,
};

const unit: Unit = {
  id: 5,
  code: 'u5',
  callSign: '监05',
  nameZh: '监测车',
  nameEn: 'Van',
  kind: 'monitoring',
  areaCode: '130100',
  skills: [],
  phone: null,
  lon: 114.5,
  lat: 38,
  speedMps: 10,
  headingDeg: 90,
  positionAt: ago(1),
  state: 'available',
  stateAt: null,
  orderId: null,
  incidentId: null,
  origin: 'demo',
};

const snapshot: Snapshot = { seq: 10, at: ago(1), things: [thing], alarms: [alarm(1)], incidents: [], units: [unit] };
const changes = (over: Partial<Changes>): Changes => ({
  type: 'changes',
  seq: 11,
  at: ago(0),
  things: [],
  values: [],
  alarms: [],
  incidents: [],
  units: [],
  removed: { alarms: [], incidents: [] },
  thingRows: [],
  devices: [],
  ...over,
});

const area = (code: string, parent: string | null): Area => ({
  code,
  parent,
  level: 'county',
  nameZh: code,
  nameEn: code,
  lon: null,
  lat: null,
});
const areas = new AreaTree([
  area('130000', null),
  area('130100', '130000'),
  area('130183', '130100'),
  area('130181', '130000'),
]);

describe('the live model', () => {
  it('takes a batch that says the same twice as once', () => {
    const batch = changes({ alarms: [alarm(2)], things: [[1, noon, 'yellow']] });

    const once = withChanges(fromSnapshot(snapshot), batch);

    expect(withChanges(once, batch)).toEqual(once);
    expect(once.alarms.size).toBe(2);
    expect(once.things.get(1)?.severity).toBe('yellow');
  });

  it('never goes back in seq', () => {
    const model = fromSnapshot({ ...snapshot, seq: 50 });

    expect(withChanges(model, changes({ seq: 49, removed: { alarms: [1], incidents: [] } }))).toBe(model);
  });

  it('drops an alarm that was cleared', () => {
    const model = withChanges(fromSnapshot(snapshot), changes({ alarms: [alarm(1, { clearedAt: ago(0) })] }));

    expect(model.alarms.size).toBe(0);
  });

  it('never moves a unit back for a late report, but takes its state', () => {
    const late = changes({ units: [{ ...unit, lon: 110, positionAt: ago(9), state: 'en_route' }] });

    const moved = withChanges(fromSnapshot(snapshot), late).units.get(5);

    expect(moved).toMatchObject({ lon: 114.5, state: 'en_route' });
  });

  it('keeps the newest value of a datastream', () => {
    const newest = withChanges(emptyModel, changes({ values: [[7, 1, 200, 5, null, 'N', 0]] }));

    const late = withChanges(newest, changes({ values: [[7, 1, 100, 4, null, 'N', 0]] }));

    expect(late.values.get(7)?.[3]).toBe(5);
  });

  it('hears 20,000 things again without touching their rows', () => {
    const things = Array.from({ length: 20_000 }, (_, i) => ({ ...thing, id: i + 1 }));
    const model = fromSnapshot({ ...snapshot, things });
    const again = changes({ things: things.map((row) => [row.id, noon, null] as const) });

    const startMs = performance.now();
    const next = withChanges(model, again);
    const tookMs = performance.now() - startMs;

    expect(next.things).toBe(model.things);
    expect(next.heardAtMs.get(20_000)).toBe(noon);
    // Some milliseconds on a quiet machine; the bound leaves room for a crowded one.
    expect(tookMs).toBeLessThan(250);
  });

  it('leaves untouched parts as they are', () => {
    const model = fromSnapshot(snapshot);

    expect(withChanges(model, changes({ alarms: [alarm(3)] })).things).toBe(model.things);
  });
});

describe('the alarm list', () => {
  const rows = [
    alarm(1),
    alarm(2, { severity: 'red', updatedAt: ago(10) }),
    alarm(3, { severity: 'red', updatedAt: ago(5), acknowledgedAt: ago(1) }),
    alarm(4, { kind: 'offline', severity: 'blue' }),
    alarm(5, { shelvedUntil: ago(-60) }),
    alarm(6, { areaCode: '130181' }),
  ];

  it('puts the worst first and the acknowledged apart', () => {
    const list = listAlarms(rows, openFilter, areas, noon);

    expect(list.unacknowledged.map((row) => row.id)).toEqual([2, 1, 6]);
    expect(list.acknowledged.map((row) => row.id)).toEqual([3]);
    expect(list.aside.map((row) => row.id)).toEqual([5]);
    expect(list.groupCounts).toEqual({ over: 4, quality: 1, meter: 0, video: 0 });
  });

  it('follows the area tree, not the code', () => {
    const list = listAlarms(rows, { ...openFilter, area: '130100' }, areas, noon);

    expect(list.unacknowledged.map((row) => row.id)).toEqual([2, 1]);
  });

  it('counts severities before the severity filter', () => {
    const list = listAlarms(rows, { ...openFilter, severities: ['red'] }, areas, noon);

    expect(list.unacknowledged.map((row) => row.id)).toEqual([2]);
    expect(list.severityCounts).toMatchObject({ red: 2, yellow: 2 });
  });
});

describe('ages', () => {
  const stream = {
    id: 1,
    property: 'w01018',
    statistic: 'period',
    periodS: 3600,
    unit: 'mg/L',
    intervalS: 3600,
  } as const;
  const latest = (minutes: number) => ({
    time: ago(minutes),
    value: 1,
    zsValue: null,
    flag: 'N',
    quality: 0,
    receivedAt: ago(minutes),
  });

  it('count from the end of the period', () => {
    expect(isOverAge({ ...stream, latest: latest(140) }, noon)).toBe(false);
    expect(isOverAge({ ...stream, latest: latest(160) }, noon)).toBe(true);
  });

  it('make a thing off line after three missed intervals', () => {
    expect(isOffline(thing, noon - 5 * 60_000, noon)).toBe(false);
    expect(isOffline(thing, noon - 17 * 60_000, noon)).toBe(true);
    expect(isOffline(thing, undefined, noon)).toBe(true);
  });

  it('mark a unit old after 2 and lost after 5 minutes', () => {
    expect([1, 3, 6].map((minutes) => positionAge({ positionAt: ago(minutes) }, noon))).toEqual([
      'fresh',
      'old',
      'lost',
    ]);
    expect(positionAge({ positionAt: null }, noon)).toBe('never');
  });
});

describe('the values of a card', () => {
  it('takes the stream that was first heard after the card was opened', () => {
    const stream = { property: 'w01018', statistic: 'avg', unit: 'mg/L', intervalS: 300, latest: null };
    const thing = {
      datastreams: [
        { ...stream, id: 1, periodS: 3600 },
        { ...stream, id: 2, periodS: 0, statistic: 'instant' },
      ],
      limits: [{ property: 'w01018', periodS: 3600, basis: 'avg', upper: 50, lower: null }],
    } as unknown as Thing;

    const nowMs = Date.UTC(2026, 10, 3);

    const lines = valueLines(thing, new Map([[2, [2, 7, nowMs, 38.4, null, 'N', 0] as ValueRow]]), nowMs);

    expect(lines.map((line) => [line.stream.id, line.latest?.value])).toEqual([[2, 38.4]]);
  });
});

describe('the connection light', () => {
  const up = { ...noLink, isUp: true, heardAtMs: noon, delayMs: 800 };

  it('says live, behind, reconnecting and offline', () => {
    expect(connectionOf(noLink, noon).kind).toBe('connecting');
    expect(connectionOf(up, noon + 1_000).kind).toBe('live');
    expect(connectionOf(up, noon + 9_000)).toMatchObject({ kind: 'behind', delayMs: 9_800 });
    expect(connectionOf({ ...up, isUp: false, lostAtMs: noon }, noon + 3_000).kind).toBe('reconnecting');
    expect(connectionOf({ ...up, isUp: false, lostAtMs: noon }, noon + 60_000).kind).toBe('offline');
  });
});

describe('the incident clock', () => {
  const incident = { happenedAt: ago(60), reportedAt: ago(50), reportDueAt: ago(-190) };

  it('counts from what happened and down to the report', () => {
    expect(incidentClock(incident, noon)).toMatchObject({ elapsedS: 3600, leftS: 190 * 60, tone: 'calm' });
    expect(incidentClock({ ...incident, reportDueAt: ago(10) }, noon)).toMatchObject({ leftS: -600, tone: 'late' });
    expect(shownClock(3 * 3600 + 12 * 60 + 36)).toBe('03:12:36');
    expect(shownClock(-600)).toBe('−00:10:00');
  });
});

describe('figures', () => {
  it('never lose their digits and group thousands', () => {
    expect(shownFigure(163.2, 1)).toBe('163.2');
    expect(shownFigure(5120, 2)).toBe('5 120');
    expect(shownFigure(1234567.8, 0)).toBe('1 234 568');
    expect(shownFigure(0.31, 3)).toBe('0.31');
    expect(shownFigure(100, 0)).toBe('100');
    expect(shownFigure(null)).toBe('–');
  });

  it('have their unit as people write it', () => {
    expect(shownUnit('ug/m3')).toBe('µg/m³');
    expect(shownUnit('[pH]')).toBe('');
    expect(shownUnit('mg/L')).toBe('mg/L');
    expect(shownUnit('dB{mW}')).toBe('dBm');
  });
});

describe('rights', () => {
  const me: Me = {
    account: 1,
    name: 'li',
    displayName: 'Li',
    language: null,
    grants: [{ role: 'inspector', areaCode: '130100', areaNameZh: '', areaNameEn: '', layers: null }],
    roles: ['inspector'],
    home: null,
    demo: true,
    province: null,
  };

  it('reach down the tree and no further', () => {
    expect(mayAct(me, 'alarm', '130183', areas)).toBe(true);
    expect(mayAct(me, 'alarm', '130181', areas)).toBe(false);
    expect(mayAct(me, 'dispatch', '130183', areas)).toBe(false);
  });
});

describe('the chart', () => {
  const box = { width: 400, height: 136, left: 40, right: 8, top: 8, bottom: 20 };
  const hour = 3_600_000;
  const points: SeriesPoint[] = [
    [noon - 6 * hour, 20, 'N', 0],
    [noon - 5 * hour, 30, 'N', 0],
    [noon - 4 * hour, null, 'C', 1],
    [noon - 3 * hour, null, 'C', 1],
    [noon - 2 * hour, 60, 'N', 0],
    [noon - hour, 90, 'N', 0],
  ];

  it('breaks the line at flagged time and hatches it once', () => {
    const plot = plotSeries(points, noon - 24 * hour, noon, 50, hour, box);

    expect(plot.runs).toHaveLength(2);
    expect(plot.hatches).toHaveLength(1);
    expect(plot.hatches[0]).toMatchObject({ flag: 'C' });
    expect(plot.over).toHaveLength(2);
    expect(plot.last).toMatchObject({ value: 90, hasFallen: false });
  });

  it('draws the spread of rolled up steps, and scales to its top', () => {
    const rolled: SeriesPoint[] = [
      [noon - 2 * hour, 20, null, 0, 10, 90, 12, 12],
      [noon - hour, 30, null, 0, 20, 40, 12, 12],
      [noon, null, null, 1, null, null, 0, 12],
    ];

    const plot = plotSeries(rolled, noon - 24 * hour, noon, null, hour, box);

    expect(plot.bands).toHaveLength(1);
    expect(plot.bands[0]!.split('L')).toHaveLength(4);
    expect(plot.ticksY.at(-1)!.value).toBeGreaterThanOrEqual(90);
    expect(plot.hatches).toHaveLength(1);
    expect(plotSeries(points, noon - 24 * hour, noon, null, hour, box).bands).toHaveLength(0);
  });

  it('does not join over missing hours', () => {
    const gap = points.filter((point) => point[1] !== null);

    expect(plotSeries(gap, noon - 24 * hour, noon, null, hour, box).runs).toHaveLength(2);
  });

  it('has at most five lines, from zero', () => {
    for (const top of [0.03, 1, 7, 50, 163, 4200]) {
      const steps = niceSteps(top);
      expect(steps[0]).toBe(0);
      expect(steps.length).toBeLessThanOrEqual(6);
      expect(steps.at(-1)).toBeGreaterThanOrEqual(top);
    }
  });
});

describe('the time bar', () => {
  it('stacks alarms in the column of their time', () => {
    const columns = alarmTicks(
      [alarm(1), alarm(2, { severity: 'red' }), alarm(3, { raisedAt: ago(5000) })],
      noon - 86_400_000,
      noon,
      144,
    );

    expect(columns).toHaveLength(1);
    expect(columns[0]?.counts).toEqual([
      ['yellow', 1],
      ['red', 1],
    ]);
  });
});

describe('a link', () => {
  it('is a view', () => {
    const link = {
      place: 'command',
      view: { centre: [115.045, 37.955], zoom: 9.25 },
      selection: { kind: 'incident', id: 4 },
      rail: 'deliveries',
      layersOff: ['roads'],
      layersOn: ['counties'],
    } as const;

    expect(readLink(writeLink(link))).toEqual(link);
  });

  it('from a stranger does no harm', () => {
    expect(readLink('#/land?map=900,1,2&sel=thing:x&rail=x&off=<b>')).toEqual({
      place: null,
      view: null,
      selection: null,
      rail: 'alarms',
      layersOff: [],
      layersOn: [],
    });
  });
});
