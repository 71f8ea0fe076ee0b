import { describe, expect, it } from 'vitest';
import type { Alarm } from '../api/types';
import { anAlarm, anArea } from '../../testing/samples';
import { listAlarms, openFilter } from './alarm-list';
import { AreaTree } from './area-tree';

const noon = Date.parse('2026-11-22T04:00:00Z');
const ago = (minutes: number): string => new Date(noon - minutes * 60_000).toISOString();
const alarm = (id: number, over: Partial<Alarm> = {}): Alarm =>
  anAlarm({ id, areaCode: '130183', raisedAt: ago(50), updatedAt: ago(50), ...over });
const areas = new AreaTree([
  anArea({ code: '130000' }),
  anArea({ code: '130100', parent: '130000' }),
  anArea({ code: '130183', parent: '130100' }),
  anArea({ code: '130181', parent: '130000' }),
]);

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
