import { describe, expect, it } from 'vitest';
import type { Alarm } from '../api/types';
import { anAlarm } from '../../testing/samples';
import { alarmTicks } from './alarm-ticks';

const noon = Date.parse('2026-11-22T04:00:00Z');
const ago = (minutes: number): string => new Date(noon - minutes * 60_000).toISOString();
const alarm = (id: number, over: Partial<Alarm> = {}): Alarm =>
  anAlarm({ id, raisedAt: ago(50), updatedAt: ago(50), ...over });

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
