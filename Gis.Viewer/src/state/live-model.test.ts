import { describe, expect, it } from 'vitest';
import type { Alarm, Snapshot, Unit } from '../api/types';
import { aThing, anAlarm, someChanges } from '../../testing/samples';
import { emptyModel, fromSnapshot, withChanges } from './live-model';

const noon = Date.parse('2026-11-22T04:00:00Z');
const ago = (minutes: number): string => new Date(noon - minutes * 60_000).toISOString();
const alarm = (id: number, over: Partial<Alarm> = {}): Alarm => anAlarm({ id, ...over });
const thing = aThing({ id: 1, lastAt: ago(5) });

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

describe('the live model', () => {
  it('takes a batch that says the same twice as once', () => {
    const batch = someChanges({ alarms: [alarm(2)], things: [[1, noon, 'yellow']] });

    const once = withChanges(fromSnapshot(snapshot), batch);

    expect(withChanges(once, batch)).toEqual(once);
    expect(once.alarms.size).toBe(2);
    expect(once.things.get(1)?.severity).toBe('yellow');
  });

  it('never goes back in seq', () => {
    const model = fromSnapshot({ ...snapshot, seq: 50 });

    expect(withChanges(model, someChanges({ seq: 49, removed: { alarms: [1], incidents: [] } }))).toBe(model);
  });

  it('drops an alarm that was cleared', () => {
    const model = withChanges(fromSnapshot(snapshot), someChanges({ alarms: [alarm(1, { clearedAt: ago(0) })] }));

    expect(model.alarms.size).toBe(0);
  });

  it('never moves a unit back for a late report, but takes its state', () => {
    const late = someChanges({ units: [{ ...unit, lon: 110, positionAt: ago(9), state: 'en_route' }] });

    const moved = withChanges(fromSnapshot(snapshot), late).units.get(5);

    expect(moved).toMatchObject({ lon: 114.5, state: 'en_route' });
  });

  it('keeps the newest value of a datastream', () => {
    const newest = withChanges(emptyModel, someChanges({ values: [[7, 1, 200, 5, null, 'N', 0]] }));

    const late = withChanges(newest, someChanges({ values: [[7, 1, 100, 4, null, 'N', 0]] }));

    expect(late.values.get(7)?.[3]).toBe(5);
  });

  it('hears 20,000 things again without touching their rows', () => {
    const things = Array.from({ length: 20_000 }, (_, i) => ({ ...thing, id: i + 1 }));
    const model = fromSnapshot({ ...snapshot, things });
    const again = someChanges({ things: things.map((row) => [row.id, noon, null] as const) });

    const next = withChanges(model, again);

    expect(next.things).toBe(model.things);
    expect(next.heardAtMs.get(20_000)).toBe(noon);
  });

  it('leaves untouched parts as they are', () => {
    const model = fromSnapshot(snapshot);

    expect(withChanges(model, someChanges({ alarms: [alarm(3)] })).things).toBe(model.things);
  });
});
